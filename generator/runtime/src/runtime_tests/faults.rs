//! Faults of servers and networks, over a real socket: each comes to an error of its kind, and never to a value.

use std::sync::Arc;

use tokio::sync::Notify;
use tokio::time;

use super::sample::{builder, delete};
use super::server::{Answer, Server, answer, json};
use crate::runtime::{Client, ErrorKind};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

fn bytes(rest: &str) -> Vec<u8> {
    format!("{HEAD}{rest}").into_bytes()
}

/// The kind of error that an answer comes to.
async fn kind(answer: Answer) -> ErrorKind {
    let server = Server::start([answer]).await;
    let error = delete(&client(&server), "1").max_retries(0).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    error.kind()
}

/// How many attempts it takes when the second one is answered well.
async fn attempts(first: Answer) -> u32 {
    let server = Server::start([first, json("200 OK", CONTACT)]).await;
    let answered = delete(&client(&server), "1").send_with_meta().await.unwrap();
    assert_eq!(server.requests().len(), 2);
    answered.response.attempts()
}

type Fault = fn() -> Answer;

/// What is no answer, or not to its end.
const LOSSES: [(&str, Fault); 8] = [
    ("dropped before the head", || Answer::Close(Vec::new())),
    ("dropped in the head", || Answer::Close(b"HTTP/1.1 200 OK\r\nconte".to_vec())),
    ("dropped after the head", || Answer::Close(bytes("content-length: 44\r\n\r\n"))),
    ("truncated", || Answer::Close(bytes("content-length: 44\r\n\r\n{\"id\":"))),
    ("reset before the head", || Answer::Reset(Vec::new())),
    ("reset in the body", || Answer::Reset(bytes("content-length: 44\r\n\r\n{\"id\":"))),
    ("chunks that are none", || Answer::Close(bytes("transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"))),
    ("chunks without an end", || Answer::Close(bytes("transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n"))),
];

#[tokio::test]
async fn what_is_lost_is_a_transport_error() {
    for (name, fault) in LOSSES {
        assert_eq!(kind(fault()).await, ErrorKind::Transport, "{name}");
    }
}

#[tokio::test]
async fn what_is_lost_is_sent_again() {
    for (name, fault) in LOSSES {
        assert_eq!(attempts(fault()).await, 2, "{name}");
    }
}

#[tokio::test]
async fn a_length_that_is_too_short_cuts_the_body() {
    let lie = Answer::Close(bytes(&format!("content-length: 10\r\n\r\n{CONTACT}")));
    assert_eq!(kind(lie).await, ErrorKind::Decode);
}

#[tokio::test]
async fn lengths_that_are_none_are_not_http() {
    for length in ["-1", "ten", "5, 6", "99999999999999999999999999"] {
        let lie = Answer::Close(bytes(&format!("content-length: {length}\r\n\r\n{CONTACT}")));
        assert_eq!(kind(lie).await, ErrorKind::Transport, "{length}");
    }
}

#[tokio::test]
async fn a_coding_that_nobody_asked_for_is_told() {
    let zipped = answer("200 OK", &["content-type: application/json", "content-encoding: deflate"], "\u{1f}");
    let server = Server::start([zipped]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ContentType);
    assert_eq!(error.body().unwrap(), "\u{1f}");
    assert!(server.accepted_codings().is_none_or(|codings| !codings.contains("deflate")));
}

#[tokio::test]
async fn broken_json_is_told_and_not_sent_again() {
    let server = Server::start([json("200 OK", "{\"id\":"), json("200 OK", CONTACT)]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
    assert_eq!(error.body().unwrap(), "{\"id\":");
}

#[tokio::test]
async fn a_body_without_end_is_not_read_beyond_the_limit() {
    let head = bytes("transfer-encoding: chunked\r\n\r\n");
    let part = [b"10000\r\n".to_vec(), vec![b' '; 0x10000], b"\r\n".to_vec()].concat();
    let server = Server::start([Answer::Endless(head, part)]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "DELETE /v2/contacts/{id}: 200 OK: the body is larger than 8388608 bytes (attempt 1 of 3)"
    );
    // The connection is given up, and not read to an end that never comes.
    server.quiet.notified().await;
}

#[tokio::test]
async fn a_head_without_end_is_not_read_for_ever() {
    let head = b"HTTP/1.1 200 OK\r\n".to_vec();
    let part = b"x-more: and more and more and more\r\n".to_vec();
    assert_eq!(kind(Answer::Endless(head, part)).await, ErrorKind::Transport);
}

#[tokio::test]
async fn a_delay_within_the_timeout_is_waited_for() {
    let told = Arc::new(Notify::new());
    let late = bytes(&format!("content-length: {}\r\n\r\n{CONTACT}", CONTACT.len()));
    let server = Server::start([Answer::When(Arc::clone(&told), late)]).await;
    let call = tokio::spawn(delete(&client(&server), "1").send());
    tokio::task::yield_now().await;
    assert!(!call.is_finished());
    told.notify_one();
    assert_eq!(call.await.unwrap().unwrap().id, "5");
}

/// Lets the server fall silent, and then the time of an attempt pass, as nothing else can happen.
async fn silent(sent: Vec<u8>) -> String {
    let server = Server::start([Answer::Stall(sent)]).await;
    let call = tokio::spawn(delete(&client(&server), "1").max_retries(0).send());
    server.quiet.notified().await;
    time::pause();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    error.to_string()
}

#[tokio::test]
async fn silence_ends_with_the_timeout_wherever_it_begins() {
    let expected = "DELETE /v2/contacts/{id}: no answer within 60 s (attempt 1 of 1)";
    assert_eq!(silent(Vec::new()).await, expected);
}

#[tokio::test]
async fn silence_in_the_head_ends_with_the_timeout() {
    assert!(silent(b"HTTP/1.1 200 OK\r\nx-".to_vec()).await.contains("no answer within 60 s"));
}

#[tokio::test]
async fn silence_in_the_body_ends_with_the_timeout() {
    let expected = "DELETE /v2/contacts/{id}: no whole answer within 60 s, after 200 OK (attempt 1 of 1)";
    assert_eq!(silent(bytes("content-length: 44\r\n\r\n{")).await, expected);
}

#[tokio::test]
async fn a_second_answer_on_the_connection_is_nobodys() {
    let two = format!("content-length: {}\r\n\r\n{CONTACT}HTTP/1.1 500 Oops\r\n\r\n", CONTACT.len());
    let server = Server::start([Answer::Close(bytes(&two)), json("200 OK", CONTACT)]).await;
    let client = client(&server);
    assert!(delete(&client, "1").await.is_ok());
    assert!(delete(&client, "2").await.is_ok());
}
