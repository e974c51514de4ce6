//! A server that costs next to nothing, for calls that are counted or timed.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::str;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use tokio::task::{AbortHandle, JoinSet};

/// The longest head of a request, in bytes. A longer one ends the connection.
const LONGEST_HEAD: usize = 4096;

/// What ends the head of a request.
const END: &[u8] = b"\r\n\r\n";

/// A server on a free port of 127.0.0.1 that takes each request to be the delete of a contact and confirms it, with the
/// last segment of the path as the ID.
///
/// It knows just enough of HTTP/1.1 for requests without a body, and once a connection is made, it allocates
/// nothing and keeps nothing. It ends when it is dropped.
#[derive(Debug)]
pub struct Canned {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: AbortHandle,
}

#[derive(Debug)]
struct Shared {
    arrived: AtomicUsize,
    barrier: Barrier,
    now: AtomicUsize,
    most: AtomicUsize,
    connections: AtomicUsize,
}

impl Canned {
    /// Starts the server, on the Tokio runtime that this is called in. It answers so many requests at a time, when all of
    /// them have arrived, which shows that they were under way at once; with 1, each as it comes.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(together: usize) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            arrived: AtomicUsize::new(0),
            barrier: Barrier::new(together),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared))).abort_handle();
        Ok(Self { address, shared, accepting })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests have arrived.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.shared.arrived.load(Ordering::Relaxed)
    }

    /// The largest number of requests that had arrived and weren't answered yet.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.shared.most.load(Ordering::Relaxed)
    }

    /// How many connections have been made.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }
}

impl Drop for Canned {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// The connections end with this task, whose they are.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::Relaxed);
        connections.spawn(serve(stream, Arc::clone(&shared)));
        while connections.try_join_next().is_some() {}
    }
}

/// Answers the requests of one connection until it ends, or until something comes that is no request.
async fn serve(mut stream: TcpStream, shared: Arc<Shared>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut read = [0; LONGEST_HEAD];
    let mut filled = 0;
    let mut answer = Vec::with_capacity(LONGEST_HEAD + 256);
    loop {
        let head = read.get(..filled).unwrap_or_default();
        let Some(length) = head.windows(END.len()).position(|window| window == END).map(|end| end + END.len()) else {
            let count = stream.read(read.get_mut(filled..).unwrap_or_default()).await?;
            if count == 0 {
                return Ok(());
            }
            filled += count;
            continue;
        };
        let Some(id) = id(head) else { return Ok(()) };
        write_answer(&mut answer, id);
        shared.arrive().await;
        stream.write_all(&answer).await?;
        read.copy_within(length..filled, 0);
        filled -= length;
    }
}

impl Shared {
    /// Counts a request, and holds it until those are there that are answered with it.
    async fn arrive(&self) {
        self.arrived.fetch_add(1, Ordering::Relaxed);
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
        self.barrier.wait().await;
        self.now.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The last segment of the path, as it is spelt in the first line: `DELETE /v2/contacts/ID HTTP/1.1`.
fn id(head: &[u8]) -> Option<&str> {
    let line = head.split(|byte| *byte == b'\r').next()?;
    let target = line.split(|byte| *byte == b' ').nth(1)?;
    let id = target.rsplit(|byte| *byte == b'/').next()?;
    str::from_utf8(id).ok().filter(|id| !id.contains(['"', '\\']))
}

fn write_answer(answer: &mut Vec<u8>, id: &str) {
    const BEFORE: &str = r#"{"id":""#;
    const AFTER: &str = r#"","object":"contact","deleted":true}"#;
    let length = BEFORE.len() + id.len() + AFTER.len();
    answer.clear();
    // A vector takes whatever is written to it.
    let _: io::Result<()> = io::Write::write_fmt(
        answer,
        format_args!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{BEFORE}{id}{AFTER}"
        ),
    );
}

#[cfg(test)]
mod tests {
    use anyhow::Result;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::Canned;

    /// Sends these bytes, and gives the bodies of all answers.
    async fn bodies(server: &Canned, sent: &[u8]) -> Result<Vec<String>> {
        let mut stream = TcpStream::connect(server.address).await?;
        stream.write_all(sent).await?;
        stream.shutdown().await?;
        let mut answers = String::new();
        stream.read_to_string(&mut answers).await?;
        let bodies = answers.split("HTTP/1.1 200 OK\r\n").filter_map(|answer| answer.split_once("\r\n\r\n"));
        Ok(bodies.map(|(_, body)| body.to_owned()).collect())
    }

    #[tokio::test]
    async fn requests_of_one_connection_are_answered_in_turn() -> Result<()> {
        let server = Canned::start(1).await?;
        let sent = b"DELETE /v2/contacts/a HTTP/1.1\r\nhost: b\r\n\r\nDELETE /c HTTP/1.1\r\n\r\n";
        let expected =
            [r#"{"id":"a","object":"contact","deleted":true}"#, r#"{"id":"c","object":"contact","deleted":true}"#];
        assert_eq!(bodies(&server, sent).await?, expected);
        assert_eq!((server.requests(), server.most_at_once(), server.connections()), (2, 1, 1));
        Ok(())
    }

    #[tokio::test]
    async fn so_many_are_answered_together() -> Result<()> {
        let server = Canned::start(2).await?;
        let sent = b"DELETE /a HTTP/1.1\r\n\r\nDELETE /b HTTP/1.1\r\n\r\n";
        let (one, two) = tokio::try_join!(bodies(&server, sent), bodies(&server, sent))?;
        assert_eq!((one.len(), two.len()), (2, 2));
        assert_eq!((server.requests(), server.most_at_once(), server.connections()), (4, 2, 2));
        Ok(())
    }

    #[tokio::test]
    async fn what_is_no_request_ends_the_connection() -> Result<()> {
        let server = Canned::start(1).await?;
        for sent in
            [b"\r\n\r\n".as_slice(), b"DELETE /\xFF HTTP/1.1\r\n\r\n", b"DELETE /\" HTTP/1.1\r\n\r\n", &[b'a'; 4096]]
        {
            assert!(bodies(&server, sent).await?.is_empty());
        }
        Ok(())
    }
}
