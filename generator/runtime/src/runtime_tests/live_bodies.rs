//! Bodies of responses that are handed on, on the wire.

use std::time::Duration;

use super::downloads::FileGet;
use super::sample::builder;
use super::server::{Answer, Server, answer};
use crate::runtime::{Client, Download, ErrorKind, Method, Request};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ntransfer-encoding: chunked\r\n\r\n";

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

/// The head and one chunk.
fn begun() -> Vec<u8> {
    [HEAD, b"4\r\nabcd\r\n"].concat()
}

async fn get(server: &Server) -> Download {
    Request::new(&client(server), FileGet).await.unwrap()
}

#[tokio::test]
async fn a_body_is_read_as_it_comes() {
    let server = Server::start([Answer::Close([begun().as_slice(), b"2\r\nef\r\n0\r\n\r\n"].concat())]).await;
    assert_eq!(get(&server).await.bytes().await.unwrap(), "abcdef");
}

#[tokio::test]
async fn a_body_with_a_length_tells_it() {
    let server = Server::start([answer("200 OK", &["content-type: image/png"], "abcdef")]).await;
    let download = get(&server).await;
    assert_eq!((download.content_length(), download.content_type()), (Some(6), Some("image/png")));
    assert_eq!(download.bytes().await.unwrap(), "abcdef");
}

#[tokio::test]
async fn dropping_a_download_closes_its_connection() {
    let server = Server::start([Answer::Endless(begun(), b"4\r\nabcd\r\n".to_vec())]).await;
    let mut download = get(&server).await;
    assert!(download.chunk().await.unwrap().is_some());
    drop(download);
    // The server is told so when it can't send any more.
    server.quiet.notified().await;
}

#[tokio::test]
async fn an_endless_body_is_read_for_as_long_as_somebody_reads() {
    let part = [b"10000\r\n".as_slice(), &[b'x'; 0x10000], b"\r\n"].concat();
    let server = Server::start([Answer::Endless(begun(), part)]).await;
    let mut download = get(&server).await;
    let mut length = 0;
    while length < 64 << 20 {
        let chunk = download.chunk().await.unwrap().unwrap();
        // No more is held than came at once.
        assert!(chunk.len() <= 1 << 20);
        length += chunk.len();
    }
    let whole = download.bytes().await.unwrap_err();
    assert_eq!(whole.kind(), ErrorKind::BodyTooLarge);
    server.quiet.notified().await;
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error() {
    let with_length = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabcd".to_vec();
    for answer in [Answer::Close(begun()), Answer::Reset(begun()), Answer::Close(with_length)] {
        let server = Server::start([answer]).await;
        let error = get(&server).await.bytes().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
        let expected = "GET /v2/file: the connection failed, after 200 OK (attempt 1 of 3)";
        assert_eq!(error.to_string(), expected);
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            assert!(!format!("{error} {error:?}").contains("v2/file"), "{error:?}");
            source = error.source();
        }
    }
}

#[tokio::test]
async fn a_body_that_stalls_times_out() {
    const SECOND: Duration = Duration::from_secs(1);
    for (chunk_timeout, deadline, kind, after) in [
        (None, None, ErrorKind::Timeout, 60 * SECOND),
        (Some(5 * SECOND), Some(9 * SECOND), ErrorKind::Timeout, 5 * SECOND),
        (Some(15 * SECOND), Some(9 * SECOND), ErrorKind::Deadline, 8 * SECOND),
    ] {
        let server = Server::start([Answer::Stall(begun())]).await;
        let client = client(&server);
        let mut request = Request::new(&client, FileGet);
        request.options.chunk_timeout = chunk_timeout;
        request.options.deadline = deadline;
        let mut download = request.await.unwrap();
        assert_eq!(download.chunk().await.unwrap().unwrap(), "abcd");
        tokio::time::pause();
        let start = tokio::time::Instant::now();
        let error = download.chunk().await.unwrap_err();
        tokio::time::resume();
        assert_eq!(error.kind(), kind);
        assert!(start.elapsed() >= after, "{:?}", start.elapsed());
        assert_eq!(download.chunk().await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_slow_reader_is_not_timed_out() {
    let server = Server::start([Answer::Close([begun().as_slice(), b"2\r\nef\r\n0\r\n\r\n"].concat())]).await;
    let mut download = get(&server).await;
    assert!(download.chunk().await.unwrap().is_some());
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(3600)).await;
    tokio::time::resume();
    assert_eq!(download.bytes().await.unwrap(), "ef");
}

#[tokio::test]
async fn the_deadline_ends_a_body_that_never_pauses() {
    let server = Server::start([Answer::Endless(begun(), b"4\r\nabcd\r\n".to_vec())]).await;
    let mut download = Request::new(&client(&server), FileGet).deadline(Duration::from_secs(9)).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(10)).await;
    let error = loop {
        if let Err(error) = download.chunk().await {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::Deadline);
}

#[tokio::test]
async fn a_download_can_be_read_by_another_executor() {
    let server = Server::start([Answer::Stall(begun())]).await;
    let mut download = client(&server).request(Method::GET, "/v2/file").send_stream().await.unwrap();
    let read = std::thread::spawn(move || {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let mut polled = std::pin::pin!(download.chunk());
        while polled.as_mut().poll(&mut context).is_pending() {
            std::thread::yield_now();
        }
    });
    tokio::task::spawn_blocking(|| read.join().unwrap()).await.unwrap();
}

#[cfg(feature = "blocking")]
mod blocking {
    use std::io::Read;

    use super::*;

    fn serve(answers: impl IntoIterator<Item = Answer>) -> (tokio::runtime::Runtime, Server) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(Server::start(answers));
        (runtime, server)
    }

    fn whole() -> Answer {
        Answer::Close([begun().as_slice(), b"2\r\nef\r\n0\r\n\r\n"].concat())
    }

    #[test]
    fn a_download_is_a_reader() {
        let (_runtime, server) = serve([whole(), whole(), whole()]);
        let client = builder(&server.url).build_blocking().unwrap();
        let mut download = Request::new(&client, FileGet).send().unwrap();
        let mut start = [0; 3];
        download.read_exact(&mut start).unwrap();
        assert_eq!((&start, download.chunk_blocking().unwrap().unwrap()), (b"abc", "d".into()));
        let mut rest = String::new();
        download.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "ef");
        let answered = Request::new(&client, FileGet).send_with_meta().unwrap();
        assert_eq!(answered.value.bytes_blocking().unwrap(), "abcdef");
        let download = client.request(Method::GET, "/v2/file").send_stream().unwrap();
        // The client's thread serves the download for as long as that is there.
        drop(client);
        assert_eq!(download.bytes_blocking().unwrap(), "abcdef");
    }

    #[test]
    fn what_fails_is_told_as_by_the_async_client() {
        let (_runtime, server) = serve([Answer::Close(begun()), Answer::Stall(begun()), whole()]);
        let client = builder(&server.url).build_blocking().unwrap();
        let error = Request::new(&client, FileGet).send().unwrap().bytes_blocking().unwrap_err();
        assert_eq!(error.to_string(), "GET /v2/file: the connection failed, after 200 OK (attempt 1 of 3)");
        let request = Request::new(&client, FileGet).chunk_timeout(Duration::from_millis(1));
        let error = request.send().unwrap().read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
        let error = Request::new(&client, FileGet).body_limit(5).send().unwrap().bytes_blocking().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    }

    #[test]
    fn dropping_it_closes_its_connection() {
        let (runtime, server) = serve([Answer::Endless(begun(), b"4\r\nabcd\r\n".to_vec())]);
        let client = builder(&server.url).build_blocking().unwrap();
        let mut download = Request::new(&client, FileGet).send().unwrap();
        assert!(download.chunk_blocking().unwrap().is_some());
        drop(download);
        runtime.block_on(server.quiet.notified());
    }

    #[test]
    fn in_the_wrong_place_the_error_says_what_to_do() {
        let (runtime, server) = serve([whole(), whole()]);
        let download = runtime.block_on(get(&server));
        let error = download.bytes_blocking().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let what = "this is a stream of the async client: read it in async code, or use the blocking client";
        assert_eq!(error.to_string(), format!("GET /v2/file: {what}"));
        let client = builder(&server.url).build_blocking().unwrap();
        let download = Request::new(&client, FileGet).send().unwrap();
        let error = runtime.block_on(async { download.bytes_blocking() }).unwrap_err();
        let what = "a blocking client can't be used in async code: use the async client";
        assert_eq!(error.to_string(), format!("GET /v2/file: {what}"));
    }

    #[test]
    fn async_code_may_read_a_stream_of_the_blocking_client() {
        let (runtime, server) = serve([whole()]);
        let client = builder(&server.url).build_blocking().unwrap();
        let download = Request::new(&client, FileGet).send().unwrap();
        assert_eq!(runtime.block_on(download.bytes()).unwrap(), "abcdef");
    }
}
