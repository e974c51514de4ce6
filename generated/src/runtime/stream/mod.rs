//! Bodies of responses as streams: server-sent events, and JSON values.

pub(crate) mod event_parser;
mod events;
pub(crate) mod item_stream;
mod json_lines;
pub(crate) mod lines;
pub(crate) mod parse;
mod read;
pub(crate) mod source;
#[cfg(feature = "blocking")]
mod stream_iter;

pub use events::{Event, EventStream};
pub use json_lines::JsonLines;
#[cfg(feature = "blocking")]
pub use stream_iter::StreamIter;
