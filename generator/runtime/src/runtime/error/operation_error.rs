use std::fmt;

use super::accessors::accessors;
use super::context::ErrorContext;

/// An error of one operation, with the API's own error in its type `E`.
///
/// It displays on one line. It shows the API's own message, but no URL, credential, header or body. `?` turns it into
/// the plain [`Error`](crate::runtime::Error).
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// fn is_missing<E>(error: &OperationError<E>) -> bool {
///     error.is_not_found()
/// }
/// ```
pub struct OperationError<E>(Box<Inner<E>>);

struct Inner<E> {
    context: Box<ErrorContext>,
    api: Option<E>,
}

impl<E> OperationError<E> {
    pub(crate) fn new(context: Box<ErrorContext>, api: Option<E>) -> Self {
        Self(Box::new(Inner { context, api }))
    }

    /// The API's own error, typed by status, if one came. A success that can't be read has none.
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

    pub(crate) fn into_context(self) -> Box<ErrorContext> {
        self.0.context
    }

    fn context(&self) -> &ErrorContext {
        &self.0.context
    }

    accessors!();
}

impl<E> fmt::Display for OperationError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.context.fmt(f)
    }
}

impl<E> fmt::Debug for OperationError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.context.debug("OperationError", f)
    }
}

impl<E> std::error::Error for OperationError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.context.cause.source()
    }
}
