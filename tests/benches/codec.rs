//! What it costs to read and to write JSON with the codec of generated crates beside serde's derives on `serde_json`
//! with `float_roundtrip`, as ratios, in one run:
//!
//! ```sh
//! cargo bench --package specwright-tests --bench codec            # prints
//! cargo bench --package specwright-tests --bench codec -- --check # and fails over the goals
//! cargo test --package specwright-tests --bench codec             # looks at the values only
//! ```
//!
//! Both read and write 200,000 objects of ten mixed fields, which are 47 MB of JSON. There are three documents: with the
//! members in the order of the type, with one more object in each that the type doesn't name, and with the members
//! reversed. The codec is that of the runtime, compiled here. Times are CPU times of the thread, and include what the
//! kernel takes to provide memory. Runs take turns, and which is first changes too; the ratio is the median of the ratios
//! of the pairs. What both take of memory is the bench `codec_memory`, whose counting would cost time here.

mod arguments;
#[path = "codec/documents.rs"]
mod documents;
#[path = "codec/runtime.rs"]
mod runtime;
#[path = "codec/types.rs"]
mod types;

use std::hint::black_box;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use cpu_time::ThreadTime;

use arguments::Arguments;
use documents::Order;
use runtime::json;
use types::{Contact, Derived};

/// The most that the codec may take, where 1 is what the other takes.
const DECODE_GOAL: f64 = 0.7;
const ENCODE_GOAL: f64 = 0.8;

/// How many objects a document has.
const OBJECTS: usize = 200_000;

/// How many pairs of runs are timed.
const PAIRS: usize = 11;

fn main() -> Result<ExitCode> {
    let Arguments { bench, check } = Arguments::parse()?;
    let (objects, pairs) = if bench { (OBJECTS, PAIRS) } else { (100, 1) };
    let mut failed = false;
    let mut row = |name: &str, ((ours, theirs), ratio): ((f64, f64), f64), goal: f64| {
        println!("{name:<24} {ours:>8.1} {theirs:>8.1} {ratio:>8.3} {goal:>6.2}");
        failed |= ratio > goal;
    };
    println!("{:<24} {:>8} {:>8} {:>8} {:>6}", "CPU milliseconds", "codec", "serde", "ratio", "goal");
    for order in [Order::OfTheType, Order::WithAnUnknownObject, Order::Reversed] {
        let document = documents::contacts(objects, order);
        same(&document)?;
        let times = compare(|| decode(&document), || derived(&document), pairs)?;
        row(&format!("decode, {order}"), times, DECODE_GOAL);
    }
    let document = documents::contacts(objects, Order::OfTheType);
    let (contacts, derived) = (decode(&document)?, derived(&document)?);
    ensure!(json::to_vec(&contacts)? == serde_json::to_vec(&derived)?, "they don't write the same");
    let times = compare(|| Ok(json::to_vec(&contacts)?), || Ok(serde_json::to_vec(&derived)?), pairs)?;
    row("encode", times, ENCODE_GOAL);
    if check && failed {
        eprintln!("codec: a ratio is over its goal");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn decode(document: &[u8]) -> Result<Vec<Contact>> {
    Ok(json::from_slice(document)?)
}

fn derived(document: &[u8]) -> Result<Vec<Derived>> {
    Ok(serde_json::from_slice(document)?)
}

/// Both read the same from a document.
fn same(document: &[u8]) -> Result<()> {
    let (ours, theirs) = (decode(document)?, derived(document)?);
    ensure!(ours.len() == theirs.len(), "they don't read as many");
    for (ours, theirs) in ours.iter().zip(&theirs) {
        ensure!(types::same(ours, theirs), "{ours:?} isn't {theirs:?}");
    }
    Ok(())
}

/// The median times of both in milliseconds, and the median of their ratios.
fn compare<A, B>(
    ours: impl Fn() -> Result<A>,
    theirs: impl Fn() -> Result<B>,
    pairs: usize,
) -> Result<((f64, f64), f64)> {
    let (mut one, mut other, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    time(&ours)?;
    time(&theirs)?;
    for pair in 0..pairs {
        let times = if pair % 2 == 0 {
            (time(&ours)?, time(&theirs)?)
        } else {
            let other = time(&theirs)?;
            (time(&ours)?, other)
        };
        one.push(times.0);
        other.push(times.1);
        ratios.push(times.0 / times.1);
    }
    Ok(((median(one), median(other)), median(ratios)))
}

fn time<T>(run: &impl Fn() -> Result<T>) -> Result<f64> {
    let started = ThreadTime::now();
    let made = black_box(run()?);
    let time = started.elapsed();
    drop(made);
    Ok(time.as_secs_f64() * 1e3)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
