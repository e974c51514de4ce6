//! Commands that are programs of the tests: what they show is theirs to know, not this command's.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::project::root;

/// Builds and runs a binary of `tests/`, and exits as it does.
pub(crate) fn binary(name: &str) -> Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "specwright-tests", "--bin", name])
        .current_dir(root())
        .status()
        .context("cargo can't be started")?;
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}
