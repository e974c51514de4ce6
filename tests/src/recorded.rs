//! What the server remembers of each request.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Uri};

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The request target, with path and query exactly as they were sent: nothing is decoded or resolved.
    pub uri: Uri,
    /// The headers in the order of their arrival, names in lower case, the values of a repeated name together.
    pub headers: HeaderMap,
    /// The body, empty if there was none.
    pub body: Bytes,
}
