//! Data to send as it is.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
#[cfg(feature = "io")]
use std::{
    io,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use futures_core::Stream;

use crate::runtime::body::{RequestBody, StreamBody, StreamError};

/// Data to send as it is: a file, an image. It comes from memory, from a file or from a stream.
///
/// A request with data from memory or from a file is sent again where others are. One with a [stream](Self::stream) isn't
/// once the stream was begun: neither with a retry, nor with a redirect, nor by a clone of the request.
#[derive(Clone)]
pub struct Upload {
    data: RequestBody,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl Upload {
    /// Data in memory, which is not copied.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::of(RequestBody::Bytes(bytes.into()))
    }

    /// A file, with its name. It is read piece by piece when it is sent, and then must have the length that it has now.
    ///
    /// # Errors
    ///
    /// If there is no such file, or nothing may be known of it.
    #[cfg(feature = "io")]
    #[cfg_attr(docsrs, doc(cfg(feature = "io")))]
    pub async fn path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let metadata = tokio::fs::metadata(&path).await?;
        Self::file(path, &metadata)
    }

    /// The same as [`path`](Self::path), for code that isn't async.
    ///
    /// # Errors
    ///
    /// If there is no such file, or nothing may be known of it.
    #[cfg(feature = "io")]
    #[cfg_attr(docsrs, doc(cfg(feature = "io")))]
    pub fn path_blocking(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let metadata = std::fs::metadata(&path)?;
        Self::file(path, &metadata)
    }

    #[cfg(feature = "io")]
    fn file(path: PathBuf, metadata: &std::fs::Metadata) -> io::Result<Self> {
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder can't be sent"));
        }
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        // What is no regular file, a pipe say, has no length.
        let length = metadata.is_file().then_some(metadata.len());
        let data = StreamBody::repeatable(length, move || crate::runtime::body::file_stream(path.clone()));
        Ok(Self { file_name, ..Self::of(RequestBody::Stream(data)) })
    }

    /// Data as it comes from a stream, which is read once. Without a [length](Self::length) it is sent in chunks.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self::of(RequestBody::Stream(StreamBody::once(None, Box::pin(Converted(Box::pin(stream))))))
    }

    fn of(data: RequestBody) -> Self {
        Self { data, file_name: None, content_type: None }
    }

    /// Says how many bytes a [stream](Self::stream) has, if it was not begun. If it has more or fewer, the request fails.
    pub fn length(mut self, bytes: u64) -> Self {
        if let RequestBody::Stream(body) = &self.data
            && !body.is_repeatable()
            && let Some(stream) = body.stream()
        {
            self.data = RequestBody::Stream(StreamBody::once(Some(bytes), stream));
        }
        self
    }

    /// Says what the file is called. Only a part of a form has such a name.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Says what the data is, such as `image/png`, in place of the media type that the API's document has.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    pub(crate) fn into_data(self) -> RequestBody {
        self.data
    }

    pub(crate) fn data(&self) -> &RequestBody {
        &self.data
    }

    /// What the file is called.
    pub(crate) fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The media type that the caller says.
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

/// A caller's stream, with the items of a body.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<StreamError>,
{
    type Item = Result<Bytes, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.get_mut().0.as_mut().poll_next(cx));
        Poll::Ready(item.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Upload {
            fn from(bytes: $type) -> Self {
                Self::bytes(bytes)
            }
        }
    )*};
}

from_bytes! { Bytes, Vec<u8>, String, &'static [u8], &'static str }

/// Shows neither the data nor its name.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").finish_non_exhaustive()
    }
}
