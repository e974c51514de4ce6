use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::runtime::response::ResponseHead;

/// What a [`FakeServer`](super::FakeServer) does with a request.
#[derive(Clone)]
pub struct Reply {
    pub(super) start: Start,
    /// How long it takes until the start.
    pub(super) delay: Duration,
    pub(super) body: Bytes,
    pub(super) end: End,
}

#[derive(Clone)]
pub(super) enum Start {
    Head { status: u16, headers: Vec<(String, String)> },
    ConnectionRefused,
    ConnectionReset,
}

/// What follows the body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum End {
    #[default]
    Whole,
    Truncated,
    Stalled,
}

impl Reply {
    /// An answer with this status, and neither headers nor body yet.
    pub fn new(status: u16) -> Self {
        Self::starting(Start::Head { status, headers: Vec::new() })
    }

    /// An answer with this status and a body that says to be JSON.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status).header("content-type", "application/json").body(body)
    }

    /// A refused connection: nothing is sent.
    pub fn connection_refused() -> Self {
        Self::starting(Start::ConnectionRefused)
    }

    /// A connection that breaks before the response.
    pub fn connection_reset() -> Self {
        Self::starting(Start::ConnectionReset)
    }

    /// Adds a header to the answer. With a name or a value that can't be sent, the connection breaks instead.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Start::Head { headers, .. } = &mut self.start {
            headers.push((name.into(), value.into()));
        }
        self
    }

    /// Sets the answer's body, as it is without a content coding. It isn't sent where there can be none: to `HEAD`, and with 204 or 304.
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
        self.end = End::Truncated;
        self
    }

    /// Sends nothing after the body given so far, nor its end.
    #[must_use]
    pub fn stalled(mut self) -> Self {
        self.end = End::Stalled;
        self
    }

    fn starting(start: Start) -> Self {
        Self { start, delay: Duration::ZERO, body: Bytes::new(), end: End::Whole }
    }
}

/// The head of an answer; or what of it can't be sent.
pub(super) fn head(status: u16, pairs: &[(String, String)]) -> Result<ResponseHead, String> {
    let status = StatusCode::from_u16(status).map_err(|_| format!("the reply's status {status} is none"))?;
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) else {
            return Err(format!("the reply's header `{name}` can't be sent"));
        };
        headers.try_append(name, value).map_err(|_| "the reply has too many headers".to_owned())?;
    }
    Ok(ResponseHead { status, headers })
}

/// Shows neither headers nor body.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.start {
            Start::Head { status, .. } => f.debug_struct("Reply").field("status", status).finish_non_exhaustive(),
            Start::ConnectionRefused => f.write_str("Reply::connection_refused()"),
            Start::ConnectionReset => f.write_str("Reply::connection_reset()"),
        }
    }
}
