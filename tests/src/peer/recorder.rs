//! A server that answers as it is told, and remembers what it was asked.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::recorded::Recorded;
use crate::routes::lock;

/// The longest body that is read, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// What is answered when no other answer is due: the contact is deleted.
const DELETED: &str = r#"{"id":"507f1f77bcf86cd799439011","object":"contact","deleted":true}"#;

/// An answer to a request. Its body says what the documentation says of a 200, whatever the status.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: Vec<(&'static str, &'static str)>,
}

impl Answer {
    /// An answer of this status.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self { status, headers: Vec::new() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = (self.status, DELETED).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in self.headers {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        response
    }
}

/// A server on a free port of 127.0.0.1, for every method and path. It ends when it is dropped.
pub struct Recorder {
    address: SocketAddr,
    shared: Arc<Shared>,
    /// Never sent to: its end is the signal to stop.
    _alive: oneshot::Sender<()>,
}

#[derive(Default)]
struct Shared {
    requests: Mutex<Vec<Recorded>>,
    answers: Mutex<VecDeque<Answer>>,
}

impl Recorder {
    /// Starts the server, on the Tokio runtime that this is called in.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let (alive, stopped) = oneshot::channel();
        let serve = axum::serve(listener, router).with_graceful_shutdown(async move {
            let _: Result<(), oneshot::error::RecvError> = stopped.await;
        });
        tokio::spawn(serve.into_future());
        Ok(Self { address, shared, _alive: alive })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets the answers to the next requests, in their order; after them, each is a 200. What was to be answered or was
    /// recorded before is forgotten.
    pub fn play(&self, answers: impl IntoIterator<Item = Answer>) {
        *lock(&self.shared.answers) = answers.into_iter().collect();
        lock(&self.shared.requests).clear();
    }

    /// The requests since [`play`](Self::play) was called, in the order in which they were read to their end.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.shared.requests).clone()
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("address", &self.address).finish_non_exhaustive()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body): (_, Body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let recorded = Recorded { method: parts.method, uri: parts.uri, headers: parts.headers, body };
    lock(&shared.requests).push(recorded);
    let answer = lock(&shared.answers).pop_front();
    answer.unwrap_or_else(|| Answer::new(StatusCode::OK)).into_response()
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, Result};
    use axum::http::StatusCode;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::{Answer, Recorder};

    /// What the server answers to this request, which must close the connection.
    async fn ask(server: &Recorder, request: &str) -> Result<String> {
        let mut stream = TcpStream::connect(server.address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn it_plays_its_answers_and_then_200() -> Result<()> {
        let server = Recorder::start().await?;
        server.play([Answer::new(StatusCode::IM_A_TEAPOT).header("x-a", "b")]);
        let request = "DELETE /a%2fb?c HTTP/1.1\r\nhost: h\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi";
        let first = ask(&server, request).await?;
        assert!(first.starts_with("HTTP/1.1 418 ") && first.contains("\r\nx-a: b\r\n"), "{first}");
        let second = ask(&server, request).await?;
        assert!(second.starts_with("HTTP/1.1 200 ") && second.contains("application/json"), "{second}");

        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        let request = requests.first().context("nothing was recorded")?;
        assert_eq!((request.uri.to_string().as_str(), request.body.as_ref()), ("/a%2fb?c", b"hi".as_slice()));
        server.play([]);
        assert!(server.requests().is_empty());
        Ok(())
    }

    #[tokio::test]
    async fn it_records_what_a_proxy_is_asked() -> Result<()> {
        let server = Recorder::start().await?;
        server.play([Answer::new(StatusCode::BAD_GATEWAY)]);
        let request = "CONNECT a.example:443 HTTP/1.1\r\nhost: a.example:443\r\nconnection: close\r\n\r\n";
        let answer = ask(&server, request).await?;
        assert!(answer.starts_with("HTTP/1.1 502 "), "{answer}");
        let targets: Vec<_> = server.requests().iter().map(|request| request.uri.to_string()).collect();
        assert_eq!(targets, ["a.example:443"]);
        Ok(())
    }
}
