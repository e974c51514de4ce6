use http::{HeaderMap, header};

use super::cookie;

/// What the API's document tells of the API as a whole.
#[doc(hidden)]
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    /// The API's name.
    pub title: &'static str,
    /// The URL that all paths begin with, where the document has one.
    pub base_url: Option<&'static str>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: &'static str,
    /// The client's name and version, as in `User-Agent` (RFC 9110, section 10.1.5).
    pub user_agent: &'static str,
    /// The credentials that the API knows.
    pub credentials: &'static [&'static Credential],
    /// Whether no operation works without a credential, so that a client needs one to be built.
    pub credential_required: bool,
    /// The header that carries the number of the attempt, from 1, if any does.
    pub attempt_header: Option<&'static str>,
    /// Whether requests of unsafe methods carry an idempotency key of their own, unless a client is set up otherwise.
    pub idempotency_keys: bool,
}

/// One credential that the API takes.
#[doc(hidden)]
#[derive(Debug)]
#[non_exhaustive]
pub struct Credential {
    /// The name of the security scheme in the API's document, which no other credential has.
    pub scheme: &'static str,
    /// The method of the [`ClientBuilder`](super::ClientBuilder) that sets it.
    pub name: &'static str,
    /// The environment variable that it is read from.
    pub env: &'static str,
    /// Where requests carry it.
    pub place: Place,
}

/// Where requests carry a credential.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// As a bearer token in `Authorization` (RFC 6750, section 2.1).
    Bearer,
    /// As a user name and a password in `Authorization` (RFC 7617). The credential's text is both, with a colon
    /// between them.
    Basic,
    /// As the value of the header with this name.
    Header(&'static str),
    /// As the value of the query's parameter with this name.
    Query(&'static str),
    /// As the value of the cookie with this name (RFC 6265, section 4.2).
    Cookie(&'static str),
}

impl Place {
    /// Whether the caller's own headers or query carry something here.
    pub(crate) fn is_taken(self, headers: &HeaderMap, has_parameter: impl FnOnce(&str) -> bool) -> bool {
        match self {
            Self::Bearer | Self::Basic => headers.contains_key(header::AUTHORIZATION),
            Self::Header(name) => headers.contains_key(name),
            Self::Query(name) => has_parameter(name),
            Self::Cookie(name) => cookie::is_set(headers, name),
        }
    }

    /// Whether a request can't carry a credential in both places.
    pub(crate) fn excludes(self, other: Self) -> bool {
        match (self.header(), other.header()) {
            (Some(one), Some(two)) => one.eq_ignore_ascii_case(two),
            _ => self == other,
        }
    }

    /// The header that carries it, if one does.
    pub(crate) fn header(self) -> Option<&'static str> {
        match self {
            Self::Bearer | Self::Basic => Some("authorization"),
            Self::Header(name) => Some(name),
            Self::Query(_) | Self::Cookie(_) => None,
        }
    }
}
