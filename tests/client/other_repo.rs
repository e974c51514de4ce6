//! The generated crate as a dependency of another repo's project: `tests/other-repo`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use specwright_tests::{CONTACT_ID, FakeApi, KEY, root};
use tokio::process::Command;

/// The line of the manifest that leads to the crate.
const DEPENDENCY: &str = r#"featurebase = { path = "../../generated" }"#;

#[tokio::test]
async fn another_repo_deletes_a_contact_and_tells_when_it_is_not_there() -> Result<()> {
    let program = build(&copy()?).await?;
    let api = FakeApi::start().await?;

    let deleted = run(&program, &api, CONTACT_ID, KEY).await?;
    assert_eq!(text(&deleted), (Some(0), format!("deleted {CONTACT_ID}\n"), String::new()));
    assert!(api.contacts().is_empty());

    let again = run(&program, &api, CONTACT_ID, KEY).await?;
    assert_eq!(text(&again), (Some(3), format!("there is no contact {CONTACT_ID}\n"), String::new()));

    let refused = run(&program, &api, CONTACT_ID, "another-key").await?;
    let expected = "DELETE /v2/contacts/{id}: 401 Unauthorized: invalid_api_key: The API key is missing or wrong \
                    (request fake-3, attempt 1 of 3)\n";
    assert_eq!(text(&refused), (Some(1), String::new(), expected.to_owned()));
    assert_eq!(api.requests().len(), 3);
    Ok(())
}

/// Copies the project to where files may be left, with the versions of the workspace, so that what it depends on is as
/// tested, and already there.
fn copy() -> Result<PathBuf> {
    let (from, to) = (root().join("tests/other-repo"), Path::new(env!("CARGO_TARGET_TMPDIR")).join("other-repo"));
    let manifest = fs::read_to_string(from.join("Cargo.toml"))?;
    ensure!(manifest.contains(DEPENDENCY), "the manifest doesn't have the line {DEPENDENCY}");
    let generated = Value::from(root().join("generated").to_string_lossy());
    fs::create_dir_all(to.join("src"))?;
    // A JSON string is a TOML string too.
    let manifest = manifest.replace(DEPENDENCY, &format!("featurebase = {{ path = {generated} }}"));
    fs::write(to.join("Cargo.toml"), manifest)?;
    fs::copy(root().join("Cargo.lock"), to.join("Cargo.lock"))?;
    fs::copy(from.join("src/main.rs"), to.join("src/main.rs"))?;
    Ok(to)
}

/// Builds the project in the target folder of the workspace, and gives its program.
async fn build(project: &Path) -> Result<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().context("the target folder has no parent")?;
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into()));
    command.args(["build", "--offline", "--message-format=json"]).arg("--target-dir").arg(target);
    let output = command.current_dir(project).stdin(Stdio::null()).kill_on_drop(true).output().await?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    programs.next_back().context("cargo has told of no program")
}

async fn run(program: &Path, api: &FakeApi, id: &str, key: &str) -> Result<Output> {
    let mut command = Command::new(program);
    command.arg(id).env("FEATUREBASE_API_KEY", key).env("FEATUREBASE_BASE_URL", api.base_url());
    // A client whose base URL is `http` on loopback uses no proxy, even if the environment names one. Nothing listens there.
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, "http://127.0.0.1:9");
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    Ok(command.stdin(Stdio::null()).kill_on_drop(true).output().await?)
}

/// The exit code, and what was said on stdout and stderr.
fn text(output: &Output) -> (Option<i32>, String, String) {
    let said = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), said(&output.stdout), said(&output.stderr))
}
