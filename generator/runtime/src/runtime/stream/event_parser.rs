//! The parser of `text/event-stream` (WHATWG HTML, section 9.2.6), as a state machine that does no I/O.

use std::mem;
use std::time::Duration;

use bytes::Bytes;

use super::parse::{Parse, TooLarge};

/// Splits a stream into events. Chunks may end anywhere: each byte is looked at once, and copied at most twice.
pub(crate) struct EventParser {
    /// The largest event, in bytes.
    limit: usize,
    /// What has come and is not parsed yet.
    chunk: Bytes,
    /// The beginning of a line whose end has not come yet.
    line: Vec<u8>,
    /// Whether the last line ended with CR. A LF that follows belongs to the same end.
    after_carriage_return: bool,
    /// Whether no line was parsed yet. Only the first one can begin with a byte order mark.
    is_first_line: bool,
    /// The name and the lines of data of the event that is under way. Each line ends with LF.
    name: Vec<u8>,
    data: Vec<u8>,
    /// The fields that hold until the stream says otherwise.
    last_id: Option<String>,
    /// The ID of the event that is under way. It holds when that event has come.
    next_id: Option<String>,
    retry: Option<Duration>,
}

/// An event whose data was not decoded yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawEvent {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) data: Vec<u8>,
    pub(crate) retry: Option<Duration>,
}

/// A longer ID is ignored. Each event has a copy of the ID, and a longer one could not be sent back in a header.
const MAX_ID: usize = 4096;

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

impl EventParser {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            chunk: Bytes::new(),
            line: Vec::new(),
            after_carriage_return: false,
            is_first_line: true,
            name: Vec::new(),
            data: Vec::new(),
            last_id: None,
            next_id: None,
            retry: None,
        }
    }

    /// The last ID that the stream has set.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// The next line without its end, if all of it has come.
    fn next_line(&mut self) -> Result<Option<Bytes>, TooLarge> {
        if mem::take(&mut self.after_carriage_return) && self.chunk.first() == Some(&b'\n') {
            let _ = self.chunk.split_to(1);
        }
        let end = self.chunk.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let length = end.unwrap_or(self.chunk.len());
        if self.line.len() + length > self.limit.saturating_sub(self.name.len() + self.data.len()) {
            return Err(TooLarge);
        }
        let part = self.chunk.split_to(length);
        if end.is_none() {
            self.line.extend_from_slice(&part);
            return Ok(None);
        }
        self.after_carriage_return = self.chunk.split_to(1).first() == Some(&b'\r');
        if self.line.is_empty() {
            return Ok(Some(part));
        }
        self.line.extend_from_slice(&part);
        Ok(Some(mem::take(&mut self.line).into()))
    }

    /// Parses one line. Returns an event if the line ends one that has data.
    fn parse(&mut self, line: &[u8]) -> Option<RawEvent> {
        let line = match mem::take(&mut self.is_first_line) {
            true => line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line),
            false => line,
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let (name, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => line.split_at(colon),
            None => (line, &b""[..]),
        };
        let value = value.strip_prefix(b":").unwrap_or(value);
        self.field(name, value.strip_prefix(b" ").unwrap_or(value));
        None
    }

    /// A comment is a field without a name. Fields that aren't known are ignored, too.
    fn field(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"event" => self.name = value.to_vec(),
            b"data" => {
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"id" if !value.contains(&0) && value.len() <= MAX_ID => self.next_id = text(value),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let millis = str::from_utf8(value).ok().and_then(|digits| digits.parse().ok());
                self.retry = millis.map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }

    /// The event that is under way, if it has data.
    fn dispatch(&mut self) -> Option<RawEvent> {
        let (name, mut data) = (mem::take(&mut self.name), mem::take(&mut self.data));
        self.last_id.clone_from(&self.next_id);
        // The LF of the last line.
        data.pop()?;
        Some(RawEvent { id: self.last_id.clone(), name: text(&name), data, retry: self.retry })
    }
}

/// The text, with U+FFFD for what isn't UTF-8; `None` if it is empty.
fn text(bytes: &[u8]) -> Option<String> {
    (!bytes.is_empty()).then(|| String::from_utf8_lossy(bytes).into_owned())
}

impl Parse for EventParser {
    type Item = RawEvent;

    fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    fn next(&mut self) -> Result<Option<RawEvent>, TooLarge> {
        while !self.chunk.is_empty() {
            let Some(line) = self.next_line()? else { break };
            if let Some(event) = self.parse(&line) {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// An event without the empty line after it may be incomplete, so it is none.
    fn end(&mut self) -> Option<RawEvent> {
        None
    }

    fn limit(&self) -> usize {
        self.limit
    }
}
