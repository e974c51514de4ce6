//! The body of a response as a stream of chunks. Its errors tell what those of the call do.

use std::future::poll_fn;
use std::mem;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::source::ByteSource;
use crate::runtime::auth::{Redactor, SentSecrets};
use crate::runtime::body::{LiveBody, RequestLabel, TransportError, TransportErrorKind, WholeBody};
use crate::runtime::error::{Error, ErrorCause, ErrorContext};
use crate::runtime::response::{Attempts, Response, ResponseHead};

/// The body of a response, chunk by chunk. Dropping it closes the connection, unless all of it was read.
pub(crate) struct BodyStream {
    source: Source,
    origin: Box<Origin>,
}

enum Source {
    Live(Box<LiveBody>),
    /// A body that was read before.
    Whole(Bytes),
    /// A part of a body, of which no more could be read.
    Incomplete(Bytes),
    Ended,
}

/// What errors tell of the response.
struct Origin {
    label: Option<RequestLabel>,
    head: ResponseHead,
    attempts: Attempts,
    secrets: SentSecrets,
}

impl Response {
    /// Takes the body as a stream: as it comes if it is handed on, and otherwise as it was read.
    pub(crate) fn take_stream(&mut self) -> BodyStream {
        let live = self.live.0.take();
        let origin = Origin {
            label: live.as_ref().map(|live| live.label.clone()),
            head: self.head.clone(),
            attempts: self.attempts,
            secrets: self.secrets.clone(),
        };
        let source = match live {
            Some(live) => Source::Live(live),
            None if self.is_complete() => Source::Whole(self.body.clone()),
            None => Source::Incomplete(self.body.clone()),
        };
        BodyStream { source, origin: Box::new(origin) }
    }
}

impl ByteSource for BodyStream {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        BodyStream::poll_chunk(self, cx)
    }

    #[cfg(feature = "blocking")]
    fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        BodyStream::chunk_blocking(self).transpose()
    }
}

#[allow(dead_code, reason = "not every API has streams of items")]
impl BodyStream {
    /// The next chunk, which isn't empty; `None` at the end, and after an error.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|cx| self.poll_chunk(cx)).await.transpose()
    }

    pub(crate) fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let chunk = match &mut self.source {
            Source::Live(live) => ready!(live.incoming().poll_chunk(cx)),
            _ => self.whole(),
        };
        Poll::Ready(self.received(chunk))
    }

    /// As [`chunk`](Self::chunk), in code that isn't async: waits for the chunk.
    #[cfg(feature = "blocking")]
    pub(crate) fn chunk_blocking(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = match &mut self.source {
            Source::Live(live) => live.incoming().wait_for_chunk(),
            _ => self.whole(),
        };
        self.received(chunk).transpose()
    }

    /// The whole rest of the body, if it isn't larger than the body limit.
    pub(crate) async fn rest(&mut self) -> Result<Bytes, Error> {
        let mut rest = self.begin_rest()?;
        while let Some(chunk) = self.chunk().await? {
            self.gather(&mut rest, chunk)?;
        }
        Ok(rest.take())
    }

    /// As [`rest`](Self::rest), in code that isn't async.
    #[cfg(feature = "blocking")]
    pub(crate) fn rest_blocking(&mut self) -> Result<Bytes, Error> {
        let mut rest = self.begin_rest()?;
        while let Some(chunk) = self.chunk_blocking()? {
            self.gather(&mut rest, chunk)?;
        }
        Ok(rest.take())
    }

    /// How errors name the request; `None` if the body was read before.
    pub(crate) fn label(&self) -> Option<&RequestLabel> {
        self.origin.label.as_ref()
    }

    pub(crate) fn head(&self) -> &ResponseHead {
        &self.origin.head
    }

    /// The limit of what is read whole, in bytes: the body, or an item of it.
    pub(crate) fn limit(&self) -> usize {
        match &self.source {
            Source::Live(live) => live.body_limit,
            Source::Whole(_) | Source::Incomplete(_) | Source::Ended => usize::MAX,
        }
    }

    /// Replaces the secrets of the request in texts.
    pub(crate) fn redactor(&self) -> Redactor {
        self.origin.secrets.redactor()
    }

    /// An error of this stream.
    pub(crate) fn error(&self, cause: ErrorCause) -> Error {
        let mut context = ErrorContext::unsent(self.origin.label.clone(), cause);
        context.attempts = self.origin.attempts;
        context.head = Some(self.origin.head.clone());
        context.describe(&self.redactor());
        Error::new(context)
    }

    /// The next chunk of a body that was read before.
    fn whole(&mut self) -> Option<Result<Bytes, TransportError>> {
        match mem::replace(&mut self.source, Source::Ended) {
            Source::Whole(whole) if !whole.is_empty() => Some(Ok(whole)),
            Source::Incomplete(part) if part.is_empty() => Some(Err(TransportErrorKind::Connection.into())),
            Source::Incomplete(part) => {
                self.source = Source::Incomplete(Bytes::new());
                Some(Ok(part))
            }
            _ => None,
        }
    }

    /// A chunk, the end or an error has come. With the last two the body is dropped.
    fn received(&mut self, chunk: Option<Result<Bytes, TransportError>>) -> Option<Result<Bytes, Error>> {
        match chunk {
            Some(Ok(chunk)) => Some(Ok(chunk)),
            Some(Err(error)) => {
                let cause = self.cause(error);
                self.source = Source::Ended;
                Some(Err(self.error(cause)))
            }
            None => {
                self.source = Source::Ended;
                None
            }
        }
    }

    fn cause(&self, error: TransportError) -> ErrorCause {
        let Source::Live(live) = &self.source else { return ErrorCause::Transport(error, Default::default()) };
        match error.kind {
            TransportErrorKind::StreamDeadline => ErrorCause::Deadline(live.deadline.unwrap_or_default()),
            #[cfg(feature = "blocking")]
            TransportErrorKind::CannotWait => {
                ErrorCause::Configuration(error.source.map(|what| what.to_string()).unwrap_or_default())
            }
            _ => ErrorCause::Transport(error, live.chunk_timeout),
        }
    }

    /// An error if the length of the body is over the limit.
    fn begin_rest(&mut self) -> Result<WholeBody, Error> {
        let is_head = self.label().is_some_and(|label| label.method == "HEAD");
        let length = self.origin.head.content_length().filter(|_| !is_head).unwrap_or_default();
        match usize::try_from(length) {
            Ok(length) if length <= self.limit() => Ok(WholeBody::default()),
            _ => Err(self.too_large()),
        }
    }

    fn gather(&mut self, rest: &mut WholeBody, chunk: Bytes) -> Result<(), Error> {
        match rest.push(chunk, self.limit()) {
            true => Err(self.too_large()),
            false => Ok(()),
        }
    }

    fn too_large(&mut self) -> Error {
        let error = self.error(ErrorCause::BodyTooLarge(self.limit()));
        self.source = Source::Ended;
        error
    }
}
