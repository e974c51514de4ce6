//! What holds of every document, be it a fixture or a real one:
//!
//! - `ledger`: everything that the document describes has one entry in the ledger, and its place in the crate.
//! - `stability`: what one part of the document is called doesn't depend on another part.
//!
//! Real documents are those of the folder that the environment variable `SPECWRIGHT_CORPUS` names; where it isn't set,
//! their tests do nothing.

mod input;
mod ledger;
mod stability;
