//! `cargo xtask corpus --values`: whether what a schema calls valid comes through the type that was made of it.
//!
//! The document's own examples, and values that are [made](make) from its schemas and [judged] by the crate
//! `jsonschema`, are sent through the types by a [program] that is written for that, and come back [equal](judge) or
//! not. Wrong values must not make the types panic. `cargo xtask json-schema-suite` does the same with the
//! [cases of others](suite).

mod cases;
mod examples;
mod invalid;
mod judge;
mod judged;
mod kinds;
mod make;
mod program;
mod random;
mod report;
mod schemas;
pub(crate) mod suite;
mod trial;
mod unnamed;
mod verdict;

pub(crate) use program::name as program_name;
pub(crate) use report::Report;
pub(crate) use trial::Trial;
