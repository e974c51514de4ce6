use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

/// The error of a caller's stream.
pub(crate) type StreamError = Box<dyn StdError + Send + Sync>;

pub(crate) type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, StreamError>> + Send>>;

/// The body of a request.
#[derive(Clone)]
#[allow(dead_code, reason = "not every API has an operation that sends a stream")]
pub(crate) enum RequestBody {
    Bytes(Bytes),
    Stream(StreamBody),
}

/// A body that is sent as it is made. Clones share the stream of a body that can be read only once: the first one that
/// is sent has it.
#[derive(Clone)]
pub(crate) struct StreamBody(Arc<Shared>);

struct Shared {
    source: Source,
    /// How many bytes it has, if that is known.
    length: Option<u64>,
}

enum Source {
    /// Makes the stream, as often as it is needed. In a mutex, so that requests are `Sync` and `UnwindSafe`.
    Repeatable(Mutex<Box<dyn FnMut() -> ByteStream + Send>>),
    /// A stream that can be read only once; `None` once that has begun.
    Once(Mutex<Option<ByteStream>>),
}

impl RequestBody {
    /// Whether the body can be sent: not if it can be read only once, and that has begun.
    pub(crate) fn can_be_sent(&self) -> bool {
        match self {
            Self::Bytes(_) => true,
            Self::Stream(body) => body.can_be_sent(),
        }
    }
}

#[allow(dead_code, reason = "not every API has an operation that sends a stream")]
impl StreamBody {
    /// A body whose stream can be made again. So it is sent again with a retry or a redirect.
    pub(crate) fn repeatable(length: Option<u64>, make: impl FnMut() -> ByteStream + Send + 'static) -> Self {
        Self(Arc::new(Shared { source: Source::Repeatable(Mutex::new(Box::new(make))), length }))
    }

    /// A body that can be read only once. So it isn't sent again once it was begun.
    pub(crate) fn once(length: Option<u64>, stream: ByteStream) -> Self {
        Self(Arc::new(Shared { source: Source::Once(Mutex::new(Some(stream))), length }))
    }

    /// Whether the stream can be made again.
    pub(crate) fn is_repeatable(&self) -> bool {
        matches!(self.0.source, Source::Repeatable(_))
    }

    /// How many bytes it has, if that is known.
    pub(crate) fn length(&self) -> Option<u64> {
        self.0.length
    }

    /// Whether there is a stream.
    pub(crate) fn can_be_sent(&self) -> bool {
        match &self.0.source {
            Source::Repeatable(_) => true,
            Source::Once(stream) => lock(stream).is_some(),
        }
    }

    /// The stream; `None` if it can be read only once, and was taken before.
    pub(crate) fn stream(&self) -> Option<ByteStream> {
        match &self.0.source {
            Source::Repeatable(make) => Some(lock(make)()),
            Source::Once(stream) => lock(stream).take(),
        }
    }
}

/// A caller's code that panicked elsewhere has left the contents valid.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
