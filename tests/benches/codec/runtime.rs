//! The runtime's own files, as a generated crate has them.
#![allow(
    dead_code,
    missing_docs,
    unexpected_cfgs,
    unreachable_pub,
    unused_imports,
    reason = "a crate uses a part of it"
)]

#[path = "../../../generator/runtime/src/runtime/wire/argument.rs"]
mod argument;
#[path = "../../../generator/runtime/src/runtime/json/mod.rs"]
pub mod json;
#[path = "../../../generator/runtime/src/runtime/parameter_value.rs"]
mod parameter_value;
#[path = "../../../generator/runtime/src/runtime/text.rs"]
pub(crate) mod text;

pub use parameter_value::ParameterValue;
