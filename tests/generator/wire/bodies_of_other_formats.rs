//! Bodies that aren't JSON.

use fixture_bodies_of_other_formats::resources::texts::TextMoodBody;
use fixture_bodies_of_other_formats::testing::{FakeServer, Reply};
use fixture_bodies_of_other_formats::types::Line;
use fixture_bodies_of_other_formats::{Client, Upload};

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    for _ in 0..4 {
        server.reply(Reply::new(204));
    }
    (server, client)
}

fn sent(server: &FakeServer) -> Vec<(String, Vec<u8>)> {
    let received = server.received();
    let content_type = |name: Option<&str>| name.unwrap_or("none").to_owned();
    received.iter().map(|request| (content_type(request.header("content-type")), request.body().to_vec())).collect()
}

fn expected(all: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    all.iter().map(|(media_type, body)| ((*media_type).to_owned(), body.as_bytes().to_vec())).collect()
}

#[tokio::test]
async fn bytes_are_sent_as_they_are() {
    let (server, client) = client();
    client.pictures().put(vec![b'p', b'n', b'g']).await.expect("it is sent");
    client.pictures().put(Upload::bytes("jpg").content_type("image/jpeg")).await.expect("it is sent");
    client.pictures().add().body(&b"a"[..]).await.expect("it is sent");
    client.pictures().add().await.expect("it is sent");
    let all = [("image/png", "png"), ("image/jpeg", "jpg"), ("application/octet-stream", "a"), ("none", "")];
    assert_eq!(sent(&server), expected(&all));
}

#[tokio::test]
async fn a_media_type_that_cannot_be_sent_is_refused() {
    let (server, client) = client();
    let upload = Upload::bytes("a").content_type("image/png\r\nX-Evil: 1");
    let error = client.pictures().put(upload).await.expect_err("it is refused");
    assert!(!error.to_string().contains("Evil"), "{error}");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn text_is_that_of_a_scalar() {
    let (server, client) = client();
    client.texts().put("\"a\"\n\u{f6}").await.expect("it is sent");
    client.texts().number().body(-3).await.expect("it is sent");
    client.texts().mood(TextMoodBody::Hungry).await.expect("it is sent");
    let all = [("text/plain", "\"a\"\n\u{f6}"), ("text/plain", "-3"), ("text/plain", "hungry")];
    assert_eq!(sent(&server), expected(&all));
}

#[tokio::test]
async fn lines_are_those_of_anything_that_iterates() {
    let (server, client) = client();
    client.lines().add(["a", "b"].map(Line::new)).await.expect("it is sent");
    client.lines().put([Line::new("a\nb")]).await.expect("it is sent");
    client.lines().put([]).await.expect("it is sent");
    let all = [
        ("application/jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"),
        ("application/x-ndjson", "{\"text\":\"a\\nb\"}\n"),
        ("application/x-ndjson", ""),
    ];
    assert_eq!(sent(&server), expected(&all));
}

#[tokio::test]
async fn texts_of_a_sequence_begin_with_a_separator() {
    let (server, client) = client();
    let object = || serde_json::Map::from_iter([("a".to_owned(), 1.into())]);
    client.lines().mend().body([object(), object()]).await.expect("it is sent");
    assert_eq!(sent(&server), expected(&[("application/json-seq", "\u{1e}{\"a\":1}\n\u{1e}{\"a\":1}\n")]));
}
