//! Specwright turns an OpenAPI document into a Rust client crate that reads as if it had been written by hand.
//!
//! [`generate`] is a pure function from the texts of a document and its companions to the texts of a crate's files. It
//! goes through stages, and what a stage may not do is as much its definition as what it does:
//!
//! 1. [`load`] reads YAML or JSON into values. After it, nobody looks at a text again, but to print a place.
//! 2. [`overlay`] applies overlays. After it, nobody changes what a document says, but for the way it says it.
//! 3. [`normalise`] makes every document one of OpenAPI 3.2. After it, nothing is of the wrong kind.
//! 4. `read` gives every schema a number, and reads the other objects. After it, nobody looks for a node.
//! 5. `lower` makes the [`ir`]. After it, nobody looks at the document, and no name is made.
//! 6. [`render`] makes tokens, [`surface`] the list of what is public. After it, nobody looks at the IR.
//! 7. [`format`](mod@format) makes text.
//!
//! Whatever is odd about a document is one of the [`findings`], with its place; [`report`] shows them. What became of
//! everything that the document describes stands in the [`ledger`].

pub mod config;
pub mod docs;
pub mod findings;
pub mod format;
pub mod ir;
pub mod ledger;
pub mod load;
mod lower;
mod media_types;
pub mod names;
pub mod normalise;
mod output;
pub mod overlay;
pub mod pointer;
mod read;
pub mod render;
pub mod report;
pub mod source;
mod stages;
pub mod surface;
mod text;

pub use output::{MANIFEST, Output, SchemaType};
pub use stages::{Intermediate, Stage, generate, generate_observed, intermediate, normalised};
