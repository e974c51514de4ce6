//! The client for code that isn't async.

use std::sync::mpsc;
use std::thread;

use tokio::runtime::Runtime;

use super::sample::{ContactDeleteError, ContactMergeOperation, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::blocking::Client;
use crate::runtime::{ErrorKind, Method, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const NOT_FOUND: &str = r#"{"error":{"code":"contact_not_found","message":"m","status":404}}"#;

/// A server that runs while the test's own thread waits.
fn serve(answers: impl IntoIterator<Item = Answer>) -> (Runtime, Server) {
    let runtime = Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(answers));
    (runtime, server)
}

fn client(url: &str) -> Client {
    builder(url).build_blocking().unwrap()
}

#[test]
fn a_call_is_that_of_the_async_client() {
    let (_runtime, server) = serve([busy(), json("200 OK", CONTACT)]);
    let answered = delete(&client(&server.url), "1").limit(3).send_with_meta().unwrap();
    assert_eq!((answered.value.id.as_str(), answered.response.attempts()), ("5", 2));
    assert_eq!(
        server.requests()[1],
        "DELETE /v2/contacts/1?limit=3 HTTP/1.1\r\n\
         user-agent: sample-rust/0.1.0\r\n\
         accept: application/json\r\n\
         authorization: Bearer secret-key\r\n\
         x-attempt: 2\r\n\
         host: HOST\r\n\r\n"
    );
}

#[test]
fn errors_are_those_of_the_async_client() {
    let (_runtime, server) = serve([json("404 Not Found", NOT_FOUND), json("404 Not Found", NOT_FOUND)]);
    let client = client(&server.url);
    let error = delete(&client, "1").send().unwrap_err();
    assert!(matches!(error.api(), Some(ContactDeleteError::NotFound(_))));
    assert_eq!(delete(&client, "1").send_raw().unwrap().status().as_u16(), 404);
    let error = delete(&client, "..").send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
}

#[test]
fn raw_requests_are_sent() {
    let (_runtime, server) = serve([answer("200 OK", &[], "x")]);
    let response = client(&server.url).request(Method::GET, "/v9?x=1").send().unwrap();
    assert_eq!(response.text(), Some("x"));
    assert_eq!(server.lines(), ["GET /v9?x=1 HTTP/1.1"]);
}

#[test]
fn hooks_are_called_on_the_thread_of_the_call() {
    let (_runtime, server) = serve([busy(), json("200 OK", CONTACT)]);
    let (heads, seen) = mpsc::channel();
    let here = thread::current().id();
    let client = builder(&server.url)
        .on_request(|request| Ok(request.set_header("X-Thread", &format!("{:?}", thread::current().id()))?))
        .on_response(move |response| heads.send((response.status().as_u16(), thread::current().id())).unwrap())
        .build_blocking()
        .unwrap();
    delete(&client, "1").send().unwrap();
    assert_eq!(seen.try_iter().collect::<Vec<_>>(), [(503, here), (200, here)]);
    assert!(server.requests().iter().all(|sent| sent.contains(&format!("x-thread: {here:?}"))));
}

#[test]
fn calls_of_many_threads_go_at_once() {
    let (_runtime, server) = serve((0..8).map(|_| json("200 OK", CONTACT)));
    let client = client(&server.url);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || delete(&client, "1").send().map(|contact| contact.id))
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().unwrap(), "5");
    }
}

fn refused(client: &Client) -> String {
    let error = Request::new(client, ContactMergeOperation { name: String::new() }).send().unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));
    error.to_string()
}

const REFUSED: &str = "POST /v2/contacts:merge: a blocking client can't be used in async code: use the async client";

#[tokio::test]
async fn async_code_is_told_to_use_the_async_client() {
    let client = client("http://127.0.0.1:1");
    assert_eq!(refused(&client), REFUSED);
    let error = client.request(Method::GET, "/x").send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    tokio::spawn(async move { assert_eq!(refused(&client), REFUSED) }).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn async_code_of_many_threads_is_told_so_too() {
    let client = client("http://127.0.0.1:1");
    assert_eq!(refused(&client), REFUSED);
    tokio::spawn(async move { assert_eq!(refused(&client), REFUSED) }).await.unwrap();
}

#[tokio::test]
async fn async_code_may_use_it_where_it_may_block() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let client = client(&server.url);
    let call = tokio::task::spawn_blocking(move || delete(&client, "1").send().map(|contact| contact.id));
    assert_eq!(call.await.unwrap().unwrap(), "5");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_may_use_it_where_it_may_block() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let client = client(&server.url);
    let contact = tokio::spawn(async move { tokio::task::block_in_place(|| delete(&client, "1").send()) });
    assert_eq!(contact.await.unwrap().unwrap().id, "5");
}

#[tokio::test]
async fn the_last_clone_can_be_dropped_in_async_code() {
    let client = client("http://127.0.0.1:1");
    let clone = client.clone();
    drop(client);
    drop(clone);
    assert!(tokio::spawn(async { drop(self::client("http://127.0.0.1:1")) }).await.is_ok());
}

#[test]
fn it_crosses_threads_and_shows_no_credential() {
    fn send_sync<T: Send + Sync + 'static>() {}
    send_sync::<Client>();
    send_sync::<Request<'static, Client, ContactMergeOperation>>();
    let client = client("http://localhost/hunter2");
    assert_eq!(format!("{client:?}"), r#"Client { base_url: "http://localhost", .. }"#);
}
