//! What generated code says of the API and its operations, and the raw request in their place.

use std::fmt;

use http::Method;

use super::parts::RequestParts;
use crate::runtime::auth::Credential;
use crate::runtime::body::RequestBody;
use crate::runtime::response::{Failure, Response};
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::server::ServerObject;

/// What the API's document says about the API as a whole.
#[doc(hidden)]
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    pub title: &'static str,
    /// The servers of all operations that have none of their own. The first one is the default.
    pub servers: &'static [ServerObject],
    /// The environment variable that overrides the base URL.
    pub base_url_env: &'static str,
    pub user_agent: &'static str,
    pub credentials: &'static [&'static Credential],
    /// Whether every operation needs a credential. Then a client can't be built without one.
    pub credential_required: bool,
    /// The header that carries the number of the attempt, counted from 1.
    pub attempt_header: Option<&'static str>,
    /// The default of [`ClientBuilder::idempotency_keys`](crate::runtime::ClientBuilder::idempotency_keys).
    pub idempotency_keys: bool,
}

/// Alternatives, each a set of credentials that are sent together.
#[doc(hidden)]
pub type Security = &'static [&'static [&'static Credential]];

/// An operation of the API.
pub trait Operation {
    /// What a successful response is read as.
    type Output;

    /// What an error of the API is read as: a variant for each documented status, and `Other`.
    type Error;

    /// The operation's name in the API's document.
    const ID: &'static str;

    /// The method: `GET`.
    const METHOD: &'static str;

    /// The template of the path below the base URL: `/v2/contacts/{id}`.
    const PATH: &'static str;

    /// The servers that are the operation's own, in place of the API's.
    #[doc(hidden)]
    const SERVERS: &'static [ServerObject] = &[];

    /// The value of `Accept`, unless the caller sets it.
    #[doc(hidden)]
    const ACCEPT: &'static str = "application/json";

    /// The statuses among 301, 302, 303, 307 and 308 that the document has for the operation.
    #[doc(hidden)]
    const REDIRECTS: &'static [u16] = &[];

    /// Whether it can be sent twice with the effect of once, whatever its method.
    #[doc(hidden)]
    const IDEMPOTENT: bool = false;

    /// The header by which the server knows a request that is sent again, in lower case; empty where there is none.
    #[doc(hidden)]
    const IDEMPOTENCY_HEADER: &'static str = "";

    /// The first set that the client has all credentials of is sent. An empty set says that none are needed.
    #[doc(hidden)]
    const SECURITY: Security;

    /// Writes the parameters and the body.
    #[doc(hidden)]
    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument>;

    /// Whether the body of a response with this status is handed on as it comes. This is asked below 400 only, since
    /// errors are read whole.
    #[doc(hidden)]
    fn is_streamed(status: u16) -> bool {
        let _ = status;
        false
    }

    /// Reads a response. Its stream is taken, if it has one.
    #[doc(hidden)]
    fn read(response: &mut Response) -> Result<Self::Output, Failure<Self::Error>>;
}

/// The method, target and body of a [`RawRequest`](crate::runtime::RawRequest).
#[derive(Clone)]
pub struct Raw {
    pub(crate) method: Method,
    /// A path with its query, or a URL of the base URL's origin.
    pub(crate) target: String,
    /// The content type and the body.
    pub(crate) body: Option<(String, RequestBody)>,
}

/// Shows only the method, since the target may have personal data.
impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw").field("method", &self.method).finish_non_exhaustive()
    }
}
