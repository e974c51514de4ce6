use std::time::Duration;

use url::Url;

/// The limits of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limits {
    /// For one attempt, from connecting to the end of the body, or to its start if it is handed on.
    pub(crate) timeout: Duration,
    /// For all attempts and the waits between them.
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: u32,
    /// The longest wait that a server can ask for.
    pub(crate) max_retry_after: Duration,
    /// The largest body of a response, in bytes. A body that is handed on has no limit.
    pub(crate) body_limit: usize,
    /// For each chunk of a body that is handed on.
    pub(crate) chunk_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            deadline: None,
            max_retries: 2,
            max_retry_after: Duration::from_secs(60),
            body_limit: 8 << 20,
            chunk_timeout: Duration::from_secs(60),
        }
    }
}

/// What the caller set for one request.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) max_retry_after: Option<Duration>,
    pub(crate) body_limit: Option<usize>,
    pub(crate) chunk_timeout: Option<Duration>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) idempotency_key: Option<String>,
    /// The URL to send to, in place of the operation's own. It must be of the base URL's origin.
    pub(crate) target: Option<Box<Url>>,
}

impl Options {
    /// The limits of the request: the client's, where the request has none of its own.
    pub(crate) fn limits(&self, client: &Limits) -> Limits {
        Limits {
            timeout: self.timeout.unwrap_or(client.timeout),
            deadline: self.deadline.or(client.deadline),
            max_retries: self.max_retries.unwrap_or(client.max_retries),
            max_retry_after: self.max_retry_after.unwrap_or(client.max_retry_after),
            body_limit: self.body_limit.unwrap_or(client.body_limit),
            chunk_timeout: self.chunk_timeout.unwrap_or(client.chunk_timeout),
        }
    }
}
