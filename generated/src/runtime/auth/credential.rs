use http::{HeaderMap, header};

use crate::runtime::wire::cookie;

/// A credential that the API takes: a Security Scheme Object of the document.
#[doc(hidden)]
#[derive(Debug)]
#[non_exhaustive]
pub struct Credential {
    /// The name of the security scheme in the API's document, which no other credential has.
    pub scheme: &'static str,
    /// The method of the [`ClientBuilder`](crate::runtime::ClientBuilder) that sets it.
    pub name: &'static str,
    /// The environment variable that it is read from.
    pub env: &'static str,
    /// Where requests carry it.
    pub location: CredentialLocation,
}

/// Where requests carry a credential.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialLocation {
    /// As a bearer token in `Authorization` (RFC 6750, section 2.1).
    Bearer,
    /// As a user name and a password in `Authorization` (RFC 7617). The credential's text has a colon between them.
    Basic,
    /// As the value of the header with this name.
    Header(&'static str),
    /// As the value of the query parameter with this name.
    Query(&'static str),
    /// As the value of the cookie with this name (RFC 6265, section 4.2).
    Cookie(&'static str),
}

impl Credential {
    /// The error if it is missing. It says how to set it.
    pub(crate) fn missing(&self) -> String {
        format!("no credential: call `{}` of the client's builder, or set {}", self.name, self.env)
    }
}

impl CredentialLocation {
    /// Whether these headers or this query already have a value in this location.
    pub(crate) fn is_set(self, headers: &HeaderMap, has_parameter: impl FnOnce(&str) -> bool) -> bool {
        match self {
            Self::Bearer | Self::Basic => headers.contains_key(header::AUTHORIZATION),
            Self::Header(name) => headers.contains_key(name),
            Self::Query(name) => has_parameter(name),
            Self::Cookie(name) => cookie::is_set(headers, name),
        }
    }

    /// Whether a request has no room for credentials in both locations.
    pub(crate) fn conflicts_with(self, other: Self) -> bool {
        match (self.header(), other.header()) {
            (Some(one), Some(two)) => one.eq_ignore_ascii_case(two),
            _ => self == other,
        }
    }

    /// The header whose whole value is the credential, if there is one.
    pub(crate) fn header(self) -> Option<&'static str> {
        match self {
            Self::Bearer | Self::Basic => Some("authorization"),
            Self::Header(name) => Some(name),
            Self::Query(_) | Self::Cookie(_) => None,
        }
    }
}
