//! Tests of the runtime. They aren't beside the code, which is copied into every generated crate.

#[allow(missing_docs, reason = "stands for generated code, whose docs come from its document")]
pub mod json_union_types;
#[allow(missing_docs, reason = "stands for generated code, whose docs come from its document")]
pub mod sample;

mod answer_headers;
mod answers;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod blocking_rows;
mod builder;
mod call;
#[cfg(all(feature = "gzip", feature = "brotli", feature = "zstd"))]
mod codings;
mod connections;
mod derived;
#[cfg(feature = "test-util")]
mod downloads;
mod errors;
mod event_parser;
mod exchange;
mod extremes;
mod faults;
mod formats;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time", feature = "url", feature = "uuid"))]
mod formats_crates;
mod formats_laws;
mod formats_std;
mod forms;
mod headers;
mod hooks;
mod hostile;
mod hostile_json;
#[cfg(feature = "http2")]
mod http2;
mod incomplete;
#[cfg(feature = "serde")]
mod json_compare;
mod json_decode;
#[cfg(feature = "serde")]
mod json_differential;
mod json_encode;
mod json_enums;
mod json_exact;
mod json_free;
mod json_maps;
mod json_members;
mod json_nullable;
mod json_numbers;
mod json_reader;
#[cfg(feature = "serde")]
mod json_serde;
mod json_skip;
mod json_strings;
mod json_suite;
mod json_suite_cases;
mod json_tuples;
mod json_types;
mod json_union_choice;
mod json_unions;
mod json_value_enums;
mod lengths;
mod lines;
#[cfg(feature = "test-util")]
mod live_bodies;
mod locations;
mod message;
mod options;
mod pages;
mod parts;
mod path;
mod places;
mod properties;
mod raw;
mod redaction;
mod redirect;
mod redirects;
mod response;
mod retry;
mod rows;
mod runtimes;
mod secrets;
mod security;
mod server;
mod servers;
mod shared;
mod signed;
#[cfg(feature = "test-util")]
mod stream_calls;
mod stream_responses;
mod streams;
mod structure;
mod styles;
#[cfg(feature = "test-util")]
mod testing;
#[cfg(any(feature = "rustls", feature = "rustls-ring", feature = "native-tls"))]
mod tls;
mod tokens;
#[cfg(all(feature = "tracing", feature = "test-util"))]
mod tracing;
mod traits;
#[cfg(feature = "test-util")]
mod upload_data;
#[cfg(feature = "test-util")]
mod uploads;
mod wire;
