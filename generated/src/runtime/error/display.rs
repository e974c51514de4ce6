//! Errors as one line of text.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::cause::{ErrorCause, TransportErrorKind, UnfollowedRedirect};
use super::context::{Attempts, ErrorContext, RequestLabel};
use crate::runtime::auth::{Credential, CredentialError};
use crate::runtime::text;

/// How to set a credential that is missing.
pub(crate) fn missing_credential(credential: &Credential) -> String {
    format!("no credential: call `{}` of the client's builder, or set {}", credential.name, credential.env)
}

impl fmt::Display for ErrorContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(request) = &self.request
            && !matches!(self.cause, ErrorCause::Api)
        {
            write!(f, "{request}: ")?;
        }
        self.fmt_cause(f)
    }
}

impl ErrorContext {
    fn fmt_cause(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            ErrorCause::Configuration(what) => f.write_str(what),
            ErrorCause::MissingCredential(credential) => f.write_str(&missing_credential(credential)),
            ErrorCause::Credential(error) => self.fmt_credential(error, f),
            ErrorCause::Hook(_) => write!(f, "a hook of the client failed{}", self.attempts),
            ErrorCause::Argument(argument) => write!(f, "{argument}"),
            ErrorCause::Transport(error, timeout) => self.fmt_transport(error.kind, *timeout, f),
            ErrorCause::Deadline(limit) => {
                write!(f, "the deadline of {} has passed", Readable(*limit))?;
                self.fmt_interrupted(f)
            }
            ErrorCause::Redirect(redirect) => write!(f, "{redirect}"),
            ErrorCause::BodyTooLarge(limit) => {
                self.fmt_status(f)?;
                write!(f, ": the body is larger than {limit} bytes")
            }
            ErrorCause::Unexpected(unexpected) => {
                self.fmt_status(f)?;
                write!(f, ": {unexpected}")?;
                self.fmt_request_id(f)
            }
            ErrorCause::Api => self.fmt_api(f),
        }
    }

    fn fmt_credential(&self, error: &CredentialError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match error {
            CredentialError::Provider(name, _) => write!(f, "the provider of `{name}` failed{}", self.attempts),
            CredentialError::Token(name, rule) => {
                write!(f, "the token from the provider of `{name}` {rule}{}", self.attempts)
            }
            CredentialError::Fixed(name, rule) => write!(f, "the credential `{name}` {rule}"),
        }
    }

    /// `no answer within 60 s (attempt 3 of 3)`; `the connection failed, after 200 OK (attempt 1 of 1)`, where there
    /// was a head.
    fn fmt_transport(&self, kind: TransportErrorKind, timeout: Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.head.is_some() { "no whole answer" } else { "no answer" };
        match kind {
            TransportErrorKind::Connect => return write!(f, "could not connect{}", self.attempts),
            TransportErrorKind::Connection => f.write_str("the connection failed")?,
            TransportErrorKind::ClientTimeout => write!(f, "{answer} in time")?,
            TransportErrorKind::Timeout | TransportErrorKind::CredentialTimeout => {
                write!(f, "{answer} within {}", Readable(timeout))?;
            }
        }
        self.fmt_interrupted(f)
    }

    fn fmt_interrupted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.head.is_some() {
            f.write_str(", after ")?;
            self.fmt_status(f)?;
        }
        write!(f, "{}", self.attempts)
    }

    /// `404 Not Found: contact_not_found: No contact exists with this ID (request 7f3a)`
    fn fmt_api(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_status(f)?;
        let status = self.head.as_ref().map(|head| head.status);
        if let Some(code) = &self.message.code
            && status.is_none_or(|status| code != status.as_str())
        {
            write!(f, ": {code}")?;
        }
        if let Some(message) = &self.message.message {
            write!(f, ": {message}")?;
        }
        if !self.is_documented && status.is_some_and(|status| status.as_u16() < 400) {
            f.write_str(": an answer that the API does not document")?;
        }
        if !self.is_body_complete {
            f.write_str(" (the body is incomplete)")?;
        }
        if let Some(wait) = self.retry_after {
            write!(f, " (retry after {})", Readable(wait))?;
        }
        self.fmt_request_id(f)
    }

    fn fmt_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head.as_ref().map_or(Ok(()), |head| write!(f, "{}", Status(head.status)))
    }

    fn fmt_request_id(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request_id().map_or(Ok(()), |id| write!(f, " (request {})", text::clean(id, 100)))
    }
}

impl fmt::Display for RequestLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path.unwrap_or("(raw request)"))
    }
}

impl fmt::Display for Attempts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.made {
            0 => f.write_str(" (nothing was sent)"),
            made => write!(f, " (attempt {made} of {})", self.allowed),
        }
    }
}

impl fmt::Display for UnfollowedRedirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.origin.as_ref().map(|origin| format!(" to {origin}")).unwrap_or_default();
        match self.status {
            Some(status) => write!(f, "{}: the redirect{to} is not followed: {}", Status(status), self.reason),
            None => write!(f, "the HTTP client followed a redirect{to}: {}", self.reason),
        }
    }
}

/// `404 Not Found`, or `599` where the code has no name.
struct Status(StatusCode);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())?;
        self.0.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))
    }
}

/// `60 s`, `1.5 s`, `250 ms`.
struct Readable(Duration);

impl fmt::Display for Readable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.subsec_millis() {
            0 if self.0.as_secs() == 0 && !self.0.is_zero() => write!(f, "{} µs", self.0.as_nanos().div_ceil(1000)),
            0 => write!(f, "{} s", self.0.as_secs()),
            _ if self.0.as_secs() >= 1000 => write!(f, "{} s", self.0.as_secs()),
            millis if self.0.as_secs() == 0 => write!(f, "{millis} ms"),
            _ => write!(f, "{} s", self.0.as_millis() as f64 / 1000.0),
        }
    }
}
