//! Judges of the document and of the client that are not ours: a linter and a mock server, which run on Node.js.
//!
//! Their versions are those of `tests/node/package-lock.json`. [`Tools::install`] gets them from the npm registry.

mod prism;
mod redocly;
mod tools;

pub use prism::Prism;
pub use redocly::lint;
pub use tools::Tools;
