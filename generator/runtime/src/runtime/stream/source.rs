use std::mem;
use std::task::{Context, Poll};

use bytes::Bytes;

use crate::runtime::error::Error;

/// Where the chunks of a stream come from.
pub(crate) trait ByteSource: Send {
    /// The next chunk; `None` at the end.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>>;

    /// The same for code that isn't async. It waits for the chunk.
    #[cfg(feature = "blocking")]
    fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>>;
}

/// A body that was read before, in one chunk.
pub(super) struct Whole(pub(super) Bytes);

impl Whole {
    fn take(&mut self) -> Option<Result<Bytes, Error>> {
        let all = mem::take(&mut self.0);
        (!all.is_empty()).then_some(Ok(all))
    }
}

impl ByteSource for Whole {
    fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        Poll::Ready(self.take())
    }

    #[cfg(feature = "blocking")]
    fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        self.take()
    }
}
