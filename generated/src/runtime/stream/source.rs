use std::task::{Context, Poll};

use bytes::Bytes;

use crate::runtime::error::Error;

/// Where the chunks of a stream come from.
pub(crate) trait ByteSource: Send + Sync {
    /// The next chunk; `None` at the end.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>>;

    /// The same for code that isn't async. It waits for the chunk.
    #[cfg(feature = "blocking")]
    fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>>;
}
