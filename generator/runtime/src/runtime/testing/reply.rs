use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use reqwest::{Request, Response, ResponseBuilderExt};

use crate::runtime::error::{TransportError, TransportErrorKind};

/// What a [`FakeServer`](super::FakeServer) does with a request.
#[derive(Clone)]
pub struct Reply {
    /// The status and the headers, or why there are none.
    head: Result<(u16, Vec<(String, String)>), TransportErrorKind>,
    /// How long it takes until the head.
    pub(super) delay: Duration,
    body: Bytes,
    /// What follows the body in place of its end.
    error: Option<TransportErrorKind>,
}

impl Reply {
    /// An answer with this status, and neither headers nor body yet.
    pub fn new(status: u16) -> Self {
        Self::starting(Ok((status, Vec::new())))
    }

    /// An answer with this status and a body that says to be JSON.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status).header("content-type", "application/json").body(body)
    }

    /// A refused connection: nothing is sent.
    pub fn connection_refused() -> Self {
        Self::starting(Err(TransportErrorKind::Connect))
    }

    /// A connection that breaks before the response.
    pub fn connection_reset() -> Self {
        Self::starting(Err(TransportErrorKind::Connection))
    }

    /// Adds a header to the answer. With a name or a value that can't be sent, the connection breaks instead.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Ok((_, headers)) = &mut self.head {
            headers.push((name.into(), value.into()));
        }
        self
    }

    /// Sets the answer's body, as it is without a content coding. It isn't sent where there can be none: to `HEAD`, and
    /// with 204 or 304.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// Lets this time pass before the response, or before the connection breaks.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Breaks the connection after the body given so far, before its end.
    #[must_use]
    pub fn truncated(mut self) -> Self {
        self.error = Some(TransportErrorKind::Connection);
        self
    }

    /// Sends nothing after the body given so far, nor its end.
    #[must_use]
    pub fn stalled(mut self) -> Self {
        self.error = Some(TransportErrorKind::Timeout);
        self
    }

    fn starting(head: Result<(u16, Vec<(String, String)>), TransportErrorKind>) -> Self {
        Self { head, delay: Duration::ZERO, body: Bytes::new(), error: None }
    }

    /// The response, and what follows its body in place of the end.
    pub(super) fn response(self, request: &Request) -> Result<(Response, Option<TransportErrorKind>), TransportError> {
        let (status, pairs) = self.head.map_err(error)?;
        let (status, headers) = head(status, &pairs).map_err(unsendable)?;
        // Whether there can be a body (RFC 9112, section 6.3).
        let is_empty = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        let has_body = request.method() != Method::HEAD && !is_empty && !status.is_informational();
        let (body, error) = if has_body { (self.body, self.error) } else { Default::default() };
        let mut response = http::Response::builder().status(status).url(request.url().clone());
        if let Some(map) = response.headers_mut() {
            *map = headers;
        }
        let response = response.body(body).map_err(|error| unsendable(error.to_string()))?;
        Ok((response.into(), error))
    }
}

/// The head of an answer; or what of it can't be sent.
fn head(status: u16, pairs: &[(String, String)]) -> Result<(StatusCode, HeaderMap), String> {
    let status = StatusCode::from_u16(status).map_err(|_| format!("the reply's status {status} is none"))?;
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) else {
            return Err(format!("the reply's header `{name}` can't be sent"));
        };
        headers.try_append(name, value).map_err(|_| "the reply has too many headers".to_owned())?;
    }
    Ok((status, headers))
}

fn unsendable(what: String) -> TransportError {
    TransportError { kind: TransportErrorKind::Connection, source: Some(what.into()) }
}

/// What comes of a connection that ends so.
pub(super) fn error(kind: TransportErrorKind) -> TransportError {
    let what = match kind {
        TransportErrorKind::Connect => "the fake server refuses the connection",
        TransportErrorKind::Connection => "the fake server closes the connection",
        _ => return kind.into(),
    };
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
