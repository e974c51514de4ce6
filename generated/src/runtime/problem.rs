use std::time::Duration;

use http::StatusCode;

use super::api::Credential;
use super::argument::InvalidArgument;
use super::error::ErrorKind;
use super::unexpected::{Reason, Unexpected};

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Problem {
    Configuration(String),
    /// None of the sets of credentials that the operation takes is complete; this one is missing.
    Credential(&'static Credential),
    /// The provider of this credential failed, or gave what breaks this rule.
    Token(&'static str, Option<&'static str>),
    Argument(InvalidArgument),
    /// No connection was made.
    Connect,
    /// The connection was lost, or what came was not HTTP.
    Transport,
    /// Ours after this time, or the HTTP client's own.
    Timeout(Option<Duration>),
    Deadline(Duration),
    Redirect(Refusal),
    BodyTooLarge(usize),
    /// A success that isn't what the document describes.
    Unexpected(Unexpected),
    /// An answer of the API, other than success.
    Api,
}

/// A redirect that is not followed.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The status, if the redirect was seen, and not followed by a caller's HTTP client.
    pub(crate) status: Option<StatusCode>,
    /// Where it leads: never more than the origin (RFC 6454).
    pub(crate) origin: Option<String>,
    pub(crate) rule: &'static str,
}

impl Problem {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Configuration(_) | Self::Credential(_) => ErrorKind::Configuration,
            Self::Token(..) => ErrorKind::Token,
            Self::Argument(_) => ErrorKind::InvalidArgument,
            Self::Connect => ErrorKind::Connect,
            Self::Transport => ErrorKind::Transport,
            Self::Timeout(_) => ErrorKind::Timeout,
            Self::Deadline(_) => ErrorKind::Deadline,
            Self::Redirect(_) => ErrorKind::Redirect,
            Self::BodyTooLarge(_) => ErrorKind::BodyTooLarge,
            Self::Unexpected(unexpected) => match unexpected.reason() {
                Reason::ContentType(_) | Reason::ContentCoding(_) => ErrorKind::ContentType,
                Reason::UndocumentedStatus | Reason::EmptyBody | Reason::Body(_) => ErrorKind::Decode,
            },
            Self::Api => ErrorKind::Api,
        }
    }
}
