//! What sends requests: the network, or a fake server; with the time that calls see.

mod driver;
mod hooks;
mod trace;

use std::mem;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tokio::time::{self, Instant};
use url::Url;

use super::call::{Now, random_fraction};
use super::error::{TransportError, TransportErrorKind};
use super::response::ResponseHead;
#[cfg(feature = "test-util")]
use super::testing::{FakeCall, FakeResponse, FakeServer};

pub(crate) use driver::run;

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
    /// For a call that begins now.
    pub(crate) fn start(self) -> CallTransport {
        match self {
            Self::Network(client) => CallTransport::Network(client, Instant::now()),
            #[cfg(feature = "test-util")]
            Self::Fake(server) => CallTransport::Fake(FakeCall::new(server)),
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
            Self::Network(client, _) => Ok(Incoming::Network(client.execute(request).await?)),
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
