//! What is left to chance. The keys of the standard library's hash maps are random enough for it.

use std::hash::{BuildHasher, RandomState};
use std::process;
use std::time::SystemTime;

/// A number from 0 to 1.
pub(crate) fn fraction() -> f64 {
    bits() as f64 / u64::MAX as f64
}

/// A name of 128 bits, in hexadecimal digits, that no other call has.
pub(crate) fn name() -> String {
    format!("{:016x}{:016x}", bits(), bits())
}

/// A process that was forked has the keys of its parent, but neither its number nor, most likely, its time.
fn bits() -> u64 {
    RandomState::new().hash_one((process::id(), SystemTime::now()))
}
