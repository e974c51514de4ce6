//! Strings and their escapes.

use std::borrow::Cow;

use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Reads a string. A lone surrogate becomes U+FFFD.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        let start = self.position + 1;
        let has_escapes = self.skip_string()?;
        let text = self.text.get(start..self.position - 1).unwrap_or_default();
        Ok(if has_escapes { Cow::Owned(unescape(text)) } else { Cow::Borrowed(text) })
    }

    /// Reads the name of a member, and the colon behind it.
    #[inline]
    pub(crate) fn name(&mut self) -> Result<Cow<'a, str>, Error> {
        let start = self.position + 1;
        let has_escapes = self.skip_name_string()?;
        let name = self.text.get(start..self.position - 1).unwrap_or_default();
        self.colon()?;
        Ok(if has_escapes { Cow::Owned(unescape(name)) } else { Cow::Borrowed(name) })
    }

    /// Skips the name of a member, and the colon behind it.
    #[inline]
    pub(super) fn skip_name(&mut self) -> Result<(), Error> {
        self.peek();
        self.skip_name_string()?;
        self.colon()
    }

    #[inline]
    fn skip_name_string(&mut self) -> Result<bool, Error> {
        if self.next() != Some(b'"') {
            return Err(self.syntax("expected the name of a member"));
        }
        self.skip_string()
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Error> {
        if self.peek() != Some(b':') {
            return Err(self.syntax("expected `:`"));
        }
        self.position += 1;
        Ok(())
    }

    /// Skips a string, whose opening quote comes next. Returns whether it has escapes.
    #[inline]
    pub(super) fn skip_string(&mut self) -> Result<bool, Error> {
        self.position = plain_until(self.text.as_bytes(), self.position + 1);
        if self.next() == Some(b'"') {
            self.position += 1;
            return Ok(false);
        }
        self.skip_escapes().map(|()| true)
    }

    #[cold]
    fn skip_escapes(&mut self) -> Result<(), Error> {
        loop {
            match self.rest() {
                [b'"', ..] => {
                    self.position += 1;
                    return Ok(());
                }
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => self.position += 2,
                [b'\\', b'u', hex @ ..] if hex4(hex).is_some() => self.position += 6,
                [b'\\', ..] => return Err(self.syntax("an escape that JSON does not have")),
                [_, ..] => return Err(self.syntax("a control character within a string")),
                [] => return Err(self.syntax("expected `\"`")),
            }
            self.position = plain_until(self.text.as_bytes(), self.position);
        }
    }
}

/// The position of the first byte from `start` on that ends a string, begins an escape or is a control character. If
/// there is none, the end of the text.
#[inline]
pub(super) fn plain_until(bytes: &[u8], start: usize) -> usize {
    let (eights, rest) = bytes.get(start..).unwrap_or_default().as_chunks();
    let mut position = start;
    for eight in eights {
        let marks = marks(u64::from_le_bytes(*eight));
        if marks != 0 {
            return position + marks.trailing_zeros() as usize / 8;
        }
        position += 8;
    }
    position + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..0x20)).unwrap_or(rest.len())
}

/// Sets the high bit of the lowest byte that is a quote, a backslash or a control character. Higher bits may be wrong.
#[inline]
fn marks(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(ONES * limit) & !bytes;
    // The flip of one bit moves the quote (0x22) next to the control characters, and no other byte there.
    let controls_and_quotes = below(eight ^ (ONES * 0x02), 0x21);
    let backslashes = below(eight ^ (ONES * 0x5C), 0x01);
    (controls_and_quotes | backslashes) & (ONES * 0x80)
}

#[cold]
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escape)) = rest.split_once('\\') {
        let (character, length) = unescape_one(escape.as_bytes());
        text.push_str(plain);
        text.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text.shrink_to_fit();
    text
}

/// The character of an escape, and how many bytes follow its backslash.
fn unescape_one(escape: &[u8]) -> (char, usize) {
    let plain = match escape {
        [b'u', hex @ ..] => return unescape_unicode(hex),
        [b'b', ..] => '\u{8}',
        [b'f', ..] => '\u{C}',
        [b'n', ..] => '\n',
        [b'r', ..] => '\r',
        [b't', ..] => '\t',
        [other, ..] => char::from(*other),
        [] => char::REPLACEMENT_CHARACTER,
    };
    (plain, 1)
}

fn unescape_unicode(hex: &[u8]) -> (char, usize) {
    let low = if let [_, _, _, _, b'\\', b'u', low @ ..] = hex { hex4(low) } else { None };
    match char::decode_utf16([hex4(hex).unwrap_or_default(), low.unwrap_or_default()]).next() {
        Some(Ok(character)) if character.len_utf16() == 2 => (character, 11),
        Some(Ok(character)) => (character, 5),
        _ => (char::REPLACEMENT_CHARACTER, 5),
    }
}

/// The value of four hexadecimal digits.
fn hex4(digits: &[u8]) -> Option<u16> {
    let digits = digits.first_chunk::<4>()?;
    digits.iter().try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)? as u16))
}
