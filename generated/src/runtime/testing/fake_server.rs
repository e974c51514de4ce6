use std::collections::VecDeque;
use std::fmt;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::received::{self, Received};
use super::reply::{self, BodyPart, Reply};
use crate::runtime::call::Now;
use crate::runtime::error::{TransportError, TransportErrorKind};

/// Answers requests in place of a server, and keeps them.
///
/// [`ClientBuilder::transport`](crate::runtime::ClientBuilder::transport) makes a client send to it, whatever the base
/// URL. Each request gets the next reply: retries and followed redirects, too. If no reply is left, the connection is
/// refused. A clone is the same server. The [module](super) has an example.
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
    /// A server without replies.
    pub fn new() -> Self {
        Self::default()
    }

    /// A server that replies by a function, once the replies given by [`reply`](Self::reply) are used up. The
    /// function must not send requests to this server.
    pub fn answering(handler: impl FnMut(&Received) -> Reply + Send + 'static) -> Self {
        let handler: Handler = Box::new(handler);
        Self { handler: Arc::new(Mutex::new(Some(handler))), ..Self::default() }
    }

    /// Adds a reply. Replies are used in the order in which they were added.
    pub fn reply(&self, reply: Reply) -> &Self {
        lock(&self.state).replies.push_back(reply);
        self
    }

    /// The requests so far, in order.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// How many replies are left.
    pub fn remaining(&self) -> usize {
        lock(&self.state).replies.len()
    }

    /// How long all calls together have waited, for replies and between attempts.
    pub fn elapsed(&self) -> Duration {
        lock(&self.state).elapsed
    }

    /// Keeps a request. Returns the reply to it, if there is one.
    fn receive(&self, request: &reqwest::Request, body: Bytes) -> Option<Reply> {
        let received = Received::new(request, body);
        let next = {
            let mut state = lock(&self.state);
            state.received.push(received.clone());
            state.replies.pop_front()
        };
        // The state isn't locked here, since the handler may call `received`.
        next.or_else(|| lock(&self.handler).as_mut().map(|handler| handler(&received)))
    }

    /// The server as one call sees it.
    pub(crate) fn call(self) -> FakeCall {
        FakeCall { server: self, state: Mutex::default() }
    }
}

/// A fake server as one call sees it. Time passes at once.
pub(crate) struct FakeCall {
    server: FakeServer,
    state: Mutex<CallState>,
}

#[derive(Default)]
struct CallState {
    /// Since the call began.
    elapsed: Duration,
    /// When the attempt times out.
    timeout_at: Duration,
    /// What has yet to come of the last reply's body.
    body: VecDeque<BodyPart>,
    /// The error after that, if the body has no end.
    error: Option<TransportErrorKind>,
}

impl FakeCall {
    /// The time, without jitter, so that tests can know the waits.
    pub(crate) fn now(&self) -> Now {
        let elapsed = lock(&self.state).elapsed;
        let wall = SystemTime::now();
        Now { elapsed, wall: wall.checked_add(elapsed).unwrap_or(wall), random: || 0.0 }
    }

    pub(crate) fn wait(&self, wait: Duration) {
        for elapsed in [&mut lock(&self.state).elapsed, &mut lock(&self.server.state).elapsed] {
            *elapsed = elapsed.saturating_add(wait);
        }
    }

    /// Begins an attempt.
    pub(crate) fn set_timeout(&self, limit: Duration) {
        let mut state = lock(&self.state);
        state.timeout_at = state.elapsed.saturating_add(limit);
    }

    /// The next reply, up to its head.
    pub(crate) async fn send(&self, mut request: reqwest::Request) -> Result<reqwest::Response, TransportError> {
        let body = match request.body_mut().take() {
            Some(body) => received::whole(body).await?,
            None => Bytes::new(),
        };
        let Some(reply) = self.server.receive(&request, body) else {
            let what = format!("the fake server has no reply left for {} {}", request.method(), request.url().path());
            return Err(reply::failed(TransportErrorKind::Connect, what));
        };
        if self.advance(reply.delay) {
            return Err(TransportErrorKind::Timeout.into());
        }
        let (response, body, error) = reply.response(&request)?;
        let mut state = lock(&self.state);
        (state.body, state.error) = (body.into(), error);
        drop(state);
        Ok(response)
    }

    /// The next chunk of the last reply's body; `None` at its end. Or the error in place of that.
    pub(crate) fn chunk(&self) -> Result<Option<Bytes>, TransportError> {
        loop {
            let part = lock(&self.state).body.pop_front();
            match part {
                Some(BodyPart::Chunk(chunk)) if chunk.is_empty() => {}
                Some(BodyPart::Chunk(chunk)) => return Ok(Some(chunk)),
                Some(BodyPart::Pause(pause)) if self.advance(pause) => return Err(TransportErrorKind::Timeout.into()),
                Some(BodyPart::Pause(_)) => {}
                None => return self.end().map(|()| None),
            }
        }
    }

    /// As [`chunk`](Self::chunk), of a body that is handed on.
    pub(crate) fn chunk_of_stream(
        &self,
        timeout: Duration,
        deadline: Option<Duration>,
    ) -> Result<Option<Bytes>, TransportError> {
        let elapsed = lock(&self.state).elapsed;
        let left = deadline.map_or(Duration::MAX, |deadline| deadline.saturating_sub(elapsed));
        if left.is_zero() {
            return Err(TransportErrorKind::StreamDeadline.into());
        }
        self.set_timeout(timeout.min(left));
        self.chunk().map_err(|error| match error.kind {
            TransportErrorKind::Timeout if left <= timeout => TransportErrorKind::StreamDeadline.into(),
            TransportErrorKind::Timeout => TransportErrorKind::ChunkTimeout.into(),
            _ => error,
        })
    }

    /// The same call for its body, which has yet to come.
    pub(crate) fn hand_on(&self) -> Self {
        Self { server: self.server.clone(), state: Mutex::new(mem::take(&mut lock(&self.state))) }
    }

    /// The end of the last reply's body, or the error in its place.
    fn end(&self) -> Result<(), TransportError> {
        let Some(kind) = lock(&self.state).error else { return Ok(()) };
        if kind == TransportErrorKind::Timeout {
            self.advance(Duration::MAX);
        }
        Err(reply::error(kind))
    }

    /// Lets time pass, up to the timeout of the attempt. Returns whether it has timed out.
    fn advance(&self, time: Duration) -> bool {
        let left = {
            let state = lock(&self.state);
            state.timeout_at.saturating_sub(state.elapsed)
        };
        self.wait(time.min(left));
        time >= left
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

/// A test that panicked elsewhere has left the contents valid.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
