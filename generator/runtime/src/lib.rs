//! The code that every generated crate carries as a copy: calls, errors and JSON.
//!
//! The files below `src/runtime/` are copied byte for byte into each generated crate, where the module has the same
//! path. So they speak of themselves as `crate::runtime`, need nothing of this workspace, and must compile without a
//! warning in a crate that uses only some of them. Their tests are in `src/runtime_tests/`, which is not copied.

pub mod runtime;

// Public, so that what its sample API makes of the macros is reachable, as in a generated crate.
#[cfg(test)]
pub mod runtime_tests;
