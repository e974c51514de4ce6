//! The two error types of callers: with and without the operation's own error.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::cause::{ErrorCause, ErrorKind};
use super::context::ErrorContext;
use crate::runtime::json::{self, Decode};
use crate::runtime::response::{Header, UnexpectedResponse};

/// An error of any operation, or of building the client.
///
/// It displays on one line: the operation, what went wrong, the API's own message without credentials, the request's ID
/// and the attempts. Nothing else that was sent or received is in it. [`OperationError`] has the API's typed error too.
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

/// An error of one operation. [`api`](Self::api) has the error of the API in its own type `E`, if that is the cause.
///
/// `?` turns it into the plain [`Error`], which displays the same.
pub struct OperationError<E>(Box<Inner<E>>);

struct Inner<E> {
    context: Box<ErrorContext>,
    api: Option<E>,
}

impl Error {
    pub(crate) fn new(context: Box<ErrorContext>) -> Self {
        Self(context)
    }

    /// An error of building a client.
    pub(crate) fn configuration(what: String) -> Self {
        Self(ErrorContext::unsent(None, ErrorCause::Configuration(what)))
    }

    fn context(&self) -> &ErrorContext {
        &self.0
    }
}

impl<E> OperationError<E> {
    pub(crate) fn new(context: Box<ErrorContext>, api: Option<E>) -> Self {
        Self(Box::new(Inner { context, api }))
    }

    /// The API's own error, typed by status. `None` for errors of other kinds, as for a success that can't be read.
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

    fn context(&self) -> &ErrorContext {
        &self.0.context
    }
}

impl<E> From<OperationError<E>> for Error {
    fn from(error: OperationError<E>) -> Self {
        Self(error.0.context)
    }
}

macro_rules! status_methods {
    ($($name:ident: $status:literal $reason:literal,)*) => {$(
        #[doc = concat!("Whether the API answered `", $status, " ", $reason, "`.")]
        pub fn $name(&self) -> bool {
            self.is_status($status)
        }
    )*};
}

/// The methods and traits that both types have.
macro_rules! error_type {
    ($name:literal, $error:ty $(, $e:ident)?) => {
        impl$(<$e>)? $error {
            /// What went wrong.
            pub fn kind(&self) -> ErrorKind {
                self.context().cause.kind()
            }

            /// The operation's name in the API's document. A raw request has none.
            pub fn operation(&self) -> Option<&'static str> {
                self.context().request.as_ref()?.operation
            }

            /// The status of the response, if one came.
            pub fn status(&self) -> Option<StatusCode> {
                self.context().head.as_ref().map(|head| head.status)
            }

            /// The headers of the response, if one came.
            pub fn headers(&self) -> Option<&HeaderMap> {
                self.context().head.as_ref().map(|head| &head.headers)
            }

            /// A header that the API documents; `None` where it isn't there, or no response came.
            ///
            /// # Errors
            ///
            /// If its value isn't of the documented type.
            pub fn header<T: Decode>(&self, header: Header<T>) -> Result<Option<T>, json::Error> {
                self.headers().map_or(Ok(None), |headers| header.read(headers))
            }

            /// The body of the response. It may be incomplete, as [`Response::body`](crate::runtime::Response::body).
            pub fn body(&self) -> Option<&Bytes> {
                self.context().body.as_ref()
            }

            /// The beginning of the body as one line of at most 200 characters. It isn't part of the displayed text,
            /// since bodies may hold private data.
            ///
            /// In all texts of an error, credentials of the request that have at least 6 characters are replaced by
            /// `[redacted]`, and characters that can't be shown by U+FFFD. [`body`](Self::body) is as it came.
            pub fn body_excerpt(&self) -> Option<String> {
                self.context().body_excerpt.clone()
            }

            /// The code in the API's own error, if its body has one in a usual place: one line of at most 300
            /// characters.
            pub fn code(&self) -> Option<&str> {
                self.context().message.code.as_deref()
            }

            /// The message in the API's own error, as [`code`](Self::code).
            pub fn message(&self) -> Option<&str> {
                self.context().message.message.as_deref()
            }

            /// The server's ID of the request, as [`Response::request_id`](crate::runtime::Response::request_id): one
            /// line of at most 100 characters.
            pub fn request_id(&self) -> Option<&str> {
                self.context().request_id.as_deref()
            }

            /// How many times the request was sent. Redirects don't count, nor does an attempt that ended before it had
            /// its credentials. An attempt that could not connect does.
            ///
            /// After more than one, the answer may be to a repetition: "not found" for a delete that has worked.
            pub fn attempts(&self) -> u32 {
                self.context().attempts.made
            }

            /// Whether the request wasn't sent again because its body is a stream that can be read only once. It would
            /// have been retried or redirected otherwise, so another call with a new stream may succeed.
            pub fn is_body_spent(&self) -> bool {
                self.context().attempts.is_body_spent
            }

            /// How long the server asks to wait before another request.
            pub fn retry_after(&self) -> Option<Duration> {
                self.context().retry_after
            }

            /// Whether the error is the API's, with this status. A success that can't be read isn't one.
            pub fn is_status(&self, status: u16) -> bool {
                self.context().has_status(|it| it == status)
            }

            status_methods! {
                is_bad_request: 400 "Bad Request",
                is_unauthorized: 401 "Unauthorized",
                is_forbidden: 403 "Forbidden",
                is_not_found: 404 "Not Found",
                is_conflict: 409 "Conflict",
                is_rate_limited: 429 "Too Many Requests",
            }

            /// Whether the API answered with a status from 400 to 499.
            pub fn is_client_error(&self) -> bool {
                self.context().has_status(|it| it.is_client_error())
            }

            /// Whether the API answered with a status from 500 to 599.
            pub fn is_server_error(&self) -> bool {
                self.context().has_status(|it| it.is_server_error())
            }

            /// Whether a timeout or a deadline passed.
            pub fn is_timeout(&self) -> bool {
                matches!(self.kind(), ErrorKind::Timeout | ErrorKind::Deadline)
            }

            /// Whether the last attempt could not connect to the server. Attempts before it may have been sent.
            pub fn is_connect(&self) -> bool {
                self.kind() == ErrorKind::Connect
            }

            /// Why a success could not be read, if that is the error.
            pub fn unexpected(&self) -> Option<&UnexpectedResponse> {
                match &self.context().cause {
                    ErrorCause::Unexpected(unexpected) => Some(unexpected),
                    _ => None,
                }
            }
        }

        impl$(<$e>)? fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.context().fmt(f)
            }
        }

        impl$(<$e>)? fmt::Debug for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.context().debug($name, f)
            }
        }

        impl$(<$e>)? std::error::Error for $error {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                self.context().cause.source()
            }
        }
    };
}

error_type!("Error", Error);
error_type!("OperationError", OperationError<E>, E);
