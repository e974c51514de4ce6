//! Downloads as readers, and to writers.

use std::io;
#[cfg(feature = "io")]
use std::pin::Pin;
#[cfg(feature = "io")]
use std::task::{Context, Poll, ready};

use bytes::Bytes;
#[cfg(feature = "io")]
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};

use super::download::Download;
use crate::runtime::error::Error;
#[cfg(feature = "io")]
use crate::runtime::error::ErrorCause;

#[cfg(feature = "io")]
impl Download {
    /// Writes the body to a file, or to another writer, and flushes that. Returns the number of bytes. Any size is
    /// written, chunk by chunk.
    ///
    /// # Errors
    ///
    /// As [`chunk`](Self::chunk), and if the writer fails: of the kind [`Write`](crate::runtime::ErrorKind::Write). A part
    /// may have been written then.
    pub async fn write_to(mut self, writer: &mut (impl AsyncWrite + Unpin + ?Sized)) -> Result<u64, Error> {
        let mut written = 0_u64;
        while let Some(chunk) = self.chunk().await? {
            writer.write_all(&chunk).await.map_err(|error| self.stream().error(ErrorCause::Write(error)))?;
            written = written.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        }
        writer.flush().await.map_err(|error| self.stream().error(ErrorCause::Write(error)))?;
        Ok(written)
    }
}

#[cfg(feature = "io")]
impl AsyncRead for Download {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if buf.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        if let Some(chunk) = ready!(self.poll_chunk(cx)) {
            let (now, later) = split(chunk.map_err(io_error)?, buf.remaining());
            buf.put_slice(&now);
            self.put_back(later);
        }
        Poll::Ready(Ok(()))
    }
}

/// For requests of the blocking client.
#[cfg(feature = "blocking")]
impl io::Read for Download {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        let Some(chunk) = self.chunk_blocking().map_err(io_error)? else { return Ok(0) };
        let (now, later) = split(chunk, buf.len());
        self.put_back(later);
        // Both have the length of `now`.
        buf.iter_mut().zip(&now).for_each(|(to, from)| *to = *from);
        Ok(now.len())
    }
}

fn split(mut chunk: Bytes, room: usize) -> (Bytes, Bytes) {
    let later = chunk.split_off(room.min(chunk.len()));
    (chunk, later)
}

/// The source of the error is that of the call.
fn io_error(error: Error) -> io::Error {
    let kind = if error.is_timeout() { io::ErrorKind::TimedOut } else { io::ErrorKind::Other };
    io::Error::new(kind, error)
}
