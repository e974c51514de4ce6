//! Where the programs of this package run, and what ends them early.

use std::io;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// Ends when the program is asked to stop, by ctrl-c or by a request to terminate.
///
/// A program that only waits for this beside its work drops the work then, and with it the processes that the work has
/// started.
///
/// # Errors
///
/// When the system doesn't let the program listen for that.
pub async fn interrupted() -> io::Result<()> {
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        terminated = terminated() => terminated,
    }
}

#[cfg(unix)]
async fn terminated() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    signal(SignalKind::terminate())?.recv().await;
    Ok(())
}

#[cfg(not(unix))]
async fn terminated() -> io::Result<()> {
    std::future::pending().await
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn the_root_has_the_document_and_the_client() {
        assert!(root().join("spec/featurebase.yaml").is_file());
        assert!(root().join("generated/Cargo.toml").is_file());
    }
}
