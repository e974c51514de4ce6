use std::error::Error as StdError;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::auth::CredentialError;
use crate::runtime::response::{Mismatch, UnexpectedResponse};
use crate::runtime::wire::argument::InvalidArgument;

/// What kind of thing went wrong.
///
/// The server may have done what was asked, unless the kind says that nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The base URL, the credentials or the headers of the client can't be used. Or a blocking client is used in async
    /// code, or an async one outside of Tokio. Nothing was sent.
    Configuration,
    /// The provider of a token failed, or gave one that can't be sent. The attempt was not sent.
    Token,
    /// A hook of the client failed. The attempt, or its redirect, was not sent.
    Hook,
    /// An argument can't be sent as it is. Nothing was sent.
    InvalidArgument,
    /// The last attempt found no connection to the server. [Attempts](super::Error::attempts) before it may have been
    /// sent.
    Connect,
    /// The connection was lost, or what came over it wasn't HTTP.
    Transport,
    /// An attempt took longer than the timeout.
    Timeout,
    /// The call as a whole took longer than its deadline.
    Deadline,
    /// The server answered with a redirect that is neither followed nor documented.
    Redirect,
    /// The status is below 400, and the body of the response is larger than the limit.
    BodyTooLarge,
    /// The server reports success, with a body that isn't JSON.
    ContentType,
    /// The server reports success, but its status or its JSON isn't what the API's document describes. It has done what
    /// was asked, or will.
    Decode,
    /// The API answered, and not with success (2xx).
    Api,
}

/// What went wrong, with what the text of the [`ErrorKind`] needs.
#[derive(Debug, Default)]
pub(crate) enum ErrorCause {
    Configuration(String),
    Credential(CredentialError),
    Hook(Box<dyn StdError + Send + Sync>),
    Argument(InvalidArgument),
    /// With the timeout of an attempt.
    Transport(TransportError, Duration),
    Deadline(Duration),
    Redirect(UnfollowedRedirect),
    BodyTooLarge(usize),
    Unexpected(UnexpectedResponse),
    #[default]
    Api,
}

/// Why no response came, or not to its end.
#[derive(Debug)]
pub(crate) struct TransportError {
    pub(crate) kind: TransportErrorKind,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportErrorKind {
    Connect,
    /// The connection broke, or what came wasn't HTTP.
    Connection,
    /// The attempt's timeout passed.
    Timeout,
    /// The HTTP client ended the request by a timeout of its own.
    ClientTimeout,
    /// The attempt's timeout passed before its credentials were there: it wasn't sent.
    CredentialTimeout,
}

/// A redirect that is not followed.
#[derive(Debug)]
pub(crate) struct UnfollowedRedirect {
    /// None if the caller's HTTP client has followed the redirect.
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
                _ => ErrorKind::Timeout,
            },
            Self::Deadline(_) => ErrorKind::Deadline,
            Self::Redirect(_) => ErrorKind::Redirect,
            Self::BodyTooLarge(_) => ErrorKind::BodyTooLarge,
            Self::Unexpected(unexpected) => match *unexpected.0 {
                Mismatch::ContentType(_) | Mismatch::ContentCoding(_) => ErrorKind::ContentType,
                _ => ErrorKind::Decode,
            },
            Self::Api => ErrorKind::Api,
        }
    }

    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(TransportError { source: Some(source), .. }, _) => Some(source.as_ref()),
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

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }
}
