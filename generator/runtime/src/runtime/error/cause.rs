use std::error::Error as StdError;
use std::time::Duration;

use http::StatusCode;

use super::kind::ErrorKind;
use crate::runtime::auth::{Credential, CredentialError};
use crate::runtime::response::{Mismatch, UnexpectedResponse};
use crate::runtime::wire::argument::InvalidArgument;

/// What went wrong.
#[derive(Debug)]
pub(crate) enum ErrorCause {
    Configuration(String),
    /// None of the sets of credentials that the operation takes is complete. This one is missing.
    MissingCredential(&'static Credential),
    Credential(CredentialError),
    /// A hook of the caller's failed.
    Hook(Box<dyn StdError + Send + Sync>),
    Argument(InvalidArgument),
    /// No response came, or not to its end. The duration is the timeout of an attempt.
    Transport(TransportError, Duration),
    Deadline(Duration),
    Redirect(UnfollowedRedirect),
    BodyTooLarge(usize),
    /// A success that isn't what the document describes.
    Unexpected(UnexpectedResponse),
    /// A response of the API other than success.
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
    /// No connection was made.
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
    /// The status; nothing if the caller's HTTP client has followed the redirect.
    pub(crate) status: Option<StatusCode>,
    /// Where it leads: never more than the origin (RFC 6454).
    pub(crate) origin: Option<String>,
    pub(crate) reason: &'static str,
}

impl ErrorCause {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Configuration(_) | Self::MissingCredential(_) => ErrorKind::Configuration,
            Self::Credential(CredentialError::Fixed(..)) => ErrorKind::Configuration,
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
            Self::Unexpected(unexpected) => match unexpected.mismatch() {
                Mismatch::ContentType(_) | Mismatch::ContentCoding(_) => ErrorKind::ContentType,
                _ => ErrorKind::Decode,
            },
            Self::Api => ErrorKind::Api,
        }
    }

    /// The error below this one.
    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = match self {
            Self::Transport(error, _) => error.source.as_deref()?,
            Self::Credential(CredentialError::Provider(_, error)) | Self::Hook(error) => error.as_ref(),
            _ => return None,
        };
        Some(source)
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
