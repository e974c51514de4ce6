//! Strings: where they end, and what their escapes stand for.

use std::borrow::Cow;

use super::{Error, Reader};

/// Where a string stands between its quotes. Its form was checked.
#[derive(Clone, Copy)]
pub(super) struct RawString {
    start: usize,
    end: usize,
    has_escapes: bool,
}

impl<'a> Reader<'a> {
    /// Reads a string, whose opening quote comes next.
    #[inline]
    pub(super) fn raw_string(&mut self) -> Result<RawString, Error> {
        let start = self.position + 1;
        let has_escapes = self.skip_string()?;
        Ok(RawString { start, end: self.position - 1, has_escapes })
    }

    /// The text that a string stands for. What isn't Unicode becomes U+FFFD.
    #[inline]
    pub(super) fn unescaped(&mut self, raw: RawString) -> Cow<'a, str> {
        if !raw.has_escapes
            && let Some(text) = self.text(raw.start, raw.end)
        {
            return Cow::Borrowed(text);
        }
        unescape(self.bytes.get(raw.start..raw.end).unwrap_or_default())
    }

    /// The bytes that a string stands for, whether they are UTF-8 or not.
    #[inline]
    pub(super) fn unescaped_bytes(&self, raw: RawString) -> Cow<'a, [u8]> {
        let bytes = self.bytes.get(raw.start..raw.end).unwrap_or_default();
        if raw.has_escapes { Cow::Owned(unescape(bytes).into_owned().into_bytes()) } else { Cow::Borrowed(bytes) }
    }

    /// Skips a string, whose opening quote comes next; whether it has escapes.
    #[inline]
    pub(super) fn skip_string(&mut self) -> Result<bool, Error> {
        self.position = plain_until(self.bytes, self.position + 1);
        if self.bytes.get(self.position) == Some(&b'"') {
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
            self.position = plain_until(self.bytes, self.position);
        }
    }
}

/// The position from `start` on of the first byte that ends a string, begins an escape or is a control character; or
/// the end.
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
fn unescape(raw: &[u8]) -> Cow<'_, str> {
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, after)) =
        rest.iter().position(|byte| *byte == b'\\').and_then(|at| rest.split_at_checked(at))
    {
        text.extend_from_slice(plain);
        let (character, length) = escape(after);
        text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        rest = after.get(length..).unwrap_or_default();
    }
    if text.is_empty() {
        return String::from_utf8_lossy(rest);
    }
    text.extend_from_slice(rest);
    text.shrink_to_fit();
    let text = String::from_utf8(text);
    Cow::Owned(text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// What an escape stands for, and how many bytes it has.
fn escape(escape: &[u8]) -> (char, usize) {
    let plain = match escape {
        [_, b'u', hex @ ..] => return unicode_escape(hex),
        [_, b'b', ..] => '\u{8}',
        [_, b'f', ..] => '\u{C}',
        [_, b'n', ..] => '\n',
        [_, b'r', ..] => '\r',
        [_, b't', ..] => '\t',
        [_, other, ..] => char::from(*other),
        _ => char::REPLACEMENT_CHARACTER,
    };
    (plain, 2)
}

fn unicode_escape(hex: &[u8]) -> (char, usize) {
    let unit = hex4(hex).unwrap_or_default();
    let low = match hex {
        [_, _, _, _, b'\\', b'u', low @ ..] => hex4(low).unwrap_or_default(),
        _ => 0,
    };
    match char::decode_utf16([unit, low]).next() {
        Some(Ok(character)) if character.len_utf16() == 2 => (character, 12),
        Some(Ok(character)) => (character, 6),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

/// The number that four hexadecimal digits are.
fn hex4(digits: &[u8]) -> Option<u16> {
    let digits = digits.first_chunk::<4>()?;
    digits.iter().try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)? as u16))
}
