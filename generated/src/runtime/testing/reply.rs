use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use reqwest::{Request, Response, ResponseBuilderExt};
use url::Url;

use crate::runtime::error::{TransportError, TransportErrorKind};
use crate::runtime::json::{self, Encode};

/// What a [`FakeServer`](super::FakeServer) does with a request.
#[derive(Clone)]
pub struct Reply {
    /// The status and the headers, or the error in their place.
    head: Result<(u16, Vec<(String, String)>), TransportErrorKind>,
    /// How long it takes until the head.
    pub(super) delay: Duration,
    body: Vec<BodyPart>,
    /// The error in place of the body's end.
    error: Option<TransportErrorKind>,
}

/// A part of a reply's body.
#[derive(Clone)]
pub(super) enum BodyPart {
    Chunk(Bytes),
    /// Nothing comes for this long.
    Pause(Duration),
}

/// What a reply becomes: the response without its body, the body, and the error in place of its end.
type Parts = (Response, Vec<BodyPart>, Option<TransportErrorKind>);

impl Reply {
    /// A response with this status, and neither headers nor body yet.
    pub fn new(status: u16) -> Self {
        Self::with_head(Ok((status, Vec::new())))
    }

    /// A response with this status and this JSON body.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status).header("content-type", "application/json").body(body)
    }

    /// A response with this status and this value as its JSON body. If the value can't be written, the connection breaks
    /// instead.
    pub fn value(status: u16, value: &impl Encode) -> Self {
        json::to_vec(value).map_or_else(|_| Self::connection_reset(), |body| Self::json(status, body))
    }

    /// A refused connection. Nothing was sent.
    pub fn connection_refused() -> Self {
        Self::with_head(Err(TransportErrorKind::Connect))
    }

    /// A connection that breaks before the response.
    pub fn connection_reset() -> Self {
        Self::with_head(Err(TransportErrorKind::Connection))
    }

    /// Adds a header to the response. If the name or the value can't be sent, the connection breaks instead.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Ok((_, headers)) = &mut self.head {
            headers.push((name.into(), value.into()));
        }
        self
    }

    /// Sets the body of the response, without a content coding. It isn't sent if there can be no body: to `HEAD`, and
    /// with 204 or 304.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = vec![BodyPart::Chunk(body.into())];
        self
    }

    /// Adds a chunk to the body. A response that is handed on as a stream has one chunk for each.
    #[must_use]
    pub fn chunk(mut self, chunk: impl Into<Bytes>) -> Self {
        self.body.push(BodyPart::Chunk(chunk.into()));
        self
    }

    /// Waits this long before the next chunk, or before the end of the body.
    #[must_use]
    pub fn pause(mut self, pause: Duration) -> Self {
        self.body.push(BodyPart::Pause(pause));
        self
    }

    /// Waits this long before the response, or before the connection breaks.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Breaks the connection after the body, as if more were to come.
    #[must_use]
    pub fn truncated(mut self) -> Self {
        self.error = Some(TransportErrorKind::Connection);
        self
    }

    /// Sends the body, but never its end.
    #[must_use]
    pub fn stalled(mut self) -> Self {
        self.error = Some(TransportErrorKind::Timeout);
        self
    }

    fn with_head(head: Result<(u16, Vec<(String, String)>), TransportErrorKind>) -> Self {
        Self { head, delay: Duration::ZERO, body: Vec::new(), error: None }
    }

    pub(super) fn response(self, request: &Request) -> Result<Parts, TransportError> {
        let (status, headers) = self.head.map_err(error)?;
        let head = head(status, headers, request.url()).map_err(|what| failed(TransportErrorKind::Connection, what))?;
        // Whether there can be a body (RFC 9112, section 6.3).
        let is_empty = matches!(head.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        let has_body = request.method() != Method::HEAD && !is_empty && !head.status().is_informational();
        let (body, error) = if has_body { (self.body, self.error) } else { Default::default() };
        Ok((head.map(|()| Bytes::new()).into(), body, error))
    }
}

/// The head of a response. An error says what can't be sent.
fn head(status: u16, pairs: Vec<(String, String)>, url: &Url) -> Result<http::Response<()>, String> {
    let head = http::Response::builder().status(status).url(url.clone()).body(());
    let mut head = head.map_err(|_| format!("{status} is not a valid status"))?;
    for (name, value) in pairs {
        let (Ok(parsed), Ok(value)) = (HeaderName::try_from(&name), HeaderValue::try_from(value)) else {
            return Err(format!("the reply's header `{name}` can't be sent"));
        };
        let added = head.headers_mut().try_append(parsed, value);
        added.map_err(|_| "the reply has too many headers".to_owned())?;
    }
    Ok(head)
}

/// The error of a connection that ends like this.
pub(super) fn error(kind: TransportErrorKind) -> TransportError {
    let what = match kind {
        TransportErrorKind::Connect => "the fake server refuses the connection",
        TransportErrorKind::Connection => "the fake server closes the connection",
        _ => return kind.into(),
    };
    failed(kind, what.to_owned())
}

pub(super) fn failed(kind: TransportErrorKind, what: String) -> TransportError {
    TransportError { kind, source: Some(what.into()) }
}

/// Shows neither headers nor body.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.head {
            Ok((status, _)) => f.debug_struct("Reply").field("status", status).finish_non_exhaustive(),
            Err(TransportErrorKind::Connect) => f.write_str("Reply::connection_refused()"),
            Err(_) => f.write_str("Reply::connection_reset()"),
        }
    }
}
