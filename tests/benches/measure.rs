//! Times, allocations, and what is typical of them.

use std::alloc::System;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::Runtime;

#[global_allocator]
static HEAP: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A client that calls, with a runtime of its own.
pub(crate) struct Side<F> {
    call: F,
    runtime: Runtime,
    ids: Vec<String>,
}

/// Of one call.
pub(crate) struct Allocations {
    /// Memory that grows in its place, or moves to do so, counts as one more.
    pub(crate) count: f64,
    pub(crate) bytes: f64,
}

/// What many measurements come to.
pub(crate) struct Spread {
    pub(crate) lowest: f64,
    pub(crate) lower_quartile: f64,
    pub(crate) median: f64,
    pub(crate) upper_quartile: f64,
    pub(crate) highest: f64,
}

impl<F: AsyncFn(&str) -> Result<String>> Side<F> {
    /// Of a function that deletes a contact, and gives the ID that was confirmed. A batch has so many calls.
    pub(crate) fn new(runtime: Runtime, batch: usize, call: F) -> Self {
        let ids = (0..batch).map(|number| format!("{number:024x}")).collect();
        Self { call, runtime, ids }
    }

    /// How long a call takes: the mean of a batch, in microseconds.
    pub(crate) fn time(&self) -> Result<f64> {
        let started = Instant::now();
        self.batch()?;
        Ok(micros(started.elapsed()) / self.ids.len() as f64)
    }

    /// What a call allocates: the mean of a batch.
    pub(crate) fn allocations(&self) -> Result<Allocations> {
        let region = Region::new(HEAP);
        self.batch()?;
        let change = region.change();
        let calls = self.ids.len() as f64;
        let count = change.allocations + change.reallocations;
        Ok(Allocations { count: count as f64 / calls, bytes: change.bytes_allocated as f64 / calls })
    }

    fn batch(&self) -> Result<()> {
        self.runtime.block_on(async {
            for id in &self.ids {
                let confirmed = (self.call)(id).await?;
                ensure!(confirmed == *id, "{id} was confirmed as {confirmed}");
            }
            Ok(())
        })
    }
}

impl Spread {
    pub(crate) fn of(mut values: Vec<f64>) -> Result<Self> {
        values.sort_by(f64::total_cmp);
        let at = |quarter: usize| values.get((values.len() - 1) * quarter / 4).copied().context("nothing was measured");
        ensure!(!values.is_empty(), "nothing was measured");
        Ok(Self { lowest: at(0)?, lower_quartile: at(1)?, median: at(2)?, upper_quartile: at(3)?, highest: at(4)? })
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
