//! What sends requests, and whose time calls pass.

use std::error::Error as StdError;
use std::mem;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tokio::time::{self, Instant};
use url::Url;

use super::call::{Loss, Now};
use super::chance;
use super::report::Head;
#[cfg(feature = "test-util")]
use super::testing::{FakeServer, Playing, Script};

/// What sends requests.
#[derive(Clone)]
pub(crate) enum Transport {
    /// An HTTP client.
    Network(reqwest::Client),
    /// A test's replies.
    #[cfg(feature = "test-util")]
    Fake(FakeServer),
}

/// The transport of one call, with its time.
pub(crate) enum Line {
    /// Since when, by Tokio's clock.
    Network(reqwest::Client, Instant),
    #[cfg(feature = "test-util")]
    Fake(Script),
}

/// A response whose body has yet to come.
pub(crate) enum Incoming {
    Network(reqwest::Response),
    #[cfg(feature = "test-util")]
    Fake(Playing),
}

/// Why no response came, or not to its end.
pub(crate) struct Lost {
    pub(crate) loss: Loss,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The time of an attempt has passed.
pub(crate) struct Passed;

impl Transport {
    /// For a call that begins now.
    pub(crate) fn line(&self) -> Line {
        match self {
            Self::Network(client) => Line::Network(client.clone(), Instant::now()),
            #[cfg(feature = "test-util")]
            Self::Fake(server) => Line::Fake(server.script()),
        }
    }
}

impl Line {
    pub(crate) fn now(&self) -> Now {
        match self {
            Self::Network(_, start) => {
                Now { elapsed: start.elapsed(), wall: SystemTime::now(), chance: chance::fraction }
            }
            #[cfg(feature = "test-util")]
            Self::Fake(script) => script.now(),
        }
    }

    pub(crate) async fn wait(&self, wait: Duration) {
        match self {
            Self::Network(..) => time::sleep(wait).await,
            #[cfg(feature = "test-util")]
            Self::Fake(script) => script.wait(wait),
        }
    }

    /// What comes of the attempt, if it ends in time.
    pub(crate) async fn within<T>(&self, limit: Duration, attempt: impl Future<Output = T>) -> Result<T, Passed> {
        match self {
            Self::Network(..) => time::timeout(limit, attempt).await.map_err(|_| Passed),
            #[cfg(feature = "test-util")]
            Self::Fake(script) => {
                script.limit(limit);
                Ok(attempt.await)
            }
        }
    }

    pub(crate) async fn send(&self, request: reqwest::Request) -> Result<Incoming, Lost> {
        match self {
            Self::Network(client, _) => Ok(Incoming::Network(client.execute(request).await?)),
            #[cfg(feature = "test-util")]
            Self::Fake(script) => Ok(Incoming::Fake(script.play(&request)?)),
        }
    }
}

impl Incoming {
    /// Where it came from.
    pub(crate) fn url(&self) -> &Url {
        match self {
            Self::Network(response) => response.url(),
            #[cfg(feature = "test-util")]
            Self::Fake(playing) => playing.url(),
        }
    }

    /// The head, which can be had once.
    pub(crate) fn take_head(&mut self) -> Head {
        match self {
            Self::Network(response) => Head { status: response.status(), headers: mem::take(response.headers_mut()) },
            #[cfg(feature = "test-util")]
            Self::Fake(playing) => playing.take_head(),
        }
    }

    /// How long the body is, as far as the head tells.
    pub(crate) fn announced(&self) -> u64 {
        match self {
            Self::Network(response) => response.content_length().unwrap_or_default(),
            #[cfg(feature = "test-util")]
            Self::Fake(playing) => playing.announced(),
        }
    }

    /// The next part of the body, until there is none.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Lost> {
        match self {
            Self::Network(response) => Ok(response.chunk().await?),
            #[cfg(feature = "test-util")]
            Self::Fake(playing) => playing.chunk(),
        }
    }
}

/// Without the URL, which `reqwest` prints in full.
impl From<reqwest::Error> for Lost {
    fn from(error: reqwest::Error) -> Self {
        // A timeout of connecting is both, and then nothing was sent.
        let loss = if error.is_connect() {
            Loss::Connect
        } else if error.is_timeout() {
            Loss::TimedOut
        } else {
            Loss::Transport
        };
        Self { loss, source: Some(Box::new(error.without_url())) }
    }
}
