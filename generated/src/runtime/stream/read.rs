//! How operations read a success whose body is a stream of items.

use bytes::Bytes;

use super::event_parser::EventParser;
use super::events::EventStream;
use super::item_stream::{ItemStream, Origin};
use super::json_lines::JsonLines;
use super::lines::{Framing, LineParser};
use super::parse::Parse;
use crate::runtime::json::Decode;
use crate::runtime::response::{Failure, Mismatch, Response};
use crate::runtime::wire::content_type;

/// Media types of JSON lines.
const LINES: [&str; 6] = [
    "application/jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/ndjson",
    "application/x-ndjson",
    "application/stream+json",
];

const SEQUENCE: &str = "application/json-seq";

#[doc(hidden)]
impl Response {
    /// Reads a success whose body is a stream of events with JSON as their data.
    pub fn events<T: Decode, E>(&mut self) -> Result<EventStream<T>, Failure<E>> {
        self.check_essence("text/event-stream", |essence| essence.eq_ignore_ascii_case("text/event-stream"))?;
        Ok(EventStream::of_json(self.items(EventParser::new)))
    }

    /// Reads a success whose body is a stream of events with text as their data.
    pub fn text_events<E>(&mut self) -> Result<EventStream<String>, Failure<E>> {
        self.check_essence("text/event-stream", |essence| essence.eq_ignore_ascii_case("text/event-stream"))?;
        Ok(EventStream::of_text(self.items(EventParser::new)))
    }

    /// Reads a success whose body is JSON values, one after another.
    pub fn json_lines<T: Decode, E>(&mut self) -> Result<JsonLines<T>, Failure<E>> {
        let is_sequence = |essence: &str| essence.eq_ignore_ascii_case(SEQUENCE) || has_suffix(essence, "+json-seq");
        let is_lines = |essence: &str| LINES.iter().any(|known| essence.eq_ignore_ascii_case(known));
        self.check_essence("JSON lines", |essence| is_lines(essence) || is_sequence(essence))?;
        let framing = match content_type::essence(self.headers()).is_some_and(is_sequence) {
            true => Framing::Sequence,
            false => Framing::Lines,
        };
        Ok(JsonLines::new(self.items(|limit| LineParser::new(framing, limit))))
    }

    /// The items of the body, which is taken. The parser is made with the limit of one item.
    fn items<P: Parse>(&mut self, parser: impl FnOnce(usize) -> P) -> ItemStream<P> {
        let body = self.take_stream();
        let origin = Origin { label: body.label().cloned(), response: self.clone().with_body(Bytes::new()) };
        ItemStream::new(parser(body.limit()), Box::new(body), origin)
    }

    fn check_essence<E>(&self, expected: &'static str, is: impl FnOnce(&str) -> bool) -> Result<(), Failure<E>> {
        let clean = |text: &str| self.secrets.redactor().clean(text, 60);
        let essence = content_type::essence(self.headers());
        let mismatch = if let Some(coding) = content_type::coding(self.headers()) {
            Mismatch::ContentCoding(clean(coding))
        } else if essence.is_some_and(is) {
            return Ok(());
        } else {
            Mismatch::OtherContentType(expected, essence.map(clean))
        };
        Err(Failure::Unexpected(mismatch.into()))
    }
}

fn has_suffix(essence: &str, suffix: &str) -> bool {
    let start = essence.len().saturating_sub(suffix.len());
    essence.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}
