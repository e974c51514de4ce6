//! Answers that are odd, or meant to harm, over a real socket: none hangs, panics, or comes to a value it isn't.

use std::sync::Arc;
use std::time::Duration;

use tokio::time;

use super::sample::{ContactDeleteError, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::{Client, ErrorKind, Method, OperationError};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

/// What comes before the body, from the content type on, and the body.
fn rest() -> String {
    format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n{CONTACT}", CONTACT.len())
}

async fn sent(bytes: impl Into<Vec<u8>>) -> Result<String, OperationError<ContactDeleteError>> {
    let server = Server::start([Answer::Close(bytes.into())]).await;
    let contact = delete(&client(&server), "1").max_retries(0).await;
    assert_eq!(server.requests().len(), 1);
    contact.map(|contact| contact.id)
}

async fn kind(bytes: impl Into<Vec<u8>>) -> ErrorKind {
    sent(bytes).await.unwrap_err().kind()
}

#[tokio::test]
async fn informational_answers_are_not_the_answer() {
    for before in [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </style>\r\ncontent-length: 3\r\n\r\n",
        "HTTP/1.1 102 Processing\r\nlocation: https://evil.example/\r\nretry-after: 9\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n",
    ] {
        assert_eq!(sent(format!("{before}HTTP/1.1 200 OK\r\n{}", rest())).await.unwrap(), "5", "{before}");
    }
}

#[tokio::test]
async fn informational_answers_without_end_end_with_the_timeout() {
    let hints = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100);
    let server = Server::start([Answer::Endless(Vec::new(), hints)]).await;
    let request = delete(&client(&server), "1").max_retries(0).timeout(Duration::from_millis(100)).await;
    assert_eq!(request.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_switch_of_protocols_is_an_undocumented_answer() {
    let error =
        sent("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nxx").await.unwrap_err();
    let said = "101 Switching Protocols: an answer that the API does not document";
    assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: {said} (attempt 1 of 1)"));
}

#[tokio::test]
async fn http_1_0_is_read_to_the_connections_end() {
    let head = "HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n";
    assert_eq!(sent(format!("{head}{CONTACT}")).await.unwrap(), "5");
    assert_eq!(kind(format!("{head}{{\"id\":")).await, ErrorKind::Decode);
}

#[tokio::test]
async fn chunks_win_over_a_length_wherever_it_stands() {
    let chunks = format!("\r\n{:x}\r\n{CONTACT}\r\n0\r\n\r\n", CONTACT.len());
    for framing in
        ["content-length: 3\r\ntransfer-encoding: chunked\r\n", "transfer-encoding: chunked\r\ncontent-length: 3\r\n"]
    {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
        assert_eq!(sent(format!("{head}{framing}{chunks}")).await.unwrap(), "5");
    }
}

#[tokio::test]
async fn what_is_not_quite_http_is_a_failed_connection() {
    let many = "a: b\r\n".repeat(1000);
    let long = format!("a: {}\r\n", "b".repeat(1 << 20));
    let rest = rest();
    for head in [
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n",
        "HTTP/1.1 200 OK\r\nx: a\0b\r\n",
        "HTTP/1.1 200 OK\r\nx: a\r\n folded\r\n",
        "HTTP/1.1 200 OK\r\nx : a\r\n",
        "HTTP/1.1 099 Low\r\n",
        "HTTP/1.1 1000 High\r\n",
        "HTTP/9.9 200 OK\r\n",
        "ICY 200 OK\r\n",
        &format!("HTTP/1.1 200 OK\r\n{many}"),
        &format!("HTTP/1.1 200 OK\r\n{long}"),
    ] {
        assert_eq!(kind(format!("{head}{rest}")).await, ErrorKind::Transport, "{:.40}", head);
    }
    assert_eq!(kind(CONTACT).await, ErrorKind::Transport, "HTTP/0.9");
}

#[tokio::test]
async fn of_a_header_that_comes_twice_the_first_counts() {
    let server = Server::start([
        answer("200 OK", &["content-type: text/html", "content-type: application/json"], CONTACT),
        answer("200 OK", &["content-type: application/json", "content-type: text/html"], CONTACT),
        answer("404 Not Found", &["x-request-id: one", "x-request-id: two", "retry-after: 7", "retry-after: 9"], ""),
    ])
    .await;
    let client = client(&server);
    assert_eq!(delete(&client, "1").await.unwrap_err().kind(), ErrorKind::ContentType);
    assert_eq!(delete(&client, "1").await.unwrap().id, "5");
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!((error.request_id(), error.retry_after()), (Some("one"), Some(Duration::from_secs(7))));
}

#[tokio::test]
async fn header_values_that_are_no_text_are_as_if_they_were_not_there() {
    let mut bytes = b"HTTP/1.1 404 Not Found\r\nx-request-id: caf\xe9\r\nrequest-id: r2\r\n".to_vec();
    bytes.extend(b"retry-after: \xff\r\nx-should-retry: \xff\r\ncontent-type: \xff\r\ncontent-encoding: \r\n");
    bytes.extend(b"content-length: 15\r\n\r\n{\"message\":\"m\"}");
    let error = sent(bytes).await.unwrap_err();
    assert_eq!((error.request_id(), error.retry_after()), (Some("r2"), None));
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: 404 Not Found: m (request r2, attempt 1 of 1)");
    let mut bytes = b"HTTP/1.1 200 OK\r\ncontent-type: \xff\r\n".to_vec();
    bytes.extend(format!("content-length: {}\r\n\r\n{CONTACT}", CONTACT.len()).into_bytes());
    assert_eq!(kind(bytes).await, ErrorKind::ContentType);
}

#[tokio::test]
async fn statuses_without_a_body_have_none_whatever_they_announce() {
    for (status, kind) in [("204 No Content", ErrorKind::Decode), ("304 Not Modified", ErrorKind::Api)] {
        let error = sent(format!("HTTP/1.1 {status}\r\ncontent-length: 9000000000\r\n\r\n")).await.unwrap_err();
        assert_eq!((error.kind(), error.body().map(|body| body.len())), (kind, Some(0)), "{status}");
    }
    let server =
        Server::start([Answer::Close(b"HTTP/1.1 200 OK\r\ncontent-length: 9000000000\r\n\r\n".to_vec())]).await;
    let response = client(&server).request(Method::HEAD, "/x").await.unwrap();
    assert_eq!((response.status().as_u16(), response.body().len()), (200, 0));
}

#[tokio::test]
async fn a_status_without_a_name_is_an_error_of_the_api() {
    let error = sent(format!("HTTP/1.1 999 Odd\r\n{}", rest())).await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.kind()),
        ("DELETE /v2/contacts/{id}: 999 (attempt 1 of 1)", ErrorKind::Api)
    );
}

#[tokio::test]
async fn a_reason_phrase_is_not_shown() {
    let error = sent("HTTP/1.1 500 \x1b[31mred\x1b[0m\r\ncontent-length: 0\r\n\r\n").await;
    let shown = format!("{:?}", error.unwrap_err());
    assert!(!shown.contains("red") && !shown.contains('\x1b'), "{shown}");
}

#[tokio::test]
async fn an_error_whose_body_is_lost_is_not_sent_again_against_the_servers_wish() {
    for wish in ["x-should-retry: false", "retry-after: 3600"] {
        let cut = format!("HTTP/1.1 503 Busy\r\n{wish}\r\ncontent-length: 44\r\n\r\n{{");
        let server = Server::start([Answer::Close(cut.into_bytes()), json("200 OK", CONTACT)]).await;
        let error = delete(&client(&server), "1").await.unwrap_err();
        assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Api, 1), "{wish}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
        assert!(error.to_string().contains("503 Service Unavailable (the body is incomplete)"), "{error}");
    }
}

#[tokio::test]
async fn the_attempts_after_a_redirect_begin_where_the_first_began() {
    let moved = || answer("307 Temporary Redirect", &["location: /moved?x=1"], "");
    let server = Server::start([moved(), busy(), moved(), json("200 OK", CONTACT)]).await;
    delete(&client(&server), "1").await.unwrap();
    let (first, second) = ("DELETE /v2/contacts/1 HTTP/1.1", "DELETE /moved?x=1 HTTP/1.1");
    assert_eq!(server.lines(), [first, second, first, second]);
}

#[tokio::test]
async fn a_client_can_be_dropped_while_its_calls_are_under_way() {
    let server = Server::start([busy(), json("200 OK", CONTACT)]).await;
    let client = client(&server);
    let call = tokio::spawn(delete(&client.clone(), "1").send());
    drop(client);
    assert_eq!(call.await.unwrap().unwrap().id, "5");
}

#[tokio::test]
async fn a_timeout_of_the_callers_own_http_client_is_a_timeout() {
    let body = Answer::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 44\r\n\r\n{".to_vec());
    for (stalled, message) in [
        (Answer::Stall(Vec::new()), "no answer in time (attempt 1 of 1)"),
        (body, "no whole answer in time, after 200 OK (attempt 1 of 1)"),
    ] {
        let server = Server::start([stalled]).await;
        let own = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        let client = builder(&server.url).http_client(own).max_retries(0).build().unwrap();
        let call = tokio::spawn(delete(&client, "1").send());
        // From here on nothing but time can end the call.
        server.quiet.notified().await;
        time::pause();
        let error = call.await.unwrap().unwrap_err();
        time::resume();
        assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: {message}"));
        assert!(error.is_timeout());
    }
}

/// Never finds a host.
struct TransportError;

impl reqwest::dns::Resolve for TransportError {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_does_not_come_about_in_time_is_none() {
    let own = reqwest::Client::builder().dns_resolver(Arc::new(TransportError)).connect_timeout(Duration::from_secs(5));
    let own = own.build().unwrap();
    let client = builder("http://api.example.com").allow_http(true).http_client(own).max_retries(0).build().unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: could not connect to api.example.com:80 (attempt 1 of 1)");
    assert!(error.is_connect() && !error.is_timeout());
}

#[cfg(not(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls")))]
#[tokio::test]
async fn https_without_a_feature_for_it_is_no_connection_and_sends_nothing_in_clear() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let url = server.url.replace("http://", "https://");
    let client = builder(&url).max_retries(0).build().unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error:?}");
    assert!(server.requests().is_empty());
}
