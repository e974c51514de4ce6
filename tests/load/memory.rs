//! What the process holds.

use std::alloc::System;

use anyhow::{Context, Result, ensure};
use memory_stats::memory_stats;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static HEAP: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The memory of the process at some moment, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Memory {
    /// Allocated, and not freed.
    live: usize,
    /// The resident set.
    resident: usize,
}

/// By how much the memory may grow, in bytes.
pub(crate) struct Tolerance {
    pub(crate) live: usize,
    pub(crate) resident: usize,
}

impl Memory {
    pub(crate) fn now() -> Result<Self> {
        let heap = HEAP.stats();
        let live = heap.bytes_allocated.saturating_sub(heap.bytes_deallocated);
        let resident = memory_stats().context("this system doesn't tell the resident set")?.physical_mem;
        Ok(Self { live, resident })
    }
}

impl Tolerance {
    /// Checks that no look has more than the first and this.
    pub(crate) fn check(&self, looks: &[Memory]) -> Result<()> {
        for (what, of, tolerance) in [
            ("live bytes", live as fn(&Memory) -> usize, self.live),
            ("resident set", resident as fn(&Memory) -> usize, self.resident),
        ] {
            let first = looks.first().map(of).context("there was no look at the memory")?;
            let most = looks.iter().map(of).max().unwrap_or(first);
            let (growth, allowed) = (kib(most - first), kib(tolerance));
            println!("  {what}: up by {growth:.1} KiB at most, of {allowed:.0} KiB allowed");
            ensure!(most - first <= tolerance, "the {what} have grown by {growth:.1} KiB, more than {allowed:.0} KiB");
        }
        Ok(())
    }
}

/// Prints what each look saw.
pub(crate) fn tell(looks: &[Memory]) {
    for (what, of) in [("live bytes", live as fn(&Memory) -> usize), ("resident set", resident)] {
        let listed: Vec<_> = looks.iter().map(|look| format!("{:.1}", kib(of(look)))).collect();
        println!("  {what} in KiB: {}", listed.join(" "));
    }
}

fn live(memory: &Memory) -> usize {
    memory.live
}

fn resident(memory: &Memory) -> usize {
    memory.resident
}

fn kib(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
