//! The codec beside `serde_json`, over whatever the fuzzer makes up:
//!
//! ```sh
//! cargo fuzz run json --fuzz-dir fuzz --sanitizer none -- -max_total_time=300
//! ```
//!
//! There is nothing that is unsafe, so no sanitizer is needed, and a stable toolchain does.

#![no_main]

#[path = "../generator/runtime/src/runtime_tests/json_compare.rs"]
mod json_compare;
#[path = "../tests/benches/codec/runtime.rs"]
mod runtime;

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    if let Err(difference) = json_compare::compare(text) {
        panic!("{difference}: {}", text.escape_ascii());
    }
});
