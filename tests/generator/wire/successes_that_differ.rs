//! Successes of different types.

use fixture_successes_that_differ::Client;
use fixture_successes_that_differ::resources::cats::{CatCreateResponse, CatGetResponse, CatNameResponse};
use fixture_successes_that_differ::testing::{FakeServer, Reply};

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    (server, client)
}

#[tokio::test]
async fn each_status_is_a_variant() {
    let (server, client) = client();
    let cat = "{\"name\":\"Tom\"}";
    server.reply(Reply::json(200, cat)).reply(Reply::json(201, cat)).reply(Reply::json(202, "{\"id\":\"7\"}"));
    server.reply(Reply::new(204));
    let cats = client.cats();
    assert!(matches!(cats.create().await, Ok(CatCreateResponse::Ok(cat)) if cat.name == "Tom"));
    assert!(matches!(cats.create().await, Ok(CatCreateResponse::Created(cat)) if cat.name == "Tom"));
    assert!(matches!(cats.create().await, Ok(CatCreateResponse::Accepted(job)) if job.id == "7"));
    assert!(matches!(cats.create().await, Ok(CatCreateResponse::NoContent)));
    assert_eq!(server.received()[0].header("accept"), Some("application/json"));
}

#[tokio::test]
async fn other_statuses_are_what_they_were() {
    let (server, client) = client();
    server.reply(Reply::json(203, "{}")).reply(Reply::json(404, "{}"));
    let unexpected = client.cats().create().await.expect_err("the status is not documented");
    assert!(unexpected.unexpected().is_some_and(|unexpected| unexpected.is_undocumented_status()));
    assert!(client.cats().create().await.expect_err("it is not found").is_not_found());
}

#[tokio::test]
async fn json_text_and_bytes_can_be_answers_of_one_operation() {
    let (server, client) = client();
    server.reply(Reply::json(200, "{\"name\":\"Tom\"}"));
    server.reply(Reply::new(299).header("content-type", "text/plain").body("Once upon a time"));
    server.reply(Reply::new(206).header("content-type", "image/png").body("picture"));
    let get = || client.cats().get("1");
    assert!(matches!(get().await, Ok(CatGetResponse::Ok(cat)) if cat.name == "Tom"));
    assert!(matches!(get().await, Ok(CatGetResponse::Status299(text)) if text == "Once upon a time"));
    let Ok(CatGetResponse::Success(picture)) = get().await else { panic!("the picture is there") };
    assert_eq!(picture.content_type(), Some("image/png"));
    assert_eq!(picture.bytes().await.expect("it comes"), "picture");
    assert_eq!(server.received()[0].header("accept"), Some("application/json, text/plain, image/png"));
}

#[tokio::test]
async fn null_makes_a_difference() {
    let (server, client) = client();
    server.reply(Reply::json(203, "null")).reply(Reply::json(200, "\"Tom\""));
    assert!(matches!(client.cats().name("1").await, Ok(CatNameResponse::NonAuthoritativeInformation(None))));
    assert!(matches!(client.cats().name("1").await, Ok(CatNameResponse::Ok(name)) if name == "Tom"));
}

#[tokio::test]
async fn equal_types_are_one() {
    let (server, client) = client();
    server.reply(Reply::json(200, "[\"a\"]")).reply(Reply::json(202, "[\"b\"]")).reply(Reply::json(201, "{\"a\":\"c\"}"));
    assert_eq!(client.cats().delete("1").await.expect("it is there"), ["a"]);
    assert_eq!(client.cats().delete("1").await.expect("it is there"), ["b"]);
    assert_eq!(client.cats().rename("1").await.expect("it is there").a.as_deref(), Some("c"));
}
