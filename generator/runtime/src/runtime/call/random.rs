//! Random numbers, for jitter and for idempotency keys. The standard library's hash maps have random keys, which are good
//! enough for both.

use std::hash::{BuildHasher, RandomState};
use std::process;
use std::time::SystemTime;

/// A number from 0 to 1.
pub(crate) fn random_fraction() -> f64 {
    bits() as f64 / u64::MAX as f64
}

/// A key of 128 random bits, in hexadecimal digits.
pub(crate) fn random_key() -> String {
    format!("{:016x}{:016x}", bits(), bits())
}

/// A forked process has the keys of its parent, but another ID and most likely another time.
fn bits() -> u64 {
    RandomState::new().hash_one((process::id(), SystemTime::now()))
}
