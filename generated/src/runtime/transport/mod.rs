//! What sends requests: the network, or a fake server; with the time that calls see.

mod body;
mod driver;
mod hooks;
mod http_client;
mod trace;

use std::mem;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderValue, Method, header};
use tokio::runtime::Handle;
use tokio::time::{self, Instant};
use url::Url;

use super::call::{Now, random_fraction};
use super::error::{TransportError, TransportErrorKind};
use super::response::ResponseHead;
#[cfg(feature = "test-util")]
use super::testing::{FakeCall, FakeResponse, FakeServer};

pub(crate) use driver::run;
pub(crate) use http_client::http_client;

/// What sends requests.
#[derive(Clone)]
pub(crate) enum Transport {
    /// An HTTP client.
    Network(reqwest::Client),
    /// A test's replies.
    #[cfg(feature = "test-util")]
    Fake(FakeServer),
}

/// The transport of one call, with its clock.
pub(crate) enum CallTransport {
    /// With the time at which the call began, by Tokio's clock.
    Network(reqwest::Client, Instant),
    #[cfg(feature = "test-util")]
    Fake(FakeCall),
}

/// A response whose body has yet to come.
pub(crate) enum Incoming {
    Network(reqwest::Response),
    #[cfg(feature = "test-util")]
    Fake(FakeResponse),
}

/// The time of an attempt has passed.
pub(crate) struct Elapsed;

impl Transport {
    /// For a call that begins now, unless there can be none.
    ///
    /// Whether the runtime has timers, only a panic of Tokio tells.
    pub(crate) fn start(self) -> Option<CallTransport> {
        match self {
            Self::Network(client) => {
                Handle::try_current().is_ok().then(|| CallTransport::Network(client, Instant::now()))
            }
            #[cfg(feature = "test-util")]
            Self::Fake(server) => Some(CallTransport::Fake(FakeCall::new(server))),
        }
    }
}

impl CallTransport {
    pub(crate) fn now(&self) -> Now {
        match self {
            Self::Network(_, start) => {
                Now { elapsed: start.elapsed(), wall: SystemTime::now(), random: random_fraction }
            }
            #[cfg(feature = "test-util")]
            Self::Fake(call) => call.now(),
        }
    }

    pub(crate) async fn wait(&self, wait: Duration) {
        match self {
            Self::Network(..) => time::sleep(wait).await,
            #[cfg(feature = "test-util")]
            Self::Fake(call) => call.wait(wait),
        }
    }

    /// The output of the attempt, if it ends in time.
    pub(crate) async fn timeout<T>(&self, limit: Duration, attempt: impl Future<Output = T>) -> Result<T, Elapsed> {
        match self {
            Self::Network(..) => time::timeout(limit, attempt).await.map_err(|_| Elapsed),
            #[cfg(feature = "test-util")]
            Self::Fake(call) => {
                call.set_timeout(limit);
                Ok(attempt.await)
            }
        }
    }

    pub(crate) async fn send(&self, request: reqwest::Request) -> Result<Incoming, TransportError> {
        match self {
            Self::Network(client, _) => Ok(Incoming::Network(client.execute(with_length(request)).await?)),
            #[cfg(feature = "test-util")]
            Self::Fake(call) => Ok(Incoming::Fake(call.send(&request)?)),
        }
    }
}

impl Incoming {
    /// Where it came from.
    pub(crate) fn url(&self) -> &Url {
        match self {
            Self::Network(response) => response.url(),
            #[cfg(feature = "test-util")]
            Self::Fake(response) => response.url(),
        }
    }

    /// The head, which can be had once.
    pub(crate) fn take_head(&mut self) -> ResponseHead {
        match self {
            Self::Network(response) => {
                ResponseHead { status: response.status(), headers: mem::take(response.headers_mut()) }
            }
            #[cfg(feature = "test-util")]
            Self::Fake(response) => response.take_head(),
        }
    }

    /// How long the body is, as far as the head tells.
    pub(crate) fn content_length(&self) -> u64 {
        match self {
            Self::Network(response) => response.content_length().unwrap_or_default(),
            #[cfg(feature = "test-util")]
            Self::Fake(response) => response.content_length(),
        }
    }

    /// The next part of the body, until there is none.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match self {
            Self::Network(response) => Ok(response.chunk().await?),
            #[cfg(feature = "test-util")]
            Self::Fake(response) => response.chunk(),
        }
    }

    /// Reads a body that nobody needs, if it is small and comes soon, so that the connection can be used again.
    pub(crate) async fn discard(&mut self) {
        match self {
            Self::Network(response) => {
                let _ = time::timeout(MAX_DISCARD_TIME, discard(response)).await;
            }
            #[cfg(feature = "test-util")]
            Self::Fake(_) => {}
        }
    }
}

/// The largest body that is read to be discarded.
const MAX_DISCARDED: u64 = 64 << 10;

/// For how long a body is read to be discarded. A new connection takes about as long.
const MAX_DISCARD_TIME: Duration = Duration::from_millis(100);

async fn discard(response: &mut reqwest::Response) {
    let length = response.content_length().unwrap_or_default();
    let mut left = (length <= MAX_DISCARDED).then_some(MAX_DISCARDED);
    while left.is_some()
        && let Ok(Some(chunk)) = response.chunk().await
    {
        left = left.and_then(|left| left.checked_sub(u64::try_from(chunk.len()).ok()?));
    }
}

/// Says that there is no body where one is usual (RFC 9110, section 8.6): without a body the HTTP client says nothing.
fn with_length(mut request: reqwest::Request) -> reqwest::Request {
    let is_empty = request.body().is_none_or(|body| body.as_bytes().is_some_and(<[u8]>::is_empty));
    if is_empty && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
        // There is room for it, as a request has far fewer headers than a map can hold.
        let _ = request.headers_mut().try_insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    request
}

/// Without the URL, which `reqwest` prints in full.
impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        // A timeout while connecting is both, and then nothing was sent.
        let kind = if error.is_connect() {
            TransportErrorKind::Connect
        } else if error.is_timeout() {
            TransportErrorKind::ClientTimeout
        } else {
            TransportErrorKind::Connection
        };
        Self { kind, source: Some(Box::new(error.without_url())) }
    }
}
