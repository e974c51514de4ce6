//! Many calls at once: 10,240 deletes with the generated client, 256 at a time, against a server in this process; and then
//! as many again.
//!
//! None may fail, none may be sent twice, each must be confirmed with its own ID, and the memory must not grow once the
//! first 1,024 are done. `cargo xtask e2e` runs it; by itself it is `cargo run --package specwright-tests --bin load`. It
//! needs some 600 open files.
//!
//! What is looked at is the bytes that are allocated and not freed, and the resident set. The former is the sharper: while
//! no call is under way, it is the same number again and again, to some hundred bytes. There is one step in it: `hyper`
//! hands requests to a connection through a channel of Tokio's, which begins its second block of 32 messages, some 9 KiB,
//! with the 33rd request, and from then on uses the two in turn. As the server answers when all 256 requests are there,
//! each connection gets one of them, and the step comes after 8,192 calls, whatever the machine. After it there is nothing
//! left to wait for: the second 10,240 calls must leave nothing behind. The resident set goes by the page, and has in it
//! what the allocator keeps of what was freed, in an arena for each thread.

mod memory;

use std::ops::Range;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use featurebase::{Client, Error};
use specwright_tests::Canned;
use tokio::task::JoinSet;
use tokio::time::timeout;

use memory::{Memory, Tolerance};

/// How many calls are under way at once.
const IN_FLIGHT: usize = 256;

/// After how many calls the memory is looked at, first and again.
const STEP: usize = 4 * IN_FLIGHT;

/// How many calls there are, twice.
const CALLS: usize = 10 * STEP;

/// From the first look to any other at the first calls: 12 KiB for each connection, and what an allocator may make of it.
const AT_FIRST: Tolerance = Tolerance { live: IN_FLIGHT * 12 * 1024, resident: 32 * 1024 * 1024 };

/// From the end of the first calls to any look at the others: 6 bytes for each of them, so that a pointer that each
/// left behind would be too much. The resident set is looked at for what goes past the allocator.
const AGAIN: Tolerance = Tolerance { live: 64 * 1024, resident: 16 * 1024 * 1024 };

/// Far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(240);

#[tokio::main]
async fn main() -> ExitCode {
    let result = timeout(PATIENCE, run()).await.unwrap_or_else(|_| Err(anyhow!("it takes too long")));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let server = Canned::start(IN_FLIGHT).await?;
    let client = Client::builder().base_url(server.base_url()).api_key("test-key").max_retries(0).build()?;
    let first = calls(&server, &client, 0).await?;
    memory::tell(&first);
    AT_FIRST.check(&first)?;

    let mut again = first.last().copied().into_iter().collect::<Vec<_>>();
    again.extend(calls(&server, &client, CALLS).await?);
    memory::tell(again.get(1..).unwrap_or_default());
    AGAIN.check(&again)
}

/// Makes [`CALLS`] calls, numbered from `first`, and gives the memory after each [`STEP`] of them, when none is under way.
async fn calls(server: &Canned, client: &Client, first: usize) -> Result<Vec<Memory>> {
    let mut looks = Vec::with_capacity(CALLS / STEP);
    let mut spent = Duration::ZERO;
    for begin in (first..first + CALLS).step_by(STEP) {
        let started = Instant::now();
        let called = together(client, begin..begin + STEP).await;
        called.map_err(with_advice)?;
        spent += started.elapsed();
        looks.push(Memory::now()?);
    }
    let (sent, calls) = (server.requests(), first + CALLS);
    ensure!(sent == calls, "{sent} requests came for {calls} calls");
    ensure!(server.most_at_once() == IN_FLIGHT, "{} requests were under way at once", server.most_at_once());
    let (seconds, connections) = (spent.as_secs_f64(), server.connections());
    let rate = CALLS as f64 / seconds;
    println!("{CALLS} calls, {IN_FLIGHT} in flight, {connections} connections: {seconds:.2} s, {rate:.0} a second");
    Ok(looks)
}

/// Without more open files there are no more connections.
fn with_advice(error: anyhow::Error) -> anyhow::Error {
    let is_connect = error.chain().filter_map(|cause| cause.downcast_ref()).any(Error::is_connect);
    if is_connect { error.context("it needs some 600 open files: see `ulimit -n`") } else { error }
}

/// Makes the calls of these numbers, [`IN_FLIGHT`] at a time.
async fn together(client: &Client, numbers: Range<usize>) -> Result<()> {
    let next = Arc::new(AtomicUsize::new(numbers.start));
    let mut workers = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        workers.spawn(work(client.clone(), Arc::clone(&next), numbers.end));
    }
    while let Some(worked) = workers.join_next().await {
        worked??;
    }
    Ok(())
}

/// Makes one call after the other while there are some to make.
async fn work(client: Client, next: Arc<AtomicUsize>, end: usize) -> Result<()> {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= end {
            return Ok(());
        }
        let id = format!("{number:024x}");
        let deleted = client.users().contacts().delete(id.as_str()).await.map_err(Error::from);
        let deleted = deleted.with_context(|| format!("call {number}"))?;
        ensure!(deleted.id == id, "call {number} was confirmed with the ID {}", deleted.id);
    }
}
