//! The body of a response that the driver has handed on. It comes with a timeout for each chunk, within the deadline.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Body as _;
use tokio::time::{self, Instant, Sleep};

use super::CallTransport;
use super::trace::StreamTrace;
use crate::runtime::body::{Incoming, TransportError, TransportErrorKind};
#[cfg(feature = "test-util")]
use crate::runtime::testing::FakeCall;

pub(super) struct HandedOn {
    source: Source,
    trace: StreamTrace,
}

enum Source {
    Network(NetworkBody),
    /// The fake server, the chunk timeout and the deadline of the call.
    #[cfg(feature = "test-util")]
    Fake(FakeCall, Duration, Option<Duration>),
    Ended,
}

struct NetworkBody {
    body: reqwest::Body,
    chunk_timeout: Duration,
    deadline: Option<Instant>,
    /// When the wait for this chunk ends, while one is waited for.
    waiting_until: Option<Instant>,
    /// It is made where the body is handed on, since only there is a Tokio runtime for sure.
    sleep: Pin<Box<Sleep>>,
}

/// About as long as Tokio can sleep. It is set in place of a time that can't be told.
const FAR_FUTURE: Duration = Duration::from_secs(60 * 60 * 24 * 365);

impl HandedOn {
    pub(super) fn new(
        transport: &CallTransport,
        response: reqwest::Response,
        chunk_timeout: Duration,
        deadline: Option<Duration>,
    ) -> Self {
        let source = match transport {
            CallTransport::Network(_, start) => Source::Network(NetworkBody {
                body: response.into(),
                chunk_timeout,
                deadline: deadline.and_then(|deadline| start.checked_add(deadline)),
                waiting_until: None,
                sleep: Box::pin(time::sleep(FAR_FUTURE)),
            }),
            #[cfg(feature = "test-util")]
            CallTransport::Fake(call) => Source::Fake(call.hand_on(), chunk_timeout, deadline),
        };
        Self { source, trace: StreamTrace::new() }
    }
}

impl Incoming for HandedOn {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let chunk = match &mut self.source {
            Source::Network(body) => ready!(body.poll_chunk(cx)),
            #[cfg(feature = "test-util")]
            Source::Fake(call, chunk_timeout, deadline) => call.chunk_of_stream(*chunk_timeout, *deadline).transpose(),
            Source::Ended => return Poll::Ready(None),
        };
        match &chunk {
            Some(Ok(chunk)) => self.trace.add(chunk),
            ended => {
                self.trace.end(ended.is_none());
                self.source = Source::Ended;
            }
        }
        Poll::Ready(chunk)
    }
}

impl NetworkBody {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) else {
                return self.poll_timeout(cx).map(|error| Some(Err(error.into())));
            };
            if self.deadline.is_some_and(|deadline| deadline <= Instant::now()) {
                return Poll::Ready(Some(Err(TransportErrorKind::StreamDeadline.into())));
            }
            match frame.transpose()?.map(http_body::Frame::into_data) {
                // Trailers are dropped.
                Some(Err(_)) => {}
                Some(Ok(chunk)) if chunk.is_empty() => {}
                Some(Ok(chunk)) => {
                    self.waiting_until = None;
                    return Poll::Ready(Some(Ok(chunk)));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    /// Whether the wait for a chunk is over. It begins when the chunk is asked for, so a slow reader isn't timed out.
    fn poll_timeout(&mut self, cx: &mut Context<'_>) -> Poll<TransportErrorKind> {
        let until = *self.waiting_until.get_or_insert_with(|| {
            let now = Instant::now();
            let until = now.checked_add(self.chunk_timeout.min(FAR_FUTURE)).unwrap_or(now);
            let until = self.deadline.map_or(until, |deadline| deadline.min(until));
            self.sleep.as_mut().reset(until);
            until
        });
        ready!(self.sleep.as_mut().poll(cx));
        Poll::Ready(match self.deadline {
            Some(deadline) if deadline <= until => TransportErrorKind::StreamDeadline,
            _ => TransportErrorKind::ChunkTimeout,
        })
    }
}
