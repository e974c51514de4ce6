//! The programs of this package, which `cargo xtask e2e` runs beside itself.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tokio::process::Command;

use crate::root;

/// Builds a program of this package, and gives its path.
///
/// # Errors
///
/// When cargo can't be run, when it fails, or when there is no such program.
pub async fn program(name: &str) -> Result<PathBuf> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--quiet", "--package", "specwright-tests", "--message-format=json-render-diagnostics"]);
    command.args(["--bin", name]).current_dir(root()).stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    let output = command.output().await.context("cargo can't be started")?;
    if !output.status.success() {
        bail!("`cargo build --bin {name}` failed ({})", output.status);
    }
    executable(&String::from_utf8_lossy(&output.stdout)).with_context(|| format!("cargo has told of no program {name}"))
}

/// The program that cargo's messages tell of.
fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().rev().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::executable;

    #[test]
    fn the_message_that_has_an_executable_is_found() {
        let messages = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n\
            {\"reason\":\"compiler-artifact\",\"executable\":\"/target/peer\"}\n\
            {\"reason\":\"build-finished\",\"success\":true}\n";
        assert_eq!(executable(messages).as_deref(), Some(Path::new("/target/peer")));
        assert_eq!(executable("{\"executable\":null}\nno JSON\n"), None);
    }
}
