//! Errors of the API whose bodies don't come whole.

use tokio::time;

use super::sample::{ContactDeleteError, builder, delete};
use super::server::{Answer, Server, json};
use crate::runtime::{Client, ErrorKind, Method, OperationError};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const NOT_FOUND: &str = r#"{"error":{"code":"contact_not_found","message":"No contact","status":404}}"#;

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

/// A response with these lines of its head, whose body is longer than what is sent of it.
fn part(status: &str, body: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\nretry-after-ms: 0\r\n");
    format!("{head}content-length: 9000000000\r\n\r\n{body}").into_bytes()
}

#[track_caller]
fn check_cut(error: &OperationError<ContactDeleteError>, body: &str) {
    assert_eq!((error.kind(), error.status().unwrap().as_u16(), error.attempts()), (ErrorKind::Api, 404, 1));
    assert_eq!(error.body().unwrap(), body);
    let Some(ContactDeleteError::Other(unexpected)) = error.api() else {
        panic!("expected the variant of other responses, got {error:?}");
    };
    assert_eq!(unexpected.to_string(), "the body is incomplete");
    assert!(error.to_string().contains("404 Not Found (the body is incomplete)"), "{error}");
}

#[tokio::test]
async fn an_error_over_the_limit_keeps_what_was_read() {
    let chunks = b"HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"ab\r\n4\r\n\":\"c\r\n";
    for answer in [part("404 Not Found", "{\"ab\":\"c"), chunks.to_vec()] {
        let server = Server::start([Answer::Stall(answer)]).await;
        let error = delete(&client(&server), "1").body_limit(7).await.unwrap_err();
        check_cut(&error, "{\"ab\":\"");
    }
}

#[tokio::test]
async fn an_error_whose_connection_breaks_keeps_what_was_read() {
    for answer in [Answer::Close(part("404 Not Found", "{\"a")), Answer::Close(part("404 Not Found", ""))] {
        let body = match &answer {
            Answer::Close(bytes) if bytes.ends_with(b"\"a") => "{\"a",
            _ => "",
        };
        let server = Server::start([answer, json("200 OK", CONTACT)]).await;
        check_cut(&delete(&client(&server), "1").await.unwrap_err(), body);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_error_whose_body_stalls_keeps_what_was_read() {
    let server = Server::start([Answer::Stall(part("404 Not Found", "{\"a"))]).await;
    let call = tokio::spawn(delete(&client(&server), "1").send());
    server.quiet.notified().await;
    time::pause();
    check_cut(&call.await.unwrap().unwrap_err(), "{\"a");
}

#[tokio::test]
async fn an_error_whose_part_is_all_that_matters_is_typed() {
    let server = Server::start([Answer::Close(part("404 Not Found", NOT_FOUND))]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert!(error.to_string().contains("404 Not Found: contact_not_found: No contact"), "{error}");
    assert!(matches!(error.api(), Some(ContactDeleteError::NotFound(_))));
}

#[tokio::test]
async fn an_error_that_is_worth_a_retry_gets_it() {
    let server = Server::start([Answer::Close(part("503 Busy", "{")), json("200 OK", CONTACT)]).await;
    assert_eq!(delete(&client(&server), "1").send_with_meta().await.unwrap().response.attempts(), 2);
    let cut = || Answer::Close(part("503 Busy", "{"));
    let server = Server::start([cut(), cut(), cut()]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.body().map(|body| body.len())), (ErrorKind::Api, 3, Some(1)));
}

#[tokio::test]
async fn a_raw_response_tells_whether_it_is_complete() {
    let server = Server::start([Answer::Close(part("404 Not Found", "{")), json("404 Not Found", NOT_FOUND)]).await;
    let client = client(&server);
    let cut = client.request(Method::GET, "/x").await.unwrap();
    assert_eq!((cut.is_complete(), cut.text()), (false, Some("{")));
    assert!(delete(&client, "1").send_raw().await.unwrap().is_complete());
}
