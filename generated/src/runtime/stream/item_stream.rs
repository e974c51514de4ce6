//! Items of a stream: chunks come from a source, and a parser splits them.

use std::fmt;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::parse::Parse;
use super::source::ByteSource;
use crate::runtime::error::{Error, ErrorCause, ErrorContext, RequestLabel};
use crate::runtime::json::{self, Decode, find};
use crate::runtime::response::{Mismatch, Response};

/// The items of a response's body, as they come. It ends with the body, or with the first error of the connection.
pub(crate) struct ItemStream<P> {
    pub(super) parser: P,
    /// `None` once it has ended. Dropping it closes the connection, unless all of it was read.
    source: Option<Box<dyn ByteSource>>,
    /// Whether nothing more is parsed of what has come.
    is_over: bool,
    /// How many items have come.
    count: u64,
    origin: Box<Origin>,
}

/// What errors tell of the response whose body it is.
pub(crate) struct Origin {
    pub(crate) label: Option<RequestLabel>,
    /// The response, with an empty body.
    pub(crate) response: Response,
}

impl<P: Parse> ItemStream<P> {
    pub(crate) fn new(parser: P, source: Box<dyn ByteSource>, origin: Origin) -> Self {
        Self { parser, source: Some(source), is_over: false, count: 0, origin: Box::new(origin) }
    }

    pub(super) fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.parsed() {
                return Poll::Ready(Some(item));
            }
            let Some(source) = &mut self.source else { return Poll::Ready(None) };
            let chunk = ready!(source.poll_chunk(context));
            if let Some(last) = self.receive(chunk) {
                return Poll::Ready(Some(last));
            }
        }
    }

    #[cfg(feature = "blocking")]
    pub(super) fn item_blocking(&mut self) -> Option<Result<P::Item, Error>> {
        loop {
            if let Some(item) = self.parsed() {
                return Some(item);
            }
            let chunk = self.source.as_mut()?.chunk_blocking();
            if let Some(last) = self.receive(chunk) {
                return Some(last);
            }
        }
    }

    /// The next item of what has come.
    fn parsed(&mut self) -> Option<Result<P::Item, Error>> {
        if self.is_over {
            return None;
        }
        match self.parser.next() {
            Ok(item) => item.map(|item| Ok(self.counted(item))),
            Err(_) => {
                let error = self.error(ErrorCause::ItemTooLarge(self.parser.limit()), Bytes::new());
                self.end();
                Some(Err(error))
            }
        }
    }

    /// Passes a chunk to the parser. At the end, that may leave a last item.
    fn receive(&mut self, chunk: Option<Result<Bytes, Error>>) -> Option<Result<P::Item, Error>> {
        match chunk {
            Some(Ok(chunk)) => {
                self.parser.push(chunk);
                None
            }
            Some(Err(error)) => {
                self.end();
                Some(Err(error))
            }
            None => {
                self.end();
                self.parser.end().map(|item| Ok(self.counted(item)))
            }
        }
    }

    fn counted(&mut self, item: P::Item) -> P::Item {
        self.count = self.count.saturating_add(1);
        item
    }

    /// Ends the stream, whatever has yet to come.
    pub(super) fn end(&mut self) {
        self.source = None;
        self.is_over = true;
    }

    /// Ends the stream after its last item. If the body ends there, too, it is read to its end, so that the connection
    /// can be used again.
    pub(super) fn finish(&mut self, context: &mut Context<'_>) {
        if let Some(source) = &mut self.source {
            let _ = source.poll_chunk(context);
        }
        self.end();
    }

    /// Reads an item as JSON. `is_error` tells that the server calls it an error. Then, or if it looks like one, its
    /// text is within reach of the error, as the body.
    pub(super) fn decode<T: Decode>(&self, data: Bytes, is_error: bool) -> Result<T, Error> {
        let decoded = if is_error { json::from_slice_exactly(&data) } else { json::from_slice(&data) };
        decoded.map_err(|error| {
            if is_error || has_error(&data) {
                return self.error(ErrorCause::ErrorItem, data);
            }
            let redactor = self.origin.response.secrets.redactor();
            let error = error.map_text(|text| redactor.clean(text, usize::MAX));
            self.error(ErrorCause::Unexpected(Mismatch::Item(self.count, error).into()), data)
        })
    }

    fn error(&self, cause: ErrorCause, data: Bytes) -> Error {
        let Origin { label, response } = &*self.origin;
        let response = response.clone().with_body(data);
        Error::new(ErrorContext::answered(label.clone(), cause, response))
    }
}

/// Whether this is an object with a member `error`, as many APIs send where something goes wrong on the way.
fn has_error(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    find(&text, &["error"]).is_some_and(|error| !matches!(error, "null" | "false"))
}

/// Shows how many items have come, and nothing of them.
impl<P> fmt::Debug for ItemStream<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").field("count", &self.count).finish_non_exhaustive()
    }
}
