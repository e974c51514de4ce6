//! Which requests are sent again.

use fixture_idempotency::Client;
use fixture_idempotency::testing::{FakeServer, Reply};

/// A server that is busy once.
fn busy() -> (FakeServer, Client) {
    let server = FakeServer::new();
    server.reply(Reply::new(503).header("retry-after-ms", "1")).reply(Reply::new(204));
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    (server, client)
}

#[tokio::test]
async fn a_post_is_sent_once() {
    let (server, client) = busy();
    client.jobs().create().await.expect_err("it is not repeated");
    assert_eq!(server.received().len(), 1);
    assert_eq!(server.received()[0].header("idempotency-key"), None);
}

#[tokio::test]
async fn what_the_document_or_the_configuration_calls_idempotent_is_sent_again() {
    let (server, client) = busy();
    client.jobs().merge().await.expect("the document says it");
    assert_eq!(server.received().len(), 2);
    let (server, client) = busy();
    client.jobs().search().await.expect("the configuration says it");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_documented_header_gets_a_key_which_stays_the_same() {
    let (server, client) = busy();
    client.payments().create().await.expect("it has a key");
    let keys: Vec<_> = server.received().iter().map(|request| request.header("x-idempotency-key").map(str::to_owned)).collect();
    assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].as_ref().is_some_and(|key| !key.is_empty()), "{keys:?}");
}

#[tokio::test]
async fn a_key_of_the_callers_is_kept() {
    let (server, client) = busy();
    client.payments().create().x_idempotency_key("mine").await.expect("it has a key");
    assert_eq!(server.received()[1].header("x-idempotency-key"), Some("mine"));
    let (server, client) = busy();
    client.payments().create().idempotency_key("mine").await.expect("it has a key");
    assert_eq!(server.received()[1].header("x-idempotency-key"), Some("mine"));
    let (server, client) = busy();
    client.refunds().create("mine").await.expect("it has a key");
    assert_eq!(server.received()[1].header("idempotency-key"), Some("mine"));
}
