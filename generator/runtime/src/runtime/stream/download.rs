use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::body_stream::BodyStream;
use crate::runtime::error::Error;
use crate::runtime::response::{Failure, Response};
use crate::runtime::wire::content_type;

/// The body of a response as it comes: read it whole with [`bytes`](Self::bytes), or chunk by chunk. Dropping it before
/// its end closes the connection.
///
/// The response has begun, so nothing is retried any more. Each chunk has to come within the
/// [chunk timeout](crate::runtime::Request::chunk_timeout), and the end before the
/// [deadline](crate::runtime::Request::deadline).
///
/// It is a [`Stream`](https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html) of chunks. With the
/// feature `io` it is Tokio's `AsyncRead`, and `write_to` writes it to a file. With the feature `blocking` it is
/// [`std::io::Read`], for requests of the blocking client.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let mut download = client.request(Method::GET, "/v2/things/1/picture").send_stream().await?;
/// let mut length = 0;
/// while let Some(chunk) = download.chunk().await? {
///     length += chunk.len();
/// }
/// println!("{length} bytes of {:?}", download.content_type());
/// # Ok(())
/// # }
/// ```
pub struct Download {
    stream: BodyStream,
    /// The part of a chunk that is left by a reader of fewer bytes.
    left: Bytes,
}

impl Download {
    pub(crate) fn new(stream: BodyStream) -> Self {
        Self { stream, left: Bytes::new() }
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.stream.head().status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.stream.head().headers
    }

    /// The media type of the body, without parameters: `image/png`.
    pub fn content_type(&self) -> Option<&str> {
        content_type::essence(self.headers())
    }

    /// How many bytes the body has, if the server says it, and if it isn't decompressed.
    pub fn content_length(&self) -> Option<u64> {
        self.stream.head().content_length()
    }

    /// The next chunk, which isn't empty; `None` after the last, and after an error.
    ///
    /// # Errors
    ///
    /// If the connection breaks, or the chunk doesn't come in time.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        match self.take_left() {
            Some(left) => Ok(Some(left)),
            None => self.stream.chunk().await,
        }
    }

    /// The whole body. [`body_limit`](crate::runtime::Request::body_limit) says how large it may be.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk), and if the body is larger than the limit.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let rest = self.stream.rest().await?;
        Ok(self.with_left(rest))
    }

    /// As [`chunk`](Self::chunk), for requests of the blocking client.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk), with a request of the async client, and in a task of Tokio.
    #[cfg(feature = "blocking")]
    pub fn chunk_blocking(&mut self) -> Result<Option<Bytes>, Error> {
        match self.take_left() {
            Some(left) => Ok(Some(left)),
            None => self.stream.chunk_blocking(),
        }
    }

    /// As [`bytes`](Self::bytes), for requests of the blocking client.
    ///
    /// # Errors
    ///
    /// As [`bytes`](Self::bytes), with a request of the async client, and in a task of Tokio.
    #[cfg(feature = "blocking")]
    pub fn bytes_blocking(mut self) -> Result<Bytes, Error> {
        let rest = self.stream.rest_blocking()?;
        Ok(self.with_left(rest))
    }

    pub(super) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        match self.take_left() {
            Some(left) => Poll::Ready(Some(Ok(left))),
            None => self.stream.poll_chunk(cx),
        }
    }

    /// Keeps a part of a chunk for the next reader.
    #[cfg(any(feature = "io", feature = "blocking"))]
    pub(super) fn put_back(&mut self, left: Bytes) {
        self.left = left;
    }

    #[cfg(feature = "io")]
    pub(super) fn stream(&self) -> &BodyStream {
        &self.stream
    }

    fn take_left(&mut self) -> Option<Bytes> {
        Some(std::mem::take(&mut self.left)).filter(|left| !left.is_empty())
    }

    fn with_left(mut self, rest: Bytes) -> Bytes {
        match self.take_left() {
            Some(left) => [left, rest].concat().into(),
            None => rest,
        }
    }
}

#[doc(hidden)]
impl Response {
    /// Reads a success whose body is taken as it comes, whatever its content type.
    pub fn download<E>(&mut self) -> Result<Download, Failure<E>> {
        Ok(Download::new(self.take_stream()))
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(cx)
    }
}

/// Shows the status, and nothing of the body.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("status", &self.status()).finish_non_exhaustive()
    }
}
