//! What sends requests.

use std::error::Error as StdError;

use bytes::Bytes;
use url::Url;

use super::call::Loss;
use super::clock::Clock;
use super::report::Head;

/// What sends requests.
#[derive(Clone)]
pub(crate) enum Transport {
    /// An HTTP client.
    Network(reqwest::Client),
}

/// A response whose body has yet to come.
pub(crate) enum Incoming {
    /// From an HTTP client.
    Network(reqwest::Response),
}

/// Why no response came, or not to its end.
pub(crate) struct Lost {
    pub(crate) loss: Loss,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Transport {
    /// The clock that the calls go by.
    pub(crate) fn clock(&self) -> Clock {
        match self {
            Self::Network(_) => Clock::tokio(),
        }
    }

    pub(crate) async fn send(&self, request: reqwest::Request) -> Result<Incoming, Lost> {
        match self {
            Self::Network(client) => Ok(Incoming::Network(client.execute(request).await?)),
        }
    }
}

impl Incoming {
    /// Where it came from.
    pub(crate) fn url(&self) -> &Url {
        match self {
            Self::Network(response) => response.url(),
        }
    }

    pub(crate) fn head(&self) -> Head {
        match self {
            Self::Network(response) => Head { status: response.status(), headers: response.headers().clone() },
        }
    }

    /// How long the body is, as far as the head tells.
    pub(crate) fn announced(&self) -> u64 {
        match self {
            Self::Network(response) => response.content_length().unwrap_or_default(),
        }
    }

    /// The next part of the body, until there is none.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Lost> {
        match self {
            Self::Network(response) => Ok(response.chunk().await?),
        }
    }
}

/// Without the URL, which `reqwest` prints in full.
impl From<reqwest::Error> for Lost {
    fn from(error: reqwest::Error) -> Self {
        let loss = if error.is_timeout() {
            Loss::TimedOut
        } else if error.is_connect() {
            Loss::Connect
        } else {
            Loss::Transport
        };
        Self { loss, source: Some(Box::new(error.without_url())) }
    }
}
