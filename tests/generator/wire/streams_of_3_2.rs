//! Answers with an `itemSchema`.

use fixture_streams_of_3_2::Client;
use fixture_streams_of_3_2::testing::{FakeServer, Reply};

fn client(content_type: &str, body: &'static str) -> Client {
    let server = FakeServer::new();
    server.reply(Reply::new(200).header("content-type", content_type).body(body));
    Client::builder().transport(&server).build().expect("the client can be built")
}

const EVENT: &str = "event: word\ndata: {\"word\":\"a\"}\n\n";

#[tokio::test]
async fn the_data_of_an_event_has_a_schema_of_its_own() {
    let client = client("text/event-stream", EVENT);
    let mut events = client.chat().events().await.expect("it begins");
    let event = events.next().await.expect("there is one").expect("it is JSON");
    assert_eq!((event.name.as_deref(), event.data.word.as_str()), (Some("word"), "a"));
}

#[tokio::test]
async fn without_one_it_is_text() {
    let client = client("text/event-stream", EVENT);
    let mut events = client.chat().text().await.expect("it begins");
    assert_eq!(events.next().await.expect("there is one").expect("it is text").data, "{\"word\":\"a\"}");
}

#[tokio::test]
async fn a_schema_that_is_no_event_is_that_of_the_data() {
    let client = client("text/event-stream", EVENT);
    let mut events = client.chat().data().await.expect("it begins");
    assert_eq!(events.next().await.expect("there is one").expect("it is JSON").data.word, "a");
}

#[tokio::test]
async fn lines_are_items() {
    let client = client("application/jsonl", "{\"word\":\"a\"}\n");
    let mut lines = client.chat().lines().await.expect("it begins");
    assert_eq!(lines.next().await.expect("there is one").expect("it is JSON").word, "a");
}
