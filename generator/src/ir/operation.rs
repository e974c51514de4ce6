//! Operations: what a method of a resource sends, and how it reads the answers.

use serde::Serialize;

use super::{ModulePath, Server, TypeRef};
use crate::names::Ident;

/// One operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    /// The document's `operationId`, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
    /// Where it stands in the document, as a JSON pointer.
    pub pointer: String,
    /// The HTTP method, in capitals.
    pub http_method: String,
    /// The path template, as it is in the document.
    pub path: String,
    /// The parameters of the query that are the same in each request, as the document writes them into the path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// The names of its resources and its method, joined by dots: what it is called in messages.
    pub dotted: String,
    /// Its method on the resource.
    pub method: Ident,
    /// The module of its resource, in which its types are.
    pub module: ModulePath,
    /// Its request type, an alias.
    pub request_type: Ident,
    /// The type that describes it to the runtime.
    pub operation_type: Ident,
    /// The type of its optional parameters, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub params_type: Option<Ident>,
    /// The type of its documented errors.
    pub error_type: Ident,
    /// The document's summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The document's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether the document calls it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Its parameters: the required ones are arguments, the others are optional. In the document's order.
    pub parameters: Vec<Parameter>,
    /// Its body, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<RequestBody>,
    /// The alternatives of credentials, each a set of [`Credential::constant`](super::Credential::constant)s; empty
    /// where none is asked for.
    pub security: Vec<Vec<Ident>>,
    /// The servers of its own, where it has other ones than the API.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// What success is.
    pub success: Success,
    /// The documented failures, in the order of their statuses: codes, classes, the default.
    pub failures: Vec<Failure>,
    /// The documented statuses that are neither: informational ones and redirects, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untyped: Vec<Status>,
}

impl Operation {
    /// The parameters that are arguments of the method.
    pub fn arguments(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.required)
    }

    /// The parameters that have a setter.
    pub fn options(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| !parameter.required)
    }
}

/// One parameter of an operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire: String,
    /// Its name as an argument, a field and a setter.
    pub name: Ident,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// Whether it must be given.
    pub required: bool,
    /// The type of its values.
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// The document's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether the document calls it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// An example of a value, where it is a string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterLocation {
    /// In the path, in place of its template expression.
    Path,
    /// In the query.
    Query,
    /// As the whole query, written by the caller.
    QueryString,
    /// As a header.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequestBody {
    /// Its name as an argument, a field and a setter.
    pub name: Ident,
    /// Whether it must be given: then it is the last argument, else it has a setter.
    pub required: bool,
    /// The type of its values: that of its only content, or the [enum](super::Body::Choice) of all of them.
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// How it is sent: by its variant, where there are several.
    pub contents: Vec<BodyContent>,
    /// The document's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A media type that the body of a request can be of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyContent {
    /// The `Content-Type` that it is sent with.
    pub media_type: String,
    /// Its variant of the enum, where there are several.
    pub variant: Ident,
    /// The type of its values.
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// How they are written.
    pub format: BodyFormat,
}

/// How the values of a body are written.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As JSON texts, a line each: those of a list.
    JsonLines,
    /// As JSON texts, each after a record separator (RFC 7464): those of a list.
    JsonSequence,
    /// As the text of a scalar.
    Text,
    /// As bytes, as they are.
    Bytes,
}

/// The statuses that a response stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// One status.
    Code(u16),
    /// All statuses of a class: `4` is `4XX`.
    Class(u16),
    /// Every other status.
    Default,
}

/// What a success is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Success {
    /// The statuses that mean it, in ascending order.
    pub statuses: Vec<Status>,
    /// The media type that is asked for, where it isn't JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// The type of the body: [`TypeRef::Bytes`], or else JSON; `None` where there is no body.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<TypeRef>,
    /// The response's description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// One documented failure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failure {
    /// The statuses that mean it.
    pub status: Status,
    /// Its variant of the operation's error type.
    pub variant: Ident,
    /// The type of the body; `None` where none is documented.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<TypeRef>,
    /// The response's description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl Failure {
    /// The type of the body that the variant has: of bytes, nothing is kept but what every error keeps.
    pub fn body(&self) -> Option<&TypeRef> {
        self.ty.as_ref().filter(|ty| **ty != TypeRef::Bytes)
    }
}
