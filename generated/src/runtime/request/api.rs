use crate::runtime::auth::Credential;

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
