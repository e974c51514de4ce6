//! What an operation is given: its parameters and its body, as one.

use crate::ir::{Argument, Operation, Parameter, ParameterLocation, Paths, RequestBody, TypeRef};
use crate::names::Ident;

/// What a caller gives an operation: a parameter, or the body.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input<'a> {
    Parameter(&'a Parameter),
    Body(&'a RequestBody),
}

impl<'a> Input<'a> {
    /// The arguments of the operation's method: what is required, the body last.
    pub(super) fn arguments(operation: &'a Operation) -> impl Iterator<Item = Self> {
        Self::all(operation).filter(|input| input.required())
    }

    /// What has a setter.
    pub(super) fn options(operation: &'a Operation) -> impl Iterator<Item = Self> {
        Self::all(operation).filter(|input| !input.required())
    }

    pub(super) fn all(operation: &'a Operation) -> impl Iterator<Item = Self> {
        operation.parameters.iter().map(Self::Parameter).chain(operation.body.as_ref().map(Self::Body))
    }

    fn required(self) -> bool {
        match self {
            Self::Parameter(parameter) => parameter.required,
            Self::Body(body) => body.required,
        }
    }

    pub(super) fn name(self) -> &'a Ident {
        match self {
            Self::Parameter(parameter) => &parameter.name,
            Self::Body(body) => &body.name,
        }
    }

    pub(super) fn ty(self) -> &'a TypeRef {
        match self {
            Self::Parameter(parameter) => &parameter.ty,
            Self::Body(body) => &body.ty,
        }
    }

    pub(super) fn description(self) -> Option<&'a str> {
        match self {
            Self::Parameter(parameter) => parameter.description.as_deref(),
            Self::Body(body) => body.description.as_deref(),
        }
    }

    pub(super) fn deprecated(self) -> bool {
        matches!(self, Self::Parameter(parameter) if parameter.deprecated)
    }

    /// The form in which the method or the setter takes it.
    pub(super) fn argument(self, paths: &Paths<'a>) -> Argument<'a> {
        match self {
            Self::Body(body) => paths.argument(&body.ty),
            Self::Parameter(parameter) => parameter.argument(),
        }
    }

    /// What it is, for a sentence: `The query parameter`.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Body(_) => "The body",
            Self::Parameter(parameter) => match parameter.location {
                ParameterLocation::Path => "The path parameter",
                ParameterLocation::Query => "The query parameter",
                ParameterLocation::QueryString => "The whole query",
                ParameterLocation::Header => "The header",
                ParameterLocation::Cookie => "The cookie",
            },
        }
    }

    /// Its name on the wire.
    pub(super) fn wire(self) -> Option<&'a str> {
        match self {
            Self::Parameter(parameter) => Some(&parameter.wire),
            Self::Body(_) => None,
        }
    }
}
