use std::time::Duration;

use http::StatusCode;

use crate::runtime::call::{Attempt, Loss};
use crate::runtime::report::{Label, Report};
use crate::runtime::response::Response;
use crate::runtime::transport::Line;

/// Is nothing.
pub(crate) struct Span;

/// Tells nothing.
pub(crate) struct Trace;

impl Span {
    pub(crate) fn of(_: &Label) -> Self {
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
    pub(crate) fn sends(&mut self, _: &Attempt, _: &Line) {}

    pub(crate) fn head(&mut self, _: StatusCode) {}

    pub(crate) fn ends(&self, _: &Line) {}

    pub(crate) fn loses(&self, _: Loss, _: &Line) {}

    pub(crate) fn waits(&self, _: Duration) {}

    pub(crate) fn done(&self, _: &Result<Response, Box<Report>>) {}
}
