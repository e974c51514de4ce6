//! The document of this repository, and the crate that is checked in: what a maintainer who changed the document wants
//! to know, in a target of its own that is built and run in no time.

mod hygiene;
mod readme;
mod support;

use std::collections::BTreeSet;

use support::{assert_snapshot, featurebase, featurebase_output, text, workspace};

/// What mends a folder that isn't what the document becomes.
const MEND: &str = "run: cargo xtask codegen";

#[test]
fn the_intermediate_representation() {
    let yaml = serde_yaml::to_string(&featurebase_output().api).expect("the IR can be written as YAML");
    assert_snapshot("featurebase", "ir.yaml", &yaml);
}

#[test]
fn the_runtime_is_copied_byte_for_byte() {
    let files = &featurebase_output().files;
    let original = workspace().join("generator/runtime/src/runtime");
    let listed: BTreeSet<_> = relative_files(&original).into_iter().collect();
    let copied: BTreeSet<_> =
        files.keys().filter_map(|path| path.strip_prefix("src/runtime/")).map(str::to_owned).collect();
    assert_eq!(copied, listed);
    for path in listed {
        assert_eq!(files[&format!("src/runtime/{path}")], text(&original.join(&path)), "{path}");
    }
}

#[test]
fn what_is_checked_in_is_what_is_generated() {
    let files = &featurebase_output().files;
    let folder = workspace().join("generated");
    for (path, wanted) in files {
        let found = std::fs::read_to_string(folder.join(path));
        let found = found.unwrap_or_else(|error| panic!("generated/{path} is missing: {error}; {MEND}"));
        assert!(found == *wanted, "generated/{path} is stale; {MEND}");
    }
    let extra: Vec<_> = relative_files(&folder).into_iter().filter(|path| !files.contains_key(path)).collect();
    assert!(extra.is_empty(), "generated/ has files that nothing generates: {extra:?}; {MEND}, or move them");
}

#[test]
fn twice_the_same_bytes() {
    assert_eq!(featurebase().made().files, featurebase_output().files);
}

#[test]
fn every_rust_file_is_rust() {
    for (path, text) in featurebase_output().files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{path}: {error}");
        }
    }
}

#[test]
fn every_file_is_listed_in_the_manifest_and_no_other() {
    let files = &featurebase_output().files;
    let manifest = &files[specwright::MANIFEST];
    let listed: Vec<_> = manifest.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(listed, files.keys().collect::<Vec<_>>());
}

/// The files below a folder, as paths from it with `/`; what cargo puts there is left out.
fn relative_files(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display())) {
            let path = entry.expect("the folder can be listed").path();
            if !path.is_dir() {
                let path = path.strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/");
                found.push(path);
            } else if path.file_name().is_some_and(|name| name != "target") {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}
