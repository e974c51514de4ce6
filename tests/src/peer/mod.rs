//! The official client beside ours: the same calls of both, against the same server, and what they sent.
//!
//! [`rows`] runs `tests/node/peer.mjs`, which calls with `featurebase-node`, and the program `peer`, which calls with the
//! generated crate. Each is a process of its own, which the environment configures, is told its calls line by line, and
//! says what came of each; this module knows neither client. What is compared is what a [`Recorder`] has read.

mod compare;
mod pair;
mod process;
mod program;
mod recorder;
mod rows;

pub use compare::{IGNORED, same};
pub use process::{Job, Peer};
pub use program::program;
pub use recorder::{Answer, Recorder};
pub use rows::rows;
