//! Errors as one line of text.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::cause::{ErrorCause, TransportErrorKind, UnfollowedRedirect};
use super::context::{ErrorContext, RequestLabel};
use crate::runtime::auth::{Credential, CredentialError};
use crate::runtime::response::Attempts;

/// How to set a credential that is missing.
pub(crate) fn missing_credential(credential: &Credential) -> String {
    format!("no credential: call `{}` of the client's builder, or set {}", credential.name, credential.env)
}

impl fmt::Display for ErrorContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(request) = &self.request {
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
            ErrorCause::Hook(_) => {
                f.write_str("a hook of the client failed")?;
                self.fmt_details(f)
            }
            ErrorCause::Argument(argument) => write!(f, "{argument}"),
            ErrorCause::Transport(error, timeout) => self.fmt_transport(error.kind, *timeout, f),
            ErrorCause::Deadline(limit) => {
                write!(f, "the deadline of {} has passed", Readable(*limit))?;
                self.fmt_interrupted(f)
            }
            ErrorCause::Redirect(redirect) => {
                write!(f, "{redirect}")?;
                self.fmt_details(f)
            }
            ErrorCause::BodyTooLarge(limit) => {
                self.fmt_status(f)?;
                write!(f, ": the body is larger than {limit} bytes")?;
                self.fmt_details(f)
            }
            ErrorCause::Unexpected(unexpected) => {
                self.fmt_status(f)?;
                write!(f, ": {unexpected}")?;
                self.fmt_details(f)
            }
            ErrorCause::Api => self.fmt_api(f),
        }
    }

    fn fmt_credential(&self, error: &CredentialError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match error {
            CredentialError::Provider(name, _) => write!(f, "the provider of `{name}` failed")?,
            CredentialError::Token(name, rule) => write!(f, "the token from the provider of `{name}` {rule}")?,
            CredentialError::Fixed(name, rule) => return write!(f, "the credential `{name}` {rule}"),
        }
        self.fmt_details(f)
    }

    /// `no answer within 60 s (attempt 3 of 3)`; `the connection failed, after 200 OK (attempt 1 of 1)`, where there
    /// was a head.
    fn fmt_transport(&self, kind: TransportErrorKind, timeout: Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.head.is_some() { "no whole answer" } else { "no answer" };
        match kind {
            TransportErrorKind::Connect => {
                f.write_str("could not connect")?;
                self.host.as_ref().map_or(Ok(()), |host| write!(f, " to {host}"))?;
            }
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
        self.fmt_details(f)
    }

    /// `404 Not Found: contact_not_found: No contact exists with this ID (request 7f3a, attempt 1 of 3)`
    fn fmt_api(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_status(f)?;
        let status = self.head.as_ref().map(|head| head.status);
        // Many bodies say nothing but the status.
        let is_news = |text: &&String| {
            status.is_none_or(|s| {
                *text != s.as_str() && !s.canonical_reason().is_some_and(|reason| text.eq_ignore_ascii_case(reason))
            })
        };
        for text in [&self.message.code, &self.message.message].into_iter().flatten().filter(is_news) {
            write!(f, ": {text}")?;
        }
        if !self.is_documented && status.is_some_and(|status| status.as_u16() < 400) {
            f.write_str(": an answer that the API does not document")?;
        }
        if !self.is_body_complete {
            f.write_str(" (the body is incomplete)")?;
        }
        self.fmt_details(f)
    }

    fn fmt_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head.as_ref().map_or(Ok(()), |head| write!(f, "{}", Status(head.status)))
    }

    /// ` (retry after 60 s, request 7f3a, attempt 3 of 3)`
    fn fmt_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" (")?;
        if let (ErrorCause::Api, Some(wait)) = (&self.cause, self.retry_after) {
            write!(f, "retry after {}, ", Readable(wait))?;
        }
        self.request_id.as_ref().map_or(Ok(()), |id| write!(f, "request {id}, "))?;
        match self.attempts {
            Attempts { made: 0, .. } => f.write_str("nothing was sent)"),
            Attempts { made, allowed } => write!(f, "attempt {made} of {allowed})"),
        }
    }
}

impl fmt::Display for RequestLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path.unwrap_or("(raw request)"))
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
