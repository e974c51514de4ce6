//! Answers of many values, one after another.

use fixture_streams::Client;
use fixture_streams::resources::chat::ChatEitherResponse;
use fixture_streams::testing::{FakeServer, Reply};

fn client(content_type: &str, body: &'static str) -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    server.reply(Reply::new(200).header("content-type", content_type).body(body));
    (server, client)
}

const EVENTS: &str = "id: 1\ndata: {\"word\":\"a\"}\n\ndata: {\"word\":\"b\"}\n\ndata: [DONE]\n\n";

#[tokio::test]
async fn events_have_typed_data() {
    let (server, client) = client("text/event-stream", EVENTS);
    let mut events = client.chat().create().await.expect("it begins");
    let first = events.next().await.expect("there is one").expect("it is JSON");
    assert_eq!((first.id.as_deref(), first.data.word.as_str()), (Some("1"), "a"));
    assert_eq!(events.next().await.expect("there is one").expect("it is JSON").data.word, "b");
    assert!(events.next().await.is_none());
    assert_eq!(server.received()[0].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn events_may_be_text() {
    let (_server, client) = client("text/event-stream; charset=utf-8", "data: not JSON\n\n");
    let mut events = client.chat().text().await.expect("it begins");
    assert_eq!(events.next().await.expect("there is one").expect("it is text").data, "not JSON");
}

#[tokio::test]
async fn lines_are_values() {
    let (server, client) = client("application/x-ndjson", "{\"word\":\"a\"}\n{\"word\":\"b\"}\n");
    server.reply(Reply::new(200).header("content-type", "application/jsonl").body("{\"word\":\"c\"}"));
    server.reply(Reply::new(200).header("content-type", "application/json-seq").body("\u{1e}[1]\n"));
    let mut lines = client.chat().lines().await.expect("it begins");
    assert_eq!(lines.next().await.expect("there is one").expect("it is JSON").word, "a");
    assert_eq!(lines.next().await.expect("there is one").expect("it is JSON").word, "b");
    assert!(lines.next().await.is_none());
    let mut lines = client.chat().list().await.expect("it begins");
    assert_eq!(lines.next().await.expect("there is one").expect("it is JSON").word, "c");
    let mut values = client.chat().any().await.expect("it begins");
    assert_eq!(values.next().await.expect("there is one").expect("it is JSON")[0], 1);
    let received = server.received();
    let accepted: Vec<_> = received.iter().filter_map(|request| request.header("accept")).collect();
    assert_eq!(accepted, ["application/x-ndjson", "application/jsonl", "application/json-seq"]);
}

#[tokio::test]
async fn one_status_may_be_a_stream() {
    let (server, client) = client("application/json", "{\"word\":\"a\"}");
    server.reply(Reply::new(202).header("content-type", "text/event-stream").body(EVENTS));
    assert!(matches!(client.chat().either().await, Ok(ChatEitherResponse::Ok(word)) if word.word == "a"));
    let Ok(ChatEitherResponse::Success(mut events)) = client.chat().either().await else { panic!("a stream") };
    assert_eq!(events.next().await.expect("there is one").expect("it is JSON").data.word, "a");
}

#[tokio::test]
async fn what_is_no_stream_is_unexpected() {
    let (_server, client) = client("application/json", "{}");
    assert!(client.chat().create().await.expect_err("it is no stream").unexpected().is_some());
}
