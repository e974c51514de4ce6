use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::received::Received;
use super::reply::Reply;

/// Plays replies in place of a server, and keeps the requests that it gets.
///
/// [`ClientBuilder::transport`](crate::runtime::ClientBuilder::transport) puts it under a client, whatever the base
/// URL. Each request, retries and followed redirects too, gets the next reply; if none is left, the connection is refused.
/// A clone is the same server.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::testing::{FakeServer, Reply};")]
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(builder: ClientBuilder) -> Result<(), Error> {
/// let server = FakeServer::new();
/// server.reply(Reply::new(503)).reply(Reply::new(204));
/// let client = builder.transport(&server).build()?;
/// let response = client.request(Method::GET, "/v2/things").await?;
/// assert_eq!(response.attempts(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct FakeServer {
    state: Arc<Mutex<State>>,
    handler: Arc<Mutex<Option<Handler>>>,
}

type Handler = Box<dyn FnMut(&Received) -> Reply + Send>;

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    received: Vec<Received>,
    elapsed: Duration,
}

impl FakeServer {
    /// A server without a reply.
    pub fn new() -> Self {
        Self::default()
    }

    /// A server that makes up its replies, once those given by [`reply`](Self::reply) are played.
    pub fn answering(handler: impl FnMut(&Received) -> Reply + Send + 'static) -> Self {
        let handler: Handler = Box::new(handler);
        Self { handler: Arc::new(Mutex::new(Some(handler))), ..Self::default() }
    }

    /// Adds a reply, to be played after those before it.
    pub fn reply(&self, reply: Reply) -> &Self {
        lock(&self.state).replies.push_back(reply);
        self
    }

    /// The requests so far, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// How many replies are still to be played.
    pub fn remaining(&self) -> usize {
        lock(&self.state).replies.len()
    }

    /// How long all calls together have waited for replies and between attempts.
    pub fn elapsed(&self) -> Duration {
        lock(&self.state).elapsed
    }

    /// Keeps a request, and gives the reply to it.
    pub(super) fn receive(&self, request: &reqwest::Request) -> Option<Reply> {
        let received = Received::new(request);
        let next = {
            let mut state = lock(&self.state);
            state.received.push(received.clone());
            state.replies.pop_front()
        };
        // Not under the state's lock, as the handler may look at what was received.
        next.or_else(|| lock(&self.handler).as_mut().map(|handler| handler(&received)))
    }

    pub(super) fn advance(&self, time: Duration) {
        let mut state = lock(&self.state);
        state.elapsed = state.elapsed.saturating_add(time);
    }
}

impl fmt::Debug for FakeServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.state);
        f.debug_struct("FakeServer")
            .field("received", &state.received)
            .field("remaining", &state.replies.len())
            .finish_non_exhaustive()
    }
}

/// A test that panicked elsewhere doesn't change what is in here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
