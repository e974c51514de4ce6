/// What both error types tell.
macro_rules! accessors {
    () => {
        /// What kind of thing went wrong.
        pub fn kind(&self) -> $crate::runtime::ErrorKind {
            self.context().cause.kind()
        }

        /// The operation's name in the API's document. Nothing for a raw request, and before there is a request.
        pub fn operation(&self) -> ::std::option::Option<&'static str> {
            self.context().request.as_ref()?.operation
        }

        /// The status of the response, if one came, with or without its whole body.
        pub fn status(&self) -> ::std::option::Option<::http::StatusCode> {
            self.context().head.as_ref().map(|head| head.status)
        }

        /// The headers of the response, if one came, with or without its whole body.
        pub fn headers(&self) -> ::std::option::Option<&::http::HeaderMap> {
            self.context().head.as_ref().map(|head| &head.headers)
        }

        /// The body of the response. From status 400 on it may be cut short: what was read is kept though the body is
        /// over the limit, or breaks off. Of other responses there is none but the whole body.
        pub fn body(&self) -> ::std::option::Option<&::bytes::Bytes> {
            self.context().body.as_ref()
        }

        /// The beginning of the body as one line of text: at most 200 characters, and a replacement character for each
        /// that can't be shown.
        ///
        /// No error displays it by itself, since bodies may hold what is nobody's business.
        pub fn body_excerpt(&self) -> ::std::option::Option<::std::string::String> {
            self.context().body_excerpt()
        }

        /// The code in the API's own error, where its body has one in a usual place: one line of at most 300
        /// characters.
        pub fn code(&self) -> ::std::option::Option<&str> {
            self.context().message.code.as_deref()
        }

        /// The message in the API's own error, where its body has one in a usual place: one line of at most 300
        /// characters.
        pub fn message(&self) -> ::std::option::Option<&str> {
            self.context().message.message.as_deref()
        }

        /// The server's name for the request, from the header `x-request-id` or `request-id`.
        pub fn request_id(&self) -> ::std::option::Option<&str> {
            self.context().request_id()
        }

        /// How many times the request was sent; 0 if the error came before. An attempt without a connection counts; one
        /// that ended before it had its credentials doesn't, nor does a redirect.
        ///
        /// After more than one, the answer may be to a repetition: "not found" for a delete that has worked.
        pub fn attempts(&self) -> u32 {
            self.context().attempts.made
        }

        /// How long the server asks to wait before another request.
        pub fn retry_after(&self) -> ::std::option::Option<::std::time::Duration> {
            self.context().retry_after
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
        pub fn unexpected(&self) -> ::std::option::Option<&$crate::runtime::UnexpectedResponse> {
            match &self.context().cause {
                $crate::runtime::error::ErrorCause::Unexpected(unexpected) => Some(unexpected),
                _ => None,
            }
        }
    };
}
pub(super) use accessors;
