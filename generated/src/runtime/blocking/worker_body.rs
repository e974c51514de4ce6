use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::client::{IN_ASYNC_CODE, Worker};
use crate::runtime::body::{Incoming, TransportError, TransportErrorKind};

/// A body that the client's thread serves, for as long as the body is there.
pub(super) struct WorkerBody {
    // It is dropped before the worker.
    incoming: Box<dyn Incoming>,
    worker: Arc<Worker>,
}

impl WorkerBody {
    pub(super) fn new(incoming: Box<dyn Incoming>, worker: Arc<Worker>) -> Self {
        Self { incoming, worker }
    }
}

impl Incoming for WorkerBody {
    /// In async code it can be read, too, since the client's thread wakes whoever waits.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.incoming.poll_chunk(cx)
    }

    fn wait_for_chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        let incoming = &mut self.incoming;
        self.worker.output(poll_fn(|cx| incoming.poll_chunk(cx))).unwrap_or_else(|| {
            Some(Err(TransportError { kind: TransportErrorKind::CannotWait, source: Some(IN_ASYNC_CODE.into()) }))
        })
    }
}
