//! The headers that say what a body is.

use http::{HeaderMap, header};

/// Whether the headers say that the body is JSON: `application/json`, `text/json` as older servers have it, or a type
/// with the suffix `+json` (RFC 6839, section 3.1), in any case, with any parameters.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let Some((kind, subtype)) = essence(headers).and_then(|essence| essence.split_once('/')) else { return false };
    let suffix = subtype.rsplit_once('+').filter(|(name, _)| !name.is_empty());
    let suffixed = suffix.is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case("json"));
    let plain = ["application", "text"].iter().any(|known| kind.eq_ignore_ascii_case(known))
        && subtype.eq_ignore_ascii_case("json");
    !kind.is_empty() && (suffixed || plain)
}

/// The type and subtype, without parameters.
pub(crate) fn essence(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(str::trim)
}

/// The charset that the headers say text is in.
pub(crate) fn charset(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let mut parameters = value.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, charset) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(charset.trim().trim_matches('"').to_ascii_lowercase())
}

/// The content coding of the body (RFC 9110, section 8.4), if it has one. The HTTP client decodes those that it asked
/// for, and removes the header.
pub(crate) fn coding(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_ENCODING)?;
    let coding = value.to_str().unwrap_or("?").trim();
    (!coding.is_empty() && !coding.eq_ignore_ascii_case("identity")).then_some(coding)
}
