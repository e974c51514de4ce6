//! That what documents become compiles with no warning, that its docs do, and that its examples compile and run.
//!
//! A crate is mostly runtime, which is the same in all: so the crates of nearly all documents are made the modules of
//! two, by `merged`, which compile the runtime once each. Few are compiled as they are, with all features.

pub(crate) mod merged;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use merged::Merged;

use crate::support::{Project, documents, folder, many_properties, workspace};

/// The fixtures whose crates are compiled as they are, and whose examples are run: those whose names, texts, arguments
/// and types are the oddest.
const ALONE: &[&str] =
    &["keywords", "method_collisions", "nasty_descriptions", "prelude_names", "security_kinds", "sentences"];

/// One test, since cargo would do the work of several one after another anyway.
#[test]
fn all_documents_compile_without_a_warning() {
    let root = &PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("compiled");
    let mut crates: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut merged = [Merged::new("merged_even"), Merged::new("merged_odd")];
    let all = [("fixtures", "fixture"), ("findings", "finding")];
    let all = all.into_iter().flat_map(|(of, kind)| documents(&folder(of)).into_iter().map(move |found| (kind, found)));
    for (number, (kind, (name, path))) in all.enumerate() {
        let Ok(output) = Project::open(&path).generate() else { continue };
        if kind == "fixture" && ALONE.contains(&name.as_str()) {
            crates.insert(format!("fixture_{name}"), output.files.clone());
        }
        merged[number % 2].add(&format!("{kind}_{name}"), &output);
    }
    merged[0].add("many_properties", &many_properties().made());
    crates.extend(merged.into_iter().map(|merged| (merged.name.clone(), merged.files())));
    crates.iter().for_each(|(name, files)| write_crate(&root.join(name), files));
    write_workspace(root, crates.keys().cloned().collect());
    let features = ["--features", "blocking,test-util"];
    let arguments = |first: &[&'static str], last: &[&'static str]| [first, features.as_slice(), last].concat();
    let lints = ["--", "-D", "warnings"];
    cargo(root, &arguments(&["clippy", "--quiet", "--keep-going", "--workspace", "--all-targets"], &lints));
    cargo(root, &arguments(&["doc", "--quiet", "--no-deps", "--workspace"], &[]));
    let alone = ALONE.iter().flat_map(|name| ["--package".to_owned(), format!("fixture_{name}")]);
    let first = ["test".to_owned(), "--doc".to_owned()];
    let tests: Vec<_> = first.into_iter().chain(alone).chain(features.map(str::to_owned)).collect();
    check_examples(&cargo(root, &tests));
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
pub(crate) fn write_crate(folder: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        if std::fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            continue;
        }
        let parent = path.parent().expect("it is below a folder");
        std::fs::create_dir_all(parent).expect("the folder can be made");
        std::fs::write(&path, text).expect("the file can be written");
    }
    remove_others(folder, folder, files);
}

fn remove_others(root: &Path, folder: &Path, files: &BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            remove_others(root, &path, files);
            continue;
        }
        let below = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
        if !files.contains_key(&below) {
            std::fs::remove_file(&path).expect("the file can be removed");
        }
    }
}

/// The manifest around the crates, and the versions that this workspace has, so that nothing else is fetched.
pub(crate) fn write_workspace(root: &Path, members: Vec<String>) {
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    std::fs::write(root.join("Cargo.toml"), manifest).expect("the manifest can be written");
    std::fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).expect("the lock file can be copied");
}

/// Runs cargo on the crates, and gives what it prints; what it says is shown where it fails.
pub(crate) fn cargo(root: &Path, arguments: &[impl AsRef<str>]) -> String {
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
