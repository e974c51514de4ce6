//! The setters of limits, which the builder and the request share.

/// Setters of the `Limits` or the `Options` in this field.
macro_rules! limit_setters {
    ($($limits:tt).+) => {
        /// Sets the longest time for one attempt, from connecting to the end of the body. A client has 60 s by default.
        ///
        /// A response that is handed on as a stream has to begin within this time, and a body that is uploaded counts
        /// towards it.
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.$($limits).+.timeout = timeout.into();
            self
        }

        /// Sets the longest time for a whole call: all attempts and the waits between, and a response that is handed on
        /// as a stream to its end. A client has none by default.
        ///
        /// If there is no time left for another attempt, the call ends with the outcome of the last one.
        pub fn deadline(mut self, deadline: Duration) -> Self {
            self.$($limits).+.deadline = Some(deadline);
            self
        }

        /// Sets how many times a failed request is sent again. A client has 2 by default.
        ///
        /// - A request is retried if its method is idempotent or it has an idempotency key: after a connection error, a
        ///   timeout, or a status of 408, 409, 429 or from 500 on. If there was no connection, nothing was sent, so any
        ///   request is retried.
        /// - With the header `x-should-retry`, the server can ask for a retry of any failed request, or for none.
        /// - The wait is what the server asks for in `Retry-After` or `retry-after-ms`. Otherwise it is half a second,
        ///   doubled with each retry to 8 seconds at most, less up to a quarter of jitter.
        /// - If a token was refused, the request is sent once more, as [`TokenProvider`](crate::runtime::TokenProvider)
        ///   says. That is not a retry.
        pub fn max_retries(mut self, retries: u32) -> Self {
            self.$($limits).+.max_retries = retries.into();
            self
        }

        /// Sets the longest wait before a retry that the server can ask for. A client has 60 s by default. If the
        /// server asks for more, the request isn't sent again, and the error tells the wait.
        pub fn max_retry_after(mut self, wait: Duration) -> Self {
            self.$($limits).+.max_retry_after = wait.into();
            self
        }

        /// Sets the largest body of a response, in bytes after decompression. A client has 8 MiB by default. A larger
        /// body is an error; from status 400 on, its start is kept instead. A body that is handed on as a stream may have
        /// any length, until it is read whole.
        pub fn body_limit(mut self, bytes: usize) -> Self {
            self.$($limits).+.body_limit = bytes.into();
            self
        }

        /// Sets the longest wait for the next chunk of a response that is handed on as a stream. A client has 60 s by
        /// default. With [`Duration::MAX`] it is not limited.
        pub fn chunk_timeout(mut self, timeout: Duration) -> Self {
            self.$($limits).+.chunk_timeout = timeout.into();
            self
        }
    };
}

pub(super) use limit_setters;
