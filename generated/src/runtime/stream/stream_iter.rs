//! Streams for code that isn't async.

use std::iter::FusedIterator;

use super::events::{Event, EventStream};
use super::json_lines::JsonLines;
use crate::runtime::error::Error;

/// The items of an [`EventStream`] or of [`JsonLines`], for code that isn't async. It waits for each item.
///
/// Made of a response of the async client, it fails: then use the stream itself.
#[derive(Debug)]
pub struct StreamIter<S>(S);

impl<T> IntoIterator for EventStream<T> {
    type Item = Result<Event<T>, Error>;
    type IntoIter = StreamIter<Self>;

    fn into_iter(self) -> StreamIter<Self> {
        StreamIter(self)
    }
}

impl<T> Iterator for StreamIter<EventStream<T>> {
    type Item = Result<Event<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_blocking()
    }
}

impl<T> FusedIterator for StreamIter<EventStream<T>> {}

impl<T> IntoIterator for JsonLines<T> {
    type Item = Result<T, Error>;
    type IntoIter = StreamIter<Self>;

    fn into_iter(self) -> StreamIter<Self> {
        StreamIter(self)
    }
}

impl<T> Iterator for StreamIter<JsonLines<T>> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_blocking()
    }
}

impl<T> FusedIterator for StreamIter<JsonLines<T>> {}
