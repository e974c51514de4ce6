use std::fmt;

use super::Error;
use super::look::Losses;
use super::union::Choices;

/// How deep values may be nested: the limit of `serde_json`.
const MAX_DEPTH: usize = 127;

/// A position in JSON text. [`Decode`](super::Decode) reads the value there, and moves the reader past it.
///
/// A clone keeps the position, so that the same value can be read again.
#[derive(Clone)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) position: usize,
    depth: usize,
    pub(super) losses: Losses,
    /// The end of the last `null` that has become `None`.
    pub(super) lenient_null: usize,
    pub(super) choices: Choices,
}

/// Where a reader was.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    position: usize,
    depth: usize,
    pub(super) losses: Losses,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of the text. A byte order mark is skipped (RFC 8259, section 8.1).
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let (losses, choices) = (Losses::default(), Choices::default());
        Self { text, position: 0, depth: 0, losses, lenient_null: 0, choices }
    }

    /// Where the reader is.
    pub(super) fn mark(&self) -> Mark {
        Mark { position: self.position, depth: self.depth, losses: self.losses }
    }

    /// Goes back there.
    pub(super) fn reset(&mut self, Mark { position, depth, losses }: Mark) {
        (self.position, self.depth, self.losses, self.lenient_null) = (position, depth, losses, 0);
    }

    /// Fails if anything but white space is left.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("expected nothing more")),
        }
    }

    /// Reads an array, each item by the function.
    pub(super) fn array(&mut self, item: &mut dyn FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let mut index = 0;
        self.elements([b'[', b']'], "an array", |reader| {
            item(reader).map_err(|error| error.at(index))?;
            index += 1;
            Ok(())
        })
    }

    /// Reads an object, each member by the function, which begins at the name.
    #[inline]
    pub(crate) fn members(&mut self, member: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        self.elements([b'{', b'}'], "an object", member)
    }

    #[inline]
    fn elements(
        &mut self,
        [open, close]: [u8; 2],
        what: &str,
        mut element: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.peek() != Some(open) {
            return Err(self.expected(what));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.syntax("the value is nested too deep"));
        }
        self.depth += 1;
        self.position += 1;
        let mut next = self.peek();
        while next != Some(close) {
            element(self)?;
            next = self.peek();
            if next == Some(b',') {
                self.position += 1;
                self.peek();
            } else if next != Some(close) {
                return Err(self.expected_comma(close));
            }
        }
        self.position += 1;
        self.depth -= 1;
        Ok(())
    }

    /// The next byte that isn't white space.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        match self.next() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.next() {
            self.position += 1;
        }
        self.next()
    }

    #[inline]
    pub(super) fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    /// The text that is left.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.position..).unwrap_or_default()
    }

    /// Reads this word, if it comes next.
    #[inline]
    pub(crate) fn literal(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word.as_bytes());
        if is_next {
            self.position += word.len();
        }
        is_next
    }

    /// The error for a value of another type than expected.
    #[cold]
    #[inline(never)]
    pub(crate) fn expected(&mut self, what: &str) -> Error {
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

    #[cold]
    #[inline(never)]
    pub(super) fn expected_comma(&self, close: u8) -> Error {
        self.syntax(&format!("expected `,` or `{}`", char::from(close)))
    }

    /// The error for text that isn't valid JSON at this position.
    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, what: &str) -> Error {
        let before = self.text.as_bytes().get(..self.position).unwrap_or_default();
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
