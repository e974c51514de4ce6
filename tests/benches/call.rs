//! What a call with the generated client costs beside the same request written by hand, as a ratio, in one run:
//!
//! ```sh
//! cargo bench --package specwright-tests --bench call            # prints
//! cargo bench --package specwright-tests --bench call -- --check # and fails over 1.05
//! cargo test --package specwright-tests --bench call             # looks at the allocations only
//! ```
//!
//! Both delete a contact and read the confirmation. Written by hand is the least that does the same work with the same
//! `reqwest`: the ID is percent-encoded into the URL; bearer token, `Accept` and `User-Agent` are sent; an attempt has 60
//! seconds, body included; no redirect is followed; status and content type are looked at; the body is read to a limit of
//! 8 MiB, and decoded by `serde_json` into a struct of the same fields. It retries nothing, redacts nothing, and its
//! errors are text. Both clients are set up once, and neither is told anything that it doesn't send by itself.
//!
//! Each has a runtime of one thread, a server of its own, and one connection that is kept alive. The servers run in
//! another thread and answer with bytes that are all but fixed. A time is that of a batch of calls, one after the other,
//! and so has the kernel's and the server's share in it, which is the same for both. Batches take turns, and which is
//! first changes too; the ratio is the median of the ratios of the pairs, so that neither a slow spell of the machine nor
//! a rare long batch moves it. Allocations are counted in batches of their own. They are the client's: a server
//! allocates nothing once the connection is made. The counting is on while times are measured, and costs each allocation
//! some nanoseconds.

mod arguments;
mod by_hand;
mod measure;
mod servers;

use std::process::ExitCode;

use anyhow::{Result, ensure};
use featurebase::Client;

use arguments::Arguments;
use by_hand::ByHand;
use measure::{Allocations, Side, Spread};
use servers::{Servers, runtime};

/// The most that a call of the generated client may take, where 1 is what the other takes.
const GOAL: f64 = 1.05;

/// How many more allocations a call of the generated client may make.
const MORE_ALLOCATIONS: f64 = 2.0;

/// How many pairs of batches are timed.
const PAIRS: usize = 2000;

/// How many calls a batch has. Few, so that what else the machine does falls on both batches of a pair.
const BATCH: usize = 25;

/// How many batches come before the first that counts, until channels and buffers have their final size.
const WARM_UP: usize = 20;

const KEY: &str = "test-key";

/// What is measured of one client.
struct Measured {
    times: Vec<f64>,
    allocations: Allocations,
}

fn main() -> Result<ExitCode> {
    let Arguments { bench, check } = Arguments::parse()?;
    let servers = Servers::start()?;
    let client = Client::builder().base_url(servers.first.base_url()).api_key(KEY).build()?;
    let generated = Side::new(runtime()?, BATCH, async |id| Ok(client.users().contacts().delete(id).await?.id));
    let client = ByHand::new(servers.second.base_url(), KEY)?;
    let by_hand = Side::new(runtime()?, BATCH, async |id| Ok(client.delete(id).await?.id));

    let (generated, by_hand) = compare(&generated, &by_hand, if bench { PAIRS } else { 1 })?;
    for server in [&servers.first, &servers.second] {
        ensure!(server.connections() == 1, "{} connections were made", server.connections());
    }
    let allocations = (generated.allocations.count, by_hand.allocations.count);
    let ratio = tell(generated, by_hand)?;
    // They are the same number on every machine, so that no run lets more of them pass.
    let more = allocations.0 - allocations.1;
    ensure!(
        more <= MORE_ALLOCATIONS,
        "a call makes {more:.2} allocations more than by hand, of {MORE_ALLOCATIONS} allowed"
    );
    if check && ratio > GOAL {
        eprintln!("call: the ratio is over {GOAL:.2}");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Measures both, in turn.
fn compare(
    generated: &Side<impl AsyncFn(&str) -> Result<String>>,
    by_hand: &Side<impl AsyncFn(&str) -> Result<String>>,
    pairs: usize,
) -> Result<(Measured, Measured)> {
    for _ in 0..WARM_UP {
        generated.time()?;
        by_hand.time()?;
    }
    let mut one = Measured { times: Vec::with_capacity(pairs), allocations: generated.allocations()? };
    let mut other = Measured { times: Vec::with_capacity(pairs), allocations: by_hand.allocations()? };
    for pair in 0..pairs {
        if pair % 2 == 0 {
            one.times.push(generated.time()?);
            other.times.push(by_hand.time()?);
        } else {
            other.times.push(by_hand.time()?);
            one.times.push(generated.time()?);
        }
    }
    Ok((one, other))
}

/// Prints all numbers, and gives the ratio of the times.
fn tell(generated: Measured, by_hand: Measured) -> Result<f64> {
    let ratios: Vec<_> = generated.times.iter().zip(&by_hand.times).map(|(one, other)| one / other).collect();
    println!("{} pairs of {BATCH} calls each       median  quartiles         least and most", ratios.len());
    let ratio = Spread::of(ratios)?;
    let counts = (generated.allocations.count, by_hand.allocations.count);
    let bytes = (generated.allocations.bytes, by_hand.allocations.bytes);
    line("generated, microseconds", &Spread::of(generated.times)?, 1);
    line("by hand, microseconds", &Spread::of(by_hand.times)?, 1);
    line("ratio of the times", &ratio, 3);
    println!("allocations of a call: generated {:.2}, by hand {:.2}", counts.0, counts.1);
    println!("bytes that it allocates: generated {:.0}, by hand {:.0}", bytes.0, bytes.1);
    Ok(ratio.median)
}

fn line(name: &str, spread: &Spread, digits: usize) {
    let Spread { lowest, lower_quartile, median, upper_quartile, highest } = spread;
    println!(
        "{name:<30} {median:>10.digits$}  {lower_quartile:.digits$} to {upper_quartile:.digits$}  \
         {lowest:.digits$} to {highest:.digits$}"
    );
}
