//! Text of the server's without the secrets that it was sent, which it may echo.

use secrecy::zeroize::Zeroizing;

use super::text;

/// Stands in place of a secret.
const REDACTED: &str = "[redacted]";

/// Secrets of fewer characters stay: they would be found within words, and what is missing would tell them.
const MIN_LENGTH: usize = 6;

/// The secrets that no text may show.
#[derive(Default)]
pub(crate) struct Redactor(Vec<Zeroizing<String>>);

impl Redactor {
    pub(crate) fn new(mut secrets: Vec<Zeroizing<String>>) -> Self {
        secrets.retain(|secret| secret.chars().count() >= MIN_LENGTH);
        Self(secrets)
    }

    /// The text as [`text::clean`] makes it, without the secrets.
    pub(crate) fn clean(&self, text: &str, limit: usize) -> String {
        let mut line = String::new();
        self.push(&mut line, text, limit);
        text::clean(&line, limit)
    }

    /// The beginning of a body behind white space, as [`clean`](Self::clean) makes it.
    pub(crate) fn excerpt(&self, body: &[u8], limit: usize) -> String {
        let mut line = String::new();
        for chunk in body.trim_ascii_start().utf8_chunks() {
            self.push(&mut line, chunk.valid(), limit);
            if line.chars().count() > limit {
                break;
            }
            if !chunk.invalid().is_empty() {
                line.push(char::REPLACEMENT_CHARACTER);
            }
        }
        text::clean(&line, limit)
    }

    /// Adds the text, until the line is longer than the limit. Nothing is cut before the secrets are replaced.
    fn push(&self, line: &mut String, text: &str, limit: usize) {
        let mut rest = text.chars();
        let mut length = line.chars().count();
        while length <= limit {
            let longest = self.0.iter().filter_map(|secret| after(rest.as_str(), secret)).min_by_key(|rest| rest.len());
            if let Some(after) = longest {
                line.push_str(REDACTED);
                length += REDACTED.len();
                rest = after.chars();
                continue;
            }
            let Some(c) = rest.next() else { return };
            line.push(c);
            length += 1;
        }
    }
}

/// What follows the secret, if the text begins with it: as it is, with any of its characters escaped, or cut.
fn after<'t>(text: &'t str, secret: &str) -> Option<&'t str> {
    if let Some(rest) = text.strip_prefix(secret) {
        return Some(rest);
    }
    let mut rest = text;
    for (index, c) in secret.chars().enumerate() {
        if index >= MIN_LENGTH && rest.starts_with('…') {
            return Some(rest);
        }
        rest = escaped(rest, c).or_else(|| rest.strip_prefix(c))?;
    }
    Some(rest)
}

/// What follows the character, if the text begins with an escape of it: of a URL, of JSON or of HTML.
fn escaped(text: &str, c: char) -> Option<&str> {
    if !text.starts_with(['%', '\\', '&']) {
        return None;
    }
    let (code, mut utf_8, mut utf_16) = (u32::from(c), [0; 4], [0; 2]);
    let utf_8 = c.encode_utf8(&mut utf_8).bytes();
    let utf_16 = c.encode_utf16(&mut utf_16).iter();
    let named = match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "",
    };
    let escapes = [
        utf_8.clone().map(|byte| format!("%{byte:02X}")).collect(),
        utf_8.map(|byte| format!("%{byte:02x}")).collect(),
        format!("\\{c}"),
        utf_16.clone().map(|unit| format!("\\u{unit:04X}")).collect(),
        utf_16.map(|unit| format!("\\u{unit:04x}")).collect(),
        format!("&#{code};"),
        format!("&#x{code:x};"),
        named.to_owned(),
    ];
    escapes.iter().filter(|escape| !escape.is_empty()).find_map(|escape| text.strip_prefix(escape.as_str()))
}
