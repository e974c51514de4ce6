//! Text, from the bytes of a body.

use std::str;

/// The text of a body: UTF-8 where that can be, without a byte order mark; else Latin-1 where the server says so.
pub(super) fn decoded(body: &[u8], charset: Option<&str>) -> Option<String> {
    let is_latin = matches!(charset, Some("iso-8859-1" | "latin1" | "l1"));
    match str::from_utf8(body) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
        Err(_) if is_latin => Some(body.iter().copied().map(char::from).collect()),
        Err(_) => None,
    }
}
