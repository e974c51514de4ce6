use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method};
use url::Url;

use super::hooks::Hooks;
use super::options::Limits;
use crate::runtime::auth::{Credential, CredentialSource};
use crate::runtime::error::RequestLabel;

/// A request, complete and checked, before its first attempt.
pub(crate) struct PreparedRequest {
    pub(crate) label: RequestLabel,
    pub(crate) method: Method,
    pub(crate) url: Arc<Url>,
    /// All but those of the credentials and of the attempt's number.
    pub(crate) headers: HeaderMap,
    /// The credentials that each attempt carries.
    pub(crate) credentials: Vec<(&'static Credential, CredentialSource)>,
    /// The credentials that the API knows.
    pub(crate) api_credentials: &'static [&'static Credential],
    pub(crate) body: Option<Bytes>,
    pub(crate) limits: Limits,
    pub(crate) idempotent: bool,
    /// The header that carries the number of the attempt.
    pub(crate) attempt_header: Option<HeaderName>,
    pub(crate) hooks: Option<Arc<Hooks>>,
    /// The statuses of redirects that are an answer if they aren't followed. Others are errors.
    pub(crate) redirects: &'static [u16],
}

impl PreparedRequest {
    /// Takes redirects of these statuses, if they aren't followed, for an answer.
    pub(crate) fn answered_by(mut self, redirects: &'static [u16]) -> Self {
        self.redirects = redirects;
        self
    }
}
