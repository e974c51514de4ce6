use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, Method};
use url::Url;

use super::api::Credential;
use super::options::Limits;
use super::raw::RawRequest;
use super::signature::Held;
use super::transport::Transport;

/// The client of the API.
///
/// A clone is cheap and shares the connections. `Debug` shows the origin of the base URL, and no credential.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let response = client.request(Method::GET, "/v2/things").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    transport: Transport,
}

/// What a client knows beside how to send.
pub(crate) struct Config {
    pub(crate) base_url: Url,
    /// All that the API knows.
    pub(crate) known: &'static [&'static Credential],
    /// Those that are set.
    pub(crate) credentials: Vec<(&'static Credential, Held)>,
    pub(crate) headers: HeaderMap,
    pub(crate) query: Vec<(String, String)>,
    /// Whether requests of unsafe methods carry an idempotency key of their own.
    pub(crate) idempotency_keys: bool,
    pub(crate) limits: Limits,
    /// The header that carries the number of the attempt.
    pub(crate) attempt_header: Option<HeaderName>,
}

impl Config {
    pub(crate) fn held(&self, credential: &Credential) -> Option<&Held> {
        self.credentials.iter().find(|(known, _)| known.scheme == credential.scheme).map(|(_, held)| held)
    }
}

impl Client {
    pub(crate) fn new(config: Config, transport: Transport) -> Self {
        Self { inner: Arc::new(Inner { config, transport }) }
    }

    /// A request to an endpoint that the API's document doesn't have. It has credentials, retries and limits like all
    /// others.
    ///
    /// `target` is a path below the base URL, with its query if there is one: `/v2/things?limit=10`. Or it is a whole
    /// URL of the base URL's origin. It must be percent-encoded, and can't have `.` or `..` as a segment.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let response = client.request(Method::POST, "/v2/things?draft=true").body("application/json", "{}").await?;
    /// println!("{}: {:?}", response.status(), response.text());
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, target: impl Into<String>) -> RawRequest<'_, Self> {
        RawRequest::raw(self, method, target.into())
    }

    pub(crate) fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(crate) fn transport(&self) -> &Transport {
        &self.inner.transport
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.inner.config.base_url.origin().ascii_serialization();
        f.debug_struct("Client").field("base_url", &origin).finish_non_exhaustive()
    }
}
