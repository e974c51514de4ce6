use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};
use url::Url;

use crate::runtime::json::{self, Decode};

/// A request that a [`FakeServer`](super::FakeServer) received.
///
/// It is what the client hands to the network, with the credentials. `Debug` shows the method and the path only.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # fn example(received: &testing::Received) {
/// println!("{} {}", received.method(), received.target());
/// # }
/// ```
#[derive(Clone)]
pub struct Received {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    pub(crate) fn new(request: &reqwest::Request) -> Self {
        let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
        Self {
            method: request.method().clone(),
            url: request.url().clone(),
            headers: request.headers().clone(),
            body: Bytes::copy_from_slice(body),
        }
    }

    /// The method.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert_eq!(received.method(), Method::GET);
    /// # }
    /// ```
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path with the query behind it, as they go on the wire: `/v2/things/a%2Fb?limit=10`.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert_eq!(received.target(), "/v2/things?limit=10");
    /// # }
    /// ```
    pub fn target(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }

    /// The path, as it goes on the wire: `/v2/things/a%2Fb`.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert_eq!(received.path(), "/v2/things");
    /// # }
    /// ```
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The value of the query's first parameter with this name, decoded.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert_eq!(received.query("limit").as_deref(), Some("10"));
    /// # }
    /// ```
    pub fn query(&self, name: &str) -> Option<String> {
        self.url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// The headers, but for those that the HTTP client adds: `Host`, `Content-Length`.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert!(!received.headers().contains_key("cookie"));
    /// # }
    /// ```
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of the header with this name, if it is text.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert_eq!(received.header("accept"), Some("application/json"));
    /// # }
    /// ```
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body; empty if there is none.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # fn example(received: &testing::Received) {
    /// assert!(received.body().is_empty());
    /// # }
    /// ```
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Reads the body as JSON.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn names(received: &testing::Received) -> Result<Vec<String>, json::Error> {
    ///     received.json()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If it isn't JSON, or doesn't fit the type.
    pub fn json<T: Decode>(&self) -> Result<T, json::Error> {
        T::decode(&json::parse(&self.body)?)
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received").field("method", &self.method).field("path", &self.path()).finish_non_exhaustive()
    }
}
