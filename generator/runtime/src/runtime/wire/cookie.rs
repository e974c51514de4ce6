//! The header `Cookie`: `a=1; b=2` (RFC 6265, section 4.2.1).

use http::{HeaderMap, HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::argument::InvalidArgument;
use super::headers;

/// The characters that a cookie's value can't have (RFC 6265, section 4.1.1), and the percent sign, so that decoding
/// gives the value back.
const NOT_IN_VALUE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// Adds a cookie to others. Characters that its value can't have are percent-encoded. Control characters are refused,
/// since they are hardly meant, and could harm a server that decodes them.
pub(crate) fn push(cookies: &mut String, name: &str, value: &str) -> Result<(), InvalidArgument> {
    push_encoded(cookies, name, &encode(name, value)?)
}

/// The value of the cookie `name`, or a part of it, encoded.
pub(crate) fn encode(name: &str, value: &str) -> Result<String, InvalidArgument> {
    if value.chars().any(char::is_control) {
        return Err(InvalidArgument::new(name, "must not have control characters"));
    }
    Ok(utf8_percent_encode(value, NOT_IN_VALUE).to_string())
}

/// Adds a cookie whose value is encoded already.
pub(crate) fn push_encoded(cookies: &mut String, name: &str, value: &str) -> Result<(), InvalidArgument> {
    // Names of headers and of cookies are both tokens.
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(InvalidArgument::new(name, "is not the name of a cookie"));
    }
    let separator = if cookies.is_empty() { "" } else { "; " };
    cookies.extend([separator, name, "=", value]);
    Ok(())
}

/// Adds cookies to the header. They replace cookies of the same names.
pub(crate) fn add(headers: &mut HeaderMap, cookies: &str) -> Result<(), InvalidArgument> {
    if cookies.is_empty() {
        return Ok(());
    }
    let kept = pairs(headers).filter(|pair| split(cookies).all(|cookie| name(cookie) != name(pair)));
    let line = kept.chain([cookies]).collect::<Vec<_>>().join("; ");
    let mut value = headers::header_value("cookie", line)?;
    value.set_sensitive(true);
    headers::insert(headers, header::COOKIE, value)
}

/// Whether there is a cookie of this name.
pub(crate) fn is_set(headers: &HeaderMap, cookie: &str) -> bool {
    pairs(headers).any(|pair| name(pair) == cookie)
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers.get_all(header::COOKIE).iter().flat_map(HeaderValue::to_str).flat_map(split)
}

fn split(cookies: &str) -> impl Iterator<Item = &str> {
    cookies.split(';').map(str::trim).filter(|pair| !pair.is_empty())
}

fn name(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name).trim()
}
