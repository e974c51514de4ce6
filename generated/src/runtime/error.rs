use std::fmt;

use super::operation_error::OperationError;
use super::problem::Problem;
use super::report::Report;

/// An error of any operation, or of building the client.
///
/// It displays on one line, and shows no URL, credential, header or body, but what the API's own message says. Where
/// the operation is known, [`OperationError`] has the typed error too.
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
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # fn example(error: &Error) {
/// match error.kind() {
///     ErrorKind::Api => eprintln!("the API says no: {error}"),
///     ErrorKind::Connect | ErrorKind::Timeout => eprintln!("try again later"),
///     _ => eprintln!("{error}"),
/// }
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is not set up for this: its base URL, its credentials, its headers; or it is a blocking one in async
    /// code. Nothing was sent.
    Configuration,
    /// The provider of a token failed, or gave one that can't be sent. The attempt was not sent.
    Token,
    /// An argument can't be sent as it is. Nothing was sent.
    InvalidArgument,
    /// No connection to the server came about at the last attempt. If there were
    /// [attempts](super::Error::attempts) before it, the server may have done what was asked.
    Connect,
    /// The connection was lost, or what came over it wasn't HTTP. The server may have done what was asked.
    Transport,
    /// An attempt took longer than the timeout. The server may have done what was asked.
    Timeout,
    /// The call as a whole took longer than its deadline. The server may have done what was asked.
    Deadline,
    /// The server answered with a redirect that is not followed.
    Redirect,
    /// The body of the answer is larger than the limit.
    BodyTooLarge,
    /// The server reports success, with a body that isn't JSON.
    ContentType,
    /// The server reports success, but not as the API's document describes it: with a status that the document doesn't
    /// have for the operation, without the body that it has, or with other JSON. By its own word, it has done or
    /// taken on what was asked.
    Decode,
    /// The API answered, and not with success (2xx).
    Api,
}

/// What both error types tell.
macro_rules! accessors {
    () => {
        /// What kind of thing went wrong.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let is_ours = error.kind() == ErrorKind::InvalidArgument;
        /// # }
        /// ```
        pub fn kind(&self) -> $crate::runtime::ErrorKind {
            self.report().problem.kind()
        }

        /// The operation's name in the API's document. Nothing for a raw request, and before there is a request.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// eprintln!("{} failed", error.operation().unwrap_or("the request"));
        /// # }
        /// ```
        pub fn operation(&self) -> ::std::option::Option<&'static str> {
            self.report().label.as_ref()?.operation
        }

        /// The status of the answer, if one came; if only its body was lost, too.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let is_missing = error.status() == Some(StatusCode::NOT_FOUND);
        /// # }
        /// ```
        pub fn status(&self) -> ::std::option::Option<::http::StatusCode> {
            self.report().head.as_ref().map(|head| head.status)
        }

        /// The headers of the answer, if one came; if only its body was lost, too.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let limit = error.headers().and_then(|headers| headers.get("x-ratelimit-limit"));
        /// # }
        /// ```
        pub fn headers(&self) -> ::std::option::Option<&::http::HeaderMap> {
            self.report().head.as_ref().map(|head| &head.headers)
        }

        /// The body of the answer as it came, if it was read to its end.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// eprintln!("{} bytes", error.body().map_or(0, |body| body.len()));
        /// # }
        /// ```
        pub fn body(&self) -> ::std::option::Option<&::bytes::Bytes> {
            self.report().body.as_ref()
        }

        /// The beginning of the answer's body as text that is fit for one line: at most 200 characters, and a
        /// replacement character for each that cannot be shown. Nothing if there is no body.
        ///
        /// Bodies may hold what is nobody's business, so that no error displays them by itself.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// if error.kind() == ErrorKind::ContentType {
        ///     eprintln!("{error}: {}", error.body_excerpt().unwrap_or_default());
        /// }
        /// # }
        /// ```
        pub fn body_excerpt(&self) -> ::std::option::Option<::std::string::String> {
            self.report().body_excerpt()
        }

        /// The code of the error that the API answered with, where its body has one in a usual place. It has at most
        /// 300 characters, none of them a control character.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let is_gone = error.code() == Some("thing_deleted");
        /// # }
        /// ```
        pub fn code(&self) -> ::std::option::Option<&str> {
            self.report().message.code.as_deref()
        }

        /// The message of the error that the API answered with, where its body has one in a usual place. It has at
        /// most 300 characters, none of them a control character.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// eprintln!("{}", error.message().unwrap_or("no message"));
        /// # }
        /// ```
        pub fn message(&self) -> ::std::option::Option<&str> {
            self.report().message.message.as_deref()
        }

        /// The server's name for the request, from the header `x-request-id` or `request-id`.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// eprintln!("request {}", error.request_id().unwrap_or("without a name"));
        /// # }
        /// ```
        pub fn request_id(&self) -> ::std::option::Option<&str> {
            self.report().request_id()
        }

        /// How many attempts were made to send the request: 0 if the error came before. One that found no connection
        /// counts; one that ended before it had its credentials doesn't, nor does a redirect. After more than one, an
        /// answer may be that to a repetition: "not found" to a delete that has worked.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let may_be_a_repetition = error.attempts() > 1;
        /// # }
        /// ```
        pub fn attempts(&self) -> u32 {
            self.report().tries.made
        }

        /// How long the server asks to wait before another request.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # use std::time::Duration;
        /// # fn example(error: &Error) {
        /// let wait = error.retry_after().unwrap_or(Duration::from_secs(1));
        /// # }
        /// ```
        pub fn retry_after(&self) -> ::std::option::Option<::std::time::Duration> {
            self.report().retry_after
        }

        /// Whether a timeout or a deadline passed.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let again_later = error.is_timeout();
        /// # }
        /// ```
        pub fn is_timeout(&self) -> bool {
            matches!(self.kind(), $crate::runtime::ErrorKind::Timeout | $crate::runtime::ErrorKind::Deadline)
        }

        /// Whether no connection to the server came about at the last attempt. Attempts before it may have been sent.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// let nothing_was_done = error.is_connect() && error.attempts() == 1;
        /// # }
        /// ```
        pub fn is_connect(&self) -> bool {
            self.kind() == $crate::runtime::ErrorKind::Connect
        }

        /// Why a success could not be read, if that is the error.
        ///
        /// ```
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
        /// # fn example(error: &Error) {
        /// if let Some(unexpected) = error.unexpected() {
        ///     eprintln!("not what is documented: {unexpected}");
        /// }
        /// # }
        /// ```
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
