//! The parsers of JSON lines and of JSON text sequences (RFC 7464), as a state machine that does no I/O.

use std::mem;

use bytes::Bytes;

use super::parse::{Parse, TooLarge};

/// Splits a stream into JSON texts. Chunks may end anywhere: each byte is looked at once, and copied at most once.
pub(crate) struct LineParser {
    framing: Framing,
    /// The largest text, in bytes.
    limit: usize,
    /// What has come and is not parsed yet.
    chunk: Bytes,
    /// The beginning of a text whose end has not come yet.
    text: Vec<u8>,
    nesting: Nesting,
}

/// How a stream shows where a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// A text is a line: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// A text begins with RS, and ends with LF: `application/json-seq`. It may have more lines, so only a LF outside of
    /// its objects, arrays and strings ends it.
    Sequence,
}

/// RS, which stands before each text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

impl LineParser {
    pub(crate) fn new(framing: Framing, limit: usize) -> Self {
        Self { framing, limit, chunk: Bytes::new(), text: Vec::new(), nesting: Nesting::default() }
    }

    /// Where the text that is under way ends in the chunk.
    fn find_end(&mut self) -> Option<usize> {
        let Self { framing, chunk, nesting, .. } = self;
        chunk.iter().position(|byte| match framing {
            Framing::Lines => *byte == b'\n',
            Framing::Sequence => nesting.is_end(*byte),
        })
    }
}

impl LineParser {
    /// A text that ends without white space. In a sequence, a number or a word may have been cut off there, which nobody
    /// could see (RFC 7464, section 2.4). So nothing is left of it, which is an error of the item.
    fn whole(&self, text: Bytes) -> Bytes {
        let shows_end = |byte: &u8| matches!(byte, b'{' | b'[' | b'"');
        let first = text.iter().find(|byte| !is_blank(std::slice::from_ref(*byte)));
        let is_closed = first.is_some_and(shows_end) || text.last().is_some_and(|last| is_blank(&[*last]));
        if is_closed || self.framing == Framing::Lines { text } else { Bytes::new() }
    }
}

impl Parse for LineParser {
    type Item = Bytes;

    fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    fn next(&mut self) -> Result<Option<Bytes>, TooLarge> {
        while !self.chunk.is_empty() {
            let end = self.find_end();
            let length = end.unwrap_or(self.chunk.len());
            if self.text.len() + length > self.limit {
                return Err(TooLarge);
            }
            let part = self.chunk.split_to(length);
            if end.is_none() {
                self.text.extend_from_slice(&part);
                break;
            }
            let is_cut = self.chunk.split_to(1).first() == Some(&RECORD_SEPARATOR);
            let text = match self.text.is_empty() {
                true => part,
                false => {
                    self.text.extend_from_slice(&part);
                    mem::take(&mut self.text).into()
                }
            };
            if !is_blank(&text) {
                return Ok(Some(if is_cut { self.whole(text) } else { text }));
            }
        }
        Ok(None)
    }

    /// The last text may lack its LF.
    fn end(&mut self) -> Option<Bytes> {
        let text = Bytes::from(mem::take(&mut self.text));
        (!is_blank(&text)).then(|| self.whole(text))
    }

    fn limit(&self) -> usize {
        self.limit
    }
}

/// Whether the text has nothing but white space (RFC 8259, section 2). Such lines are no texts.
fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Where in a JSON text the parser is.
#[derive(Debug, Default)]
struct Nesting {
    /// How many objects and arrays are open.
    depth: usize,
    is_in_string: bool,
    is_escaped: bool,
    has_text: bool,
}

impl Nesting {
    /// Takes the next byte. Returns whether it ends the text. RS can't be within a text, so it ends one that isn't
    /// complete.
    fn is_end(&mut self, byte: u8) -> bool {
        if byte == RECORD_SEPARATOR || (byte == b'\n' && self.depth == 0 && !self.is_in_string && self.has_text) {
            *self = Self::default();
            return true;
        }
        if self.is_in_string {
            self.is_in_string = byte != b'"' || self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return false;
        }
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => return false,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'"' => self.is_in_string = true,
            _ => {}
        }
        self.has_text = true;
        false
    }
}
