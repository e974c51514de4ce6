use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::content_type;
use super::json::{self, Decode};
use super::operation::Failure;
use super::report::Head;
use super::text;
use super::unexpected::Unexpected;

/// A response: status, headers and body, as they came.
///
/// `Debug` shows neither headers nor body.
#[derive(Clone)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    retry_after: Option<Duration>,
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
    pub(crate) fn new(head: Head, body: Bytes, attempts: u32, retry_after: Option<Duration>) -> Self {
        Self { status: head.status, headers: head.headers, body, attempts, retry_after }
    }

    pub(crate) fn into_parts(self) -> (Head, Bytes) {
        let head = Head { status: self.status, headers: self.headers };
        (head, self.body)
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
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
        request_id(&self.headers)
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

    /// Reads a success that has a JSON body.
    #[doc(hidden)]
    pub fn value<T: Decode, E>(&self) -> Result<T, Failure<E>> {
        self.check_json().map_err(Failure::Unexpected)?;
        self.json().map_err(|error| Failure::Unexpected(Unexpected::body(error)))
    }

    /// Reads a success that has no body; one that comes all the same is ignored.
    #[doc(hidden)]
    pub fn empty<E>(&self) -> Result<(), Failure<E>> {
        Ok(())
    }

    /// Reads a success whose body is taken as it came, whatever its content type; it may be empty.
    #[doc(hidden)]
    pub fn bytes<E>(&self) -> Result<Bytes, Failure<E>> {
        Ok(self.body.clone())
    }

    /// Reads an error that has a JSON body. One that doesn't fit becomes the variant for undocumented answers. The
    /// content type may be anything, since errors often come from proxies that don't know the API.
    #[doc(hidden)]
    pub fn error<T, R, E>(&self, make: impl FnOnce(T) -> E) -> Result<R, Failure<E>>
    where
        T: Decode,
        E: From<Unexpected>,
    {
        Err(Failure::Api(match self.json() {
            Ok(body) => make(body),
            Err(error) => self.misfit(error).into(),
        }))
    }

    /// The error for a status that isn't documented. For a success (2xx) it is no error of the API.
    #[doc(hidden)]
    pub fn other<R, E: From<Unexpected>>(&self) -> Result<R, Failure<E>> {
        let unexpected = Unexpected::status();
        Err(if self.status.is_success() { Failure::Unexpected(unexpected) } else { Failure::Api(unexpected.into()) })
    }

    fn check_json(&self) -> Result<(), Unexpected> {
        if self.body.is_empty() {
            return Err(Unexpected::empty_body());
        }
        if let Some(coding) = content_type::coding(&self.headers) {
            return Err(Unexpected::content_coding(coding));
        }
        if !content_type::is_json(&self.headers) {
            return Err(Unexpected::content_type(&self.headers));
        }
        Ok(())
    }

    /// Why an error's body didn't fit: for its content type, if that says so, or else for its text.
    fn misfit(&self, error: json::Error) -> Unexpected {
        self.check_json().err().unwrap_or_else(|| Unexpected::body(error))
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .field("request_id", &self.request_id().map(|id| text::clean(id, 100)))
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-request-id", "request-id"].iter().find_map(|name| headers.get(*name)?.to_str().ok().filter(|id| !id.is_empty()))
}
