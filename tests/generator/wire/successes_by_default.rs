//! Successes of operations that document `default` alone.

use fixture_successes_by_default::Client;
use fixture_successes_by_default::resources::a::{AInlineError, AReferencedError};
use fixture_successes_by_default::testing::{FakeServer, Reply};

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).max_retries(0).build().expect("the client can be built");
    (server, client)
}

#[tokio::test]
async fn any_success_is_typed_by_it() {
    let (server, client) = client();
    server.reply(Reply::json(200, "{\"n\":1}")).reply(Reply::json(299, "{\"n\":2}")).reply(Reply::new(200));
    assert_eq!(client.a().inline().await.expect("it is there").n, 1);
    assert_eq!(client.a().inline().await.expect("it is there").n, 2);
    client.a().empty().await.expect("it has no body");
}

#[tokio::test]
async fn any_error_is_typed_by_it_too() {
    let (server, client) = client();
    server.reply(Reply::json(500, "{\"n\":1}")).reply(Reply::new(404)).reply(Reply::json(409, "{\"text\":\"no\"}"));
    let error = client.a().inline().await.expect_err("it fails");
    assert!(matches!(error.api(), Some(AInlineError::Default(body)) if body.n == 1));
    let error = client.a().referenced().await.expect_err("it fails");
    assert!(matches!(error.api(), Some(AReferencedError::NotFound)));
    let error = client.a().referenced().await.expect_err("it fails");
    assert!(matches!(error.api(), Some(AReferencedError::Default(body)) if body.text == "no"));
}

#[tokio::test]
async fn it_stays_the_error_where_a_success_is_documented() {
    let (server, client) = client();
    server.reply(Reply::new(204)).reply(Reply::json(400, "{\"text\":\"no\"}"));
    client.a().failing().await.expect("it is there");
    assert!(client.a().failing().await.expect_err("it fails").api().is_some());
}
