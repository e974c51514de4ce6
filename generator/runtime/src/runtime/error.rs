use std::fmt;

use super::operation_error::OperationError;
use super::problem::Problem;
use super::report::Report;

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
pub struct Error(Box<Report>);

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is not set up for this: its base URL, its credentials, its headers. Or it is a blocking one in async
    /// code. Nothing was sent.
    Configuration,
    /// The provider of a token failed, or gave one that can't be sent. The attempt was not sent.
    Token,
    /// An argument can't be sent as it is. Nothing was sent.
    InvalidArgument,
    /// The last attempt found no connection to the server. If there were [attempts](super::Error::attempts) before it,
    /// the server may have done what was asked.
    Connect,
    /// The connection was lost, or what came over it wasn't HTTP. The server may have done what was asked.
    Transport,
    /// An attempt took longer than the timeout. The server may have done what was asked.
    Timeout,
    /// The call as a whole took longer than its deadline. The server may have done what was asked.
    Deadline,
    /// The server answered with a redirect that is not followed.
    Redirect,
    /// The body of the response is larger than the limit.
    BodyTooLarge,
    /// The server reports success, with a body that isn't JSON.
    ContentType,
    /// The server reports success, but not as the API's document describes it: by another status, without a body, or
    /// with other JSON. By its own word, it has done what was asked, or will.
    Decode,
    /// The API answered, and not with success (2xx).
    Api,
}

/// What both error types tell.
macro_rules! accessors {
    () => {
        /// What kind of thing went wrong.
        pub fn kind(&self) -> $crate::runtime::ErrorKind {
            self.report().problem.kind()
        }

        /// The operation's name in the API's document. Nothing for a raw request, and before there is a request.
        pub fn operation(&self) -> ::std::option::Option<&'static str> {
            self.report().label.as_ref()?.operation
        }

        /// The status of the response, if one came, with or without its whole body.
        pub fn status(&self) -> ::std::option::Option<::http::StatusCode> {
            self.report().head.as_ref().map(|head| head.status)
        }

        /// The headers of the response, if one came, with or without its whole body.
        pub fn headers(&self) -> ::std::option::Option<&::http::HeaderMap> {
            self.report().head.as_ref().map(|head| &head.headers)
        }

        /// The body of the response, if it was read to its end.
        pub fn body(&self) -> ::std::option::Option<&::bytes::Bytes> {
            self.report().body.as_ref()
        }

        /// The beginning of the body as one line of text: at most 200 characters, and a replacement character for each
        /// that can't be shown.
        ///
        /// No error displays it by itself, since bodies may hold what is nobody's business.
        pub fn body_excerpt(&self) -> ::std::option::Option<::std::string::String> {
            self.report().body_excerpt()
        }

        /// The code in the API's own error, where its body has one in a usual place: one line of at most 300
        /// characters.
        pub fn code(&self) -> ::std::option::Option<&str> {
            self.report().message.code.as_deref()
        }

        /// The message in the API's own error, where its body has one in a usual place: one line of at most 300
        /// characters.
        pub fn message(&self) -> ::std::option::Option<&str> {
            self.report().message.message.as_deref()
        }

        /// The server's name for the request, from the header `x-request-id` or `request-id`.
        pub fn request_id(&self) -> ::std::option::Option<&str> {
            self.report().request_id()
        }

        /// How many times the request was sent; 0 if the error came before. An attempt without a connection counts; one
        /// that ended before it had its credentials doesn't, nor does a redirect.
        ///
        /// After more than one, the answer may be to a repetition: "not found" for a delete that has worked.
        pub fn attempts(&self) -> u32 {
            self.report().tries.made
        }

        /// How long the server asks to wait before another request.
        pub fn retry_after(&self) -> ::std::option::Option<::std::time::Duration> {
            self.report().retry_after
        }

        /// Whether a timeout or a deadline passed.
        pub fn is_timeout(&self) -> bool {
            matches!(self.kind(), $crate::runtime::ErrorKind::Timeout | $crate::runtime::ErrorKind::Deadline)
        }

        /// Whether the last attempt found no connection to the server. Attempts before it may have been sent.
        pub fn is_connect(&self) -> bool {
            self.kind() == $crate::runtime::ErrorKind::Connect
        }

        /// Why a success could not be read, if that is the error.
        pub fn unexpected(&self) -> ::std::option::Option<&$crate::runtime::Unexpected> {
            match &self.report().problem {
                $crate::runtime::problem::Problem::Unexpected(unexpected) => Some(unexpected),
                _ => None,
            }
        }
    };
}
pub(super) use accessors;

impl Error {
    pub(crate) fn new(report: Box<Report>) -> Self {
        Self(report)
    }

    /// Something that is wrong before there is a request.
    pub(crate) fn configuration(what: String) -> Self {
        Self::new(Box::new(Report::early(None, Problem::Configuration(what))))
    }

    fn report(&self) -> &Report {
        &self.0
    }

    accessors!();
}

impl<E> From<OperationError<E>> for Error {
    fn from(error: OperationError<E>) -> Self {
        Self::new(error.into_report())
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
        self.0.source()
    }
}
