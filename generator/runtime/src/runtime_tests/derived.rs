//! Clients and requests that are made of others.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use super::sample::{API, API_KEY, builder, delete};
use super::server::{Server, json};
use crate::runtime::{ClientBuilder, ErrorKind, Method};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

#[tokio::test]
async fn a_derived_client_has_what_is_changed_and_all_else_of_the_first() {
    let server = Server::start((0..2).map(|_| json("200 OK", CONTACT))).await;
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    let first = builder(&server.url)
        .header("X-One", "1")
        .query("a", "1")
        .header_parameter("Sample-Version", &"v1")
        .idempotency_keys(true)
        .max_retries(7)
        .on_response(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        })
        .build()
        .unwrap();
    let derived = first
        .with(|settings| {
            let settings =
                settings.header("X-One", "2").header("X-Two", "2").query("b", "2").credential(&API_KEY, "other");
            settings.header_parameter("Sample-Version", &"v2").timeout(Duration::from_secs(1)).idempotency_keys(false)
        })
        .unwrap();
    drop(derived.with(|settings| settings.query("c", "3")).unwrap());
    delete(&derived, "5").await.unwrap();
    delete(&first, "5").await.unwrap();
    assert_eq!((derived.config().settings.limits.max_retries, first.config().settings.limits.max_retries), (7, 7));
    assert_eq!(
        (derived.config().settings.limits.timeout.as_secs(), first.config().settings.limits.timeout.as_secs()),
        (1, 60)
    );
    let [of_derived, of_first] = <[String; 2]>::try_from(server.requests()).unwrap();
    for line in ["DELETE /v2/contacts/5?a=1&b=2 ", "x-one: 2", "x-two: 2", "Bearer other", "sample-version: v2"] {
        assert!(of_derived.contains(line), "{line}: {of_derived}");
    }
    for line in ["DELETE /v2/contacts/5?a=1 ", "x-one: 1", "Bearer secret-key", "sample-version: v1"] {
        assert!(of_first.contains(line), "{line}: {of_first}");
    }
    assert!(of_first.contains("idempotency-key: ") && !of_derived.contains("idempotency-key"), "{of_derived}");
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn a_derived_client_is_checked_as_any_other() {
    let first = ClientBuilder::new(&API).credential(&API_KEY, "key").build().unwrap();
    for error in [
        first.with(|settings| settings.base_url("http://api.example.com")).unwrap_err(),
        first.with(|settings| settings.header("Host", "x")).unwrap_err(),
        first.with(|settings| settings.credential(&API_KEY, "")).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
    let other = first.with(|settings| settings.base_url("https://other.example.com/v3")).unwrap();
    assert_eq!(other.config().base_url.as_str(), "https://other.example.com/v3");
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn a_derived_client_shares_the_transport_unless_it_gets_one() {
    use crate::runtime::testing::{FakeServer, Reply};
    let (one, two) = (FakeServer::answering(|_| Reply::json(200, CONTACT)), FakeServer::answering(|_| Reply::new(204)));
    let first = builder("https://api.example.com").transport(&one).build().unwrap();
    delete(&first.with(|settings| settings.query("a", "1")).unwrap(), "5").await.unwrap();
    first.with(|settings| settings.transport(&two)).unwrap().request(Method::GET, "/x").await.unwrap();
    assert_eq!((one.received().len(), two.received().len()), (1, 1));
}

#[cfg(feature = "blocking")]
#[test]
fn a_derived_blocking_client_outlives_the_first() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([json("200 OK", CONTACT)]));
    let first = builder(&server.url).build_blocking().unwrap();
    let derived = first.with(|settings| settings.header("X-One", "1")).unwrap();
    drop(first);
    assert_eq!(delete(&derived, "5").send().unwrap().id, "5");
    assert!(server.requests()[0].contains("x-one: 1"));
}

#[tokio::test]
async fn a_clone_of_a_request_is_another_with_the_same_settings() {
    let server = Server::start((0..3).map(|_| json("200 OK", CONTACT))).await;
    let client = builder(&server.url).build().unwrap();
    let request = delete(&client, "5").header("X-One", "1");
    let changed = request.clone().header("X-One", "2");
    let mut calls = JoinSet::new();
    calls.spawn(changed.send());
    calls.spawn(request.clone().send());
    calls.spawn(request.send());
    drop(client);
    while let Some(ended) = calls.join_next().await {
        assert_eq!(ended.unwrap().unwrap().id, "5");
    }
    let sent = server.requests().concat();
    assert_eq!((sent.matches("x-one: 1").count(), sent.matches("x-one: 2").count()), (2, 1));
}

#[tokio::test]
async fn a_raw_request_is_cloned_with_its_body() {
    let server = Server::start((0..2).map(|_| json("200 OK", "{}"))).await;
    let client = builder(&server.url).build().unwrap();
    let request = client.request(Method::PUT, "/x").body("text/plain", "abc");
    request.clone().await.unwrap();
    request.await.unwrap();
    assert!(server.requests().iter().all(|sent| sent.ends_with("\r\n\r\nabc")), "{:?}", server.requests());
}
