//! Errors as one line of text.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::cause::{ErrorCause, ErrorKind, UnfollowedRedirect};
use super::context::ErrorContext;
use crate::runtime::body::TransportErrorKind;

/// `DELETE /things/{id}: 404 Not Found: no_thing: No thing has this ID (request 7f3a, attempt 1 of 3)`
impl fmt::Display for ErrorContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(request) = &self.request {
            write!(f, "{} {}: ", request.method, request.path.unwrap_or("(raw request)"))?;
        }
        let status = self.head.as_ref().map(|head| with_reason(head.status));
        if let ErrorKind::BodyTooLarge
        | ErrorKind::ContentType
        | ErrorKind::Decode
        | ErrorKind::ErrorItem
        | ErrorKind::Api = self.cause.kind()
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
            ErrorCause::Credential(error) => write!(f, "{error}"),
            ErrorCause::Hook(_) => f.write_str("a hook of the client failed"),
            ErrorCause::Argument(argument) => write!(f, "{argument}"),
            ErrorCause::Transport(error, timeout) => self.fmt_transport(error.kind, *timeout, f),
            ErrorCause::Deadline(limit) => write!(f, "the deadline of {} has passed", readable(*limit)),
            ErrorCause::Redirect(redirect) => write!(f, "{redirect}"),
            ErrorCause::BodyTooLarge(limit) => write!(f, ": the body is larger than {limit} bytes"),
            #[cfg(feature = "io")]
            ErrorCause::Write(_) => f.write_str("what the body was written to failed"),
            ErrorCause::Unexpected(unexpected) => write!(f, ": {unexpected}"),
            ErrorCause::ItemTooLarge(limit) => write!(f, ": an item of the stream is larger than {limit} bytes"),
            ErrorCause::ErrorItem => {
                f.write_str(": an error in the stream")?;
                self.fmt_message(f)
            }
            ErrorCause::Api => self.fmt_api(f),
        }
    }

    fn fmt_transport(&self, kind: TransportErrorKind, timeout: Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.head.is_some() { "no whole answer" } else { "no answer" };
        match (kind, &self.host) {
            (TransportErrorKind::Connect, Some(host)) => write!(f, "could not connect to {host}"),
            (TransportErrorKind::Connect, None) => f.write_str("could not connect"),
            (TransportErrorKind::Connection, _) => f.write_str("the connection failed"),
            (TransportErrorKind::RequestBody, _) => f.write_str("the stream of the request's body failed"),
            (TransportErrorKind::ChunkTimeout, _) => write!(f, "no more of the body within {}", readable(timeout)),
            (TransportErrorKind::ClientTimeout, _) => write!(f, "{answer} in time"),
            _ => {
                write!(f, "{answer} within {}", readable(timeout))
            }
        }
    }

    fn fmt_message(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
        Ok(())
    }

    fn fmt_api(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_message(f)?;
        let status = self.head.as_ref().map(|head| head.status);
        if !self.is_documented && status.is_some_and(|status| status.as_u16() < 400) {
            f.write_str(": an answer that the API does not document")?;
        }
        if self.is_body_incomplete {
            f.write_str(" (the body is incomplete)")?;
        }
        Ok(())
    }

    /// ` (retry after 60 s, request 7f3a, attempt 3 of 3)`
    fn fmt_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" (")?;
        if let (ErrorCause::Api, Some(wait)) = (&self.cause, self.retry_after) {
            write!(f, "retry after {}, ", readable(wait))?;
        }
        if let Some(id) = &self.request_id {
            write!(f, "request {id}, ")?;
        }
        match self.attempts.made {
            0 => f.write_str("nothing was sent")?,
            made => write!(f, "attempt {made} of {}", self.attempts.allowed)?,
        }
        if self.attempts.is_body_spent {
            f.write_str(", and the body can't be sent again")?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for UnfollowedRedirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = self.origin.as_ref().map(|origin| format!(" to {origin}")).unwrap_or_default();
        match self.status {
            Some(status) => write!(f, "{}: the redirect{to} is not followed: {}", with_reason(status), self.reason),
            None => write!(f, "the HTTP client followed a redirect{to}: {}", self.reason),
        }
    }
}

/// `404 Not Found`, or `599` where the status has no reason phrase.
fn with_reason(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_str()),
        None => status.as_str().to_owned(),
    }
}

/// `60 s`, `1.5 s`, `250 ms`, `999 µs`.
fn readable(time: Duration) -> String {
    match (time.as_secs(), time.subsec_millis()) {
        (0, 0) if !time.is_zero() => format!("{} µs", time.as_nanos().div_ceil(1000)),
        (0, millis @ 1..) => format!("{millis} ms"),
        (1..1000, 1..) => format!("{} s", time.as_millis() as f64 / 1000.0),
        (seconds, _) => format!("{seconds} s"),
    }
}
