//! Node.js, npm, and what npm installs.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// npm is a script, which needs its full name on Windows.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What is told to who lacks one of the two.
const WHERE_FROM: &str = "install Node.js 20.19, or 22.12 or newer, from https://nodejs.org, which brings npm with it";

/// The judges, installed.
#[derive(Debug)]
pub struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// Installs the tools that the lock file of this folder names, unless they are there already.
    ///
    /// # Errors
    ///
    /// When `node` or `npm` can't be run, with where to get them; or when npm fails.
    pub async fn install(folder: &Path) -> Result<Self> {
        for program in ["node", NPM] {
            version(program).await?;
        }
        if !is_installed(folder)? {
            npm_ci(folder).await?;
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// A command that runs this script of an installed package. The process ends when the command's child is dropped.
    pub(super) fn script(&self, script: &str) -> Command {
        self.own_script(Path::new("node_modules").join(script))
    }

    /// The same of a script of the folder itself.
    pub(crate) fn own_script(&self, script: impl AsRef<Path>) -> Command {
        let mut command = Command::new("node");
        command.arg(self.folder.join(script)).stdin(Stdio::null()).kill_on_drop(true);
        command
    }
}

async fn version(program: &str) -> Result<()> {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("`{program}` is not there: {WHERE_FROM}"),
        _ => anyhow::Error::new(error).context(format!("`{program}` can't be run; {WHERE_FROM}")),
    })?;
    if !output.status.success() {
        bail!("`{program} --version` failed ({}); {WHERE_FROM}", output.status);
    }
    Ok(())
}

/// Whether npm has finished since the list of packages was last changed. Its own list is the last thing that it writes.
fn is_installed(folder: &Path) -> Result<bool> {
    let changed = |name: &str| std::fs::metadata(folder.join(name)).and_then(|file| file.modified());
    let locked = changed("package-lock.json")
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?
        .max(changed("package.json").with_context(|| format!("{} has no package.json", folder.display()))?);
    Ok(changed("node_modules/.package-lock.json").is_ok_and(|installed| installed >= locked))
}

/// What npm says goes to where it can be seen, as it takes a while.
async fn npm_ci(folder: &Path) -> Result<()> {
    eprintln!("installing the judges of tests/node with `npm ci`; this takes half a minute, once");
    let mut command = Command::new(NPM);
    command.arg("ci").current_dir(folder).stdin(Stdio::null()).stdout(io::stderr()).kill_on_drop(true);
    let status = command.status().await.context("npm can't be started")?;
    if !status.success() {
        bail!("`npm ci` in {} failed ({status})", folder.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use anyhow::Result;

    use super::{is_installed, version};

    /// Makes the file, changed so many seconds after some moment.
    fn touch(folder: &Path, name: &str, second: u64) -> Result<()> {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + second);
        File::create(folder.join(name))?.set_modified(moment)?;
        Ok(())
    }

    /// A folder with both lists of packages, changed in the 10th and 20th second, and nothing installed.
    fn folder() -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        touch(folder.path(), "package.json", 10)?;
        touch(folder.path(), "package-lock.json", 20)?;
        fs::create_dir(folder.path().join("node_modules"))?;
        Ok(folder)
    }

    #[test]
    fn what_npm_has_not_finished_is_not_installed() -> Result<()> {
        assert!(!is_installed(folder()?.path())?);
        Ok(())
    }

    #[test]
    fn what_is_as_new_as_the_lock_file_is_installed() -> Result<()> {
        let folder = folder()?;
        touch(folder.path(), "node_modules/.package-lock.json", 20)?;
        assert!(is_installed(folder.path())?);
        Ok(())
    }

    #[test]
    fn what_is_older_than_either_list_is_not_installed() -> Result<()> {
        let folder = folder()?;
        touch(folder.path(), "node_modules/.package-lock.json", 19)?;
        assert!(!is_installed(folder.path())?);
        touch(folder.path(), "node_modules/.package-lock.json", 29)?;
        touch(folder.path(), "package.json", 30)?;
        assert!(!is_installed(folder.path())?);
        Ok(())
    }

    #[test]
    fn a_folder_without_a_lock_file_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let error = is_installed(folder.path()).err().map(|error| format!("{error:#}"));
        assert!(error.is_some_and(|error| error.contains("has no package-lock.json")));
        Ok(())
    }

    #[tokio::test]
    async fn a_program_that_is_missing_is_named_with_where_to_get_it() {
        let error =
            version("no-such-program-of-ours").await.err().map(|error| format!("{error:#}")).unwrap_or_default();
        assert!(error.starts_with("`no-such-program-of-ours` is not there: "), "{error}");
        assert!(error.contains("https://nodejs.org"), "{error}");
    }
}
