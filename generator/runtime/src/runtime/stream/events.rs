//! Server-sent events.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::event_parser::{EventParser, RawEvent};
use super::item_stream::ItemStream;
use crate::runtime::error::Error;
use crate::runtime::json::Decode;

/// Server-sent events (WHATWG HTML, section 9.2), as they come. Dropping it closes the connection.
///
/// It is a [`Stream`](https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html). With the feature
/// `blocking` it can be iterated over.
///
/// - The data of an event is read as JSON, unless the API's document calls it text. Data that isn't JSON, or doesn't fit
///   the type, is an error of that event only: more may follow.
/// - If the data is `[DONE]`, and not text, the stream ends, and the connection is closed.
/// - If the server names an event `error`, or sends an object with a member `error` in place of the type, that is an
///   error of the kind [`ErrorItem`](crate::runtime::ErrorKind::ErrorItem), unless the type holds all of it.
/// - An event over the [body limit](crate::runtime::Request::body_limit) and an error of the connection end the stream.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(mut events: EventStream<serde_json::Value>) -> Result<(), Error> {
/// while let Some(event) = events.next().await {
///     println!("{}", event?.data);
/// }
/// # Ok(())
/// # }
/// ```
pub struct EventStream<T> {
    items: ItemStream<EventParser>,
    /// Reads the data; `None` if it ends the stream.
    decode: Decoder<T>,
}

type Decoder<T> = fn(&ItemStream<EventParser>, RawEvent) -> Option<Result<Event<T>, Error>>;

/// A server-sent event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The last ID that the stream has set, with this event or before.
    pub id: Option<String>,
    /// The name of the event. Without one, it is a `message`.
    pub name: Option<String>,
    /// The data.
    pub data: T,
    /// How long the server asks to wait before connecting again, as the stream has said last.
    pub retry: Option<Duration>,
}

/// The data that ends a stream of JSON, as many APIs send it.
const DONE: &[u8] = b"[DONE]";

impl<T: Decode> EventStream<T> {
    /// Events whose data is JSON.
    pub(crate) fn of_json(items: ItemStream<EventParser>) -> Self {
        let decode = |items: &ItemStream<EventParser>, event: RawEvent| {
            let RawEvent { id, name, data, retry } = event;
            if data.trim_ascii() == DONE {
                return None;
            }
            let is_error = name.as_deref() == Some("error");
            Some(items.decode(data.into(), is_error).map(|data| Event { id, name, data, retry }))
        };
        Self { items, decode }
    }
}

#[allow(dead_code, reason = "not every API has events whose data is text")]
impl EventStream<String> {
    /// Events whose data is text.
    pub(crate) fn of_text(items: ItemStream<EventParser>) -> Self {
        let decode = |_: &ItemStream<EventParser>, event: RawEvent| {
            let RawEvent { id, name, data, retry } = event;
            let data = String::from_utf8_lossy(&data).into_owned();
            Some(Ok(Event { id, name, data, retry }))
        };
        Self { items, decode }
    }
}

impl<T> EventStream<T> {
    /// The next event; `None` after the last.
    ///
    /// # Errors
    ///
    /// If an event can't be read, or the connection breaks.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// The last ID that the stream has set. A request that carries it as `Last-Event-ID` asks for the events after it,
    /// if the server knows that header.
    pub fn last_event_id(&self) -> Option<&str> {
        self.items.parser.last_id()
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        let event = match ready!(self.items.poll_item(context)) {
            Some(Ok(event)) => (self.decode)(&self.items, event),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        };
        if event.is_none() {
            self.items.finish(context);
        }
        Poll::Ready(event)
    }

    #[cfg(feature = "blocking")]
    pub(super) fn next_blocking(&mut self) -> Option<Result<Event<T>, Error>> {
        let event = match self.items.item_blocking()? {
            Ok(event) => (self.decode)(&self.items, event),
            Err(error) => Some(Err(error)),
        };
        if event.is_none() {
            self.items.end();
        }
        event
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

/// Shows nothing of the events.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}
