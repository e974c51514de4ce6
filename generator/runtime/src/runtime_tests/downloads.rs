//! Bodies of responses that are handed on, on a fake server.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use futures_core::Stream;

use super::sample::{API_KEY, ContactDeleteError, builder};
use crate::runtime::testing::{FakeServer, Reply};
use crate::runtime::{
    Bytes, Client, Download, ErrorKind, Failure, InvalidArgument, Method, Operation, OperationError, Request,
    RequestParts, Response, Secret, Security,
};

/// A `GET` whose success is handed on.
#[derive(Clone)]
pub(super) struct FileGet;

impl Operation for FileGet {
    type Output = Download;
    type Error = ContactDeleteError;

    const ID: &'static str = "getFile";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/v2/file";
    const SECURITY: Security = &[&[&API_KEY]];

    fn write(&self, _: &mut RequestParts) -> Result<(), InvalidArgument> {
        Ok(())
    }

    fn is_streamed(status: u16) -> bool {
        // What it says of errors isn't asked.
        matches!(status, 200 | 404)
    }

    fn read(response: &mut Response) -> Result<Download, Failure<ContactDeleteError>> {
        match response.status().as_u16() {
            200 => response.download(),
            404 => response.error(ContactDeleteError::NotFound),
            _ => response.other(),
        }
    }
}

fn fake(replies: impl IntoIterator<Item = Reply>) -> (FakeServer, Client) {
    let server = FakeServer::new();
    replies.into_iter().for_each(|reply| {
        server.reply(reply);
    });
    let client = builder("https://api.example.com").transport(&server).build().unwrap();
    (server, client)
}

async fn get(client: &Client) -> Result<Download, OperationError<ContactDeleteError>> {
    Request::new(client, FileGet).await
}

fn picture() -> Reply {
    Reply::new(200)
        .header("content-type", "image/png; q=1")
        .chunk("one, ")
        .chunk("")
        .chunk("two")
        .pause(SECOND)
        .chunk("!")
}

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_success_is_handed_on_as_it_comes() {
    let (server, client) = fake([picture().header("content-length", "9")]);
    let mut download = get(&client).await.unwrap();
    assert_eq!((download.status().as_u16(), download.content_type()), (200, Some("image/png")));
    assert_eq!(download.content_length(), Some(9));
    assert_eq!(server.elapsed(), Duration::ZERO);
    assert_eq!(download.chunk().await.unwrap().unwrap(), "one, ");
    assert_eq!(download.chunk().await.unwrap().unwrap(), "two");
    let next = poll_fn(|cx| Pin::new(&mut download).poll_next(cx)).await;
    assert_eq!((next.unwrap().unwrap(), server.elapsed()), (Bytes::from("!"), SECOND));
    assert_eq!(download.chunk().await.unwrap(), None);
    assert_eq!(download.chunk().await.unwrap(), None);
}

#[tokio::test]
async fn a_download_can_be_read_whole() {
    let (_server, client) = fake([picture()]);
    assert_eq!(get(&client).await.unwrap().bytes().await.unwrap(), "one, two!");
}

#[tokio::test]
async fn what_is_read_whole_has_the_body_limit() {
    let (_server, client) = fake([picture(), picture().header("content-length", "9"), picture()]);
    for _ in 0..2 {
        let download = Request::new(&client, FileGet).body_limit(8).await.unwrap();
        let error = download.bytes().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
        assert_eq!(error.to_string(), "GET /v2/file: 200 OK: the body is larger than 8 bytes (attempt 1 of 3)");
    }
    let mut download = Request::new(&client, FileGet).body_limit(0).await.unwrap();
    let mut length = 0;
    while let Some(chunk) = download.chunk().await.unwrap() {
        length += chunk.len();
    }
    assert_eq!(length, 9);
}

#[tokio::test]
async fn retries_and_redirects_hold_until_the_head() {
    let redirect = Reply::new(307).header("location", "/v3/file");
    let (server, client) = fake([Reply::new(503), Reply::connection_reset(), redirect, picture()]);
    let answered = Request::new(&client, FileGet).send_with_meta().await.unwrap();
    assert_eq!((answered.response.attempts(), answered.response.body().len()), (3, 0));
    assert!(!answered.response.is_complete());
    assert_eq!(answered.value.bytes().await.unwrap(), "one, two!");
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn errors_are_read_whole() {
    let body = r#"{"error":{"code":"contact_not_found","message":"m","status":404}}"#;
    let (_server, client) = fake([Reply::json(404, body)]);
    let error = get(&client).await.unwrap_err();
    assert!(matches!(error.api(), Some(ContactDeleteError::NotFound(_))));
    assert_eq!(error.code(), Some("contact_not_found"));
}

#[tokio::test]
async fn a_chunk_has_a_timeout_of_its_own() {
    let slow = || picture().pause(59 * SECOND).chunk("late").pause(30 * SECOND).pause(30 * SECOND).chunk("too late");
    let (server, client) = fake([slow(), slow()]);
    let mut download = Request::new(&client, FileGet).timeout(SECOND).await.unwrap();
    let error = loop {
        match download.chunk().await {
            Ok(chunk) => assert!(chunk.is_some()),
            Err(error) => break error,
        }
    };
    assert_eq!((error.kind(), server.elapsed()), (ErrorKind::Timeout, 120 * SECOND));
    let expected = "GET /v2/file: no more of the body within 60 s, after 200 OK (attempt 1 of 3)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(download.chunk().await.unwrap(), None);
    let request = Request::new(&client, FileGet).chunk_timeout(Duration::MAX);
    assert_eq!(request.await.unwrap().bytes().await.unwrap().len(), 21);
}

#[tokio::test]
async fn the_deadline_is_that_of_the_stream_too() {
    for reply in [picture().pause(20 * SECOND).pause(5 * SECOND), picture().stalled()] {
        let (server, client) = fake([reply.delay(4 * SECOND)]);
        let error = Request::new(&client, FileGet).deadline(10 * SECOND).await.unwrap().bytes().await.unwrap_err();
        assert_eq!((error.kind(), server.elapsed()), (ErrorKind::Deadline, 10 * SECOND));
        let expected = "GET /v2/file: the deadline of 10 s has passed, after 200 OK (attempt 1 of 3)";
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_stream_that_breaks_is_an_error_and_not_asked_for_again() {
    let (server, client) = fake([picture().header("x-request-id", "secret-key 7f").truncated(), picture()]);
    let mut download = get(&client).await.unwrap();
    for _ in 0..3 {
        assert!(download.chunk().await.unwrap().is_some());
    }
    let error = download.chunk().await.unwrap_err();
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Transport, Some(200)));
    assert_eq!((error.operation(), server.received().len()), (Some("getFile"), 1));
    let expected = "GET /v2/file: the connection failed, after 200 OK (request [redacted] 7f, attempt 1 of 3)";
    assert_eq!(error.to_string(), expected);
    assert!(std::error::Error::source(&error).is_some());
    assert!(!format!("{error:?} {download:?}").contains("secret-key"));
}

#[tokio::test]
async fn a_body_that_is_read_whole_may_come_in_chunks() {
    let (server, client) = fake([picture().pause(50 * SECOND), picture().pause(59 * SECOND)]);
    let read = async || client.request(Method::GET, "/v2/file").max_retries(0).send().await;
    assert_eq!(read().await.unwrap().body(), "one, two!");
    assert_eq!(server.elapsed(), 51 * SECOND);
    let error = read().await.unwrap_err();
    assert_eq!((error.kind(), server.elapsed()), (ErrorKind::Timeout, 111 * SECOND));
    let (_server, client) = fake([picture()]);
    assert_eq!(Request::new(&client, FileGet).send_raw().await.unwrap().body(), "one, two!");
}

#[tokio::test]
async fn a_raw_request_hands_on_whatever_comes() {
    let moved = Reply::new(302).header("location", "https://other.example").chunk("there");
    let (server, client) =
        fake([picture(), Reply::new(404).chunk("no").truncated(), moved, Reply::new(503), picture()]);
    let send = || client.request(Method::GET, "/v2/file").send_stream();
    assert_eq!(send().await.unwrap().bytes().await.unwrap(), "one, two!");
    let mut missing = send().await.unwrap();
    assert_eq!((missing.status().as_u16(), missing.chunk().await.unwrap().unwrap()), (404, Bytes::from("no")));
    let error = missing.chunk().await.unwrap_err();
    assert_eq!(error.to_string(), "GET (raw request): the connection failed, after 404 Not Found (attempt 1 of 3)");
    let moved = send().await.unwrap();
    assert_eq!(
        (moved.status().as_u16(), moved.headers()["location"].to_str().unwrap()),
        (302, "https://other.example")
    );
    assert_eq!(moved.bytes().await.unwrap(), "there");
    assert_eq!(send().await.unwrap().status().as_u16(), 200);
    assert_eq!(server.remaining(), 0);
}

#[tokio::test]
async fn a_refused_token_is_asked_for_anew_before_anything_is_handed_on() {
    let server = FakeServer::new();
    server.reply(Reply::new(401)).reply(picture()).reply(Reply::new(401).chunk("a")).reply(Reply::new(401).chunk("b"));
    let count = std::sync::atomic::AtomicU32::new(0);
    let provider = move || {
        let token = format!("token-{}", count.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        async { Ok(Secret::from(token)) }
    };
    let client = builder("https://api.example.com").token_provider(&API_KEY, provider).transport(&server);
    let client = client.build().unwrap();
    assert_eq!(get(&client).await.unwrap().bytes().await.unwrap(), "one, two!");
    let refused = client.request(Method::GET, "/v2/file").send_stream().await.unwrap();
    assert_eq!((refused.status().as_u16(), refused.bytes().await.unwrap()), (401, Bytes::from("b")));
}

#[tokio::test]
async fn the_refusal_of_a_token_that_stays_the_same_is_handed_on() {
    let server = FakeServer::new();
    server.reply(Reply::new(401).chunk("why"));
    let provider = || async { Ok(Secret::from("the-same-token")) };
    let client = builder("https://api.example.com").token_provider(&API_KEY, provider).transport(&server);
    let refused = client.build().unwrap().request(Method::GET, "/v2/file").send_stream().await.unwrap();
    assert_eq!((refused.status().as_u16(), refused.bytes().await.unwrap()), (401, Bytes::from("why")));
}

#[tokio::test]
async fn a_clone_of_the_response_has_no_stream() {
    let (_server, client) = fake([picture()]);
    let answered = Request::new(&client, FileGet).send_with_meta().await.unwrap();
    let mut clone = answered.response.clone();
    // It is not taken for an empty body.
    assert!(clone.download::<()>().unwrap().bytes().await.is_err());
}

#[tokio::test]
async fn a_refusal_that_breaks_off_is_not_taken_for_all_of_it() {
    let server = FakeServer::new();
    server.reply(Reply::new(401).body("why").truncated());
    let provider = || async { Ok(Secret::from("the-same-token")) };
    let client = builder("https://api.example.com").token_provider(&API_KEY, provider).transport(&server);
    let mut refused = client.build().unwrap().request(Method::GET, "/v2/file").send_stream().await.unwrap();
    assert_eq!(refused.chunk().await.unwrap().unwrap(), "why");
    assert!(refused.chunk().await.is_err());
    assert_eq!(refused.chunk().await.unwrap(), None);
}

#[cfg(feature = "io")]
mod with_io {
    use tokio::io::{AsyncReadExt, AsyncWrite};

    use super::*;

    #[tokio::test]
    async fn a_download_can_be_written_and_read() {
        let (_server, client) = fake([picture(), picture()]);
        let mut written = Vec::new();
        assert_eq!(get(&client).await.unwrap().write_to(&mut written).await.unwrap(), 9);
        assert_eq!(written, b"one, two!");
        let mut download = get(&client).await.unwrap();
        let mut start = [0; 2];
        download.read_exact(&mut start).await.unwrap();
        assert_eq!((&start, download.chunk().await.unwrap().unwrap()), (b"on", Bytes::from("e, ")));
        download.read_exact(&mut start).await.unwrap();
        assert_eq!(download.bytes().await.unwrap(), "o!");
    }

    #[tokio::test]
    async fn errors_keep_their_cause() {
        struct Full;

        impl AsyncWrite for Full {
            fn poll_write(
                self: Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
                _: &[u8],
            ) -> std::task::Poll<std::io::Result<usize>> {
                std::task::Poll::Ready(Err(std::io::ErrorKind::StorageFull.into()))
            }

            fn poll_flush(
                self: Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                std::task::Poll::Ready(Ok(()))
            }

            fn poll_shutdown(
                self: Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<std::io::Result<()>> {
                std::task::Poll::Ready(Ok(()))
            }
        }

        let (_server, client) = fake([picture(), picture().truncated(), picture().stalled()]);
        let error = get(&client).await.unwrap().write_to(&mut Full).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Write);
        assert_eq!(error.to_string(), "GET /v2/file: what the body was written to failed (attempt 1 of 3)");
        let source = std::error::Error::source(&error).unwrap().downcast_ref::<std::io::Error>().unwrap();
        assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
        for kind in [std::io::ErrorKind::Other, std::io::ErrorKind::TimedOut] {
            let error = get(&client).await.unwrap().read_to_end(&mut Vec::new()).await.unwrap_err();
            assert_eq!(error.kind(), kind);
            assert!(error.get_ref().unwrap().is::<crate::runtime::Error>());
        }
    }
}
