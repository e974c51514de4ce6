//! That each fixture becomes a crate which compiles with no warning, whose docs do, and whose examples compile and run.
//!
//! The crates are the members of one workspace, which shares what is built of their dependencies with this one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::Output;

use crate::fixtures::fixture;
use crate::support::{documents, folder, made, workspace};

/// The fixtures whose docs and examples are built, and that are built with features, which takes longest: those whose
/// names, texts, arguments and types are the oddest.
const DOCUMENTED: &[&str] = &[
    "deprecated",
    "error_statuses",
    "integer_enums",
    "keywords",
    "literals",
    "long_names",
    "nasty_descriptions",
    "parameter_types",
    "path_parameters",
    "prelude_names",
    "recursion",
    "security_kinds",
    "server_none",
    "string_enums",
];

/// One test, since cargo would do the work of several one after another anyway.
#[test]
fn the_fixtures_compile_without_a_warning() {
    let root = &PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let members: Vec<_> = documents(&folder("fixtures"))
        .into_iter()
        .map(|(name, path)| {
            let (source, config) = fixture(&path);
            write_crate(&root.join(&name), &made(&source, &config));
            name
        })
        .collect();
    write_workspace(root, &members);
    cargo(root, &["clippy", "--quiet", "--keep-going", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    let features = ["--features", "blocking,test-util"];
    let with = |first: &[&str], names: &[&str], last: &[&str]| -> Vec<String> {
        let packages = names.iter().flat_map(|name| ["--package".to_owned(), format!("fixture_{name}")]);
        let first = first.iter().map(|&argument| argument.to_owned());
        first.chain(packages).chain(features.iter().chain(last).map(|&argument| argument.to_owned())).collect()
    };
    cargo(root, &with(&["clippy", "--quiet", "--all-targets"], DOCUMENTED, &["--", "-D", "warnings"]));
    cargo(root, &with(&["doc", "--quiet", "--no-deps"], DOCUMENTED, &[]));
    // Rustdoc makes one program of all examples of a crate, on one core.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for names in DOCUMENTED.chunks(DOCUMENTED.len().div_ceil(cores)) {
            let arguments = with(&["test", "--doc"], names, &[]);
            scope.spawn(move || check_examples(&cargo(root, &arguments)));
        }
    });
}

/// Ours are one for each item, but for the guide's and the runtime's: nothing of a document is run, whatever code its
/// texts have.
fn check_examples(said: &str) {
    let tests = said.lines().filter_map(|line| line.strip_prefix("test ")?.split_once(" - "));
    let names: Vec<_> = tests
        .filter_map(|(path, rest)| Some((path, rest.split_once(" (line ")?.0)))
        .filter(|(path, _)| !path.ends_with("src/guide.rs") && !path.contains("src/runtime/"))
        .collect();
    let unique: BTreeSet<_> = names.iter().collect();
    assert!(!names.is_empty() && unique.len() == names.len(), "{said}");
}

/// Writes the files of a crate that aren't there yet, so that cargo builds only what changed, and removes others.
fn write_crate(folder: &Path, output: &Output) {
    for (path, text) in &output.files {
        let path = folder.join(path);
        if std::fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            continue;
        }
        let parent = path.parent().expect("it is below a folder");
        std::fs::create_dir_all(parent).expect("the folder can be made");
        std::fs::write(&path, text).expect("the file can be written");
    }
    remove_others(folder, folder, output);
}

fn remove_others(root: &Path, folder: &Path, output: &Output) {
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            remove_others(root, &path, output);
            continue;
        }
        let below = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
        if !output.files.contains_key(&below) {
            std::fs::remove_file(&path).expect("the file can be removed");
        }
    }
}

/// The manifest around the crates, and the versions that this workspace has, so that nothing else is fetched.
fn write_workspace(root: &Path, members: &[String]) {
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    std::fs::write(root.join("Cargo.toml"), manifest).expect("the manifest can be written");
    std::fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).expect("the lock file can be copied");
}

/// Runs cargo on the crates, and gives what it prints; what it says is shown where it fails.
fn cargo(root: &Path, arguments: &[impl AsRef<str>]) -> String {
    let arguments: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
    // Cargo makes a folder for tests in that of what it builds.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is below the target folder");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments.iter().take(1))
        .arg("--offline")
        .args(&arguments[1..])
        .current_dir(root)
        // Intermediate files are shared; docs and the like are not left in the workspace's own folder.
        .env("CARGO_BUILD_BUILD_DIR", target)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    let (printed, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "cargo {}:\n{printed}\n{said}", arguments.join(" "));
    printed.into_owned()
}
