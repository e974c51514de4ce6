//! Servers: where requests go, and what callers choose of them.

use serde::Serialize;

use super::Variant;
use crate::names::Ident;

/// The servers of an API, and what the client's builder has for them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Servers {
    /// The servers of all operations that have none of their own. The first is the default.
    pub all: Vec<Server>,
    /// The enum of the servers that callers choose from: its variants, in the order of the document. Empty where no
    /// operation has several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ServerChoice>,
    /// The variables of all servers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
}

/// A server that requests are sent to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Server {
    /// What it is chosen by.
    pub name: String,
    /// The template of its URL, absolute or relative.
    pub url: String,
    /// Its variables, with their default values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<(String, Option<String>)>,
}

/// A server that callers can choose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServerChoice {
    /// Its variant.
    pub variant: Ident,
    /// The [name](Server::name) of the servers that it chooses.
    pub name: String,
    /// The document's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The URLs of the servers with this name: one, unless operations have other servers than the API.
    pub urls: Vec<String>,
}

/// A variable of servers, which a method of the client's builder sets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServerVariable {
    /// Its name in the document.
    pub name: String,
    /// The method.
    pub method: Ident,
    /// The type of its values, an enum; `None` where it may have any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<ServerVariableType>,
    /// Its values where the caller sets none: one, unless servers have different ones. It is empty where no server has a
    /// default.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub defaults: Vec<String>,
    /// The document's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// The type of a variable's values: an open enum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServerVariableType {
    /// Its name.
    pub name: Ident,
    /// The known values.
    pub variants: Vec<Variant>,
}

impl Servers {
    /// Whether the crate has types for them.
    pub fn have_types(&self) -> bool {
        !self.choices.is_empty() || self.variables.iter().any(|variable| variable.values.is_some())
    }

    /// Whether one of them is relative, so that callers have to say to what.
    pub fn is_any_relative(&self) -> bool {
        self.all.iter().any(|server| !server.url.contains("://"))
    }
}
