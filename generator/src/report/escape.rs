//! Text of the document, made safe to print.
//!
//! A document is written by somebody else, and a terminal obeys what it is sent: escape sequences move the cursor and
//! set the title, and bidirectional controls show text in another order than it is read in (CVE-2021-42574).

use std::borrow::Cow;
use std::ops::Range;

use crate::pointer::Pointer;

/// The longest message, help or pointer that is shown, in characters. A document may hold a text of megabytes.
const MAX_MESSAGE: usize = 800;

/// The longest piece of a source line that is shown, in characters.
const MAX_LINE: usize = 100;

/// What is shown of a line before the span, where it is cut, in characters.
const MAX_BEFORE: usize = 40;

/// A message on one line: escaped, and cut where it is very long.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let cut = text.char_indices().nth(MAX_MESSAGE).map(|(end, _)| end);
    let shown = cut.and_then(|end| text.get(..end)).unwrap_or(text);
    if cut.is_none() && !shown.chars().any(harmful) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(shown.len() + 16);
    shown.chars().for_each(|character| push_escaped(character, &mut escaped));
    if cut.is_some() {
        escaped.push('…');
    }
    Cow::Owned(escaped)
}

/// How a pointer is shown: the root has no text of its own.
pub(super) fn pointer(pointer: &Pointer) -> &str {
    if pointer.is_root() { "the root" } else { pointer.as_str() }
}

/// A piece of a source line, escaped, and where the span lies in it, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// The piece of `line` around `span` (bytes of the line). The whole line where it is short; a minified document is one
/// line of megabytes. A span outside the line is moved to its end.
pub(super) fn excerpt(line: &str, span: Range<usize>) -> Excerpt {
    let start = line.floor_char_boundary(span.start);
    let (mut first, mut last) = (0, line.len());
    if nth(line, MAX_LINE) < line.len() {
        let head = line.get(..start).unwrap_or_default();
        first = head.char_indices().rev().nth(MAX_BEFORE - 1).map_or(0, |(at, _)| at);
        last = first + nth(line.get(first..).unwrap_or_default(), MAX_LINE);
    }
    let end = line.floor_char_boundary(span.end).clamp(start, last);

    let escaped = |range: Range<usize>, text: &mut String| {
        line.get(range).unwrap_or_default().chars().for_each(|character| push_escaped(character, text));
        text.len()
    };
    let mut text = String::from(if first > 0 { "…" } else { "" });
    let span_start = escaped(first..start, &mut text);
    let span_end = escaped(start..end, &mut text);
    escaped(end..last, &mut text);
    text.push_str(if last < line.len() { "…" } else { "" });
    Excerpt { text, span: span_start..span_end }
}

/// The byte at which a character starts; the end where there are fewer.
fn nth(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

fn push_escaped(character: char, out: &mut String) {
    if harmful(character) {
        out.extend(character.escape_unicode());
    } else {
        out.push(character);
    }
}

/// Control characters (a tab is one, and is left to the renderer), those that order text, and those that nobody sees.
fn harmful(character: char) -> bool {
    let invisible = matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    invisible || (character.is_control() && character != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str, span: Range<usize>) -> (String, String) {
        let excerpt = excerpt(line, span);
        let marked = excerpt.text.get(excerpt.span).unwrap_or("not on a boundary").to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn a_short_line_is_whole() {
        assert_eq!(show("  type: wrong", 8..13), ("  type: wrong".into(), "wrong".into()));
        assert_eq!(show("", 0..5), (String::new(), String::new()));
        assert_eq!(show("abc", 9..12), ("abc".into(), String::new()));
        assert_eq!(show("é", 1..2), ("é".into(), "é".into()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let line = format!("{}MARK{}", "é".repeat(10_000), "x".repeat(10_000));
        let (text, marked) = show(&line, 20_000..20_004);
        assert_eq!(text, format!("…{}MARK{}…", "é".repeat(40), "x".repeat(56)));
        assert_eq!(marked, "MARK");

        let (text, marked) = show(&line, 0..30_000);
        assert_eq!((text.chars().count(), marked.chars().count()), (101, 100), "a long span is cut too");
        let (text, marked) = show(&line, 30_004..30_004);
        assert_eq!((text, marked.as_str()), (format!("…{}", "x".repeat(40)), ""));
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_the_span_kept() {
        let line = "a\u{1b}[31m\u{202e}b\tc";
        let (text, marked) = show(line, 9..10);
        assert_eq!(text, r"a\u{1b}[31m\u{202e}b".to_owned() + "\tc");
        assert_eq!(marked, "b");
    }

    #[test]
    fn messages_are_one_bounded_line() {
        assert_eq!(one_line("the key `é` is fine"), "the key `é` is fine");
        assert_eq!(one_line("a\nb\r\u{7}\u{9b}\u{2066}\u{feff}"), r"a\u{a}b\u{d}\u{7}\u{9b}\u{2066}\u{feff}");
        assert_eq!(one_line(&"é".repeat(5_000)).chars().count(), MAX_MESSAGE + 1);
        assert_eq!(one_line(&"é".repeat(MAX_MESSAGE)), "é".repeat(MAX_MESSAGE));
    }

    #[test]
    fn every_control_of_order_is_harmful() {
        let listed = "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}\u{2028}\u{2029}";
        assert!(listed.chars().all(harmful));
        assert!(!"\taé漢😀\u{200d}".chars().any(harmful));
    }
}
