//! Streams of events and of lines, whose chunks come from a list.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use proptest::prelude::*;

use crate::runtime::error::{ErrorContext, RequestLabel, TransportErrorKind};
use crate::runtime::json::{self, Decode};
use crate::runtime::response::{Attempts, ResponseHead};
use crate::runtime::stream::event_parser::EventParser;
use crate::runtime::stream::item_stream::{ItemStream, Origin};
use crate::runtime::stream::lines::{Framing, LineParser};
use crate::runtime::stream::parse::Parse;
use crate::runtime::stream::source::ByteSource;
use crate::runtime::{Bytes, Error, ErrorKind, Event, EventStream, JsonLines, Response};

/// Gives these chunks. `None` is an error of the connection.
struct Chunks(VecDeque<Option<Bytes>>, Arc<AtomicUsize>);

impl Chunks {
    fn take(&mut self) -> Option<Result<Bytes, Error>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Some(self.0.pop_front()?.ok_or_else(|| {
            let error = crate::runtime::error::TransportError::from(TransportErrorKind::Connection);
            let cause = crate::runtime::error::ErrorCause::Transport(error, Duration::ZERO);
            Error::new(ErrorContext::unsent(None, cause))
        }))
    }
}

impl ByteSource for Chunks {
    fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        Poll::Ready(self.take())
    }

    #[cfg(feature = "blocking")]
    fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        self.take()
    }
}

fn origin() -> Origin {
    let label = RequestLabel { method: "POST".into(), operation: Some("chat.create"), path: Some("/chat") };
    let head = ResponseHead { status: StatusCode::OK, headers: HeaderMap::new() };
    let response =
        Response::new(head, Bytes::new(), true, Attempts { made: 1, allowed: 1, ..Attempts::default() }, None);
    Origin { label: Some(label), response }
}

fn items<P: Parse>(parser: P, chunks: impl IntoIterator<Item = Option<Bytes>>) -> (ItemStream<P>, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let chunks = Chunks(chunks.into_iter().collect(), Arc::clone(&asked));
    (ItemStream::new(parser, Box::new(chunks), origin()), asked)
}

const LIMIT: usize = 200;

fn events<T: Decode>(chunks: impl IntoIterator<Item = Option<Bytes>>) -> EventStream<T> {
    EventStream::of_json(items(EventParser::new(LIMIT), chunks).0)
}

fn lines<T: Decode>(framing: Framing, chunks: impl IntoIterator<Item = Option<Bytes>>) -> JsonLines<T> {
    JsonLines::new(items(LineParser::new(framing, LIMIT), chunks).0)
}

fn one(text: &str) -> [Option<Bytes>; 1] {
    [Some(Bytes::copy_from_slice(text.as_bytes()))]
}

/// All data, with errors as their texts.
async fn data(mut stream: EventStream<Delta>) -> Vec<Result<i64, String>> {
    let mut all = Vec::new();
    while let Some(event) = stream.next().await {
        all.push(event.map(|event| event.data.delta).map_err(|error| error.to_string()));
    }
    assert!(stream.next().await.is_none());
    all
}

#[derive(Debug, Clone, PartialEq)]
struct Delta {
    delta: i64,
}

json::object!(Delta {
    delta: required "delta",
});

#[derive(Debug, Clone, PartialEq)]
struct Lenient {
    delta: Option<i64>,
}

json::object!(Lenient {
    delta: optional "delta",
});

#[tokio::test]
async fn events_have_typed_data() {
    let mut stream = events::<Delta>(one("id: 7\nevent: delta\nretry: 10\ndata: {\"delta\":\ndata: 1}\n\n"));
    let event = stream.next().await.unwrap().unwrap();
    let Event { id, name, data, retry } = event;
    assert_eq!((id.as_deref(), name.as_deref(), data.delta), (Some("7"), Some("delta"), 1));
    assert_eq!(retry, Some(Duration::from_millis(10)));
    assert_eq!(stream.last_event_id(), Some("7"));
    assert!(stream.next().await.is_none());
    assert_eq!(format!("{stream:?}"), "EventStream { .. }");
}

#[tokio::test]
async fn done_ends_the_stream() {
    assert_eq!(data(events(one("data: {\"delta\":1}\n\ndata: [DONE]\n\ndata: {\"delta\":2}\n\n"))).await, [Ok(1)]);
    // The end of the body that follows is read, so that the connection can be used again; but not more.
    let text = Some(Bytes::from_static(b"data: [DONE]\n\n"));
    let (items, asked) = items(EventParser::new(LIMIT), [text.clone(), text.clone(), text]);
    let mut stream = EventStream::<Delta>::of_json(items);
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_an_error_of_itself() {
    let stream = events(one("data: {\"delta\":1}\n\ndata: ping\n\ndata: {\"delta\":\"x\"}\n\ndata: {\"delta\":2}\n\n"));
    assert_eq!(
        data(stream).await,
        [
            Ok(1),
            Err("POST /chat: 200 OK: item 2 of the stream: at $: not valid JSON: expected a value at line 1 column 1 \
                 (attempt 1 of 1)"
                .to_owned()),
            Err("POST /chat: 200 OK: item 3 of the stream: at $.delta: expected an integer, found a string \
                 (attempt 1 of 1)"
                .to_owned()),
            Ok(2),
        ]
    );
}

#[tokio::test]
async fn an_error_says_what_the_event_has() {
    let mut stream = events::<Delta>(one("data: {\"x\":1}\n\n"));
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(StatusCode::OK)));
    assert_eq!(error.unexpected().and_then(|unexpected| unexpected.decode_error()).unwrap().path(), "$.delta");
    assert_eq!(error.body(), Some(&Bytes::from_static(b"{\"x\":1}")));
    assert_eq!(error.operation(), Some("chat.create"));
}

#[tokio::test]
async fn the_errors_of_servers_have_their_code_and_message() {
    let texts = [
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n",
        "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"x\",\"code\":\"overloaded_error\"}}\n\n",
        "event: error\ndata: {\"message\":\"Overloaded\",\"code\":\"overloaded_error\"}\n\n",
    ];
    for text in texts {
        let mut stream = events::<Delta>(one(&format!("{text}data: {{\"delta\":1}}\n\n")));
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::ErrorItem, Some("overloaded_error")), "{text}");
        assert_eq!(error.message(), Some("Overloaded"));
        assert!(!error.is_server_error() && error.unexpected().is_none());
        assert_eq!(
            error.to_string(),
            "POST /chat: 200 OK: an error in the stream: overloaded_error: Overloaded (attempt 1 of 1)"
        );
        // The server decides whether the stream goes on.
        assert!(stream.next().await.unwrap().is_ok());
    }
    let mut stream = events::<Delta>(one("event: error\ndata: overloaded\n\n"));
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.body().unwrap().as_ref()), (ErrorKind::ErrorItem, &b"overloaded"[..]));
}

#[tokio::test]
async fn an_error_event_that_the_type_holds_is_none() {
    let text = "event: error\ndata: {\"delta\":1}\n\nevent: error\ndata: {\"message\":\"m\"}\n\n";
    let mut stream = events::<Lenient>(one(text));
    assert_eq!(stream.next().await.unwrap().unwrap().data, Lenient { delta: Some(1) });
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::ErrorItem);
    let mut stream = events::<serde_json::Value>(one(text));
    assert_eq!(stream.next().await.unwrap().unwrap().name.as_deref(), Some("error"));
}

#[tokio::test]
async fn text_is_taken_as_it_is() {
    let text = one("data: \"a\"\n\ndata: [DONE]\n\ndata: b\ndata: c\n\n");
    let mut stream = EventStream::of_text(items(EventParser::new(LIMIT), text).0);
    for expected in ["\"a\"", "[DONE]", "b\nc"] {
        assert_eq!(stream.next().await.unwrap().unwrap().data, expected);
    }
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_error_of_the_connection_ends_the_stream() {
    let chunk = || Some(Bytes::from_static(b"data: {\"delta\":1}\n\ndata: {"));
    assert_eq!(
        data(events([chunk(), None, chunk()])).await,
        [Ok(1), Err("the connection failed (nothing was sent)".to_owned())]
    );
}

#[tokio::test]
async fn an_event_over_the_limit_ends_the_stream() {
    let chunk = || Some(Bytes::from(vec![b'x'; 50]));
    let stream = events(one("data: {\"delta\":1}\n\ndata: ").into_iter().chain(std::iter::repeat_with(chunk).take(9)));
    let error = "POST /chat: 200 OK: an item of the stream is larger than 200 bytes (attempt 1 of 1)";
    assert_eq!(data(stream).await, [Ok(1), Err(error.to_owned())]);
    let mut stream = events::<Delta>([chunk(), chunk(), chunk(), chunk(), chunk()]);
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn lines_are_typed() {
    let text = "{\"delta\":1}\n\nx\n{\"error\":\"full\"}\r\n{\"delta\":2}";
    let mut stream = lines::<Delta>(Framing::Lines, one(text));
    assert_eq!(stream.next().await.unwrap().unwrap().delta, 1);
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("item 2 of the stream: at $: not valid JSON"), "{error}");
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::ErrorItem, Some("full")));
    assert_eq!(stream.next().await.unwrap().unwrap().delta, 2);
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
}

#[tokio::test]
async fn a_text_of_a_sequence_that_breaks_off_is_an_error_of_itself() {
    let mut stream = lines::<Delta>(Framing::Sequence, one("\u{1E}{\"delta\":\u{1E}{\"delta\":2}\n"));
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(stream.next().await.unwrap().unwrap().delta, 2);
}

#[cfg(feature = "blocking")]
#[test]
fn streams_are_iterated_over_when_blocking() {
    let text = "data: {\"delta\":1}\n\ndata: {\"delta\":2}\n\ndata: [DONE]\n\ndata: {\"delta\":3}\n\n";
    let found: Vec<i64> = events::<Delta>(one(text)).into_iter().map(|event| event.unwrap().data.delta).collect();
    assert_eq!(found, [1, 2]);
    let mut found = Vec::new();
    for line in lines::<Delta>(Framing::Lines, one("{\"delta\":1}\n{\"delta\":2}")) {
        found.push(line.unwrap().delta);
    }
    assert_eq!(found, [1, 2]);
    let mut broken = events::<Delta>([None]).into_iter();
    assert!(broken.next().unwrap().is_err() && broken.next().is_none() && broken.next().is_none());
}

/// Counts the chunks that are held.
struct Held(Vec<u8>, Arc<AtomicUsize>);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Gives so many chunks, each with the end of one event and the beginning of another.
struct Endless(usize, Arc<AtomicUsize>);

impl Endless {
    fn take(&mut self) -> Option<Result<Bytes, Error>> {
        self.0 = self.0.checked_sub(1)?;
        let held = self.1.fetch_add(1, Ordering::Relaxed) + 1;
        assert!(held <= 2, "{held} chunks are held");
        let chunk = "\":1}\n\nid: 1\ndata: {\"delta\":1}\n\ndata: {\"delta".repeat(100).into_bytes();
        Some(Ok(Bytes::from_owner(Held(chunk, Arc::clone(&self.1)))))
    }
}

impl ByteSource for Endless {
    fn poll_chunk(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        Poll::Ready(self.take())
    }

    #[cfg(feature = "blocking")]
    fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        self.take()
    }
}

/// A minute of 10,000 events a second: what is held doesn't grow with what has come.
#[tokio::test]
async fn no_more_than_the_last_chunk_is_held() {
    let source = Endless(3_000, Arc::default());
    let mut stream =
        EventStream::<Delta>::of_json(ItemStream::new(EventParser::new(LIMIT), Box::new(source), origin()));
    let mut count = 0;
    while let Some(event) = stream.next().await {
        count += event.map_or(0, |event| event.data.delta);
    }
    // The first event has no beginning, and the last no end.
    assert_eq!(count, 600_000 - 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn cuts_change_nothing(at in any::<[prop::sample::Index; 3]>()) {
        let text = Bytes::from_static("\u{FEFF}id: é\r\ndata: {\"delta\":1}\r\n\r\n: c\ndata: x\n\nevent: error\ndata: {}\n\ndata: [DONE]\n\n".as_bytes());
        let mut ends = at.map(|at| at.index(text.len() + 1));
        ends.sort_unstable();
        let cut = [text.slice(..ends[0]), text.slice(ends[0]..ends[1]), text.slice(ends[1]..ends[2]), text.slice(ends[2]..)];
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let whole = runtime.block_on(data(events([Some(text.clone())])));
        prop_assert_eq!(whole.len(), 3);
        prop_assert_eq!(runtime.block_on(data(events(cut.map(Some)))), whole);
    }
}
