//! Bodies of requests that are streams, on a fake server and on the wire.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::sample::{ContactDeleteError, builder};
use super::server::{Server, answer, busy, json};
use crate::runtime::body::{ByteStream, RequestBody, StreamBody, StreamError};
use crate::runtime::testing::{FakeServer, Reply};
use crate::runtime::{
    Bytes, Client, Error, ErrorKind, Failure, InvalidArgument, Operation, Request, RequestParts, Response, Secret,
    Security,
};

/// A stream of these chunks.
struct Chunks(std::slice::Iter<'static, Result<&'static str, &'static str>>);

impl Stream for Chunks {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|chunk| Ok(Bytes::from_static((*chunk)?.as_bytes()))))
    }
}

fn chunks(chunks: &'static [Result<&'static str, &'static str>]) -> ByteStream {
    Box::pin(Chunks(chunks.iter()))
}

const HELLO: &[Result<&str, &str>] = &[Ok("hello "), Ok(""), Ok("world")];

fn once(length: Option<u64>, of: &'static [Result<&'static str, &'static str>]) -> StreamBody {
    StreamBody::once(length, chunks(of))
}

fn repeatable(length: Option<u64>) -> StreamBody {
    StreamBody::repeatable(length, || chunks(HELLO))
}

#[derive(Clone)]
struct FilePut(StreamBody);

impl Operation for FilePut {
    type Output = ();
    type Error = ContactDeleteError;

    const ID: &'static str = "putFile";
    const METHOD: &'static str = "PUT";
    const PATH: &'static str = "/v2/file";
    const SECURITY: Security = &[&[&super::sample::API_KEY]];

    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument> {
        parts.set_body("text/plain", RequestBody::Stream(self.0.clone()))
    }

    fn read(response: &mut Response) -> Result<(), Failure<ContactDeleteError>> {
        match response.status().as_u16() {
            200 => response.empty(),
            _ => response.other(),
        }
    }
}

async fn put(client: &Client, body: &StreamBody) -> Result<(), Error> {
    Ok(Request::new(client, FilePut(body.clone())).await?)
}

fn fake(replies: impl IntoIterator<Item = Reply>) -> (FakeServer, Client) {
    let server = FakeServer::new();
    replies.into_iter().for_each(|reply| {
        server.reply(reply);
    });
    let client = builder("https://api.example.com").transport(&server).build().unwrap();
    (server, client)
}

fn bodies(server: &FakeServer) -> Vec<Bytes> {
    server.received().iter().map(|received| received.body().clone()).collect()
}

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

#[tokio::test]
async fn a_stream_of_known_length_is_sent_with_it() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    put(&client(&server), &once(Some(11), HELLO)).await.unwrap();
    let request = &server.requests()[0];
    assert!(request.contains("\r\ncontent-type: text/plain\r\n"), "{request}");
    assert!(request.contains("\r\ncontent-length: 11\r\n"), "{request}");
    assert!(!request.contains("transfer-encoding"), "{request}");
    assert!(request.ends_with("\r\n\r\nhello world"), "{request}");
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_sent_in_chunks() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    put(&client(&server), &once(None, HELLO)).await.unwrap();
    let request = &server.requests()[0];
    assert!(request.contains("\r\ntransfer-encoding: chunked\r\n"), "{request}");
    assert!(!request.contains("content-length"), "{request}");
    assert!(request.ends_with("\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"), "{request}");
}

#[tokio::test]
async fn a_stream_without_bytes_has_a_length() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    put(&client(&server), &once(Some(0), &[])).await.unwrap();
    assert!(server.requests()[0].contains("\r\ncontent-length: 0\r\n"));
}

#[tokio::test]
async fn a_stream_that_can_be_made_again_is_retried() {
    let (server, client) = fake([Reply::new(503), Reply::connection_reset(), Reply::new(200)]);
    put(&client, &repeatable(None)).await.unwrap();
    assert_eq!(bodies(&server), ["hello world"; 3]);
    let server = Server::start([busy(), answer("200 OK", &[], "")]).await;
    put(&builder(&server.url).build().unwrap(), &repeatable(Some(11))).await.unwrap();
    assert!(server.requests().iter().all(|request| request.ends_with("\r\n\r\nhello world")));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_is_not_retried() {
    for reply in [Reply::new(503), Reply::connection_reset(), Reply::new(200).delay(std::time::Duration::MAX)] {
        let (server, client) = fake([reply, Reply::new(200)]);
        let error = put(&client, &once(None, HELLO)).await.unwrap_err();
        assert!(error.is_body_spent());
        assert!(error.to_string().ends_with("(attempt 1 of 1, and the body can't be sent again)"), "{error}");
        assert_eq!(server.received().len(), 1);
    }
    let server = Server::start([busy(), answer("200 OK", &[], "")]).await;
    let error = put(&client(&server), &once(None, HELLO)).await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.requests().len()), (Some(503), 1));
    assert!(error.is_body_spent());
}

#[tokio::test]
async fn what_ends_the_call_anyway_is_not_blamed_on_the_body() {
    let (_server, client) = fake([Reply::new(404)]);
    let error = put(&client, &once(None, HELLO)).await.unwrap_err();
    assert!(!error.is_body_spent());
    assert!(error.to_string().ends_with("(attempt 1 of 3)"), "{error}");
}

#[tokio::test]
async fn a_stream_that_was_not_begun_is_sent_with_the_next_attempt() {
    let refused = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let body = once(None, HELLO);
    let client = builder(&format!("http://{refused}")).max_retries(0).build().unwrap();
    let error = put(&client, &body).await.unwrap_err();
    assert!(error.is_connect() && !error.is_body_spent(), "{error}");
    assert!(body.can_be_sent());
}

#[tokio::test]
async fn a_redirect_sends_again_only_what_can_be_made_again() {
    let redirected = || [Reply::new(307).header("location", "/v3/file"), Reply::new(200)];
    let (server, client) = fake(redirected());
    put(&client, &repeatable(None)).await.unwrap();
    assert_eq!((bodies(&server), server.received()[1].path()), (vec![Bytes::from("hello world"); 2], "/v3/file"));
    let (server, client) = fake(redirected());
    let error = put(&client, &once(None, HELLO)).await.unwrap_err();
    assert_eq!((error.kind(), server.received().len()), (ErrorKind::Redirect, 1));
    assert!(error.is_body_spent());
    assert!(error.to_string().contains("is not followed: the body can't be sent again"), "{error}");
}

#[tokio::test]
async fn a_refused_token_sends_again_only_what_can_be_made_again() {
    for (body, sent) in [(repeatable(None), 2), (once(None, HELLO), 1)] {
        let server = FakeServer::new();
        server.reply(Reply::new(401)).reply(Reply::new(200));
        let count = std::sync::atomic::AtomicU32::new(0);
        let provider = move || {
            let token = format!("token-{}", count.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
            async { Ok(Secret::from(token)) }
        };
        let builder = builder("https://api.example.com").token_provider(&super::sample::API_KEY, provider);
        let client = builder.transport(&server).build().unwrap();
        let result = put(&client, &body).await;
        assert_eq!(server.received().len(), sent);
        assert_eq!(result.is_ok(), sent == 2);
        if let Err(error) = result {
            assert!(error.is_unauthorized() && error.is_body_spent(), "{error}");
        }
    }
}

#[tokio::test]
async fn a_stream_that_fails_ends_the_call() {
    let broken: &'static [_] = &[Ok("hel"), Err("disk of hunter2")];
    let server = Server::start([json("200 OK", "{}"), json("200 OK", "{}")]).await;
    for client in [client(&server), fake([Reply::new(200)]).1] {
        for body in [StreamBody::repeatable(Some(11), || chunks(broken)), once(None, broken)] {
            let error = put(&client, &body).await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::RequestBody, 1));
            let shown = error.to_string();
            assert!(shown.starts_with("PUT /v2/file: the stream of the request's body failed ("), "{shown}");
            assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "disk of hunter2");
            assert!(!format!("{shown} {error:?}").contains("hunter2"));
        }
    }
}

#[tokio::test]
async fn a_stream_has_as_many_bytes_as_its_length_says() {
    for (length, what) in [(10, "more"), (5, "more"), (12, "fewer")] {
        let server = Server::start([json("200 OK", "{}")]).await;
        let error = put(&client(&server), &once(Some(length), HELLO)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RequestBody);
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(source, format!("the stream has {what} bytes than its length"));
    }
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_belongs_to_one_request() {
    let (server, client) = fake([Reply::new(200), Reply::new(200)]);
    let body = once(None, HELLO);
    put(&client, &body).await.unwrap();
    let error = put(&client, &body).await.unwrap_err();
    assert_eq!((error.kind(), server.received().len()), (ErrorKind::InvalidArgument, 1));
    assert!(error.to_string().contains("was sent before, and can be read only once"), "{error}");
}
