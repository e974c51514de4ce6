//! Callers who set what nobody sets.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::sample::{ContactMergeOperation, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::call::retry::retry_after;
use crate::runtime::wire::path::MAX_URL_LENGTH;
use crate::runtime::{Client, ErrorKind, Method, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

#[tokio::test]
async fn an_id_too_long_for_any_url_is_refused_and_the_longest_arrives() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let client = client(&server);
    let around = server.url.len() + "/v2/contacts/".len();
    for id in ["a".repeat(MAX_URL_LENGTH - around + 1), "é".repeat(MAX_URL_LENGTH / 6), "a".repeat(1 << 20)] {
        let error = delete(&client, id).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "DELETE /v2/contacts/{id}: invalid argument `id`: must not make a URL of more than 65534 bytes"
        );
    }
    let error = delete(&client, "1").query("q", "a".repeat(MAX_URL_LENGTH)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidArgument, 0));
    assert!(error.to_string().contains("invalid argument `query`"), "{error}");
    let error = client.request(Method::GET, format!("/{}", "a".repeat(MAX_URL_LENGTH))).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidArgument, 0));
    assert!(error.to_string().contains("invalid argument `path`"), "{error}");
    assert!(server.requests().is_empty());
    let longest = "a".repeat(MAX_URL_LENGTH - around);
    delete(&client, &longest).await.unwrap();
    assert_eq!(server.lines(), [format!("DELETE /v2/contacts/{longest} HTTP/1.1")]);
}

#[tokio::test]
async fn a_method_whose_target_would_lose_its_path_is_refused() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let error = client(&server).request(Method::CONNECT, "/v2/contacts").await.unwrap_err();
    assert_eq!(error.to_string(), "CONNECT (raw request): invalid argument `method`: must not be `CONNECT`");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_method_of_ones_own_is_sent_once() {
    let server = Server::start([busy(), busy()]).await;
    let own = Method::from_bytes(b"PURGE").unwrap();
    client(&server).request(own, "/x").await.unwrap();
    assert_eq!(server.lines(), ["PURGE /x HTTP/1.1"]);
}

#[tokio::test]
async fn the_largest_limits_overflow_nowhere() {
    let server = Server::start([busy(), busy(), busy(), json("200 OK", CONTACT)]).await;
    let client = builder(&server.url)
        .timeout(Duration::MAX)
        .deadline(Duration::MAX)
        .max_retries(u32::MAX)
        .max_retry_after(Duration::MAX)
        .body_limit(usize::MAX)
        .build()
        .unwrap();
    let answered = delete(&client, "1").send_with_meta().await.unwrap();
    assert_eq!(answered.response.attempts(), 4);
}

#[tokio::test]
async fn a_wait_beyond_all_time_is_not_begun_even_where_it_is_allowed() {
    for wait in ["18446744073709551615", "99999999999999999999999999"] {
        let server = Server::start([answer("503 X", &[&format!("retry-after: {wait}")], "")]).await;
        let client = client(&server);
        let request = delete(&client, "1").max_retry_after(Duration::MAX).deadline(Duration::from_secs(1 << 40));
        let error = request.await.unwrap_err();
        assert_eq!((error.attempts(), error.status().map(|status| status.as_u16())), (1, Some(503)));
        assert!(error.retry_after() >= Some(Duration::from_secs(u64::MAX)));
        let expected = "DELETE /v2/contacts/{id}: 503 Service Unavailable (retry after 1844674407370955161";
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[tokio::test]
async fn no_time_at_all_ends_a_call_without_an_answer() {
    let server = Server::start([Answer::Stall(Vec::new())]).await;
    let error = delete(&client(&server), "1").timeout(Duration::ZERO).max_retries(0).await.unwrap_err();
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: no answer within 0 s (attempt 1 of 1)");
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let error = delete(&client(&server), "1").deadline(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Deadline, 0));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_body_limit_of_nothing_takes_answers_without_a_body() {
    let server = Server::start([answer("204 No Content", &[], ""), json("200 OK", "1")]).await;
    let client = builder(&server.url).body_limit(0).build().unwrap();
    Request::new(&client, ContactMergeOperation { name: "n".to_owned() }).await.unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: 200 OK: the body is larger than 0 bytes (attempt 1 of 3)");
}

#[test]
fn a_clock_before_all_dates_takes_a_date_for_a_long_wait() {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT".parse().unwrap());
    let early = SystemTime::UNIX_EPOCH - Duration::from_secs(1 << 33);
    assert_eq!(retry_after(&headers, early), Some(Duration::from_secs(253_402_300_799 + (1 << 33))));
}

#[tokio::test]
async fn headers_of_the_callers_take_the_place_of_those_of_the_request() {
    let server = Server::start([answer("204 No Content", &[], "")]).await;
    let client = client(&server);
    let request = Request::new(&client, ContactMergeOperation { name: "n".to_owned() })
        .header("ACCEPT", "text/csv")
        .header("content-type", "application/vnd.sample+json")
        .header("Idempotency-Key", "one")
        .header("x-a", "1")
        .header("X-A", "2")
        .idempotency_key("two");
    request.await.unwrap();
    assert_eq!(
        server.requests(),
        ["POST /v2/contacts:merge HTTP/1.1\r\n\
          user-agent: sample-rust/0.1.0\r\n\
          accept: text/csv\r\n\
          content-type: application/vnd.sample+json\r\n\
          idempotency-key: two\r\n\
          x-a: 2\r\n\
          x-attempt: 1\r\n\
          host: HOST\r\n\
          content-length: 3\r\n\r\n\"n\""]
    );
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn no_time_is_too_long_for_a_fake_server() {
    use crate::runtime::testing::{FakeServer, Reply};
    let server = FakeServer::answering(|_| Reply::json(200, CONTACT).delay(Duration::MAX));
    let client = builder("https://api.example.com").transport(&server).timeout(Duration::MAX).build().unwrap();
    assert_eq!(delete(&client, "1").await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(server.elapsed(), Duration::MAX);
}
