use std::fmt;

use super::error::accessors;
use super::report::Report;

/// An error of one operation, with the API's own error in its type `E`.
///
/// It displays on one line. It shows the API's own message, but no URL, credential, header or body. `?` turns it into
/// the plain [`Error`](super::Error).
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// fn is_missing<E>(error: &OperationError<E>) -> bool {
///     error.status() == Some(StatusCode::NOT_FOUND)
/// }
/// ```
pub struct OperationError<E>(Box<Inner<E>>);

struct Inner<E> {
    report: Box<Report>,
    api: Option<E>,
}

impl<E> OperationError<E> {
    pub(crate) fn new(report: Box<Report>, api: Option<E>) -> Self {
        Self(Box::new(Inner { report, api }))
    }

    /// The API's own error, typed by status, if one came whole. A success that can't be read has none.
    pub fn api(&self) -> Option<&E> {
        self.0.api.as_ref()
    }

    /// The API's own error, as [`api`](Self::api).
    ///
    /// # Errors
    ///
    /// This error itself, if there is none.
    pub fn into_api(mut self) -> Result<E, Self> {
        self.0.api.take().ok_or(self)
    }

    pub(crate) fn into_report(self) -> Box<Report> {
        self.0.report
    }

    fn report(&self) -> &Report {
        &self.0.report
    }

    accessors!();
}

impl<E> fmt::Display for OperationError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.report.fmt(f)
    }
}

impl<E> fmt::Debug for OperationError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.report.debug("OperationError", f)
    }
}

impl<E> std::error::Error for OperationError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.report.source()
    }
}
