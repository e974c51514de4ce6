//! The fake server.

use std::time::Duration;

use super::sample::{ContactDeleteError, ContactMergeOperation, builder, delete};
use crate::runtime::testing::{FakeServer, Received, Reply};
use crate::runtime::{Client, ErrorKind, Method, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const NOT_FOUND: &str = r#"{"error":{"code":"contact_not_found","message":"m","status":404}}"#;

fn client(server: &FakeServer) -> Client {
    builder("https://api.example.com/base").transport(server).build().unwrap()
}

fn targets(server: &FakeServer) -> Vec<String> {
    server.received().iter().map(Received::target).collect()
}

#[tokio::test]
async fn a_call_is_played_and_kept() {
    let server = FakeServer::new();
    server.reply(Reply::json(200, CONTACT).header("x-request-id", "r1"));
    let answered = delete(&client(&server), "a/b").limit(3).send_with_meta().await.unwrap();
    assert_eq!(answered.value.id, "5");
    assert_eq!(answered.response.request_id(), Some("r1"));
    let received = server.received().remove(0);
    assert_eq!(received.method(), Method::DELETE);
    assert_eq!(received.target(), "/base/v2/contacts/a%2Fb?limit=3");
    assert_eq!((received.path(), received.query("limit").as_deref()), ("/base/v2/contacts/a%2Fb", Some("3")));
    assert_eq!(received.header("authorization"), Some("Bearer secret-key"));
    assert_eq!(received.headers().len(), 4);
    assert!(received.body().is_empty());
    assert_eq!(server.remaining(), 0);
}

#[tokio::test]
async fn a_body_is_kept() {
    let server = FakeServer::new();
    server.reply(Reply::new(204));
    Request::new(&client(&server), ContactMergeOperation { name: "n".to_owned() }).await.unwrap();
    let received = server.received().remove(0);
    assert_eq!(received.json::<String>().unwrap(), "n");
    assert_eq!(received.body(), "\"n\"");
}

#[tokio::test]
async fn a_body_can_be_a_value() {
    let server = FakeServer::new();
    server.reply(Reply::value(200, &serde_json::json!({"id": "5", "object": "contact", "deleted": true})));
    server.reply(Reply::value(200, &f64::NAN));
    let client = client(&server);
    assert_eq!(delete(&client, "1").await.unwrap().id, "5");
    let error = delete(&client, "1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn errors_are_as_in_reality() {
    let server = FakeServer::new();
    server.reply(Reply::json(404, NOT_FOUND));
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert!(matches!(error.api(), Some(ContactDeleteError::NotFound(_))));
}

#[tokio::test]
async fn retries_are_as_in_reality_and_their_waits_pass_at_once() {
    let server = FakeServer::new();
    server
        .reply(Reply::connection_reset())
        .reply(Reply::new(503).header("retry-after", "20"))
        .reply(Reply::json(200, CONTACT));
    let answered = delete(&client(&server), "1").send_with_meta().await.unwrap();
    assert_eq!(answered.response.attempts(), 3);
    assert_eq!(server.elapsed(), Duration::from_millis(20_500));
    let attempts: Vec<_> = server.received().iter().filter_map(|r| r.header("x-attempt").map(str::to_owned)).collect();
    assert_eq!(attempts, ["1", "2", "3"]);
}

#[tokio::test]
async fn timeouts_are_as_in_reality_and_pass_at_once() {
    let server = FakeServer::new();
    let late = Reply::json(200, CONTACT).delay(Duration::from_secs(60));
    server.reply(late).reply(Reply::json(200, "{").stalled());
    let error = delete(&client(&server), "1").max_retries(1).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "DELETE /v2/contacts/{id}: no whole answer within 60 s, after 200 OK (attempt 2 of 2)"
    );
    assert_eq!(server.elapsed(), Duration::from_millis(120_500));
    server.reply(Reply::json(200, CONTACT).delay(Duration::from_millis(59_999)));
    assert!(delete(&client(&server), "1").await.is_ok());
}

#[tokio::test]
async fn deadlines_are_as_in_reality() {
    let server = FakeServer::answering(|_| Reply::connection_reset().delay(Duration::from_secs(50)));
    let error = delete(&client(&server), "1").deadline(Duration::from_secs(70)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Deadline, 2));
    assert_eq!(server.elapsed(), Duration::from_secs(70));
}

#[tokio::test]
async fn a_body_can_be_cut_short() {
    let server = FakeServer::new();
    server.reply(Reply::json(200, "{").truncated()).reply(Reply::json(200, CONTACT));
    assert_eq!(delete(&client(&server), "1").send_with_meta().await.unwrap().response.attempts(), 2);
}

#[tokio::test]
async fn bodies_over_the_limit_are_refused() {
    let server = FakeServer::new();
    server.reply(Reply::json(200, CONTACT)).reply(Reply::json(200, CONTACT).truncated());
    for _ in 0..2 {
        let error = delete(&client(&server), "1").body_limit(5).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    }
}

#[tokio::test]
async fn redirects_are_requests_too() {
    let server = FakeServer::new();
    server.reply(Reply::new(307).header("location", "/moved")).reply(Reply::json(200, CONTACT));
    delete(&client(&server), "1").await.unwrap();
    assert_eq!(targets(&server), ["/base/v2/contacts/1", "/moved"]);
}

#[tokio::test]
async fn a_refused_connection_and_a_missing_reply_are_no_connection() {
    let server = FakeServer::new();
    server.reply(Reply::connection_refused());
    let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the fake server has no reply left for DELETE /base/v2/contacts/1");
}

#[tokio::test]
async fn a_reply_that_cannot_be_is_a_lost_connection() {
    for (reply, expected) in [
        (Reply::new(99), "99 is not a valid status"),
        (Reply::new(200).header("a b", ""), "the reply's header `a b` can't be sent"),
        (Reply::new(200).header("a", "\n"), "the reply's header `a` can't be sent"),
    ] {
        let server = FakeServer::new();
        server.reply(reply);
        let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), expected);
    }
}

#[tokio::test]
async fn replies_can_be_made_up() {
    let server = FakeServer::answering(|received| match received.path() {
        "/base/v2/contacts/1" => Reply::json(200, CONTACT),
        _ => Reply::json(404, NOT_FOUND),
    });
    let client = client(&server);
    assert!(delete(&client, "1").await.is_ok());
    assert_eq!(delete(&client, "2").await.unwrap_err().status().map(|status| status.as_u16()), Some(404));
    server.reply(Reply::new(500).header("x-should-retry", "false"));
    assert!(delete(&client, "1").await.is_err());
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_has_it_too() {
    let server = FakeServer::new();
    server.reply(Reply::new(503).header("retry-after", "30")).reply(Reply::json(200, CONTACT));
    let client = builder("https://api.example.com").transport(&server).build_blocking().unwrap();
    assert_eq!(delete(&client, "1").send_with_meta().unwrap().response.attempts(), 2);
    assert_eq!(server.elapsed(), Duration::from_secs(30));
}

#[tokio::test]
async fn debug_shows_neither_credentials_nor_query() {
    let server = FakeServer::new();
    let reply = Reply::json(200, r#"{"p":"hunter2"}"#).header("set-cookie", "hunter2");
    let mut shown = format!("{reply:?} {:?} {:?}", Reply::connection_reset(), Reply::connection_refused());
    server.reply(reply);
    let _ = delete(&client(&server), "1").query("q", "hunter2").header("authorization", "hunter2").await;
    shown += &format!("{server:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("/base/v2/contacts/1"), "{shown}");
}

#[tokio::test]
async fn there_is_no_body_where_there_can_be_none() {
    let server = FakeServer::answering(|received| {
        let status =
            if received.method() == Method::HEAD { "200" } else { received.path().rsplit('/').next().unwrap() };
        Reply::new(status.parse().unwrap()).body("a").stalled()
    });
    let client = client(&server);
    for (method, path) in [(Method::HEAD, "/x"), (Method::GET, "/204"), (Method::GET, "/304"), (Method::GET, "/101")] {
        assert_eq!(client.request(method, path).await.unwrap().body(), "", "{path}");
    }
    assert_eq!(server.elapsed(), Duration::ZERO);
}
