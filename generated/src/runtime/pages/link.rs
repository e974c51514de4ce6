//! The header `Link` (RFC 8288).

use http::{HeaderMap, header};

/// The target of the first link whose relation is `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(header::LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_of)
}

fn next_of(mut links: &str) -> Option<&str> {
    while let Some((target, after)) = links.split_once('<').and_then(|(_, link)| link.split_once('>')) {
        let (parameters, rest) = split_unquoted(after, b',');
        // A link with an anchor is one of another resource.
        let is_next = value_of(parameters, "rel")
            .is_some_and(|types| types.split_ascii_whitespace().any(|ty| ty.eq_ignore_ascii_case("next")));
        if is_next && value_of(parameters, "anchor").is_none() {
            return Some(target.trim());
        }
        links = rest;
    }
    None
}

/// The value of the first parameter of this name.
fn value_of<'t>(mut parameters: &'t str, name: &str) -> Option<&'t str> {
    while !parameters.is_empty() {
        let (parameter, rest) = split_unquoted(parameters, b';');
        let (known, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if known.trim().eq_ignore_ascii_case(name) {
            let value = value.trim();
            return Some(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value));
        }
        parameters = rest;
    }
    None
}

/// Splits a text at the first separator outside of quotes.
fn split_unquoted(text: &str, separator: u8) -> (&str, &str) {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let end = text.bytes().position(|byte| {
        if is_escaped {
            is_escaped = false;
        } else if byte == b'"' {
            is_quoted = !is_quoted;
        } else {
            is_escaped = is_quoted && byte == b'\\';
        }
        byte == separator && !is_quoted
    });
    let before = end.and_then(|end| text.get(..end)).unwrap_or(text);
    (before, end.and_then(|end| text.get(end + 1..)).unwrap_or_default())
}
