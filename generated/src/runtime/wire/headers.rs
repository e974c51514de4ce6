//! The headers that callers may set, and how many.

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::argument::InvalidArgument;

/// The header by which a server recognises repetitions (draft-ietf-httpapi-idempotency-key-header).
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Headers of the connection or of the message's framing (RFC 9110, sections 7.2, 7.6.1, 8.6 and 10.1.1). Only the HTTP
/// client sets them.
const FORBIDDEN_HEADERS: [&str; 12] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The most headers that a request can have. A `HeaderMap` takes more than twice as many, then panics.
pub(crate) const MAX_HEADERS: usize = 10_000;

/// Sets a header, unless there are too many.
pub(crate) fn insert(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) -> Result<(), InvalidArgument> {
    let is_full = headers.len() >= MAX_HEADERS && !headers.contains_key(&name);
    if is_full || headers.try_insert(name, value).is_err() {
        return Err(InvalidArgument::new("headers", "must not be more than 10000"));
    }
    Ok(())
}

/// Checks a header that a caller sets.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), InvalidArgument> {
    let parsed = HeaderName::from_bytes(name.as_bytes())
        // The error doesn't quote the name: by mistake it may be a whole line, with the value.
        .map_err(|_| InvalidArgument::new("header", "must have a name that is one word, like `X-Request-Id`"))?;
    if FORBIDDEN_HEADERS.contains(&parsed.as_str()) {
        return Err(InvalidArgument::new(name, "is a header that only the client can set"));
    }
    if parsed == IDEMPOTENCY_KEY && value.is_empty() {
        // A server can't recognise repetitions by it.
        return Err(InvalidArgument::new(name, "must not be empty"));
    }
    let mut value = header_value(name, value.to_owned())?;
    value.set_sensitive(matches!(parsed, AUTHORIZATION | COOKIE));
    Ok((parsed, value))
}

/// Checks the value of a header. Spaces at its ends are refused, as servers drop them (RFC 9110, section 5.5).
pub(crate) fn header_value(name: &str, value: impl Into<Bytes>) -> Result<HeaderValue, InvalidArgument> {
    let value = value.into();
    let is_visible = value.iter().all(|b| matches!(b, b' '..=b'~'));
    if is_visible && (value.starts_with(b" ") || value.ends_with(b" ")) {
        return Err(InvalidArgument::new(name, "must not begin or end with a space"));
    }
    // This doesn't copy text that is `'static`.
    let parsed = HeaderValue::from_maybe_shared(value).ok().filter(|_| is_visible);
    parsed.ok_or_else(|| InvalidArgument::new(name, "must be visible ASCII characters"))
}
