//! Percent-encoding of values (RFC 3986, section 2.1, and RFC 6570, section 3.2).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters (section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a value can't have within a segment of the path, where reserved characters are allowed. A slash would end the
/// segment.
const NOT_IN_SEGMENT: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// What a value can't have within a query, where reserved characters are allowed. An ampersand would end the parameter,
/// a number sign the query; URL parsers encode an apostrophe.
const NOT_IN_QUERY: &AsciiSet = &NOT_IN_SEGMENT.remove(b'/').remove(b'?').add(b'&').add(b'\'');

/// Encodes all but unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes what a segment of the path can't have.
pub(crate) fn encode_in_segment(text: &str) -> String {
    keeping_triplets(text, NOT_IN_SEGMENT)
}

/// Encodes what the value of a query's parameter can't have.
pub(crate) fn encode_in_query(text: &str) -> String {
    keeping_triplets(text, NOT_IN_QUERY)
}

/// Encodes what is in the set, but not what is percent-encoded already (RFC 6570, section 3.2.3).
pub(super) fn keeping_triplets(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        encoded.extend(utf8_percent_encode(before, set));
        let is_triplet = after.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        rest = after;
    }
    encoded.extend(utf8_percent_encode(rest, set));
    encoded
}
