//! How operations read responses whose bodies are items.

use http::{HeaderMap, HeaderName, StatusCode};

use crate::runtime::response::{Attempts, ResponseHead};
use crate::runtime::{Bytes, ErrorKind, EventStream, Failure, JsonLines, Response};

fn response(headers: &[(&'static str, &str)], body: &str) -> Response {
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
    let head = ResponseHead { status: StatusCode::OK, headers };
    Response::new(
        head,
        Bytes::copy_from_slice(body.as_bytes()),
        true,
        Attempts { made: 1, allowed: 1, ..Attempts::default() },
        None,
    )
}

fn typed(content_type: &str, body: &str) -> Response {
    response(&[("content-type", content_type)], body)
}

fn events(response: &mut Response) -> Result<EventStream<i64>, Failure<()>> {
    response.events()
}

fn json_lines(response: &mut Response) -> Result<JsonLines<i64>, Failure<()>> {
    response.json_lines()
}

fn unexpected<T: std::fmt::Debug>(read: Result<T, Failure<()>>) -> String {
    match read.unwrap_err() {
        Failure::Unexpected(unexpected) => unexpected.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn events_are_known_by_their_content_type() {
    for content_type in ["text/event-stream", "Text/Event-Stream; charset=utf-8"] {
        let mut stream = events(&mut typed(content_type, "data: 1\n\n")).unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap().data, 1);
        assert!(stream.next().await.is_none());
    }
    let mut json = typed("application/json", "{}");
    assert_eq!(unexpected(events(&mut json)), "expected text/event-stream, found `application/json`");
    assert_eq!(json.body().as_ref(), b"{}");
    assert_eq!(unexpected(events(&mut response(&[], ""))), "expected text/event-stream, found no content type");
    let mut packed = response(&[("content-type", "text/event-stream"), ("content-encoding", "gzip")], "");
    assert_eq!(unexpected(events(&mut packed)), "the body has the content coding `gzip`, which was not asked for");
}

#[tokio::test]
async fn events_of_text_are_known_by_their_content_type() {
    let read: Result<_, Failure<()>> = typed("text/event-stream", "data: a\n\n").text_events();
    assert_eq!(read.unwrap().next().await.unwrap().unwrap().data, "a");
    assert!(typed("text/plain", "").text_events::<()>().is_err());
}

#[tokio::test]
async fn lines_and_sequences_are_known_by_their_content_type() {
    let cases = [
        ("application/jsonl", "1\n2\n"),
        ("application/x-ndjson; charset=utf-8", "1\n2\n"),
        ("Application/NDJSON", "1\n2\n"),
        ("application/json-seq", "\u{1E}1\n\u{1E}2\n"),
        ("application/geo+json-seq", "\u{1E}1\n\u{1E}2\n"),
    ];
    for (content_type, body) in cases {
        let mut lines = json_lines(&mut typed(content_type, body)).unwrap();
        for expected in [1, 2] {
            assert_eq!(lines.next().await.unwrap().unwrap(), expected, "{content_type}");
        }
        assert!(lines.next().await.is_none());
    }
    assert_eq!(unexpected(json_lines(&mut typed("text/é", ""))), "expected JSON lines, found no content type");
    assert_eq!(
        unexpected(json_lines(&mut typed("application/json", ""))),
        "expected JSON lines, found `application/json`"
    );
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_an_error() {
    let mut stream = events(&mut typed("text/event-stream", "data: x\n\n")).unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
}
