//! The span and the events of a call, with the feature `tracing`. Without it, these functions do nothing.
//!
//! They tell the operation, method, path template, status, attempt and times; never a URL, a header, a body, or the
//! value of a parameter.

use std::time::Duration;

use http::StatusCode;

use crate::runtime::call::Next;
use crate::runtime::error::{ErrorContext, RequestLabel, TransportErrorKind};
use crate::runtime::response::Response;

/// The span of a call.
pub(super) struct Span(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(super) fn new(_: &RequestLabel) -> Self {
        Self()
    }

    pub(super) fn instrument<F: Future>(&self, call: F) -> F {
        call
    }

    pub(super) fn record(&self, _: &Result<Response, Box<ErrorContext>>) {}
}

#[cfg(not(feature = "tracing"))]
pub(super) fn exchange_ended(_: u32, _: Option<StatusCode>, _: Option<TransportErrorKind>, _: Duration, _: &Next) {}

/// What is told of a body that was handed on, in the span of its call.
pub(super) struct StreamTrace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
    #[cfg(feature = "tracing")]
    start: std::time::Instant,
    #[cfg(feature = "tracing")]
    bytes: u64,
    #[cfg(feature = "tracing")]
    is_told: bool,
}

#[cfg(not(feature = "tracing"))]
impl StreamTrace {
    pub(super) fn new() -> Self {
        Self {}
    }

    pub(super) fn add(&mut self, _: &[u8]) {}

    pub(super) fn end(&mut self, _: bool) {}
}

#[cfg(feature = "tracing")]
const TARGET: &str = env!("CARGO_CRATE_NAME");

#[cfg(feature = "tracing")]
impl Span {
    pub(super) fn new(label: &RequestLabel) -> Self {
        Self(tracing::info_span!(
            target: TARGET,
            "call",
            operation = label.operation,
            method = label.method.as_ref(),
            path = label.path,
            status = tracing::field::Empty,
            attempts = tracing::field::Empty,
            error = tracing::field::Empty,
        ))
    }

    pub(super) fn instrument<F: Future>(&self, call: F) -> tracing::instrument::Instrumented<F> {
        tracing::Instrument::instrument(call, self.0.clone())
    }

    pub(super) fn record(&self, result: &Result<Response, Box<ErrorContext>>) {
        let (status, attempts) = match result {
            Ok(response) => (Some(response.status()), response.attempts()),
            Err(context) => {
                self.0.record("error", tracing::field::debug(context.cause.kind()));
                (context.head.as_ref().map(|head| head.status), context.attempts.made)
            }
        };
        self.0.record("status", status.map(|status| status.as_u16()));
        self.0.record("attempts", attempts);
    }
}

/// Emits an event for a request that was sent, and one for the wait after it. A followed redirect is a request of its
/// own, with the number of its attempt.
#[cfg(feature = "tracing")]
pub(super) fn exchange_ended(
    attempt: u32,
    status: Option<StatusCode>,
    error: Option<TransportErrorKind>,
    elapsed: Duration,
    next: &Next,
) {
    let (status, duration_ms) = (status.map(|status| status.as_u16()), millis(elapsed));
    let failure = error.map(|error| match error {
        TransportErrorKind::Connect => "connect",
        TransportErrorKind::Connection => "transport",
        _ => "timeout",
    });
    // The macros need a constant level, hence two calls for one message.
    if error == Some(TransportErrorKind::Connect) {
        tracing::warn!(target: TARGET, attempt, status, failure, duration_ms, "failed");
    } else if failure.is_some() {
        tracing::debug!(target: TARGET, attempt, status, failure, duration_ms, "failed");
    } else if status.is_some() {
        tracing::debug!(target: TARGET, attempt, status, duration_ms, "answered");
    }
    if let Next::Wait(wait) = next {
        let wait_ms = millis(*wait);
        tracing::warn!(target: TARGET, attempt, status, failure, wait_ms, "waits before the next attempt");
    }
}

#[cfg(feature = "tracing")]
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(feature = "tracing")]
impl StreamTrace {
    /// Begins with the head of the response. The current span is that of the call.
    pub(super) fn new() -> Self {
        Self { span: tracing::Span::current(), start: std::time::Instant::now(), bytes: 0, is_told: false }
    }

    pub(super) fn add(&mut self, chunk: &[u8]) {
        self.bytes = self.bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
    }

    /// Emits an event: the stream was read to its end, or broke.
    pub(super) fn end(&mut self, is_whole: bool) {
        self.is_told = true;
        let (bytes, duration_ms) = (self.bytes, millis(self.start.elapsed()));
        self.span.in_scope(|| {
            if is_whole {
                tracing::debug!(target: TARGET, bytes, duration_ms, "the stream ended");
            } else {
                tracing::debug!(target: TARGET, bytes, duration_ms, "the stream broke");
            }
        });
    }
}

/// A stream that is dropped before its end is told of, too.
#[cfg(feature = "tracing")]
impl Drop for StreamTrace {
    fn drop(&mut self) {
        if !self.is_told {
            let (bytes, duration_ms) = (self.bytes, millis(self.start.elapsed()));
            self.span.in_scope(|| tracing::debug!(target: TARGET, bytes, duration_ms, "the stream was dropped"));
        }
    }
}
