//! A server of raw bytes on the loopback interface.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What the server does with one connection, after it has read one request.
pub(super) enum Answer {
    /// Sends this and closes.
    Close(Vec<u8>),
    /// Sends this and then nothing more.
    Stall(Vec<u8>),
    /// Sends this and resets the connection.
    Reset(Vec<u8>),
    /// Sends the first, and then the second for as long as somebody takes it.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends this and closes, when it is told to.
    When(Arc<Notify>, Vec<u8>),
}

pub(super) struct Server {
    pub(super) url: String,
    requests: Arc<Mutex<Vec<String>>>,
    /// Told when a stalled answer has been sent as far as it goes, or an endless one was given up.
    pub(super) quiet: Arc<Notify>,
}

impl Server {
    /// Gives these answers, one a connection. Further connections are closed.
    pub(super) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let answers: Vec<_> = answers.into_iter().collect();
        let quiet = Arc::new(Notify::new());
        tokio::spawn(serve(listener, answers, Arc::clone(&requests), Arc::clone(&quiet)));
        Self { url: format!("http://{address}"), requests, quiet }
    }

    /// The requests so far, as they came, with the server's own address made `HOST`, and without `Accept-Encoding`,
    /// which the features decide.
    pub(super) fn requests(&self) -> Vec<String> {
        let host = self.url.trim_start_matches("http://");
        let requests = self.requests.lock().unwrap();
        let without_codings = |request: &String| match request.split_once("accept-encoding: ") {
            Some((before, after)) => format!("{before}{}", after.split_once("\r\n").unwrap_or_default().1),
            None => request.clone(),
        };
        requests.iter().map(|request| without_codings(request).replace(host, "HOST")).collect()
    }

    /// What `Accept-Encoding` of the first request was.
    pub(super) fn accepted_codings(&self) -> Option<String> {
        let requests = self.requests.lock().unwrap();
        requests[0].lines().find_map(|line| line.strip_prefix("accept-encoding: ")).map(str::to_owned)
    }

    /// The first lines of the requests so far.
    pub(super) fn lines(&self) -> Vec<String> {
        let first = |request: String| request.lines().next().unwrap_or_default().to_owned();
        self.requests().into_iter().map(first).collect()
    }
}

/// A response with a length, that says that no other will come on its connection: a client may write its next request
/// before it sees the end of a connection that doesn't say so.
pub(super) fn answer(status: &str, headers: &[&str], body: &str) -> Answer {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for header in headers {
        text += &format!("{header}\r\n");
    }
    text += &format!("connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    Answer::Close(text.into_bytes())
}

/// A response of JSON.
pub(super) fn json(status: &str, body: &str) -> Answer {
    answer(status, &["content-type: application/json"], body)
}

/// An answer that is worth a retry at once.
pub(super) fn busy() -> Answer {
    answer("503 Service Unavailable", &["retry-after-ms: 0"], "")
}

async fn serve(listener: TcpListener, answers: Vec<Answer>, requests: Arc<Mutex<Vec<String>>>, quiet: Arc<Notify>) {
    let mut stalled = Vec::new();
    for answer in answers {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read(&mut stream).await;
        requests.lock().unwrap().push(request);
        match answer {
            Answer::Close(bytes) => {
                // The client may have left before the end.
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
            }
            Answer::Stall(bytes) => {
                stream.write_all(&bytes).await.unwrap();
                stalled.push(stream);
                quiet.notify_one();
            }
            Answer::Reset(bytes) => {
                stream.write_all(&bytes).await.unwrap();
                stream.set_zero_linger().unwrap();
            }
            Answer::Endless(head, part) => {
                let mut sent = stream.write_all(&head).await;
                while sent.is_ok() {
                    sent = stream.write_all(&part).await;
                }
                quiet.notify_one();
            }
            Answer::When(told, bytes) => {
                told.notified().await;
                let _ = stream.write_all(&bytes).await;
            }
        }
    }
    // The port stays taken until the test ends, so that no other server gets it; and what is stalled stays so.
    while let Ok(further) = listener.accept().await {
        drop(further);
    }
    drop(stalled);
}

/// Reads the head, and as much of a body as it announces.
async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && is_whole(head, body)
        {
            return text;
        }
        // A client that gives up may reset the connection.
        if stream.read_buf(&mut bytes).await.unwrap_or_default() == 0 {
            return text;
        }
    }
}

fn is_whole(head: &str, body: &str) -> bool {
    match head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
        Some(length) => body.len() >= length.parse().unwrap(),
        None => !head.contains("transfer-encoding: chunked") || body.ends_with("0\r\n\r\n"),
    }
}
