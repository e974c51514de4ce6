//! `cargo xtask bench`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::clock::{Seconds, machine, timed};
use crate::output::{Out, complain, say};
use crate::project::{Input, shown};
use crate::show::Show;

/// What is measured, and how often.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The document, YAML or JSON
    file: PathBuf,
    /// How often a crate is made of it; the least of each stage counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let input = Input { spec: Some(options.file.clone()), ..Input::default() };
    let project = input.project(&Show { quiet: true, ..Show::default() })?;
    let mut least: Option<Seconds> = None;
    for number in 1..=options.runs {
        complain!("run {number} of {}", options.runs);
        let (output, seconds) = timed(&project.sources, &project.config);
        if let Err(findings) = output {
            project.print(&findings, &format!("no crate is made of {}", shown(&project.document)))?;
            bail!("no crate is made of {}", shown(&project.document));
        }
        least = Some(least.map_or(seconds.clone(), |least| least_of(&least, &seconds)));
    }
    let least = least.unwrap_or_default();
    let sum = least.sum();
    for (stage, seconds) in least.stages() {
        say!(Out::Output, "{stage:<10} {seconds:>9.4} s {:>5.1} %", 100.0 * seconds / sum.max(f64::MIN_POSITIVE));
    }
    say!(Out::Output, "{:<10} {sum:>9.4} s", "together");
    say!(Out::Output, "{}, the least of {} runs", machine(), options.runs);
    if cfg!(debug_assertions) {
        complain!("for the release build: cargo run --release --package xtask -- bench {}", shown(&options.file));
    }
    Ok(ExitCode::SUCCESS)
}

fn least_of(one: &Seconds, other: &Seconds) -> Seconds {
    Seconds {
        load: one.load.min(other.load),
        normalise: one.normalise.min(other.normalise),
        read: one.read.min(other.read),
        lower: one.lower.min(other.lower),
        report: one.report.min(other.report),
        render: one.render.min(other.render),
        format: one.format.min(other.format),
    }
}
