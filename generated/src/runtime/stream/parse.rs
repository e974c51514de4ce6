use bytes::Bytes;

/// A parser of a stream of items, which does no I/O.
pub(crate) trait Parse {
    type Item;

    /// Adds the next chunk of the stream. The one before must have been parsed: [`next`](Self::next) said `None`.
    fn push(&mut self, chunk: Bytes);

    /// The next item, if all of it has come.
    fn next(&mut self) -> Result<Option<Self::Item>, TooLarge>;

    /// The stream has ended. Returns the item that this completes.
    fn end(&mut self) -> Option<Self::Item>;

    /// The largest item, in bytes.
    fn limit(&self) -> usize;
}

/// An item is larger than the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge;
