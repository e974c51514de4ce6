//! The main rows again, with the client that isn't async.

use std::time::Duration;

use tokio::runtime::Runtime;

use super::sample::{ContactDeleteError, ContactMergeOperation, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::blocking::Client;
use crate::runtime::{Error, ErrorKind, Method, OperationError, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// A server that runs while the test's own thread waits.
fn serve(answers: impl IntoIterator<Item = Answer>) -> (Runtime, Server) {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(answers));
    (runtime, server)
}

fn client(server: &Server) -> Client {
    builder(&server.url).build_blocking().unwrap()
}

/// What a delete comes to, and how many requests were sent for it.
fn deleted(answers: impl IntoIterator<Item = Answer>) -> (Result<u32, OperationError<ContactDeleteError>>, usize) {
    let (_runtime, server) = serve(answers);
    let answered = delete(&client(&server), "1").send_with_meta();
    (answered.map(|answered| answered.response.attempts()), server.requests().len())
}

fn failed(answers: impl IntoIterator<Item = Answer>) -> (ErrorKind, String, usize) {
    let (answered, sent) = deleted(answers);
    let error = answered.unwrap_err();
    (error.kind(), error.to_string(), sent)
}

#[test]
fn ids_arrive_as_they_were_given_or_are_never_sent() {
    let ids = [("a+b:c@d", "a%2Bb%3Ac%40d"), ("%2e%2e", "%252e%252e"), ("../x", "..%2Fx"), ("\t\n\0", "%09%0A%00")];
    let (_runtime, server) = serve(ids.map(|_| json("200 OK", CONTACT)));
    let client = client(&server);
    for id in ["", ".", ".."] {
        assert_eq!(delete(&client, id).send().unwrap_err().kind(), ErrorKind::InvalidArgument);
    }
    for (id, _) in ids {
        delete(&client, id).send().unwrap();
    }
    assert_eq!(server.lines(), ids.map(|(_, segment)| format!("DELETE /v2/contacts/{segment} HTTP/1.1")));
}

#[test]
fn retries_redirects_and_their_ends_are_the_same() {
    assert_eq!(deleted([busy(), busy(), json("200 OK", CONTACT)]).0.unwrap(), 3);
    let lost = Answer::Close(Vec::new());
    assert_eq!(deleted([lost, json("200 OK", CONTACT)]).0.unwrap(), 2);
    let moved = answer("307 Temporary Redirect", &["location: /moved"], "");
    let (answered, sent) = deleted([moved, json("200 OK", CONTACT)]);
    assert_eq!((answered.unwrap(), sent), (1, 2));
    let (kind, message, sent) = failed([answer("303 See Other", &["location: /v2"], ""), json("200 OK", CONTACT)]);
    assert_eq!((kind, sent), (ErrorKind::Redirect, 1), "{message}");
    let (kind, message, sent) = failed([answer("429 X", &["retry-after: 3600"], ""), json("200 OK", CONTACT)]);
    assert_eq!((kind, sent), (ErrorKind::Api, 1));
    assert_eq!(message, "DELETE /v2/contacts/{id}: 429 Too Many Requests (retry after 3600 s, attempt 1 of 3)");
}

#[test]
fn another_origin_gets_nothing() {
    let (_other_runtime, other) = serve([json("200 OK", CONTACT)]);
    let location = format!("location: {}/steal?key=1", other.url);
    let (kind, message, _) = failed([answer("308 Permanent Redirect", &[&location], "")]);
    assert_eq!(kind, ErrorKind::Redirect);
    assert!(message.contains(&other.url) && !message.contains("steal"), "{message}");
    assert!(other.requests().is_empty());
}

#[test]
fn answers_that_are_not_what_is_documented_are_the_same_errors() {
    let html = answer("200 OK", &["content-type: text/html"], "<html>");
    assert_eq!(failed([html]).0, ErrorKind::ContentType);
    assert_eq!(failed([json("200 OK", "null")]).0, ErrorKind::Decode);
    assert_eq!(failed([answer("204 No Content", &[], "")]).0, ErrorKind::Decode);
    let huge = b"HTTP/1.1 200 OK\r\ncontent-length: 9000000000\r\n\r\n";
    assert_eq!(failed([Answer::Stall(huge.to_vec())]).0, ErrorKind::BodyTooLarge);
    let (kind, message, _) = failed([json("400 Bad Request", r#"{"message":"m"}"#)]);
    let expected = "DELETE /v2/contacts/{id}: 400 Bad Request: m (attempt 1 of 3)";
    assert_eq!((kind, message.as_str()), (ErrorKind::Api, expected));
}

#[test]
fn a_stalled_body_ends_with_the_timeout_and_with_the_deadline() {
    let stalled = || Answer::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 44\r\n\r\n{".to_vec());
    let (_runtime, server) = serve([stalled(), stalled()]);
    let client = client(&server);
    let short = Duration::from_millis(50);
    let error = delete(&client, "1").timeout(short).max_retries(0).send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let error = delete(&client, "1").deadline(short).send().unwrap_err();
    assert_eq!((error.kind(), error.is_timeout()), (ErrorKind::Deadline, true));
}

#[test]
fn a_post_is_sent_once_and_answers_nothing() {
    let (_runtime, server) = serve([busy(), answer("204 No Content", &[], "")]);
    let client = client(&server);
    let merge = || Request::new(&client, ContactMergeOperation { name: "n".to_owned() });
    assert_eq!(merge().send().unwrap_err().attempts(), 1);
    let () = merge().send().unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn question_mark_reaches_the_plain_error() {
    fn run(client: &Client) -> Result<(), Error> {
        delete(client, "1").send()?;
        client.request(Method::GET, "/x").send()?;
        Ok(())
    }
    let (_runtime, server) = serve([json("404 Not Found", r#"{"code":"gone"}"#)]);
    assert_eq!(run(&client(&server)).unwrap_err().code(), Some("gone"));
}

#[test]
fn a_provider_that_panics_leaves_the_client_as_it_was() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let (_runtime, server) = serve([json("200 OK", CONTACT)]);
    let panics = AtomicBool::new(true);
    let provider = move || {
        let panics = panics.swap(false, Ordering::SeqCst);
        async move {
            assert!(!panics, "the provider's own fault");
            Ok("token".into())
        }
    };
    let builder = crate::runtime::ClientBuilder::new(&super::sample::API).base_url(&server.url);
    let client = builder.token_provider(&super::sample::API_KEY, provider).build_blocking().unwrap();
    let other = client.clone();
    assert!(std::thread::spawn(move || delete(&other, "1").send().is_ok()).join().is_err());
    assert!(delete(&client, "1").send().is_ok());
}

#[tokio::test]
async fn async_code_that_is_never_interrupted_is_held_up_and_nothing_worse() {
    let (runtime, server) = std::thread::spawn(|| serve([json("200 OK", CONTACT)])).join().unwrap();
    let client = client(&server);
    let contact = tokio::task::unconstrained(async { delete(&client, "1").send() }).await;
    assert_eq!(contact.unwrap().id, "5");
    // A runtime is not to be dropped in async code.
    std::thread::spawn(move || drop(runtime)).join().unwrap();
}

#[tokio::test]
async fn async_code_of_one_thread_is_told_to_use_the_async_client() {
    let client = builder("http://127.0.0.1:1").build_blocking().unwrap();
    let local = tokio::task::LocalSet::new();
    let call = local.run_until(async { tokio::task::spawn_local(async move { delete(&client, "1").send() }).await });
    assert_eq!(call.await.unwrap().unwrap_err().kind(), ErrorKind::Configuration);
}
