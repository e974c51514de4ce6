//! A stream as the HTTP client sends it.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::request_body::{ByteStream, RequestBody, StreamBody, StreamError};
use super::transport_error::{TransportError, TransportErrorKind};

/// Where the error of a stream is found after the request has failed. The HTTP client's error doesn't tell it from one
/// of the connection.
/// `None` for a body of bytes.
#[derive(Clone, Default)]
pub(crate) struct BodyFailure(Option<Arc<Mutex<Option<StreamError>>>>);

/// One sending of a stream. If its length is known, it has exactly as many bytes.
pub(crate) struct Outgoing {
    /// In a mutex, which is never locked, because the HTTP client wants bodies that can be shared.
    state: Mutex<State>,
    /// How many bytes are left to send, if that is known.
    left: Option<u64>,
    failure: BodyFailure,
}

enum State {
    /// The stream isn't taken before the first byte is asked for. So a request that could not connect can be repeated.
    Waiting(StreamBody),
    /// The last chunk that the length allows for is held back until the end has come, as more would be an error.
    Streaming(ByteStream, Option<Bytes>),
    Ended,
}

impl BodyFailure {
    /// For one sending of the body.
    pub(crate) fn of(body: Option<&RequestBody>) -> Self {
        Self(matches!(body, Some(RequestBody::Stream(_))).then(Arc::default))
    }

    /// The error, if the stream has failed.
    pub(crate) fn take(&self) -> Option<TransportError> {
        let source = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(TransportError { kind: TransportErrorKind::RequestBody, source: Some(source) })
    }

    fn set(&self, error: StreamError) {
        if let Some(failure) = &self.0 {
            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        }
    }
}

impl Outgoing {
    pub(crate) fn new(body: StreamBody, failure: BodyFailure) -> Self {
        Self { left: body.length(), state: Mutex::new(State::Waiting(body)), failure }
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            let (stream, held) = match state {
                State::Streaming(stream, held) => (stream, held),
                State::Ended => return Poll::Ready(None),
                State::Waiting(body) => {
                    let Some(stream) = body.stream() else {
                        return Poll::Ready(Some(Err("the body was sent already, and can be read only once".into())));
                    };
                    *state = State::Streaming(stream, None);
                    continue;
                }
            };
            match ready!(stream.as_mut().poll_next(cx)).transpose()? {
                Some(chunk) if chunk.is_empty() => {}
                Some(chunk) => {
                    if let Some(chunk) = within(&mut self.left, held, chunk)? {
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                None => {
                    let last = held.take();
                    *state = State::Ended;
                    return Poll::Ready(match (last, self.left) {
                        (None, Some(1..)) => Some(Err("the stream has fewer bytes than its length".into())),
                        (last, _) => last.map(Ok),
                    });
                }
            }
        }
    }
}

/// The chunk, unless it must be held back. An error says that there are more bytes than the length says.
fn within(left: &mut Option<u64>, held: &mut Option<Bytes>, chunk: Bytes) -> Result<Option<Bytes>, StreamError> {
    let Some(left) = left else { return Ok(Some(chunk)) };
    let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
    match left.checked_sub(length).filter(|_| held.is_none()) {
        None => Err("the stream has more bytes than its length".into()),
        Some(0) => {
            *held = Some(chunk);
            Ok(None)
        }
        Some(after) => {
            *left = after;
            Ok(Some(chunk))
        }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Failed;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Failed>>> {
        let this = self.get_mut();
        Poll::Ready(ready!(this.poll_chunk(cx)).map(|chunk| match chunk {
            Ok(chunk) => Ok(Frame::data(chunk)),
            Err(error) => {
                this.state = Mutex::new(State::Ended);
                this.failure.set(error);
                Err(Failed)
            }
        }))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// What the HTTP client gets of an error.
#[derive(Debug)]
pub(crate) struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stream of the request's body failed")
    }
}

impl std::error::Error for Failed {}
