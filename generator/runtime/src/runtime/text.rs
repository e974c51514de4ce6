//! Making text of unknown origin fit for one line of an error.

/// The text with at most `limit` characters, the last of them `…` if it was longer, and with everything replaced that
/// would break the line or garble a terminal or hide something: control characters, what changes the direction of
/// writing (Unicode UAX 9), and other characters that cannot be seen.
pub(crate) fn clean(text: &str, limit: usize) -> String {
    if text.chars().nth(limit).is_none() {
        return text.chars().map(plain).collect();
    }
    let kept = text.chars().take(limit.saturating_sub(1)).map(plain);
    kept.chain((limit > 0).then_some('…')).collect()
}

fn plain(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        c if c.is_control() || is_hidden(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}
