//! The intermediate representation: what a client crate consists of, as plain data.
//!
//! It is complete when it is made: every reference is resolved, every name is given, every fact that rendering needs
//! is a field. Text of the document is kept as it was written (descriptions as CommonMark); each field says which is
//! text and which is a name.
//!
//! Knows nothing of openapiv3, and nothing of tokens.

mod answers;
mod building;
mod operation;
mod pagination;
mod paths;
mod resource;
mod server;
mod text;
mod types;

use serde::Serialize;

pub use answers::{Answer, AnswerBody, AnswerFormat, Failure, Header, HeaderForm, Success};
pub use building::{Argument, Literal};
pub use operation::{
    BodyContent, BodyFormat, FieldEncoding, FieldStyle, Form, FormPart, Operation, Parameter, ParameterEncoding,
    ParameterLocation, ParameterStyle, PartFormat, RequestBody, Status, StyleName,
};
pub use pagination::{ItemsField, MemberPath, More, PageStyle, Pagination};
pub use paths::{CLIENT_AT_ROOT, Modules, Paths, RUNTIME_AT_ROOT};
pub use resource::Resource;
pub use server::{Server, ServerChoice, ServerVariable, ServerVariableType, Servers};
pub use types::{
    Additional, Body, Branch, Constraint, EnumRepr, EnumValue, Enumeration, Field, JsonKind, ModulePath, Struct,
    TextFormat, Type, TypePath, TypeRef, Union, Variant, Width,
};

use crate::names::Ident;
use crate::source::Location;

/// A whole crate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Api {
    /// The document's `info.title`.
    pub title: String,
    /// The document's `info.version`.
    pub version: String,
    /// The document's `info.description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where requests go unless the caller says otherwise: an absolute `http` or `https` URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// The servers that this URL is the default of.
    pub servers: Servers,
    /// What a client identifies itself with, in the order of the document's security schemes; only those in use.
    pub credentials: Vec<Credential>,
    /// Whether there is no operation that can be called without a credential.
    pub credential_required: bool,
    /// The parameters that the client's builder takes for all operations that have them: by [`Parameter::name`], which
    /// is the method's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shared_parameters: Vec<Parameter>,
    /// The headers of answers, sorted by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Header>,
    /// The resources at the root, sorted by module name.
    pub resources: Vec<Resource>,
    /// The types of schemas, sorted by module and, in one module, parents first.
    pub types: Vec<Type>,
    /// The schemas that the crate expresses, by where they stand, with the types of their values: for who compares the
    /// types with what the document says.
    #[serde(skip)]
    pub schemas: Vec<(Location, TypeRef)>,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Credential {
    /// Its name in the document.
    pub scheme: String,
    /// The method of the client's builder that takes it.
    pub method: Ident,
    /// The method that takes what provides it anew, where it is a [token](CredentialLocation::Token).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<Ident>,
    /// The constant that describes it.
    pub constant: Ident,
    /// The environment variable that it is read from.
    pub env: String,
    /// How it is sent.
    pub location: CredentialLocation,
    /// The scheme's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialLocation {
    /// As a bearer token (RFC 6750), which the caller gives.
    Bearer,
    /// As a bearer token that is asked for anew when it is needed: of OAuth 2.0, or of OpenID Connect.
    Token,
    /// As a user name and a password (RFC 7617).
    Basic,
    /// As the header of this name.
    Header(String),
    /// As the query parameter of this name.
    Query(String),
    /// As the cookie of this name.
    Cookie(String),
}
