//! Bodies of responses as streams.

mod body_stream;
mod download;
#[cfg(any(feature = "io", feature = "blocking"))]
mod download_io;

pub use download::Download;
