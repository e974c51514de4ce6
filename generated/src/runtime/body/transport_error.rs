use std::error::Error as StdError;

/// Why there is no response, or only a part of it.
#[derive(Debug)]
pub(crate) struct TransportError {
    pub(crate) kind: TransportErrorKind,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TransportErrorKind {
    Connect,
    /// The connection broke, or the response wasn't HTTP.
    Connection,
    /// The stream of the request's body failed. The source is its error.
    RequestBody,
    /// The attempt's timeout passed.
    Timeout,
    /// A timeout of the caller's HTTP client passed.
    ClientTimeout,
    /// The attempt's timeout passed while its credentials were gathered. It wasn't sent.
    CredentialTimeout,
    /// The next chunk of a stream took too long.
    ChunkTimeout,
    /// The deadline passed before the end of a stream.
    StreamDeadline,
    /// Waiting isn't possible here. The source says what to do.
    #[cfg(feature = "blocking")]
    CannotWait,
}

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }
}

/// The URL is removed, since `reqwest` would show all of it.
impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        // A timeout while connecting is both. It counts as `Connect`, since nothing was sent.
        let kind = if error.is_connect() {
            TransportErrorKind::Connect
        } else if error.is_timeout() {
            TransportErrorKind::ClientTimeout
        } else {
            TransportErrorKind::Connection
        };
        Self { kind, source: Some(Box::new(error.without_url())) }
    }
}
