//! Makes untrusted text fit for one line of an error.

/// The text with at most `limit` characters, the last of them `…` if it was longer.
///
/// Characters that would break the line, garble a terminal or hide something are replaced: control characters, those
/// that change the direction of writing (Unicode UAX 9), and invisible ones.
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
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' => '\u{FFFD}',
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180D}' => '\u{FFFD}',
        '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' => '\u{FFFD}',
        '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}
