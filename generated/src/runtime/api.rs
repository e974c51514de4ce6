/// What the API's document tells of the API as a whole.
#[derive(Debug)]
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
}

/// One credential that the API takes.
#[derive(Debug)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// As a bearer token in `Authorization` (RFC 6750, section 2.1).
    Bearer,
    /// As the value of the header with this name.
    Header(&'static str),
}

impl Place {
    /// The name of the header that carries the credential.
    pub(crate) fn header(self) -> &'static str {
        match self {
            Self::Bearer => "authorization",
            Self::Header(name) => name,
        }
    }
}
