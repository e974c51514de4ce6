//! A file as a stream.

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use super::request_body::{ByteStream, StreamError};

/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// The bytes of a file, which is opened when they are asked for.
pub(crate) fn file_stream(path: PathBuf) -> ByteStream {
    Box::pin(FileStream::Opening(Box::pin(File::open(path))))
}

enum FileStream {
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    Reading(File, BytesMut),
}

impl Stream for FileStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match this {
                Self::Opening(opening) => {
                    let file = ready!(opening.as_mut().poll(cx))?;
                    *this = Self::Reading(file, BytesMut::new());
                }
                Self::Reading(file, chunk) => {
                    chunk.resize(CHUNK, 0);
                    let mut buffer = ReadBuf::new(chunk);
                    ready!(Pin::new(file).poll_read(cx, &mut buffer))?;
                    let count = buffer.filled().len();
                    return Poll::Ready((count > 0).then(|| Ok(chunk.split_to(count).freeze())));
                }
            }
        }
    }
}
