use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};

use crate::runtime::response::ResponseHead;
use crate::runtime::wire::argument::InvalidArgument;
use crate::runtime::wire::headers;

/// The hooks of a client, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) on_request: Vec<Arc<OnRequest>>,
    pub(crate) on_response: Vec<Arc<OnResponse>>,
}

type HookError = Box<dyn StdError + Send + Sync>;

type OnRequest = dyn Fn(&mut AttemptRequest<'_>) -> Result<(), HookError> + Send + Sync;

type OnResponse = dyn Fn(&AttemptResponse<'_>) + Send + Sync;

/// A request that is about to be sent, complete with its credentials.
/// The hooks of [`ClientBuilder::on_request`](crate::runtime::ClientBuilder::on_request) get it.
///
/// `Debug` shows the operation, the method and the attempt only.
pub struct AttemptRequest<'a> {
    pub(crate) operation: Option<&'static str>,
    pub(crate) attempt: u32,
    pub(crate) request: &'a mut reqwest::Request,
}

/// The head of a response, whose body has yet to come.
/// The hooks of [`ClientBuilder::on_response`](crate::runtime::ClientBuilder::on_response) get it.
///
/// `Debug` shows no header.
#[derive(Debug)]
pub struct AttemptResponse<'a> {
    pub(crate) operation: Option<&'static str>,
    pub(crate) attempt: u32,
    pub(crate) method: &'a Method,
    pub(crate) head: &'a ResponseHead,
    pub(crate) elapsed: Duration,
}

impl AttemptRequest<'_> {
    /// The operation's name in the API's document; `None` for a raw request.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The number of the attempt, from 1. A followed redirect has the number of the attempt that it is part of.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The whole URL, with any credentials in its query.
    pub fn url(&self) -> &str {
        self.request.url().as_str()
    }

    /// The headers, with the credentials. The HTTP client adds `Host`, and `Content-Length` or `Transfer-Encoding`.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The body; empty if there is none, or if it is a stream.
    pub fn body(&self) -> &[u8] {
        self.request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default()
    }

    /// Sets a header of this request alone: the next attempt begins without it.
    ///
    /// # Errors
    ///
    /// If the name or the value can't be sent, or if only the HTTP client can set the header: `Content-Length`, `Host`,
    /// and those of the connection.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<(), InvalidArgument> {
        let (parsed, mut value) = headers::header(name, value)?;
        // It may be a signature, which no error shows.
        value.set_sensitive(true);
        headers::insert(self.request.headers_mut(), parsed, value)
    }
}

impl AttemptResponse<'_> {
    /// The operation's name in the API's document; `None` for a raw request.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// The number of the attempt, as in [`AttemptRequest::attempt`].
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        self.method
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The time from sending this request to the head of the response. It includes connecting.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }
}

impl fmt::Debug for AttemptRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("AttemptRequest");
        shown.field("operation", &self.operation).field("method", self.method()).field("attempt", &self.attempt);
        shown.finish_non_exhaustive()
    }
}
