//! Making text of unknown origin fit for one line of an error.

/// The text with at most `limit` characters, and with everything replaced that would break the line or garble a
/// terminal: control characters, and what changes the direction of writing (Unicode UAX 9).
pub(crate) fn clean(text: &str, limit: usize) -> String {
    let mut cleaned: String = text.chars().take(limit).map(plain).collect();
    if text.chars().nth(limit).is_some() {
        cleaned.push('…');
    }
    cleaned
}

fn plain(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
            char::REPLACEMENT_CHARACTER
        }
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}
