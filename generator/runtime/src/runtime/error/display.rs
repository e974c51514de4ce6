//! Errors as one line of text.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::cause::{ErrorCause, ErrorKind, TransportErrorKind, UnfollowedRedirect};
use super::context::{ErrorContext, RequestLabel};
use crate::runtime::auth::Credential;

/// How to set a credential that is missing.
pub(crate) fn missing_credential(credential: &Credential) -> String {
    format!("no credential: call `{}` of the client's builder, or set {}", credential.name, credential.env)
}

/// `DELETE /things/{id}: 404 Not Found: no_thing: No thing has this ID (request 7f3a, attempt 1 of 3)`
impl fmt::Display for ErrorContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(request) = &self.request {
            write!(f, "{request}: ")?;
        }
        let status = self.head.as_ref().map(|head| Status(head.status));
        if let ErrorCause::BodyTooLarge(_) | ErrorCause::Unexpected(_) | ErrorCause::Api = self.cause
            && let Some(status) = &status
        {
            write!(f, "{status}")?;
        }
        self.fmt_cause(f)?;
        if let ErrorCause::Transport(..) | ErrorCause::Deadline(_) = self.cause
            && let Some(status) = &status
        {
            write!(f, ", after {status}")?;
        }
        match self.cause.kind() {
            ErrorKind::Configuration | ErrorKind::InvalidArgument => Ok(()),
            _ => self.fmt_details(f),
        }
    }
}

impl ErrorContext {
    fn fmt_cause(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            ErrorCause::Configuration(what) => f.write_str(what),
            ErrorCause::MissingCredential(credential) => f.write_str(&missing_credential(credential)),
            ErrorCause::Credential(error) => write!(f, "{error}"),
            ErrorCause::Hook(_) => f.write_str("a hook of the client failed"),
            ErrorCause::Argument(argument) => write!(f, "{argument}"),
            ErrorCause::Transport(error, timeout) => self.fmt_transport(error.kind, Readable(*timeout), f),
            ErrorCause::Deadline(limit) => write!(f, "the deadline of {} has passed", Readable(*limit)),
            ErrorCause::Redirect(redirect) => write!(f, "{redirect}"),
            ErrorCause::BodyTooLarge(limit) => write!(f, ": the body is larger than {limit} bytes"),
            ErrorCause::Unexpected(unexpected) => write!(f, ": {unexpected}"),
            ErrorCause::Api => self.fmt_api(f),
        }
    }

    fn fmt_transport(&self, kind: TransportErrorKind, timeout: Readable, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.head.is_some() { "no whole answer" } else { "no answer" };
        match (kind, &self.host) {
            (TransportErrorKind::Connect, Some(host)) => write!(f, "could not connect to {host}"),
            (TransportErrorKind::Connect, None) => f.write_str("could not connect"),
            (TransportErrorKind::Connection, _) => f.write_str("the connection failed"),
            (TransportErrorKind::ClientTimeout, _) => write!(f, "{answer} in time"),
            (TransportErrorKind::Timeout | TransportErrorKind::CredentialTimeout, _) => {
                write!(f, "{answer} within {timeout}")
            }
        }
    }

    fn fmt_api(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.head.as_ref().map(|head| head.status);
        // Many bodies say nothing but the status.
        let repeats = |text: &str, status: StatusCode| {
            text == status.as_str() || status.canonical_reason().is_some_and(|reason| text.eq_ignore_ascii_case(reason))
        };
        for text in [&self.message.code, &self.message.message].into_iter().flatten() {
            if !status.is_some_and(|status| repeats(text, status)) {
                write!(f, ": {text}")?;
            }
        }
        if !self.is_documented && status.is_some_and(|status| status.as_u16() < 400) {
            f.write_str(": an answer that the API does not document")?;
        }
        if !self.is_body_complete {
            f.write_str(" (the body is incomplete)")?;
        }
        Ok(())
    }

    /// ` (retry after 60 s, request 7f3a, attempt 3 of 3)`
    fn fmt_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" (")?;
        if let (ErrorCause::Api, Some(wait)) = (&self.cause, self.retry_after) {
            write!(f, "retry after {}, ", Readable(wait))?;
        }
        if let Some(id) = &self.request_id {
            write!(f, "request {id}, ")?;
        }
        match self.attempts.made {
            0 => f.write_str("nothing was sent)"),
            made => write!(f, "attempt {made} of {})", self.attempts.allowed),
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

/// `60 s`, `1.5 s`, `250 ms`, `999 µs`.
struct Readable(Duration);

impl fmt::Display for Readable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.as_secs(), self.0.subsec_millis()) {
            (0, 0) if !self.0.is_zero() => write!(f, "{} µs", self.0.as_nanos().div_ceil(1000)),
            (0, millis @ 1..) => write!(f, "{millis} ms"),
            (1..1000, 1..) => write!(f, "{} s", self.0.as_millis() as f64 / 1000.0),
            (seconds, _) => write!(f, "{seconds} s"),
        }
    }
}
