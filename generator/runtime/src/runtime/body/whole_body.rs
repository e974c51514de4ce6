use std::mem;

use bytes::{Bytes, BytesMut};

/// The part of a body that has come. Most bodies come in one chunk, which isn't copied.
#[derive(Default)]
pub(crate) struct WholeBody {
    first: Bytes,
    /// All chunks, once there are two.
    chunks: BytesMut,
}

impl WholeBody {
    /// Adds a chunk. Bytes over the limit of the body are dropped. Returns whether there were any.
    pub(crate) fn push(&mut self, mut chunk: Bytes, limit: usize) -> bool {
        let length = self.first.len() + self.chunks.len();
        let room = limit.saturating_sub(length);
        let is_over = chunk.len() > room;
        chunk.truncate(room);
        if length == 0 {
            self.first = chunk;
        } else {
            self.chunks.extend_from_slice(&mem::take(&mut self.first));
            self.chunks.extend_from_slice(&chunk);
        }
        is_over
    }

    /// Takes all of it.
    pub(crate) fn take(&mut self) -> Bytes {
        match self.chunks.is_empty() {
            true => mem::take(&mut self.first),
            false => mem::take(&mut self.chunks).freeze(),
        }
    }
}
