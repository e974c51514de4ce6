//! A response, and how operations read it.

mod header;
mod read;
mod text;
mod unexpected;

use std::fmt;
use std::str;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};

use super::auth::SentSecrets;
#[cfg(feature = "blocking")]
use super::body::Incoming;
use super::body::Live;
use super::json::{self, Decode};

pub use header::Header;
pub use read::Failure;
pub(crate) use unexpected::Mismatch;
pub use unexpected::UnexpectedResponse;

/// How many attempts were made, of how many at most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Attempts {
    pub(crate) made: u32,
    pub(crate) allowed: u32,
    /// Whether there would have been another one, if the request's body could be sent again.
    pub(crate) is_body_spent: bool,
}

/// The status and the headers of a response.
#[derive(Clone)]
pub(crate) struct ResponseHead {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

/// A response: status, headers and body, as they came.
///
/// `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct Response {
    pub(crate) head: ResponseHead,
    pub(crate) body: Bytes,
    is_complete: bool,
    pub(crate) attempts: Attempts,
    retry_after: Option<Duration>,
    /// The body, if it is handed on.
    pub(crate) live: Live,
    /// The secrets that errors must not show, even if the response has them.
    pub(crate) secrets: SentSecrets,
}

/// The output of an operation, with the response that it was read from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WithMeta<T> {
    /// The output of the operation.
    pub value: T,
    /// The response that it was read from.
    pub response: Response,
}

impl Response {
    pub(crate) fn new(
        head: ResponseHead,
        body: Bytes,
        is_complete: bool,
        attempts: Attempts,
        retry_after: Option<Duration>,
    ) -> Self {
        Self { head, body, is_complete, attempts, retry_after, live: Live::default(), secrets: SentSecrets::default() }
    }

    pub(crate) fn with_secrets(self, secrets: SentSecrets) -> Self {
        Self { secrets, ..self }
    }

    pub(crate) fn with_body(self, body: Bytes) -> Self {
        Self { body, ..self }
    }

    /// The response for a caller, who may keep it for long.
    pub(crate) fn without_secrets(self) -> Self {
        self.with_secrets(SentSecrets::default())
    }

    /// The response with its body read by another way, if that is handed on.
    #[cfg(feature = "blocking")]
    pub(crate) fn map_live(self, change: impl FnOnce(Box<dyn Incoming>) -> Box<dyn Incoming>) -> Self {
        Self { live: self.live.map(change), ..self }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// A header that the API documents; `None` where it isn't there.
    ///
    /// # Errors
    ///
    /// If its value isn't of the documented type.
    pub fn header<T: Decode>(&self, header: Header<T>) -> Result<Option<T>, json::Error> {
        header.read(self.headers())
    }

    /// The body, as it came. It may be [incomplete](Self::is_complete). It is empty if it is handed on as a stream.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the whole body was read. It wasn't if it is handed on as a stream. From status 400 on, a body that breaks
    /// off or is larger than the limit isn't an error: the part that was read is kept.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The body as text, if it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        str::from_utf8(&self.body).ok()
    }

    /// How many times the request was sent until this response came. Redirects don't count.
    pub fn attempts(&self) -> u32 {
        self.attempts.made
    }

    /// The server's ID of the request, from the header `x-request-id` or `request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// How long the server asks to wait before another request.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Reads the body as JSON, whatever the status and the content type.
    ///
    /// # Errors
    ///
    /// If it isn't JSON, or doesn't fit the type.
    pub fn json<T: Decode>(&self) -> Result<T, json::Error> {
        json::from_slice(&self.body)
    }
}

impl ResponseHead {
    /// The length of the body. The HTTP client removes the header if it decompresses the body.
    pub(crate) fn content_length(&self) -> Option<u64> {
        self.headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        let text = |name| self.headers.get(name)?.to_str().ok().filter(|id: &&str| !id.is_empty());
        text("x-request-id").or_else(|| text("request-id"))
    }
}

/// Shows the status only.
impl fmt::Debug for ResponseHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.status.fmt(f)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.head.status)
            .field("body_length", &self.body.len())
            .field("is_complete", &self.is_complete)
            .field("attempts", &self.attempts.made)
            .finish_non_exhaustive()
    }
}
