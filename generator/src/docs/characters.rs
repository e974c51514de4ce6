//! Which characters a doc comment may hold.

/// Whether a character can't be seen, or changes how its neighbours are shown.
///
/// rustc denies the bidirectional controls in comments (`text_direction_codepoint_in_comment`); the others could hide text
/// from a reviewer. The joiners U+200C and U+200D count too: see [`visible`].
pub(super) fn is_invisible(c: char) -> bool {
    if matches!(c, ' '..='~') {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The text with every white space made a blank, and without what can't be seen.
///
/// The joiners U+200C and U+200D are kept one at a time between characters outside ASCII, where scripts and emoji need them.
pub(super) fn visible(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            out.push(' ');
        } else if !is_invisible(c) || joins(out.chars().next_back(), c, chars.peek().copied()) {
            out.push(c);
        }
    }
    out
}

/// The same for a block of code: lines stay, tabs become four blanks, nothing trails a line.
pub(super) fn visible_lines(code: &str) -> Vec<String> {
    let mut lines: Vec<String> =
        code.split('\n').map(|line| visible(&line.replace('\t', "    ")).trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    lines.split_off(blank)
}

fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let shown = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_invisible(c);
    matches!(c, '\u{200c}' | '\u{200d}') && before.is_some_and(shown) && after.is_some_and(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_and_zero_widths_go() {
        let hidden = "a\u{61c}\u{200b}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}\u{e0041}\u{0}\u{7}b";
        assert_eq!(visible(hidden), "ab");
    }

    #[test]
    fn every_space_is_a_blank() {
        assert_eq!(visible("a\tb\u{a0}c\u{2028}d\r\ne\u{3000}f"), "a b c d  e f");
    }

    #[test]
    fn joiners_stay_where_scripts_need_them() {
        assert_eq!(visible("👩\u{200d}💻 می\u{200c}خواهم"), "👩\u{200d}💻 می\u{200c}خواهم");
        assert_eq!(visible("pass\u{200d}word é\u{200d}\u{200c}è"), "password é\u{200c}è");
    }

    #[test]
    fn code_keeps_its_lines_but_not_the_empty_ones_around() {
        assert_eq!(visible_lines("\n\n  a\t\u{202e}b  \r\n\nc\n\n"), ["  a    b", "", "c"]);
        assert!(visible_lines(" \n \n").is_empty());
    }
}
