//! The header `Cookie`: `a=1; b=2` (RFC 6265, section 4.2.1).

use http::{HeaderMap, HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::argument::InvalidArgument;
use super::headers;

/// What the value of a cookie can't have (RFC 6265, section 4.1.1); and the percent sign, so that decoding gives the
/// value back.
const NOT_IN_VALUE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// A cookie that a parameter sets.
pub(crate) struct Cookie {
    name: String,
    escaped: String,
}

impl Cookie {
    /// What no cookie can have is percent-encoded, but for control characters: nobody means them, and a server that
    /// decodes them may trip over them.
    pub(crate) fn new(name: &str, value: &str) -> Result<Self, InvalidArgument> {
        // Both are tokens.
        if HeaderName::from_bytes(name.as_bytes()).is_err() {
            return Err(InvalidArgument::new(name, "is not the name of a cookie"));
        }
        if value.chars().any(char::is_control) {
            return Err(InvalidArgument::new(name, "must not have control characters"));
        }
        Ok(Self { name: name.to_owned(), escaped: utf8_percent_encode(value, NOT_IN_VALUE).to_string() })
    }
}

/// Adds the cookies to the header. One that is there already gives way to one of the same name.
pub(crate) fn add(headers: &mut HeaderMap, cookies: &[Cookie]) -> Result<(), InvalidArgument> {
    if cookies.is_empty() {
        return Ok(());
    }
    let kept = pairs(headers).filter(|pair| cookies.iter().all(|cookie| cookie.name != name(pair)));
    let mut line = kept.collect::<Vec<_>>().join("; ");
    for Cookie { name, escaped } in cookies {
        let separator = if line.is_empty() { "" } else { "; " };
        line.extend([separator, name, "=", escaped]);
    }
    let mut value = headers::header_value("cookie", &line)?;
    value.set_sensitive(true);
    headers::insert(headers, header::COOKIE, value)
}

/// Whether there is a cookie of this name.
pub(crate) fn is_set(headers: &HeaderMap, cookie: &str) -> bool {
    pairs(headers).any(|pair| name(pair) == cookie)
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header::COOKIE).iter().map(HeaderValue::to_str);
    lines.flatten().flat_map(|line| line.split(';')).map(str::trim).filter(|pair| !pair.is_empty())
}

fn name(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name).trim()
}
