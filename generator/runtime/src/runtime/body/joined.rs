//! Bodies one after another, as one.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::request_body::{ByteStream, RequestBody, StreamBody, StreamError};

/// Bytes up to this length are copied into one body. More are sent from where they are.
const MAX_COPIED: u64 = 64 * 1024;

/// One body of several. It can be sent again if all of them can.
pub(crate) fn joined(bodies: Vec<RequestBody>) -> RequestBody {
    let mut lengths = bodies.iter().map(|body| match body {
        RequestBody::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
        RequestBody::Stream(stream) => stream.length(),
    });
    let length = lengths.try_fold(0_u64, |sum, length| sum.checked_add(length?));
    let is_short = length.is_some_and(|length| length <= MAX_COPIED);
    if let (true, Some(bytes)) = (is_short, copied(&bodies)) {
        return RequestBody::Bytes(bytes);
    }
    let is_repeatable = bodies.iter().all(|body| match body {
        RequestBody::Bytes(_) => true,
        RequestBody::Stream(stream) => stream.is_repeatable(),
    });
    RequestBody::Stream(match is_repeatable {
        true => StreamBody::repeatable(length, move || Joined::stream(bodies.clone())),
        false => StreamBody::once(length, Joined::stream(bodies)),
    })
}

/// The bytes of all bodies, if none is a stream.
fn copied(bodies: &[RequestBody]) -> Option<Bytes> {
    let mut all = BytesMut::new();
    for body in bodies {
        match body {
            RequestBody::Bytes(bytes) => all.extend_from_slice(bytes),
            RequestBody::Stream(_) => return None,
        }
    }
    Some(all.freeze())
}

/// The bodies that are still to be sent.
struct Joined {
    current: Option<ByteStream>,
    rest: VecDeque<RequestBody>,
}

impl Joined {
    fn stream(bodies: Vec<RequestBody>) -> ByteStream {
        Box::pin(Self { current: None, rest: bodies.into() })
    }
}

impl Stream for Joined {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(stream) = &mut this.current {
                match ready!(stream.as_mut().poll_next(cx)) {
                    Some(chunk) => return Poll::Ready(Some(chunk)),
                    None => this.current = None,
                }
            }
            match this.rest.pop_front() {
                None => return Poll::Ready(None),
                Some(RequestBody::Bytes(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(RequestBody::Stream(body)) => match body.stream() {
                    Some(stream) => this.current = Some(stream),
                    None => {
                        return Poll::Ready(Some(Err("a part was sent already, and can be read only once".into())));
                    }
                },
            }
        }
    }
}
