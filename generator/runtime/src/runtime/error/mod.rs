//! Errors: what went wrong, and all that is known of the request and the response.

mod accessors;
mod api_error;
pub(crate) mod api_message;
mod cause;
pub(crate) mod context;
mod display;
mod kind;
mod operation_error;

use std::fmt;

use accessors::accessors;
pub(crate) use api_error::{api_error, envelope};
pub(crate) use cause::{ErrorCause, TransportError, TransportErrorKind, UnfollowedRedirect};
pub(crate) use context::{ErrorContext, RequestLabel};
pub(crate) use display::missing_credential;
pub use kind::ErrorKind;
pub use operation_error::OperationError;

/// An error of any operation, or of building the client.
///
/// It displays on one line. It shows the API's own message, but no URL, credential, header or body. Where the operation
/// is known, [`OperationError`] has the typed error too.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(client: &Client) -> Result<(), Error> {
/// if let Err(error) = client.request(Method::GET, "/v2/things").await {
///     eprintln!("{error}, after {} attempts", error.attempts());
/// }
/// # Ok(())
/// # }
/// ```
pub struct Error(Box<ErrorContext>);

impl Error {
    pub(crate) fn new(context: Box<ErrorContext>) -> Self {
        Self(context)
    }

    /// Something that is wrong before there is a request.
    pub(crate) fn configuration(what: String) -> Self {
        Self::new(ErrorContext::unsent(None, ErrorCause::Configuration(what)))
    }

    fn context(&self) -> &ErrorContext {
        &self.0
    }

    accessors!();
}

impl<E> From<OperationError<E>> for Error {
    fn from(error: OperationError<E>) -> Self {
        Self::new(error.into_context())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("Error", f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.source()
    }
}
