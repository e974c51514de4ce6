//! Bodies that can be sent as one of several media types.

use fixture_body_alternatives::resources::notes::{NoteClearBody, NoteReplaceBody};
use fixture_body_alternatives::testing::{FakeServer, Reply};
use fixture_body_alternatives::types::Note;
use fixture_body_alternatives::{Client, Upload};

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
async fn the_type_of_the_argument_chooses() {
    let (server, client) = client();
    client.notes().create(Note::new("a").tags(["b"])).await.expect("it is sent");
    client.notes().create("a").await.expect("it is sent");
    client.notes().create(Upload::bytes("png")).await.expect("it is sent");
    client.notes().create(Upload::bytes("gif").content_type("image/gif")).await.expect("it is sent");
    let all = [
        ("application/json", r#"{"text":"a","tags":["b"]}"#),
        ("text/plain", "a"),
        ("image/png", "png"),
        ("image/gif", "gif"),
    ];
    assert_eq!(sent(&server), expected(&all));
}

#[tokio::test]
async fn an_optional_body_has_a_setter() {
    let (server, client) = client();
    client.notes().replace().await.expect("it is sent");
    client.notes().replace().body("a").await.expect("it is sent");
    client.notes().replace().body(NoteReplaceBody::new("a")).await.expect("it is sent");
    let all = [("none", ""), ("text/plain", "a"), ("application/json", r#"{"text":"a"}"#)];
    assert_eq!(sent(&server), expected(&all));
}

#[tokio::test]
async fn media_types_that_are_written_alike_are_one() {
    let (server, client) = client();
    client.notes().mend(Note::new("a")).await.expect("it is sent");
    assert_eq!(sent(&server), expected(&[("application/json", r#"{"text":"a"}"#)]));
}

#[tokio::test]
async fn where_two_have_one_payload_the_variant_says_which() {
    let (server, client) = client();
    client.notes().clear(NoteClearBody::Text("a".to_owned())).await.expect("it is sent");
    client.notes().clear(NoteClearBody::Csv("a".to_owned())).await.expect("it is sent");
    assert_eq!(sent(&server), expected(&[("text/plain", "a"), ("text/csv", "a")]));
}
