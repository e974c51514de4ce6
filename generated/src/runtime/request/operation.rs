use std::fmt;

use bytes::Bytes;
use http::Method;

use super::parts::RequestParts;
use crate::runtime::auth::Credential;
use crate::runtime::response::{Failure, Response};
use crate::runtime::wire::argument::InvalidArgument;

/// What the API's document says of the API as a whole.
#[doc(hidden)]
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    pub title: &'static str,
    /// The URL that all paths begin with, where the document has one.
    pub base_url: Option<&'static str>,
    /// The environment variable that overrides the base URL.
    pub base_url_env: &'static str,
    pub user_agent: &'static str,
    pub credentials: &'static [&'static Credential],
    /// Whether no operation works without a credential, so that a client needs one to be built.
    pub credential_required: bool,
    /// The header that carries the number of the attempt, from 1, if any does.
    pub attempt_header: Option<&'static str>,
    /// Whether requests of unsafe methods carry an idempotency key of their own, unless a client is set up otherwise.
    pub idempotency_keys: bool,
}

/// Alternatives of credentials, each of them a set that is sent together.
#[doc(hidden)]
pub type Security = &'static [&'static [&'static Credential]];

/// An operation of the API.
pub trait Operation {
    /// What it returns when it succeeds.
    type Output;

    /// What it returns when it fails: a variant for each documented status, and one for every other.
    type Error;

    /// The operation's name in the API's document.
    const ID: &'static str;

    /// The method: `GET`.
    const METHOD: &'static str;

    /// The path below the base URL, with its variables in braces: `/v2/contacts/{id}`.
    const PATH: &'static str;

    /// The header `Accept`, unless the caller sets it.
    #[doc(hidden)]
    const ACCEPT: &'static str = "application/json";

    /// The statuses of redirects (301, 302, 303, 307, 308) that the document has for it.
    #[doc(hidden)]
    const REDIRECTS: &'static [u16] = &[];

    /// The first set that is complete is sent. An empty set says that no credential is needed.
    #[doc(hidden)]
    const SECURITY: Security;

    /// Writes the parameters and the body.
    #[doc(hidden)]
    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument>;

    /// Reads a response.
    #[doc(hidden)]
    fn read(response: &Response) -> Result<Self::Output, Failure<Self::Error>>;
}

/// What a [`RawRequest`](crate::runtime::RawRequest) asks for.
#[derive(Clone)]
pub struct Raw {
    pub(crate) method: Method,
    /// A path with its query, or a URL of the base URL's origin.
    pub(crate) target: String,
    /// With its content type.
    pub(crate) body: Option<(String, Bytes)>,
}

/// Shows the method. The target may have personal data.
impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw").field("method", &self.method).finish_non_exhaustive()
    }
}
