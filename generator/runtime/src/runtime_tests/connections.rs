//! Which connections the requests of a call take.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::sample::builder;
use crate::runtime::Method;

#[derive(Default)]
struct State {
    answers: Vec<String>,
    /// The number of each request's connection.
    connections: Vec<usize>,
}

/// Answers what comes on one connection, which is kept.
async fn serve(mut stream: TcpStream, number: usize, state: Arc<Mutex<State>>) {
    let mut request = Vec::new();
    while stream.read_buf(&mut request).await.is_ok_and(|read| read > 0) {
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            let answer = {
                let mut state = state.lock().unwrap();
                state.connections.push(number);
                state.answers.remove(0)
            };
            // The client may have left before the end.
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    }
}

/// The number of each request's connection, in a call that gets these answers.
async fn connections(answers: &[String]) -> Vec<usize> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = builder(&format!("http://{}", listener.local_addr().unwrap())).build().unwrap();
    let state = Arc::new(Mutex::new(State { answers: answers.to_vec(), connections: Vec::new() }));
    let served = Arc::clone(&state);
    tokio::spawn(async move {
        for number in 0.. {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(serve(stream, number, Arc::clone(&served)));
        }
    });
    assert_eq!(client.request(Method::GET, "/x").await.unwrap().status().as_u16(), 200);
    let state = state.lock().unwrap();
    state.connections.clone()
}

fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn busy(body: &str) -> String {
    answer("503 Busy\r\nretry-after-ms: 0", body)
}

#[tokio::test]
async fn a_retry_takes_the_connection_of_an_answer_with_a_small_body() {
    let answers = [busy("{}"), busy(&"x".repeat(60_000)), answer("200 OK", "")];
    assert_eq!(connections(&answers).await, [0, 0, 0]);
}

#[tokio::test]
async fn a_followed_redirect_takes_the_connection_of_the_answer() {
    let moved = answer("307 Moved\r\nlocation: /y", "<a href=/y>moved</a>");
    assert_eq!(connections(&[moved.clone(), moved, answer("200 OK", "")]).await, [0, 0, 0]);
}

#[tokio::test]
async fn a_body_that_is_large_or_does_not_come_is_not_waited_for() {
    assert_eq!(connections(&[busy(&"x".repeat(70_000)), answer("200 OK", "")]).await, [0, 1]);
    let chunks = format!("HTTP/1.1 503 Busy\r\nretry-after-ms: 0\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk());
    assert_eq!(connections(&[chunks, answer("200 OK", "")]).await, [0, 1]);
    let stalled = "HTTP/1.1 503 Busy\r\nretry-after-ms: 0\r\ncontent-length: 5\r\n\r\n".to_owned();
    assert_eq!(connections(&[stalled, answer("200 OK", "")]).await, [0, 1]);
}

/// More than is read of a body that nobody needs.
fn chunk() -> String {
    format!("11170\r\n{}\r\n", "x".repeat(0x11170))
}
