use std::error::Error as StdError;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::auth::CredentialError;
use crate::runtime::body::{TransportError, TransportErrorKind};
use crate::runtime::response::{Mismatch, UnexpectedResponse};
use crate::runtime::wire::argument::InvalidArgument;

/// What kind of thing went wrong.
///
/// The server may have done what was asked, unless the kind says that nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting of the client can't be used, or one is missing. Or the blocking client was used in async code, or the
    /// async one outside of Tokio. Nothing was sent.
    Configuration,
    /// The provider of a token failed, or its token can't be sent. The attempt was not sent.
    Token,
    /// A hook of the client failed. The attempt, or its redirect, was not sent.
    Hook,
    /// An argument can't be sent as it is. Nothing was sent.
    InvalidArgument,
    /// The last attempt could not connect. [Attempts](super::Error::attempts) before it may have been sent.
    Connect,
    /// The connection broke, or the response wasn't HTTP.
    Transport,
    /// The stream of the request's body failed, or hasn't as many bytes as its length says. The server may have a part of
    /// it. Nothing is retried.
    RequestBody,
    /// An attempt took longer than the timeout, or a chunk of a stream longer than its own.
    Timeout,
    /// The call as a whole, with the stream that it has handed on, took longer than its deadline.
    Deadline,
    /// The server sent a redirect that is neither followed nor documented.
    Redirect,
    /// The body of the response, or an item of a stream, is larger than the limit, and the status is below 400 or the body
    /// was handed on.
    BodyTooLarge,
    /// What a download was written to failed.
    Write,
    /// The server reports success, but by its headers the body can't be read as the document describes it.
    ContentType,
    /// The server reports success, but its status or its JSON isn't what the API's document describes. The request has
    /// taken effect, or will.
    Decode,
    /// The API answered with a status other than success (2xx).
    Api,
    /// The server reports success, and then sends an error as an item of the stream. The error has its code and its
    /// message, and all of its text as the [body](super::Error::body).
    ErrorItem,
}

/// What went wrong: an [`ErrorKind`], with what its text needs.
#[derive(Debug, Default)]
pub(crate) enum ErrorCause {
    Configuration(String),
    Credential(CredentialError),
    Hook(Box<dyn StdError + Send + Sync>),
    Argument(InvalidArgument),
    /// The error, and the timeout that may have passed.
    Transport(TransportError, Duration),
    /// The deadline that has passed.
    Deadline(Duration),
    Redirect(UnfollowedRedirect),
    /// The limit, in bytes.
    BodyTooLarge(usize),
    /// The error of what a download was written to.
    #[cfg(feature = "io")]
    Write(std::io::Error),
    Unexpected(UnexpectedResponse),
    /// An item of a stream is larger than the limit, in bytes.
    ItemTooLarge(usize),
    /// An item of a stream is an error.
    ErrorItem,
    #[default]
    Api,
}

/// A redirect that is not followed.
#[derive(Debug)]
pub(crate) struct UnfollowedRedirect {
    /// `None` if the caller's HTTP client has followed the redirect by itself.
    pub(crate) status: Option<StatusCode>,
    pub(crate) origin: Option<String>,
    pub(crate) reason: &'static str,
}

impl ErrorCause {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Configuration(_) | Self::Credential(CredentialError::Fixed(..)) => ErrorKind::Configuration,
            Self::Credential(_) => ErrorKind::Token,
            Self::Hook(_) => ErrorKind::Hook,
            Self::Argument(_) => ErrorKind::InvalidArgument,
            Self::Transport(error, _) => match error.kind {
                TransportErrorKind::Connect => ErrorKind::Connect,
                TransportErrorKind::Connection => ErrorKind::Transport,
                TransportErrorKind::RequestBody => ErrorKind::RequestBody,
                _ => ErrorKind::Timeout,
            },
            Self::Deadline(_) => ErrorKind::Deadline,
            Self::Redirect(_) => ErrorKind::Redirect,
            Self::BodyTooLarge(_) | Self::ItemTooLarge(_) => ErrorKind::BodyTooLarge,
            #[cfg(feature = "io")]
            Self::Write(_) => ErrorKind::Write,
            Self::Unexpected(unexpected) => match *unexpected.0 {
                Mismatch::ContentType(_) | Mismatch::OtherContentType(..) | Mismatch::ContentCoding(_) => {
                    ErrorKind::ContentType
                }
                _ => ErrorKind::Decode,
            },
            Self::ErrorItem => ErrorKind::ErrorItem,
            Self::Api => ErrorKind::Api,
        }
    }

    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(TransportError { source: Some(source), .. }, _) => Some(source.as_ref()),
            #[cfg(feature = "io")]
            Self::Write(source) => Some(source),
            Self::Credential(CredentialError::Provider(_, source)) | Self::Hook(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}

impl From<CredentialError> for ErrorCause {
    fn from(error: CredentialError) -> Self {
        Self::Credential(error)
    }
}

impl From<InvalidArgument> for ErrorCause {
    fn from(argument: InvalidArgument) -> Self {
        Self::Argument(argument)
    }
}
