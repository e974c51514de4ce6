//! JSON values, one after another.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::item_stream::ItemStream;
use super::lines::LineParser;
use crate::runtime::error::Error;
use crate::runtime::json::Decode;

/// JSON values as they come: JSON lines, or a JSON text sequence (RFC 7464). Dropping it closes the connection.
///
/// It is a [`Stream`](https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html). With the feature
/// `blocking` it can be iterated over.
///
/// - A line that isn't JSON, or doesn't fit the type, is an error of that line only: more may follow.
/// - If the server sends an object with a member `error` in place of the type, that is an error of the kind
///   [`ErrorItem`](crate::runtime::ErrorKind::ErrorItem).
/// - A line over the [body limit](crate::runtime::Request::body_limit) and an error of the connection end the stream.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(mut lines: JsonLines<serde_json::Value>) -> Result<(), Error> {
/// while let Some(value) = lines.next().await {
///     println!("{}", value?);
/// }
/// # Ok(())
/// # }
/// ```
pub struct JsonLines<T> {
    items: ItemStream<LineParser>,
    decode: fn(&ItemStream<LineParser>, Bytes) -> Result<T, Error>,
}

impl<T: Decode> JsonLines<T> {
    pub(crate) fn new(items: ItemStream<LineParser>) -> Self {
        Self { items, decode: |items, text| items.decode(text, false) }
    }
}

impl<T> JsonLines<T> {
    /// The next value; `None` after the last.
    ///
    /// # Errors
    ///
    /// If a value can't be read, or the connection breaks.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_value(context)).await
    }

    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let text = ready!(self.items.poll_item(context));
        Poll::Ready(text.map(|text| (self.decode)(&self.items, text?)))
    }

    #[cfg(feature = "blocking")]
    pub(super) fn next_blocking(&mut self) -> Option<Result<T, Error>> {
        let text = self.items.item_blocking()?;
        Some(text.and_then(|text| (self.decode)(&self.items, text)))
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(context)
    }
}

/// Shows nothing of the values.
impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}
