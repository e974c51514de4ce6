use std::borrow::Cow;
use std::fmt;

use super::Error;
use super::string::RawString;

/// How deep values that are read may be nested. It is the limit of `serde_json`.
const MAX_DEPTH: usize = 127;

/// A place in JSON text, from which [`Decode`](super::Decode) reads a value and which it leaves behind the value.
///
/// A clone remembers the place, so that the same value can be read again.
#[derive(Clone)]
pub struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    /// A part of `bytes` that is UTF-8, and where it begins.
    text: &'a str,
    text_start: usize,
    pub(super) position: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// At the beginning of the text. A byte order mark is skipped (RFC 8259, section 8.1).
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Self { bytes, text: "", text_start: 0, position: 0, depth: 0 }
    }

    /// Expects that nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("expected nothing more")),
        }
    }

    /// Reads `true` or `false`.
    #[doc(hidden)]
    #[inline]
    pub fn bool(&mut self) -> Result<bool, Error> {
        match self.peek() {
            Some(b't') if self.literal("true") => Ok(true),
            Some(b'f') if self.literal("false") => Ok(false),
            _ => Err(self.expected("true or false")),
        }
    }

    /// Reads `null`, if that is what comes.
    #[doc(hidden)]
    #[inline]
    pub fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.literal("null")
    }

    /// Reads a string.
    #[doc(hidden)]
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        let raw = self.raw_string()?;
        Ok(self.unescaped(raw))
    }

    /// Reads an array, each item by the function.
    #[doc(hidden)]
    pub fn array(&mut self, item: &mut dyn FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        self.enter(b'[', "an array")?;
        if self.peek() == Some(b']') {
            return self.leave();
        }
        let mut index = 0;
        loop {
            item(self).map_err(|error| error.at(index))?;
            index += 1;
            match self.peek() {
                Some(b',') => self.position += 1,
                Some(b']') => return self.leave(),
                _ => return Err(self.syntax("expected `,` or `]`")),
            }
        }
    }

    /// Reads an object, each member by the function, which begins at the name.
    #[inline]
    pub(super) fn members(&mut self, mut member: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        self.enter(b'{', "an object")?;
        if self.peek() == Some(b'}') {
            return self.leave();
        }
        loop {
            member(self)?;
            match self.peek() {
                Some(b',') => self.position += 1,
                Some(b'}') => return self.leave(),
                _ => return Err(self.syntax("expected `,` or `}`")),
            }
            self.peek();
        }
    }

    /// Reads the name of a member, and the colon behind it.
    #[inline]
    pub(super) fn name(&mut self) -> Result<RawString, Error> {
        self.at_name()?;
        let name = self.raw_string()?;
        self.colon()?;
        Ok(name)
    }

    #[inline]
    pub(super) fn skip_name(&mut self) -> Result<(), Error> {
        self.at_name()?;
        self.skip_string()?;
        self.colon()
    }

    #[inline]
    fn at_name(&mut self) -> Result<(), Error> {
        match self.peek() {
            Some(b'"') => Ok(()),
            _ => Err(self.syntax("expected the name of a member")),
        }
    }

    #[inline]
    fn colon(&mut self) -> Result<(), Error> {
        if self.peek() != Some(b':') {
            return Err(self.syntax("expected `:`"));
        }
        self.position += 1;
        Ok(())
    }

    #[inline]
    fn enter(&mut self, bracket: u8, what: &str) -> Result<(), Error> {
        if self.peek() != Some(bracket) {
            return Err(self.expected(what));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.syntax("the value is nested too deep"));
        }
        self.position += 1;
        self.depth += 1;
        Ok(())
    }

    #[inline]
    fn leave(&mut self) -> Result<(), Error> {
        self.position += 1;
        self.depth -= 1;
        Ok(())
    }

    /// The next byte that isn't white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.bytes.get(self.position) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.position) {
            self.position += 1;
        }
        self.bytes.get(self.position).copied()
    }

    /// What is left.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// The text from `start` to `end`, if it is UTF-8.
    #[inline]
    pub(super) fn text(&mut self, start: usize, end: usize) -> Option<&'a str> {
        if let Some(text) = self.known_text(start, end) {
            return Some(text);
        }
        self.check_text(start, end);
        self.known_text(start, end)
    }

    #[inline]
    fn known_text(&self, start: usize, end: usize) -> Option<&'a str> {
        self.text.get(start.checked_sub(self.text_start)?..end.checked_sub(self.text_start)?)
    }

    /// Looks whether the bytes from `start` to `end` are UTF-8, and some more behind them: one long check costs less
    /// than many short ones.
    #[cold]
    fn check_text(&mut self, start: usize, end: usize) {
        let bytes = self.bytes.get(start..end.max(start + 4096).min(self.bytes.len())).unwrap_or_default();
        let valid = str::from_utf8(bytes);
        let valid = valid.or_else(|error| str::from_utf8(bytes.get(..error.valid_up_to()).unwrap_or_default()));
        self.text = valid.unwrap_or_default();
        self.text_start = start;
    }

    /// Reads this word, if that is what comes.
    #[inline]
    pub(super) fn literal(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word.as_bytes());
        if is_next {
            self.position += word.len();
        }
        is_next
    }

    /// That another value was expected than the one that comes.
    #[cold]
    #[inline(never)]
    pub(super) fn expected(&mut self, what: &str) -> Error {
        let words = ["null", "true", "false"];
        let found = match self.peek() {
            Some(b'"') => Some("a string"),
            Some(b'[') => Some("an array"),
            Some(b'{') => Some("an object"),
            Some(b'-' | b'0'..=b'9') => Some("a number"),
            _ => words.into_iter().find(|word| self.rest().starts_with(word.as_bytes())),
        };
        match found {
            Some(found) => Error::expected(what, found),
            None => self.syntax("expected a value"),
        }
    }

    /// That the text is no JSON from here on.
    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, what: &str) -> Error {
        let before = self.bytes.get(..self.position).unwrap_or(self.bytes);
        let line = before.split(|byte| *byte == b'\n');
        let column = line.clone().next_back().map_or(0, <[u8]>::len) + 1;
        let end = if self.rest().is_empty() { ", found the end" } else { "" };
        Error::new(format!("not valid JSON: {what}{end} at line {} column {column}", line.count()))
    }
}

/// Shows nothing of the text.
impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("position", &self.position).finish_non_exhaustive()
    }
}
