use std::time::Duration;

use http::StatusCode;
use tracing::Instrument;
use tracing::field::{Empty, debug};
use tracing::instrument::Instrumented;

use crate::runtime::call::{Attempt, Now};
use crate::runtime::error::{ErrorContext, RequestLabel, TransportErrorKind};
use crate::runtime::response::Response;

const TARGET: &str = env!("CARGO_CRATE_NAME");

/// The span of a call.
pub(crate) struct Span(tracing::Span);

/// Tells an event for the end of each attempt and for each wait, and how the call ended.
///
/// A followed redirect is told like an attempt, with the number of the one that it belongs to.
pub(crate) struct Trace {
    span: tracing::Span,
    /// The number of the attempt under way.
    number: u32,
    /// When it began.
    began: Duration,
    /// The status that it was answered with.
    status: Option<StatusCode>,
    /// Why it failed.
    failure: Option<&'static str>,
}

impl Span {
    pub(crate) fn new(label: &RequestLabel) -> Self {
        Self(tracing::info_span!(
            target: TARGET,
            "call",
            operation = label.operation,
            method = label.method.as_ref(),
            path = label.path,
            status = Empty,
            attempts = Empty,
            error = Empty,
        ))
    }

    pub(crate) fn around<F: Future>(self, call: F) -> Instrumented<F> {
        call.instrument(self.0)
    }

    pub(crate) fn trace(&self) -> Trace {
        Trace { span: self.0.clone(), number: 0, began: Duration::ZERO, status: None, failure: None }
    }
}

impl Trace {
    pub(crate) fn sends(&mut self, attempt: &Attempt, now: Now) {
        self.number = attempt.number;
        self.began = now.elapsed;
        self.status = None;
        self.failure = None;
    }

    pub(crate) fn head(&mut self, status: StatusCode) {
        self.status = Some(status);
    }

    pub(crate) fn ends(&self, now: Now) {
        if let Some(status) = self.status {
            let (attempt, status, duration_ms) = (self.number, status.as_u16(), self.millis(now));
            tracing::debug!(target: TARGET, attempt, status, duration_ms, "answered");
        }
    }

    pub(crate) fn fails(&mut self, kind: TransportErrorKind, now: Now) {
        let failure = match kind {
            TransportErrorKind::Connect => "connect",
            TransportErrorKind::Connection => "transport",
            _ => "timeout",
        };
        let (attempt, status, duration_ms) = (self.number, self.status.map(|s| s.as_u16()), self.millis(now));
        self.failure = Some(failure);
        // The macro wants a level that is constant.
        if kind == TransportErrorKind::Connect {
            tracing::warn!(target: TARGET, attempt, status, failure, duration_ms, "failed");
        } else {
            tracing::debug!(target: TARGET, attempt, status, failure, duration_ms, "failed");
        }
    }

    pub(crate) fn waits(&self, wait: Duration) {
        let (attempt, wait_ms) = (self.number, whole_millis(wait));
        let (status, failure) = (self.status.map(|s| s.as_u16()), self.failure);
        tracing::warn!(target: TARGET, attempt, status, failure, wait_ms, "waits before the next attempt");
    }

    pub(crate) fn done(&self, result: &Result<Response, Box<ErrorContext>>) {
        let (status, attempts) = match result {
            Ok(response) => (Some(response.status()), response.attempts()),
            Err(context) => {
                self.span.record("error", debug(context.cause.kind()));
                (context.head.as_ref().map(|head| head.status), context.attempts.made)
            }
        };
        self.span.record("status", status.map(|status| status.as_u16()));
        self.span.record("attempts", attempts);
    }

    fn millis(&self, now: Now) -> u64 {
        whole_millis(now.elapsed.saturating_sub(self.began))
    }
}

fn whole_millis(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(u64::MAX)
}
