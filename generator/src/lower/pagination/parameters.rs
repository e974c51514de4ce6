//! The parameters of an operation that can choose a page.

use super::Cx;
use crate::ir::ParameterLocation;
use crate::lower::kinds::Kind;
use crate::names::words;
use crate::read::Operation;

/// The optional scalar parameters of the query.
pub(super) struct Parameters(Vec<Scalar>);

/// A parameter with one value.
#[derive(Debug, Clone)]
pub(super) struct Scalar {
    /// Its place among the parameters of the operation.
    pub(super) place: usize,
    pub(super) wire: String,
    /// Its name in small letters, the words joined by `_`.
    pub(super) name: String,
    /// Whether it is an integer; else it is a string.
    pub(super) is_integer: bool,
    pub(super) default: Option<i64>,
    pub(super) minimum: Option<i64>,
}

pub(super) const NO_PARAMETER: &str = "the operation has no such optional parameter of one value in its query";

/// A text as words of small letters, joined by `_`.
pub(super) fn name(text: &str) -> String {
    words(text).join("_").to_ascii_lowercase()
}

impl Parameters {
    pub(super) fn of(cx: &Cx<'_, '_>, operation: &Operation<'_>) -> Self {
        let scalars = operation.parameters.iter().enumerate().filter_map(|(place, id)| {
            let parameter = &cx.spec.parameters[id.0];
            if parameter.required || parameter.location != ParameterLocation::Query {
                return None;
            }
            let schema = cx.wire.parameters[id.0].as_ref().ok()?;
            let is_integer = match cx.kinds.resolved(*schema) {
                Kind::String => false,
                Kind::Integer(_) => true,
                _ => return None,
            };
            let written = |keyword: &str| {
                let ids = [*schema, cx.kinds.target(*schema)];
                ids.into_iter().find_map(|id| cx.spec.schemas[id].node.value.get(keyword)?.as_i64())
            };
            let (default, minimum) = (written("default"), written("minimum"));
            Some(Scalar {
                place,
                wire: parameter.wire.clone(),
                name: name(&parameter.wire),
                is_integer,
                default,
                minimum,
            })
        });
        Self(scalars.collect())
    }

    /// The parameter with this name on the wire.
    pub(super) fn required(&self, wire: &str) -> Result<&Scalar, &'static str> {
        self.0.iter().find(|scalar| scalar.wire == wire).ok_or(NO_PARAMETER)
    }

    /// The parameter with this name on the wire, if it can count.
    pub(super) fn required_integer(&self, wire: &str) -> Result<&Scalar, &'static str> {
        self.required(wire)?.integer()
    }

    /// Those with one of these names.
    pub(super) fn named(&self, names: &'static [&'static str]) -> impl Iterator<Item = &Scalar> {
        self.0.iter().filter(|scalar| names.contains(&scalar.name.as_str()))
    }

    /// Whether there is an integer with one of these names.
    pub(super) fn has_integer(&self, names: &'static [&'static str]) -> bool {
        self.named(names).any(|scalar| scalar.is_integer)
    }
}

impl Scalar {
    /// Itself, if it can count.
    pub(super) fn integer(&self) -> Result<&Self, &'static str> {
        if self.is_integer { Ok(self) } else { Err("the parameter that counts is no integer") }
    }

    /// The number of the first page, if the document says which it is.
    pub(super) fn first_page(&self) -> Option<i64> {
        match (self.default, self.minimum) {
            (Some(first @ (0 | 1)), _) => Some(first),
            (None, Some(1)) => Some(1),
            _ => None,
        }
    }
}
