//! What benches are told on the command line.

use std::env;

use anyhow::{Result, bail};

pub(crate) struct Arguments {
    /// Whether this is `cargo bench`; `cargo test --benches` only asks whether it works.
    pub(crate) bench: bool,
    /// Whether to fail over the goals.
    pub(crate) check: bool,
}

impl Arguments {
    pub(crate) fn parse() -> Result<Self> {
        let mut arguments = Self { bench: false, check: false };
        for argument in env::args().skip(1) {
            match argument.as_str() {
                "--bench" => arguments.bench = true,
                "--check" => arguments.check = true,
                other => bail!("there is no argument {other}: only --check"),
            }
        }
        Ok(arguments)
    }
}
