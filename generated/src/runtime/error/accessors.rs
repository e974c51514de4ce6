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

        /// The status of the response, if one came, with or without its whole body. A `StatusCode` compares
        /// with a number; see also [`is_status`](Self::is_status).
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
        /// No error displays it by itself, since bodies may hold what is nobody's business. Here and in all other texts
        /// but [`body`](Self::body), `[redacted]` stands for the credentials that the request carried, if they have at
        /// least 6 characters.
        pub fn body_excerpt(&self) -> ::std::option::Option<::std::string::String> {
            self.context().body_excerpt.clone()
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

        /// The server's name for the request, from the header `x-request-id` or `request-id`: one line of at most 100
        /// characters.
        pub fn request_id(&self) -> ::std::option::Option<&str> {
            self.context().request_id.as_deref()
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

        /// Whether the API answered with this status, and that is the error. A success that can't be read isn't it.
        pub fn is_status(&self, status: u16) -> bool {
            self.kind() == $crate::runtime::ErrorKind::Api && self.status().is_some_and(|it| it == status)
        }

        /// Whether the API answered `400 Bad Request`.
        pub fn is_bad_request(&self) -> bool {
            self.is_status(400)
        }

        /// Whether the API answered `401 Unauthorized`.
        pub fn is_unauthorized(&self) -> bool {
            self.is_status(401)
        }

        /// Whether the API answered `403 Forbidden`.
        pub fn is_forbidden(&self) -> bool {
            self.is_status(403)
        }

        /// Whether the API answered `404 Not Found`.
        pub fn is_not_found(&self) -> bool {
            self.is_status(404)
        }

        /// Whether the API answered `409 Conflict`.
        pub fn is_conflict(&self) -> bool {
            self.is_status(409)
        }

        /// Whether the API answered `429 Too Many Requests`.
        pub fn is_rate_limited(&self) -> bool {
            self.is_status(429)
        }

        /// Whether the API answered with a status from 400 to 499.
        pub fn is_client_error(&self) -> bool {
            self.kind() == $crate::runtime::ErrorKind::Api && self.status().is_some_and(|it| it.is_client_error())
        }

        /// Whether the API answered with a status from 500 to 599.
        pub fn is_server_error(&self) -> bool {
            self.kind() == $crate::runtime::ErrorKind::Api && self.status().is_some_and(|it| it.is_server_error())
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
