//! Operations that answer JSON or a stream, as the caller asks.

use fixture_json_or_stream::Client;
use fixture_json_or_stream::testing::{FakeServer, Reply};
use fixture_json_or_stream::types::Ask;

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    (server, client)
}

fn events() -> Reply {
    Reply::new(200).header("content-type", "text/event-stream").body("data: {\"word\":\"Once\"}\n\ndata: [DONE]\n\n")
}

#[tokio::test]
async fn json_is_asked_for_by_the_operation_itself() {
    let (server, client) = client();
    server.reply(Reply::json(200, "{\"words\":[\"Once\"]}"));
    let answer = client.chat().create(Ask::new("a")).await.expect("it is there");
    assert_eq!(answer.words, ["Once"]);
    assert_eq!(server.received()[0].header("accept"), Some("application/json"));
    assert_eq!(server.received()[0].body(), &b"{\"text\":\"a\"}"[..]);
}

#[tokio::test]
async fn a_stream_is_asked_for_in_the_body_and_by_the_header() {
    let (server, client) = client();
    server.reply(events()).reply(events());
    for ask in [Ask::new("a"), Ask::new("a").stream(false)] {
        let mut events = client.chat().create_stream(ask).await.expect("it is there");
        assert_eq!(events.next().await.expect("an event").expect("it is read").data.word, "Once");
        assert!(events.next().await.is_none());
    }
    for request in server.received() {
        assert_eq!(request.header("accept"), Some("text/event-stream"));
        let body: serde_json::Value = serde_json::from_slice(request.body()).expect("it is JSON");
        assert_eq!(body, serde_json::json!({ "text": "a", "stream": true }));
    }
}

#[tokio::test]
async fn bytes_may_be_a_stream_of_events_too() {
    let (server, client) = client();
    server.reply(Reply::new(200).header("content-type", "audio/mpeg").body("la")).reply(events());
    assert_eq!(client.speeches().get().await.expect("it is there").bytes().await.expect("it comes"), "la");
    let mut events = client.speeches().get_stream().await.expect("it is there");
    assert!(events.next().await.is_some_and(|event| event.is_ok()));
    assert_eq!(server.received()[0].header("accept"), Some("audio/mpeg"));
    assert_eq!(server.received()[1].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn without_a_body_it_is_asked_for_by_the_header() {
    let (server, client) = client();
    server.reply(Reply::json(200, "[{\"word\":\"Once\"}]"));
    server.reply(Reply::new(200).header("content-type", "application/x-ndjson").body("{\"word\":\"Once\"}\n"));
    server.reply(Reply::json(500, "{\"message\":\"no\"}"));
    assert_eq!(client.logs().read().await.expect("it is there")[0].word, "Once");
    let mut lines = client.logs().read_stream().await.expect("it is there");
    assert_eq!(lines.next().await.expect("a line").expect("it is read").word, "Once");
    let error = client.logs().read_stream().max_retries(0).await.expect_err("it fails");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(server.received()[1].header("accept"), Some("application/x-ndjson"));
}
