//! Tests of the runtime. They aren't beside the code, which is copied into every generated crate.

#[allow(missing_docs, reason = "stands for generated code, whose docs come from its document")]
pub mod sample;

mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod blocking_rows;
mod builder;
mod call;
mod errors;
mod exchange;
mod extremes;
mod faults;
mod hostile;
mod hostile_json;
#[cfg(feature = "serde")]
mod json_compare;
mod json_decode;
#[cfg(feature = "serde")]
mod json_differential;
mod json_encode;
mod json_enums;
mod json_free;
mod json_numbers;
mod json_reader;
#[cfg(feature = "serde")]
mod json_serde;
mod json_skip;
mod json_strings;
mod json_suite;
mod json_suite_cases;
mod json_types;
mod locations;
mod message;
mod options;
mod parts;
mod path;
mod places;
mod properties;
mod raw;
mod redirect;
mod response;
mod retry;
mod rows;
mod secrets;
mod security;
mod server;
mod signed;
#[cfg(feature = "test-util")]
mod testing;
#[cfg(all(feature = "tracing", feature = "test-util"))]
mod tracing;
mod traits;
mod wire;
