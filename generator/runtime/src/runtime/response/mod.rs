//! What came back: a response, read whole, and how operations read it.

mod head;
mod read;
mod unexpected;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::auth::SentSecrets;
use super::json::{self, Decode};

pub(crate) use head::ResponseHead;
pub use read::Failure;
pub(crate) use unexpected::Mismatch;
pub use unexpected::UnexpectedResponse;

/// A response: status, headers and body, as they came.
///
/// `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct Response {
    head: ResponseHead,
    body: Bytes,
    attempts: u32,
    max_attempts: u32,
    retry_after: Option<Duration>,
    /// What was sent of secrets, until the response is read.
    secrets: SentSecrets,
}

/// What an operation answered, with the response that it was read from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WithMeta<T> {
    /// What the operation answered.
    pub value: T,
    /// The response that it was read from.
    pub response: Response,
}

impl Response {
    pub(crate) fn new(head: ResponseHead, body: Bytes, attempts: u32, retry_after: Option<Duration>) -> Self {
        Self { head, body, attempts, max_attempts: attempts, retry_after, secrets: SentSecrets::default() }
    }

    /// With what an error about the response has to know of the call.
    pub(crate) fn with_call(self, max_attempts: u32, secrets: SentSecrets) -> Self {
        Self { max_attempts, secrets, ..self }
    }

    /// For a caller, who may keep the response for long.
    pub(crate) fn without_secrets(self) -> Self {
        Self { secrets: SentSecrets::default(), ..self }
    }

    pub(crate) fn secrets(&self) -> &SentSecrets {
        &self.secrets
    }

    /// How many attempts there could have been.
    pub(crate) fn max_attempts(&self) -> u32 {
        self.max_attempts
    }

    pub(crate) fn into_parts(self) -> (ResponseHead, Bytes) {
        (self.head, self.body)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body, as it came.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text, if it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.body).ok()
    }

    /// How many times the request was sent until this response came. Redirects are not counted.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The server's name for the request, from the header `x-request-id` or `request-id`.
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
        T::decode(&json::parse(&self.body)?)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.head.status)
            .field("body_length", &self.body.len())
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
