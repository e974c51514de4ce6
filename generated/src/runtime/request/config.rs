use std::sync::Arc;

use http::{HeaderMap, HeaderName};
use url::Url;

use super::shared::SharedParameter;
use crate::runtime::auth::{Credential, CredentialSource};
use crate::runtime::call::Limits;
use crate::runtime::call::hooks::Hooks;

/// What a client is set up with, beside the transport.
pub(crate) struct Config {
    pub(crate) base_url: Url,
    /// All that the API takes.
    pub(crate) api_credentials: &'static [&'static Credential],
    /// Those that are set.
    pub(crate) credentials: Vec<(&'static Credential, CredentialSource)>,
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) parameters: Vec<SharedParameter>,
    /// Whether requests of unsafe methods carry an idempotency key of their own.
    pub(crate) idempotency_keys: bool,
    pub(crate) limits: Limits,
    /// The header that carries the number of the attempt.
    pub(crate) attempt_header: Option<HeaderName>,
    pub(crate) hooks: Option<Arc<Hooks>>,
}

impl Config {
    pub(crate) fn source_of(&self, credential: &Credential) -> Option<&CredentialSource> {
        self.credentials.iter().find(|(known, _)| known.scheme == credential.scheme).map(|(_, source)| source)
    }
}
