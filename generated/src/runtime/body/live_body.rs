use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use super::label::RequestLabel;
use super::transport_error::TransportError;

/// The body of a response as it comes. Dropping it before its end closes the connection, or with HTTP/2 its stream.
pub(crate) trait Incoming: Send {
    /// The next chunk, which isn't empty; `None` at the end.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>>;

    /// Waits for the next chunk. Only a body of the blocking client can do so.
    #[cfg(feature = "blocking")]
    fn wait_for_chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        let what = "this is a stream of the async client: read it in async code, or use the blocking client";
        let kind = super::TransportErrorKind::CannotWait;
        Some(Err(TransportError { kind, source: Some(what.into()) }))
    }
}

/// A body that is handed on, and what errors of it tell.
pub(crate) struct LiveBody {
    /// In a mutex, which is never locked, so that responses are `Sync` and `UnwindSafe`.
    incoming: Mutex<Box<dyn Incoming>>,
    pub(crate) label: RequestLabel,
    /// The longest time between two chunks.
    pub(crate) chunk_timeout: Duration,
    /// The deadline of the call.
    pub(crate) deadline: Option<Duration>,
    /// The limit of what is read whole.
    pub(crate) body_limit: usize,
}

/// The body of a response that is handed on, until somebody takes it. A clone has none, since only one can read it.
#[derive(Default)]
pub(crate) struct Live(pub(crate) Option<Box<LiveBody>>);

impl LiveBody {
    pub(crate) fn new(
        incoming: Box<dyn Incoming>,
        label: RequestLabel,
        chunk_timeout: Duration,
        deadline: Option<Duration>,
        body_limit: usize,
    ) -> Self {
        Self { incoming: Mutex::new(incoming), label, chunk_timeout, deadline, body_limit }
    }

    pub(crate) fn incoming(&mut self) -> &mut Box<dyn Incoming> {
        self.incoming.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    /// The same body, read by another way.
    #[cfg(feature = "blocking")]
    pub(crate) fn map(self, change: impl FnOnce(Box<dyn Incoming>) -> Box<dyn Incoming>) -> Self {
        Self(self.0.map(|mut live| {
            let incoming = live.incoming.into_inner().unwrap_or_else(PoisonError::into_inner);
            live.incoming = Mutex::new(change(incoming));
            live
        }))
    }
}

impl Clone for Live {
    fn clone(&self) -> Self {
        Self(None)
    }
}
