use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method};
use http_body::Body as _;
use url::Url;

use crate::runtime::body::TransportError;
use crate::runtime::json::{self, Decode};

/// A request that a [`FakeServer`](super::FakeServer) received. `Debug` shows only the method and the path.
#[derive(Clone)]
pub struct Received {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    pub(crate) fn new(request: &reqwest::Request, body: Bytes) -> Self {
        Self { method: request.method().clone(), url: request.url().clone(), headers: request.headers().clone(), body }
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The origin that the request goes to: `https://api.example.com`.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The path and the query, as they go on the wire: `/v2/things/a%2Fb?limit=10`.
    pub fn target(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }

    /// The path, as it goes on the wire: `/v2/things/a%2Fb`.
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The value of the query's first parameter with this name, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        self.url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// The headers. Those that the HTTP client adds are missing: `Host`, `Content-Length`, `Transfer-Encoding`.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of the header with this name, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body; empty if there is none. A stream was read to its end.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// If it isn't JSON, or doesn't fit the type.
    pub fn json<T: Decode>(&self) -> Result<T, json::Error> {
        json::from_slice(&self.body)
    }
}

/// All of a body. A stream is read to its end.
pub(super) async fn whole(mut body: reqwest::Body) -> Result<Bytes, TransportError> {
    let mut whole = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        if let Ok(chunk) = frame?.into_data() {
            whole.extend_from_slice(&chunk);
        }
    }
    Ok(whole.freeze())
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received").field("method", &self.method).field("path", &self.path()).finish_non_exhaustive()
    }
}
