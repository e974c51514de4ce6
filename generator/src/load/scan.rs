//! One look at each byte of a JSON text, before anything that calls itself reads it: nesting, numbers, halves of
//! characters, and how many members are written.

use std::borrow::Cow;
use std::ops::Range;

use crate::load::MAX_DEPTH;
use crate::load::problems::Problems;
use crate::load::scalar::{self, Unfit};

/// A number that is shorter, and has no exponent, is a 64-bit integer or keeps its digits as a double.
const SHORT: usize = 16;

/// What a reader of JSON wouldn't tell.
#[derive(Default)]
pub(super) struct Scan {
    /// How many members are written, those that are given twice included.
    pub(super) members: usize,
    /// Numbers that can't be held exactly.
    numbers: Vec<(Range<usize>, Unfit)>,
    /// Escapes of one half of a surrogate pair without the other, six bytes each.
    halves: Vec<Range<usize>>,
}

impl Scan {
    /// Looks through a text. What it finds in one that isn't JSON has no meaning.
    ///
    /// # Errors
    ///
    /// Where it is nested too deeply, in bytes.
    pub(super) fn of(text: &str) -> Result<Scan, usize> {
        let (mut scan, mut depth, mut at) = (Scan::default(), 0_usize, 0);
        let bytes = text.as_bytes();
        while let Some(byte) = bytes.get(at) {
            let start = at;
            at += 1;
            match byte {
                b'"' => at = scan.string(text, at),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b':' => scan.members += 1,
                b'-' | b'0'..=b'9' => at = scan.number(text, start),
                _ => {}
            }
            if depth > MAX_DEPTH {
                return Err(start);
            }
        }
        Ok(scan)
    }

    /// Tells what was found.
    pub(super) fn report(&self, problems: &mut Problems) {
        self.numbers.iter().for_each(|(span, unfit)| problems.unfit(span, unfit));
        self.halves.iter().for_each(|span| problems.surrogate(span));
    }

    /// The text as readers take it, which refuse numbers that are too large for a double, and halves of characters: null
    /// and U+FFFD stand in their places, in as many bytes.
    pub(super) fn readable<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let too_large = self.numbers.iter().filter(|(_, unfit)| matches!(unfit, Unfit::Inexact(None)));
        let nulls = too_large.map(|(span, _)| (span, format!("{:<width$}", "null", width = span.len())));
        let characters = self.halves.iter().map(|span| (span, "\\ufffd".to_owned()));
        let mut readable = Cow::Borrowed(text);
        for (span, replacement) in nulls.chain(characters) {
            readable.to_mut().replace_range(span.clone(), &replacement);
        }
        readable
    }

    /// Looks at a number, and gives its end.
    fn number(&mut self, text: &str, start: usize) -> usize {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let end = start + rest.iter().take_while(is_part).count();
        let number = text.get(start..end).unwrap_or_default();
        let may_change = number.len() >= SHORT || number.contains(['e', 'E']);
        if may_change
            && number.parse::<f64>().is_ok()
            && let Err(unfit) = scalar::decimal(number)
        {
            self.numbers.push((start..end, unfit));
        }
        end.max(start + 1)
    }

    /// Looks at a string after its first quote, and gives where it ends.
    fn string(&mut self, text: &str, start: usize) -> usize {
        let mut at = start;
        // `str::find` of one character is a fast search in debug builds too.
        while let Some(quote) = text.get(at..).and_then(|rest| rest.find('"')) {
            at += quote + 1;
            let before = text.as_bytes().get(start..at - 1).unwrap_or_default();
            if before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0 {
                self.escapes(text, start..at - 1);
                return at;
            }
        }
        text.len()
    }

    /// Looks for halves of surrogate pairs within a string.
    fn escapes(&mut self, text: &str, string: Range<usize>) {
        let Some(string_text) = text.get(string.clone()).filter(|string| string.contains('\\')) else { return };
        let mut at = 0;
        while let Some(escape) = string_text.get(at..).and_then(|rest| rest.find('\\')) {
            at += escape;
            let (first, second) = (surrogate(string_text, at), surrogate(string_text, at + 6));
            at += match (first, second) {
                (Some(false), Some(true)) => 12,
                (Some(_), _) => {
                    self.halves.push(string.start + at..string.start + at + 6);
                    6
                }
                _ => 2,
            };
        }
    }
}

/// Whether there is an escape of a half of a surrogate pair, and whether it is the second half.
fn surrogate(text: &str, at: usize) -> Option<bool> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xD800..=0xDBFF => Some(false),
        0xDC00..=0xDFFF => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readable(text: &str) -> String {
        Scan::of(text).map(|scan| scan.readable(text).into_owned()).unwrap_or_default()
    }

    #[test]
    fn members_are_counted_outside_of_strings() {
        let count = |text| Scan::of(text).map(|scan| scan.members);
        assert_eq!(count(r#"{"a": 1, "a:b\":": {"c\\": [":", {}]}}"#), Ok(3));
        assert_eq!(count(r#"{"a": "never closed: "#), Ok(1));
    }

    #[test]
    fn what_readers_refuse_is_replaced_in_its_place() {
        assert_eq!(readable("[1e400, -12e999, 1e4, \"1e400\"]"), "[null , null   , 1e4, \"1e400\"]");
        assert_eq!(
            readable(r#"["\ud83d\ude00 \ud83d", "\\ud83d \uDE00"]"#),
            r#"["\ud83d\ude00 \ufffd", "\\ud83d \ufffd"]"#
        );
        for same in ["[--1e400]", "[1e]", r#"["\ud8"]"#, r#"["\u+800"]"#] {
            assert_eq!(readable(same), same);
        }
    }
}
