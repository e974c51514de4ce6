//! What the codec of generated crates takes of memory at most beside serde's derives on `serde_json`, in one run:
//!
//! ```sh
//! cargo bench --package specwright-tests --bench codec_memory            # prints
//! cargo bench --package specwright-tests --bench codec_memory -- --check # and fails over the goal
//! ```
//!
//! The peak is that of the heap, without what is read or written. What is read and written is that of the bench `codec`.

mod arguments;
#[path = "codec/documents.rs"]
mod documents;
#[path = "codec/runtime.rs"]
mod runtime;
#[path = "codec/types.rs"]
mod types;

use std::hint::black_box;
use std::process::ExitCode;

use anyhow::Result;
use peak_alloc::PeakAlloc;

use arguments::Arguments;
use documents::Order;
use runtime::json;
use types::{Contact, Derived};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The most that the codec may take, where 1 is what the other takes.
const GOAL: f64 = 1.0;

fn main() -> Result<ExitCode> {
    let Arguments { bench, check } = Arguments::parse()?;
    let objects = if bench { 200_000 } else { 1000 };
    let mut failed = false;
    let mut row = |name: &str, ours: f64, theirs: f64| {
        println!("{name:<24} {ours:>8.1} {theirs:>8.1} {:>8.4} {GOAL:>6.2}", ours / theirs);
        failed |= ours / theirs > GOAL;
    };
    println!("{:<24} {:>8} {:>8} {:>8} {:>6}", "megabytes at most", "codec", "serde", "ratio", "goal");
    for order in [Order::OfTheType, Order::WithAnUnknownObject, Order::Reversed] {
        let document = documents::contacts(objects, order);
        let ours = peak(|| Ok(json::from_slice::<Vec<Contact>>(&document)?))?;
        let theirs = peak(|| Ok(serde_json::from_slice::<Vec<Derived>>(&document)?))?;
        row(&format!("decode, {order}"), ours, theirs);
    }
    let document = documents::contacts(objects, Order::OfTheType);
    let contacts: Vec<Contact> = json::from_slice(&document)?;
    let derived: Vec<Derived> = serde_json::from_slice(&document)?;
    row("encode", peak(|| Ok(json::to_vec(&contacts)?))?, peak(|| Ok(serde_json::to_vec(&derived)?))?);
    if failed && (check || !bench) {
        eprintln!("codec_memory: a ratio is over the goal");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn peak<T>(run: impl Fn() -> Result<T>) -> Result<f64> {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    drop(black_box(run()?));
    Ok((HEAP.peak_usage() - before) as f64 / 1e6)
}
