//! Surrogate pairs in YAML's double-quoted scalars: `"\ud83d\ude00"`.
//!
//! JSON escapes characters beyond U+FFFF so (RFC 8259 section 7), every JSON text is meant to be YAML (YAML 1.2.2 section
//! 1.2), and Java's YAML writers do the same; but neither YAML reader takes the escape of half a character. So the
//! `d` of each is made an `e` before they read, which gives a character of the private use area instead, at the same
//! place of the text, and the pairs are put together afterwards.

use std::borrow::Cow;

/// From a surrogate, U+D800 to U+DFFF, to its stand-in.
const SHIFT: u16 = 0x1000;

/// A text with its escapes of surrogates replaced, if it has any.
pub(super) struct Patched<'t> {
    /// The text for the readers, as long as the original, byte for byte.
    pub(super) text: Cow<'t, str>,
}

impl<'t> Patched<'t> {
    /// Looks for escapes of surrogates. A text that has characters or escapes of the stand-ins' range too is left alone:
    /// then its surrogates are the readers' syntax errors.
    pub(super) fn new(text: &'t str) -> Patched<'t> {
        let unpatched = Patched { text: Cow::Borrowed(text) };
        let has =
            |letters: [u8; 2]| escapes(text).any(|at| letter_at(text, at).is_some_and(|byte| letters.contains(&byte)));
        let clash = || has(*b"eE") || spells_backslash(text) || text.contains(stands_in);
        if !has(*b"dD") || clash() {
            return unpatched;
        }
        let mut bytes = text.as_bytes().to_vec();
        for at in escapes(text) {
            if let Some(byte) = bytes.get_mut(at + 2) {
                *byte += 1;
            }
        }
        match String::from_utf8(bytes) {
            Ok(patched) => Patched { text: Cow::Owned(patched) },
            Err(_) => unpatched,
        }
    }

    /// Whether anything was changed.
    pub(super) fn is_changed(&self) -> bool {
        matches!(self.text, Cow::Owned(_))
    }

    /// What a scalar says in truth, given what a reader made of it, and whether a half of a pair stood alone in it, which
    /// is U+FFFD then.
    pub(super) fn restore<'s>(&self, scalar: Cow<'s, str>, double_quoted: bool) -> (Cow<'s, str>, bool) {
        if !self.is_changed() {
            (scalar, false)
        } else {
            // Outside of double quotes a backslash is a backslash, and so is `\\` inside of them.
            let scalar = written(scalar);
            if double_quoted { join(scalar) } else { (scalar, false) }
        }
    }
}

/// Puts the pairs together.
fn join(scalar: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    if !scalar.contains(stands_in) {
        return (scalar, false);
    }
    let units = scalar.chars().flat_map(|character| {
        let mut buffer = [0; 2];
        let units = character.encode_utf16(&mut buffer);
        if let ([unit], true) = (&mut *units, stands_in(character)) {
            *unit = unit.wrapping_sub(SHIFT);
        }
        units.to_vec()
    });
    let mut halved = false;
    let joined = char::decode_utf16(units).map(|decoded| {
        halved |= decoded.is_err();
        decoded.unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    (Cow::Owned(joined.collect()), halved)
}

/// Changes back what was no escape.
fn written(scalar: Cow<'_, str>) -> Cow<'_, str> {
    let places: Vec<usize> = escapes(&scalar).collect();
    if places.is_empty() {
        return scalar;
    }
    let mut bytes = scalar.as_bytes().to_vec();
    for at in places {
        if let Some(byte) = bytes.get_mut(at + 2).filter(|byte| matches!(byte, b'e' | b'E')) {
            *byte -= 1;
        }
    }
    String::from_utf8(bytes).map_or(scalar, Cow::Owned)
}

/// Whether a character is in the range that is used for surrogates.
fn stands_in(character: char) -> bool {
    ('\u{e800}'..='\u{efff}').contains(&character)
}

/// Whether a double-quoted scalar may spell a backslash in hexadecimal, so that it can't be told what was written.
fn spells_backslash(text: &str) -> bool {
    text.match_indices(['x', 'u', 'U']).any(|(at, _)| {
        let zeros = text.as_bytes().get(at + 1..).unwrap_or_default();
        let rest = zeros.iter().skip_while(|byte| **byte == b'0').take(2);
        rest.map(u8::to_ascii_lowercase).eq(*b"5c")
    })
}

/// The places of `\ud8` to `\udf`, and of the same with `e` for `d`.
fn escapes(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("\\u").map(|(at, _)| at).filter(move |at| {
        let after = text.as_bytes().get(at + 2..at + 4);
        after.is_some_and(|pair| matches!(pair, [b'd' | b'D' | b'e' | b'E', b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F']))
    })
}

fn letter_at(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at + 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(text: &str, scalar: &str, double_quoted: bool) -> (String, bool) {
        let (restored, halved) = Patched::new(text).restore(Cow::Borrowed(scalar), double_quoted);
        (restored.into_owned(), halved)
    }

    #[test]
    fn a_text_without_surrogates_is_left_alone() {
        for text in ["", r"a: \u00e9", r"\ud7ff \ud \u", "\u{e800}", r"\ue83d"] {
            assert!(!Patched::new(text).is_changed(), "{text}");
        }
    }

    #[test]
    fn places_stay() {
        let patched = Patched::new("é \"\\ud83d\\uDE00\" \\uDBFF");
        assert_eq!(patched.text, "é \"\\ue83d\\uEE00\" \\uEBFF");
    }

    #[test]
    fn pairs_are_joined_and_halves_replaced() {
        let text = r"\ud83d\ude00";
        assert_eq!(restored(text, "a\u{e83d}\u{ee00}é", true), ("a😀é".to_owned(), false));
        assert_eq!(restored(text, "a\u{e83d}", true), ("a\u{fffd}".to_owned(), true));
        assert_eq!(restored(text, "\u{ee00}\u{e83d}", true), ("\u{fffd}\u{fffd}".to_owned(), true));
    }

    #[test]
    fn a_backslash_that_escapes_nothing_keeps_its_letter() {
        let text = r"\ud83d";
        assert_eq!(restored(text, r"^[\ue83d-\uEFFF]$", false), (r"^[\ud83d-\uDFFF]$".to_owned(), false));
        assert_eq!(restored(text, r"\ue83d", true), (r"\ud83d".to_owned(), false));
    }

    #[test]
    fn nothing_is_guessed_where_stand_ins_are_in_use() {
        for other in ["\u{e900}", r"\ue900", r"\x5cue83d", r"\u005Cue83d", r"\U0000005c"] {
            assert!(!Patched::new(&format!(r"\ud83d {other}")).is_changed(), "{other}");
        }
    }
}
