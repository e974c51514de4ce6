//! Where the JSON Schema Test Suite is from: a package of others that carries a copy.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The Python package whose source distribution has the suite in its folder `json`, and what it must be, to the byte.
const PACKAGE: &str = "jsonschema";
const VERSION: &str = "4.26.0";
const SHA256: &str = "0c26707e2efad8aa1bfc5b7ce170f3fccc2e4918ff85989ba9ffa9facb2be326";

/// The folder of the tests, which are downloaded with `pip` unless they are there.
pub(super) fn tests(folder: &Path) -> Result<PathBuf> {
    let tests = folder.join(format!("{PACKAGE}-{VERSION}/json/tests"));
    if tests.is_dir() {
        return Ok(tests);
    }
    std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let requirements = folder.join("requirements.txt");
    std::fs::write(&requirements, format!("{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n"))?;
    let download = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"];
    let of = ["--no-binary", PACKAGE, "--requirement", "requirements.txt"];
    python(folder, &[&download[..], &of].concat())?;
    python(folder, &["-m", "tarfile", "--extract", &format!("{PACKAGE}-{VERSION}.tar.gz"), "."])?;
    if !tests.is_dir() {
        bail!("{PACKAGE} {VERSION} has no json/tests");
    }
    Ok(tests)
}

fn python(folder: &Path, arguments: &[&str]) -> Result<()> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let status = Command::new(python).args(arguments).current_dir(folder).stdin(Stdio::null()).status();
    let status = status.with_context(|| format!("`{python}` can't be run; install Python 3, with pip"))?;
    if !status.success() {
        bail!("`{python} {}` failed ({status})", arguments.join(" "));
    }
    Ok(())
}
