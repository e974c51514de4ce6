//! Bodies of JSON.

use fixture_json_bodies::Client;
use fixture_json_bodies::resources::cats::{CatMoodBody, CatSearchBody};
use fixture_json_bodies::testing::{FakeServer, Received, Reply};
use fixture_json_bodies::types::Person;
use fixture_json_bodies::types::cat::CatRequest;

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    server.reply(Reply::new(204));
    (server, client)
}

fn body(server: &FakeServer) -> String {
    let received = server.received();
    let [request] = received.as_slice() else { panic!("one request") };
    assert_eq!(content_type(request), Some("application/json"));
    String::from_utf8(request.body().to_vec()).expect("it is text")
}

fn content_type(request: &Received) -> Option<&str> {
    request.header("content-type")
}

#[tokio::test]
async fn an_object_is_made_by_its_constructor_and_setters() {
    let (server, client) = client();
    client.cats().create(CatRequest::new("Tom").toys(["ball", "mouse"])).await.expect("it is sent");
    assert_eq!(body(&server), r#"{"name":"Tom","toys":["ball","mouse"]}"#);
}

#[tokio::test]
async fn what_is_not_set_is_not_sent_even_by_a_get() {
    let (server, client) = client();
    client.cats().search(CatSearchBody::new().limit(3)).await.expect("it is sent");
    assert_eq!(body(&server), r#"{"limit":3}"#);
    assert_eq!(server.received()[0].method(), "GET");
}

#[tokio::test]
async fn an_array_is_whatever_iterates() {
    let (server, client) = client();
    client.cats().replace(["Tom", "Kit"].map(CatRequest::new)).await.expect("it is sent");
    assert_eq!(body(&server), r#"[{"name":"Tom"},{"name":"Kit"}]"#);
}

#[tokio::test]
async fn an_optional_body_has_a_setter() {
    let (server, client) = client();
    client.cats().clear().body(["1", "2"]).await.expect("it is sent");
    assert_eq!(body(&server), r#"["1","2"]"#);
}

#[tokio::test]
async fn without_an_optional_body_there_is_no_content_type() {
    let (server, client) = client();
    client.cats().clear().await.expect("it is sent");
    let received = server.received();
    assert_eq!((content_type(&received[0]), received[0].body().len()), (None, 0));
}

#[tokio::test]
async fn a_nullable_body_is_sent_as_null() {
    let (server, client) = client();
    client.cats().mend(None).await.expect("it is sent");
    let received = server.received();
    assert_eq!(content_type(&received[0]), Some("application/merge-patch+json"));
    assert_eq!(received[0].body()[..], b"null"[..]);
}

#[tokio::test]
async fn scalars_and_enums_are_json() {
    let (server, client) = client();
    for _ in 0..4 {
        server.reply(Reply::new(204));
    }
    client.cats().rename(1, "T\u{f6}m \"1\"").await.expect("it is sent");
    client.cats().age(1, 3).await.expect("it is sent");
    client.cats().age(1, None).await.expect("it is sent");
    client.cats().mood(1, CatMoodBody::Hungry).await.expect("it is sent");
    client.cats().mood(1, "zooming").await.expect("it is sent");
    let bodies: Vec<_> = server.received().iter().map(|request| request.body().to_vec()).collect();
    let expected = ["\"T\u{f6}m \\\"1\\\"\"", "3", "null", "\"hungry\"", "\"zooming\""];
    assert_eq!(bodies, expected.map(|text| text.as_bytes().to_vec()));
}

#[tokio::test]
async fn maps_unions_and_any_json_take_what_converts() {
    let (server, client) = client();
    for _ in 0..3 {
        server.reply(Reply::new(204));
    }
    client.cats().label(1, [("colour", "red"), ("size", "s")]).await.expect("it is sent");
    client.cats().own(1, Person::new("Ann")).await.expect("it is sent");
    client.cats().own(1, "nobody").await.expect("it is sent");
    client.cats().note(1, vec!["a", "b"]).await.expect("it is sent");
    let bodies: Vec<_> = server.received().iter().map(|request| request.body().to_vec()).collect();
    let expected = [r#"{"colour":"red","size":"s"}"#, r#"{"person":"Ann"}"#, r#""nobody""#, r#"["a","b"]"#];
    assert_eq!(bodies, expected.map(|text| text.as_bytes().to_vec()));
}
