//! Bodies of responses as streams: of bytes, of server-sent events, and of JSON values.

mod body_stream;
mod download;
#[cfg(any(feature = "io", feature = "blocking"))]
mod download_io;
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

pub use download::Download;
pub use events::{Event, EventStream};
pub use json_lines::JsonLines;
#[cfg(feature = "blocking")]
pub use stream_iter::StreamIter;
