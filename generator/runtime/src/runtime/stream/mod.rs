//! Bodies of responses as streams: server-sent events, and JSON values.

mod event_parser;
mod lines;
mod parse;

#[cfg(test)]
pub(crate) use event_parser::{EventParser, RawEvent};
#[cfg(test)]
pub(crate) use lines::{Framing, LineParser};
#[cfg(test)]
pub(crate) use parse::{Parse, TooLarge};
