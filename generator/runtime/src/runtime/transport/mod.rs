//! What sends requests, the network or a fake server, and the clock of calls.

mod driver;
mod handed_on;
mod http_client;
mod trace;

use std::pin::Pin;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderValue, Method, header};
use http_body::Body as _;
use reqwest::{Request, Response};
use tokio::runtime::Handle;
use tokio::time::{self, Instant};

use super::body::TransportError;
use super::call::{Now, random_fraction};
#[cfg(feature = "test-util")]
use super::testing::{FakeCall, FakeServer};

pub(crate) use driver::run;
pub(crate) use http_client::http_client;

/// What sends requests.
#[derive(Clone)]
pub(crate) enum Transport {
    /// The network, by this HTTP client.
    Network(reqwest::Client),
    /// The fake server of a test.
    #[cfg(feature = "test-util")]
    Fake(FakeServer),
}

/// The transport of one call, with its clock.
enum CallTransport {
    /// The HTTP client, and when the call began.
    Network(reqwest::Client, Instant),
    #[cfg(feature = "test-util")]
    Fake(FakeCall),
}

impl Transport {
    /// The transport of a call that begins now; `None` outside of a Tokio runtime.
    ///
    /// If the runtime has no timers, Tokio panics later. There is no way to know it before.
    fn start(self) -> Option<CallTransport> {
        match self {
            Self::Network(client) => {
                Handle::try_current().is_ok().then(|| CallTransport::Network(client, Instant::now()))
            }
            #[cfg(feature = "test-util")]
            Self::Fake(server) => Some(CallTransport::Fake(server.call())),
        }
    }
}

impl CallTransport {
    fn now(&self) -> Now {
        match self {
            Self::Network(_, start) => {
                Now { elapsed: start.elapsed(), wall: SystemTime::now(), random: random_fraction }
            }
            #[cfg(feature = "test-util")]
            Self::Fake(call) => call.now(),
        }
    }

    async fn wait(&self, wait: Duration) {
        match self {
            Self::Network(..) => time::sleep(wait).await,
            #[cfg(feature = "test-util")]
            Self::Fake(call) => call.wait(wait),
        }
    }

    /// The output of the attempt, if it ends in time.
    async fn timeout<T>(&self, limit: Duration, attempt: impl Future<Output = T>) -> Option<T> {
        match self {
            Self::Network(..) => time::timeout(limit, attempt).await.ok(),
            #[cfg(feature = "test-util")]
            Self::Fake(call) => {
                call.set_timeout(limit);
                Some(attempt.await)
            }
        }
    }

    /// Sends the request. The response's body has yet to come. The future is small, since it doesn't hold the request.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>> {
        let sending: Result<_, FakeSending<'_>> = match self {
            Self::Network(client, _) => Ok(client.execute(with_length(request))),
            #[cfg(feature = "test-util")]
            Self::Fake(call) => Err(Box::pin(call.send(request))),
        };
        async {
            match sending {
                Ok(sending) => Ok(sending.await?),
                Err(sending) => sending.await,
            }
        }
    }

    /// The next chunk of the body; `None` at its end.
    async fn chunk(&self, response: &mut Response) -> Result<Option<Bytes>, TransportError> {
        match self {
            Self::Network(..) => Ok(response.chunk().await?),
            #[cfg(feature = "test-util")]
            Self::Fake(call) => call.chunk(),
        }
    }

    /// Reads a body that isn't needed, if it is small and comes soon. Then the connection can be reused.
    async fn discard(&self, response: &mut Response) {
        let mut left = MAX_DISCARDED;
        let is_small =
            usize::try_from(response.content_length().unwrap_or_default()).is_ok_and(|length| length <= left);
        if !is_small || !matches!(self, Self::Network(..)) {
            return;
        }
        let read = async {
            while let Ok(Some(chunk)) = response.chunk().await
                && chunk.len() <= left
            {
                left -= chunk.len();
            }
        };
        let _ = time::timeout(MAX_DISCARD_TIME, read).await;
    }
}

/// How the fake server receives a request.
type FakeSending<'c> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'c>>;

/// The largest body that is read to reuse the connection.
const MAX_DISCARDED: usize = 64 << 10;

/// How long reading such a body may take: about as long as a new connection.
const MAX_DISCARD_TIME: Duration = Duration::from_millis(100);

/// Adds what the HTTP client leaves out of the head (RFC 9112, section 6): `Content-Length: 0` for a request without a
/// body, if its method usually has one, and `Transfer-Encoding` for a body of unknown length, if its method usually has
/// none.
fn with_length(mut request: Request) -> Request {
    let length = request.body().map_or(Some(0), |body| body.size_hint().exact());
    let framing = match *request.method() {
        Method::POST | Method::PUT | Method::PATCH if length == Some(0) => Some((header::CONTENT_LENGTH, "0")),
        Method::GET | Method::HEAD if length.is_none() => Some((header::TRANSFER_ENCODING, "chunked")),
        _ => None,
    };
    if let Some((name, value)) = framing {
        // There is room for it, as a request has far fewer headers than a map can hold.
        let _ = request.headers_mut().try_insert(name, HeaderValue::from_static(value));
    }
    request
}
