use std::fmt;

use http::{HeaderMap, StatusCode};

/// The status and the headers of a response. `Debug` shows no header.
#[derive(Clone)]
pub(crate) struct ResponseHead {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl ResponseHead {
    /// The server's name for the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        let text = |name| self.headers.get(name)?.to_str().ok().filter(|id: &&str| !id.is_empty());
        text("x-request-id").or_else(|| text("request-id"))
    }
}

impl fmt::Debug for ResponseHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseHead").field("status", &self.status).finish_non_exhaustive()
    }
}
