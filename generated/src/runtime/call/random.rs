//! Random numbers for jitter and idempotency keys. They come from the random keys of the standard library's hash maps,
//! which are good enough for both.

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

/// A forked process has the same keys as its parent, so its ID and the time are hashed too.
fn bits() -> u64 {
    RandomState::new().hash_one((process::id(), SystemTime::now()))
}
