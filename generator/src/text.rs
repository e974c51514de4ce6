//! Small things about text that several stages need.

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

/// How many names are looked at for one that may have been meant: a document can have a million, and as many mistakes.
const MAX_NAMES: usize = 1_000;

/// The one of `names` that `text` may have been meant to be.
pub(crate) fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = text.chars().count();
    // What is very long is no name that somebody mistyped.
    if length > 80 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let text = text.to_lowercase();
    names
        .into_iter()
        .take(MAX_NAMES)
        .filter(|name| name.len().abs_diff(length) <= 3 * allowed)
        .map(|name| (strsim::damerau_levenshtein(&name.to_lowercase(), &text), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// `1 time`, `2 times`: a number of things.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
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

/// The characters that can make text look like other text (Unicode's bidirectional controls).
pub(crate) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_a_slip_away() {
        let names = ["description", "operationId", "tags"];
        assert_eq!(nearest("operationid", names), Some("operationId"));
        assert_eq!(nearest("tgas", names), Some("tags"));
        assert_eq!(nearest("summary", names), None);
        assert_eq!(nearest("", names), None);
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!([counted(0, "note"), counted(1, "note"), counted(2, "note")], ["0 notes", "1 note", "2 notes"]);
    }
}
