//! What cargo, clippy and rustdoc say of the crates: as members of one workspace, which shares what is built of their
//! dependencies with this one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::row::Row;
use crate::clock::children_seconds;
use crate::output::complain;
use crate::project::root;

/// What was said of one crate.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Checked {
    pub(crate) compiles: bool,
    pub(crate) clippy: bool,
    pub(crate) rustdoc: bool,
    /// CPU seconds of `cargo check` of the crate alone; wall seconds where the system doesn't tell.
    pub(crate) seconds: f64,
    /// The beginning of what was wrong.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) said: String,
}

impl Checked {
    pub(crate) fn is_good(&self) -> bool {
        self.compiles && self.clippy && self.rustdoc
    }
}

/// The folder of the crates, below the target folder.
pub(crate) fn folder() -> PathBuf {
    target().join("corpus")
}

/// The folder of what cargo builds.
pub(crate) fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    // Cargo is run in another folder than this command.
    std::path::absolute(&target).unwrap_or(target)
}

/// Checks the crates of the rows, and says so in each.
pub(crate) fn all(folder: &Path, rows: &mut [Row]) -> Result<()> {
    let made: Vec<&str> = rows.iter().filter(|row| row.error.is_none()).map(|row| row.krate.as_str()).collect();
    let Some(first) = made.first() else { return Ok(()) };
    write_dependencies(folder, &[&made, &[DEPENDENCIES][..]].concat(), first)?;
    complain!("building the dependencies");
    for arguments in [&["check"][..], &["clippy", "--all-targets"]] {
        run(folder, arguments, DEPENDENCIES, &[]).map_err(|said| anyhow::anyhow!("{said}"))?;
    }
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.error.is_none()) {
        complain!("[{}/{count}] checking {}", index + 1, row.krate);
        row.checked = Some(one(folder, &row.krate));
    }
    Ok(())
}

fn one(folder: &Path, krate: &str) -> Checked {
    // What an earlier run has checked would cost nothing.
    let _ = fs::File::options()
        .append(true)
        .open(folder.join(krate).join("src/lib.rs"))
        .and_then(|file| file.set_modified(std::time::SystemTime::now()));
    let (before, start) = (children_seconds(), Instant::now());
    let check = run(folder, &["check"], krate, &[]);
    let cpu = children_seconds().zip(before).map(|(after, before)| after - before);
    let seconds = cpu.unwrap_or_else(|| start.elapsed().as_secs_f64());
    let clippy = run(folder, &["clippy", "--all-targets"], krate, &["--", "-D", "warnings"]);
    let rustdoc = run(folder, &["doc", "--no-deps"], krate, &[]);
    let said = [&check, &clippy, &rustdoc].into_iter().filter_map(|result| result.as_ref().err());
    let said: String = said.flat_map(|said| said.chars()).take(2_000).collect();
    Checked { compiles: check.is_ok(), clippy: clippy.is_ok(), rustdoc: rustdoc.is_ok(), seconds, said }
}

/// Runs cargo on one crate. It fails with what is said, be it a warning.
fn run(folder: &Path, command: &[&str], krate: &str, last: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(command)
        .args(["--offline", "--quiet", "--package", krate])
        .args(last)
        .current_dir(folder)
        // What is built of dependencies is shared; docs and the like are not left in the workspace's own folder.
        .env("CARGO_BUILD_BUILD_DIR", target())
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        // What is kept of an earlier run would make this one look cheap.
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .output();
    let output = output.map_err(|error| format!("cargo can't be started: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() && said.trim().is_empty() { Ok(()) } else { Err(said) }
}

/// A crate of nothing but the dependencies, so that no other crate's seconds have them.
const DEPENDENCIES: &str = "dependencies-alone";

/// The workspace of the crates, and the crate of the dependencies, which are those of the crate `first`.
fn write_dependencies(folder: &Path, members: &[&str], first: &str) -> Result<()> {
    write_workspace(folder, members)?;
    let text = fs::read_to_string(folder.join(first).join("Cargo.toml")).unwrap_or_default();
    let text = text.replacen(&format!("name = \"{first}\""), &format!("name = \"{DEPENDENCIES}\""), 1);
    let text: String =
        text.lines().filter(|line| !line.starts_with("readme")).map(|line| format!("{line}\n")).collect();
    write(&folder.join(DEPENDENCIES).join("Cargo.toml"), &text)?;
    write(&folder.join(DEPENDENCIES).join("src/lib.rs"), "//! Nothing.\n")
}

/// The manifest around the crates, and the versions that the workspace of this command has, so that nothing else is
/// fetched.
pub(crate) fn write_workspace(folder: &Path, members: &[&str]) -> Result<()> {
    // What is built is run once.
    let profile = "[profile.dev]\ndebug = false\n";
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{profile}");
    write(&folder.join("Cargo.toml"), &manifest)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).context("the lock file can't be copied")?;
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))
}
