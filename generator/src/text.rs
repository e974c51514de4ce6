//! Small pieces of the sentences that all stages write.

use serde_json::Value;

/// What a value is, with its article.
pub(crate) fn with_article(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The one of `names` that `text` may have been meant to be.
pub(crate) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    // A misspelt name is about as long as the right one; what is very long is no name that somebody mistyped.
    if length > 80 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let text = text.to_lowercase();
    names
        .filter(|name| name.len().abs_diff(length) <= 3 * allowed)
        .map(|name| (strsim::damerau_levenshtein(&name.to_lowercase(), &text), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// A text that is quoted in a message, cut where it is long.
pub(crate) fn excerpt(text: &str) -> String {
    const MAX: usize = 60;
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}..", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A character of a token (RFC 9110, section 5.6.2).
pub(crate) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
