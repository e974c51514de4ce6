//! What comes of an exchange, over a real socket.

use std::time::Duration;

use tokio::net::TcpSocket;

use super::sample::{ContactDeleteError, ContactMergeOperation, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::{Client, ErrorKind, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const NOT_FOUND: &str =
    r#"{"error":{"code":"contact_not_found","message":"No contact exists with this ID","status":404}}"#;
/// Less than it announces.
const TRUNCATED: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 44\r\nretry-after-ms: 0\r\n\r\n{\"id\"";

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

fn redirect(status: &str, location: &str) -> Answer {
    answer(status, &[&format!("location: {location}")], "")
}

#[tokio::test]
async fn troubles_are_retried_until_it_works() {
    let server = Server::start([busy(), busy(), json("200 OK", CONTACT)]).await;
    let answered = delete(&client(&server), "1").send_with_meta().await.unwrap();
    assert_eq!(answered.value.id, "5");
    assert_eq!(answered.response.attempts(), 3);
    let attempts: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|request| request.split_once("x-attempt: ")?.1.lines().next().map(str::to_owned))
        .collect();
    assert_eq!(attempts, ["1", "2", "3"]);
}

#[tokio::test]
async fn retries_end() {
    let server = Server::start([busy(), busy(), busy(), busy()]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert!(matches!(error.api(), Some(ContactDeleteError::Other(_))));
    assert_eq!(server.requests().len(), 3);
    let server = Server::start([busy(), busy()]).await;
    let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn a_documented_error_is_typed() {
    let server = Server::start([json("404 Not Found", NOT_FOUND)]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    let said = "404 Not Found: contact_not_found: No contact exists with this ID";
    assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: {said} (attempt 1 of 3)"));
    let Ok(ContactDeleteError::NotFound(envelope)) = error.into_api() else {
        panic!("expected the variant of 404");
    };
    assert_eq!(envelope.error.code, "contact_not_found");
}

#[tokio::test]
async fn an_answer_that_is_not_what_was_promised_keeps_its_body() {
    let page = answer("200 OK", &["content-type: text/html"], "<html>");
    let server = Server::start([page, json("200 OK", "{}")]).await;
    let client = client(&server);
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ContentType);
    assert_eq!(error.body().unwrap(), "<html>");
    assert!(error.api().is_none());
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: 200 OK: at $.id: missing (attempt 1 of 3)");
}

#[tokio::test]
async fn a_wait_over_the_limit_is_told_and_not_waited() {
    let server = Server::start([answer("429 Too Many Requests", &["retry-after: 3600"], "")]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_truncated_body_is_retried() {
    let truncated = || Answer::Close(TRUNCATED.to_vec());
    let server = Server::start([truncated(), json("200 OK", CONTACT)]).await;
    let answered = delete(&client(&server), "1").send_with_meta().await.unwrap();
    assert_eq!(answered.response.attempts(), 2);
}

#[tokio::test]
async fn a_truncated_body_is_told_at_last() {
    let server = Server::start([Answer::Close(TRUNCATED.to_vec())]).await;
    let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: the connection failed, after 200 OK (attempt 1 of 1)");
    assert_eq!((error.status().map(|status| status.as_u16()), error.body()), (Some(200), None));
    let mut source = std::error::Error::source(&error);
    assert!(source.is_some());
    while let Some(error) = source {
        assert!(!format!("{error} {error:?}").contains("contacts"), "{error:?}");
        source = error.source();
    }
}

#[tokio::test]
async fn what_is_not_http_is_a_failed_connection() {
    let server = Server::start([Answer::Close(b"SSH-2.0-OpenSSH\r\n".to_vec())]).await;
    let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn no_server_is_no_connection() {
    // A port that is taken, so that nobody else listens there, and that nobody listens at.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let client = builder(&format!("http://{address}/hunter2")).query("key", "hunter2").build().unwrap();
    let error = delete(&client, "1").max_retries(0).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let expected = format!("DELETE /v2/contacts/{{id}}: could not connect to {address} (attempt 1 of 1)");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_post_without_a_key_is_sent_once() {
    let server = Server::start([busy(), busy()]).await;
    let client = client(&server);
    let operation = ContactMergeOperation { name: "n".to_owned() };
    let error = Request::new(&client, operation).await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn the_deadline_ends_all_attempts() {
    let server = Server::start([busy(), Answer::Stall(Vec::new())]).await;
    let call = tokio::spawn(delete(&client(&server), "1").deadline(Duration::from_secs(30)).send());
    // From here on nothing but time can end the call.
    server.quiet.notified().await;
    tokio::time::pause();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Deadline, 2));
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: the deadline of 30 s has passed (attempt 2 of 3)");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_by_its_length() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9000000000\r\n\r\n";
    let server = Server::start([Answer::Stall(head.to_vec())]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(error.body(), None);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_as_it_comes() {
    let chunks = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n4\r\nabcd\r\n";
    let server = Server::start([Answer::Stall(chunks.to_vec())]).await;
    let error = delete(&client(&server), "1").body_limit(7).await.unwrap_err();
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: 200 OK: the body is larger than 7 bytes (attempt 1 of 3)");
}

#[tokio::test]
async fn a_body_of_the_limits_size_is_read() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let client = client(&server);
    let request = delete(&client, "1").body_limit(CONTACT.len());
    assert!(request.await.is_ok());
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed() {
    let server = Server::start([redirect("307 Temporary Redirect", "/v3/contacts/1"), json("200 OK", CONTACT)]).await;
    let answered = delete(&client(&server), "1").send_with_meta().await.unwrap();
    assert_eq!(answered.response.attempts(), 1);
    let expected = ["DELETE /v2/contacts/1 HTTP/1.1", "DELETE /v3/contacts/1 HTTP/1.1"];
    assert_eq!(server.lines(), expected);
    assert!(server.requests()[1].contains("authorization: Bearer secret-key"));
    assert!(!server.requests()[1].contains("referer"));
}

#[tokio::test]
async fn other_redirects_are_errors() {
    let other = Server::start([json("200 OK", CONTACT)]).await;
    let elsewhere = format!("{}/steal?key=1", other.url);
    for (status, location) in [
        ("307 Temporary Redirect", elsewhere.as_str()),
        ("302 Found", elsewhere.as_str()),
        ("303 See Other", "/v2"),
        ("301 Moved Permanently", "/v2"),
    ] {
        let server = Server::start([redirect(status, location)]).await;
        let error = delete(&client(&server), "1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect);
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("DELETE /v2/contacts/{{id}}: {status}: ")), "{shown}");
        assert!(!shown.contains("steal") && !shown.contains("key=1"), "{shown}");
        assert_eq!(error.headers().map(|headers| headers.contains_key("location")), Some(true));
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn a_clients_own_redirects_are_noticed() {
    let other = Server::start([json("200 OK", CONTACT)]).await;
    let server = Server::start([redirect("307 Temporary Redirect", &format!("{}/x", other.url))]).await;
    let client = builder(&server.url).http_client(reqwest::Client::new()).build().unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert!(error.to_string().contains(&other.url), "{error}");
}

#[tokio::test]
async fn a_clients_own_redirects_are_noticed_within_the_origin_too() {
    let server = Server::start([redirect("303 See Other", "/v2/contacts"), json("200 OK", CONTACT)]).await;
    let client = builder(&server.url).http_client(reqwest::Client::new()).build().unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(
        error.to_string(),
        format!(
            "DELETE /v2/contacts/{{id}}: the HTTP client followed a redirect to {}: set it up to follow none \
             (attempt 1 of 3)",
            server.url
        )
    );
}

#[tokio::test]
async fn a_raw_answer_is_given_whatever_its_status() {
    let server = Server::start([json("404 Not Found", NOT_FOUND)]).await;
    let response = delete(&client(&server), "1").send_raw().await.unwrap();
    assert_eq!(response.status().as_u16(), 404);
    assert_eq!(response.body(), NOT_FOUND);
}

#[tokio::test]
async fn the_plain_error_comes_by_question_mark() {
    async fn run(client: &Client) -> Result<(), crate::runtime::Error> {
        delete(client, "1").await?;
        Ok(())
    }
    let server = Server::start([json("404 Not Found", NOT_FOUND)]).await;
    let error = run(&client(&server)).await.unwrap_err();
    assert_eq!(error.code(), Some("contact_not_found"));
}
