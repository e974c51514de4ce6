//! HTTP/2, with a server that speaks nothing else.

use h2::{Reason, server};
use http::Response;
use tokio::net::TcpListener;

use super::sample::builder;
use crate::runtime::{Bytes, Client, ErrorKind, Method};

/// What the server does with a request.
#[derive(Clone, Copy)]
enum Answer {
    Whole(u16),
    /// A response whose body is reset after some of it.
    Cut(u16),
    /// No response.
    Reset,
}

/// A client of a server that gives these answers on its first connection, and the heads that this gets.
async fn client(answers: &'static [Answer]) -> (Client, tokio::task::JoinHandle<Vec<http::request::Parts>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move {
        let mut connection = server::handshake(listener.accept().await.unwrap().0).await.unwrap();
        let mut heads = Vec::new();
        let mut answers = answers.iter();
        while let Some(Ok((request, mut respond))) = connection.accept().await {
            heads.push(request.into_parts().0);
            let head = |status: u16| Response::builder().status(status).header("retry-after-ms", "0").body(()).unwrap();
            match *answers.next().unwrap() {
                Answer::Whole(status) => {
                    let mut body = respond.send_response(head(status), false).unwrap();
                    body.send_data(Bytes::from_static(b"{}"), true).unwrap();
                }
                Answer::Cut(status) => {
                    let mut body = respond.send_response(head(status), false).unwrap();
                    body.send_data(Bytes::from_static(b"{\"a"), false).unwrap();
                    tokio::spawn(async move {
                        // What was sent goes out before the reset.
                        tokio::task::yield_now().await;
                        body.send_reset(Reason::INTERNAL_ERROR);
                    });
                }
                Answer::Reset => respond.send_reset(Reason::INTERNAL_ERROR),
            }
        }
        heads
    });
    (builder(&url).http_client(own).build().unwrap(), serving)
}

#[tokio::test]
async fn requests_are_those_of_http_1() {
    let (client, serving) = client(&[Answer::Whole(200), Answer::Whole(503), Answer::Whole(200)]).await;
    client.request(Method::POST, "/x").await.unwrap();
    assert_eq!(client.request(Method::GET, "/x").await.unwrap().attempts(), 2);
    drop(client);
    let heads = serving.await.unwrap();
    let lengths: Vec<_> = heads.iter().map(|head| head.headers.get("content-length").map(|v| v.as_bytes())).collect();
    assert_eq!(lengths, [Some(&b"0"[..]), None, None]);
    assert!(heads.iter().all(|head| head.headers["authorization"] == "Bearer secret-key"));
}

#[tokio::test]
async fn a_stream_that_is_reset_is_a_lost_connection() {
    let (client, _serving) = client(&[Answer::Reset, Answer::Whole(200)]).await;
    let error = client.request(Method::POST, "/x").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
}

#[tokio::test]
async fn an_error_whose_stream_is_reset_stays_one() {
    let (client, _serving) = client(&[Answer::Cut(404)]).await;
    let response = client.request(Method::GET, "/x").await.unwrap();
    assert_eq!((response.status().as_u16(), response.is_complete(), response.attempts()), (404, false, 1));
}
