use std::time::Duration;

use http::StatusCode;

use crate::runtime::call::{Attempt, Now};
use crate::runtime::error::{ErrorContext, RequestLabel, TransportErrorKind};
use crate::runtime::response::Response;

/// Is nothing.
pub(crate) struct Span;

/// Tells nothing.
pub(crate) struct Trace;

impl Span {
    pub(crate) fn new(_: &RequestLabel) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(self, call: F) -> F {
        call
    }

    pub(crate) fn trace(&self) -> Trace {
        Trace
    }
}

impl Trace {
    pub(crate) fn sends(&mut self, _: &Attempt, _: Now) {}

    pub(crate) fn head(&mut self, _: StatusCode) {}

    pub(crate) fn ends(&self, _: Now) {}

    pub(crate) fn fails(&mut self, _: TransportErrorKind, _: Now) {}

    pub(crate) fn waits(&self, _: Duration) {}

    pub(crate) fn done(&self, _: &Result<Response, Box<ErrorContext>>) {}
}
