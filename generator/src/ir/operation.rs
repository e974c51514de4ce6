//! Operations: what a method of a resource sends, and how it reads the answers.

use serde::Serialize;

use super::{Failure, ModulePath, Pagination, Server, Struct, Success, TypeRef};
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
    /// Whether it can be sent twice with the effect of once, though its method doesn't say so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub idempotent: bool,
    /// The header among its parameters by which the server knows a request that is sent again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idempotency_header: Option<String>,
    /// The servers of its own, where it has other ones than the API.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// What success is.
    pub success: Success,
    /// How its pages follow one another, where its answer is one page of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The documented failures, in the order of their statuses: codes, classes, the default.
    pub failures: Vec<Failure>,
    /// The constants of the headers that its answers may have, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Ident>,
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
    /// How its values are written.
    pub encoding: ParameterEncoding,
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

/// How the values of a parameter are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterEncoding {
    /// As one text, percent-encoded where its place has that: a scalar, or what the caller writes.
    Text,
    /// In a style of OpenAPI.
    Style(ParameterStyle),
    /// As JSON.
    Json,
    /// The members of an object as the whole query.
    Form,
}

/// How a parameter's `style` and what stands beside it have its values written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ParameterStyle {
    /// The `style`.
    pub name: StyleName,
    /// Whether items and members are written one by one.
    pub explode: bool,
    /// Whether reserved characters are written as they are.
    pub allow_reserved: bool,
    /// Whether what is empty is sent.
    pub allow_empty: bool,
}

/// The styles of OpenAPI 3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum StyleName {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a;name=b`
    Matrix,
    /// `name=a&name=b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[member]=a`
    DeepObject,
    /// `name=a; name=b`
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
    /// The member that is sent as `true`, whatever the caller says: it asks for a stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream_member: Option<String>,
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
    /// As a form of fields, of which these are written in a way of their own.
    Form(Vec<FieldEncoding>),
    /// As a form of parts, that of a struct which is made for it.
    Multipart,
    /// As a form whose parts are the members of the value.
    Members,
    /// As bytes, as they are.
    Bytes,
}

/// How a field of a form is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldEncoding {
    /// The property.
    pub wire: String,
    /// The style.
    pub style: FieldStyle,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// The style of a field. Others are written as the kind of their value asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldStyle {
    /// JSON.
    Json,
    /// `form`, exploded.
    Form,
    /// `form`, not exploded.
    Commas,
    /// `spaceDelimited`.
    Spaces,
    /// `pipeDelimited`.
    Pipes,
    /// `deepObject`.
    DeepObject,
}

/// A form of parts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// The struct that callers make it of.
    pub structure: Struct,
    /// How its fields are sent, in their order.
    pub parts: Vec<FormPart>,
}

/// How a field of a [`Form`] is sent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormPart {
    /// What its data is.
    pub format: PartFormat,
    /// Whether it is a list of files. Lists of others are sent item by item, too.
    pub is_list: bool,
    /// The media type of its data, where the document says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

/// What the data of a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartFormat {
    /// The text of a scalar; objects are JSON.
    Value,
    /// JSON.
    Json,
    /// What this style makes of it.
    Styled(FieldStyle),
    /// A file.
    File,
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
