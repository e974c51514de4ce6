//! Errors: a cause, and the context that errors of every cause share.

mod api_error;
pub(crate) mod api_message;
mod cause;
mod context;
mod display;
mod error_type;

pub(crate) use super::body::{RequestLabel, TransportError, TransportErrorKind};
pub(crate) use api_error::{api_error, envelope};
pub use cause::ErrorKind;
pub(crate) use cause::{ErrorCause, UnfollowedRedirect};
pub(crate) use context::ErrorContext;
pub use error_type::{Error, OperationError};
