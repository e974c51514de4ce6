use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method};
use url::Url;

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
}
