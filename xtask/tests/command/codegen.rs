//! `codegen`: what it writes, and what it says.

use std::fs;
use std::process::Stdio;

use crate::place::{DOCUMENT, JSON, Place, Ran};

#[test]
fn it_tells_what_it_did() {
    let place = Place::new();
    let told = place.run(&["codegen"]).succeeded();
    assert!(told.starts_with("spec/pets.yaml (Pet shop 1): 1 operation, "), "{told}");
    let line = told.lines().nth(1).expect("a line");
    assert!(line.starts_with("generated: ") && line.contains(" files written, 0 unchanged, 0 removed in "), "{line}");
    // A new crate's files are not listed: what can be done with it is.
    assert!(
        told.ends_with("next:\n  cd generated && cargo doc --open\n  cd generated && cargo run --example get_pet\n")
    );
    assert!(place.text("generated/Cargo.toml").contains("name = \"pets\""));
}

#[test]
fn the_second_time_nothing_is_written() {
    let place = Place::generated();
    let before = place.seen();
    let told = place.run(&["codegen"]).succeeded();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("generated: 0 files written, "), "{told}");
    assert_eq!(place.seen(), before);
}

#[test]
fn another_document_changes_only_what_it_must() {
    let place = Place::generated();
    let runtime = place.path("generated/src/runtime/mod.rs");
    let before = fs::metadata(&runtime).and_then(|metadata| metadata.modified()).expect("it is there");
    place.put("spec/pets.yaml", DOCUMENT.replace("Pet'", "Animal'").replace("    Pet:", "    Animal:"));
    let told = place.run(&["codegen"]).succeeded();
    assert!(told.contains("wrote    src/types/animal.rs") && told.contains("removed  src/types/pet.rs"), "{told}");
    assert!(!told.contains("runtime"), "{told}");
    assert!(!place.path("generated/src/types/pet.rs").exists());
    assert_eq!(fs::metadata(&runtime).and_then(|metadata| metadata.modified()).expect("it is there"), before);
    let surface = told.split_once("public API (surface.txt):\n").expect("what changed for callers").1;
    assert!(surface.lines().any(|line| line.starts_with("  -") && line.contains("Pet")), "{surface}");
    assert!(surface.lines().any(|line| line.starts_with("  +") && line.contains("Animal")), "{surface}");
}

#[test]
fn a_foreign_file_is_left_alone_and_told() {
    let place = Place::generated();
    place.put("generated/src/mine.rs", "mine");
    let told = place.run(&["codegen"]).succeeded();
    assert!(told.contains("left     src/mine.rs (not generated"), "{told}");
    assert_eq!(place.text("generated/src/mine.rs"), "mine");
}

#[test]
fn it_works_from_any_folder_of_the_project() {
    let place = Place::new();
    let told = place.run_in("spec", &["codegen"]).succeeded();
    assert!(told.starts_with("pets.yaml (Pet shop 1)"), "{told}");
    assert!(place.path("generated/src/lib.rs").exists());
    place.run_in("generated/src", &["codegen", "--check"]).succeeded();
}

#[test]
fn paths_of_the_command_line_are_relative_to_where_it_is_run() {
    let place = Place::new();
    let arguments = ["codegen", "--spec", "pets.yaml", "--out", "../a/b c/out", "--name", "my-pets"];
    place.run_in("spec", &arguments).succeeded();
    assert!(place.text("a/b c/out/Cargo.toml").contains("name = \"my-pets\""));
    assert!(!place.path("generated").exists());
    place
        .run_in("a/b c", &["codegen", "--spec", "../../spec/pets.yaml", "--out", "out", "--name", "my-pets", "--check"])
        .succeeded();
}

#[test]
fn the_current_folder_can_be_the_target() {
    let place = Place::new();
    fs::create_dir(place.path("new")).expect("a folder");
    let arguments = ["codegen", "--spec", "../spec/pets.yaml", "--out", ".", "--name", "pets"];
    place.run_in("new", &arguments).succeeded();
    assert!(place.path("new/src/lib.rs").exists());
    let here = place.path("new").canonicalize().expect("it is there");
    let here = here.to_str().expect("its name is UTF-8");
    let arguments = ["codegen", "--spec", "../spec/pets.yaml", "--out", here, "--name", "pets"];
    let told = place.run_in("new", &arguments).succeeded();
    assert!(told.contains("\n.: 0 files written"), "{told}");
}

#[test]
fn other_files_of_a_repository_are_left_alone() {
    let place = Place::new();
    place.put("repo/.git/config", "[core]");
    place.put("repo/.gitignore", "/target");
    place.put("repo/LICENSE", "MIT");
    place.run(&["codegen", "--spec", "spec/pets.yaml", "--out", "repo", "--name", "pets"]).succeeded();
    assert_eq!(place.text("repo/.git/config"), "[core]");
    assert_eq!(place.text("repo/.gitignore"), "/target");
    assert_eq!(place.text("repo/LICENSE"), "MIT");
    place.run(&["codegen", "--spec", "spec/pets.yaml", "--out", "repo", "--name", "pets", "--check"]).succeeded();
}

#[test]
fn a_configuration_can_be_named_and_the_crate_renamed() {
    let place = Place::new();
    place.put("other/some.toml", "document = '../spec/pets.yaml'\noutput = 'out'\n[crate]\nname = 'some'\n");
    place.run(&["codegen", "--config", "other/some.toml"]).succeeded();
    assert!(place.text("other/out/Cargo.toml").contains("name = \"some\""));
    let renamed = ["codegen", "--config", "other/some.toml", "--name", "renamed"];
    let told = place.refused(1, &renamed);
    assert!(told.contains("other/out holds the crate `some`") && told.contains("--force"), "{told}");
    place.run(&[&renamed[..], &["--force"]].concat()).succeeded();
    assert!(place.text("other/out/Cargo.toml").contains("name = \"renamed\""));
}

#[test]
fn the_same_document_gives_the_same_bytes_wherever_it_is() {
    let (one, other) = (Place::generated(), Place::new());
    let arguments = ["codegen", "--spec", "spec/pets.yaml", "--out", "elsewhere", "--name", "pets"];
    other.run(&arguments).succeeded();
    for file in one.text("generated/.generated-files").lines().filter(|line| !line.starts_with('#')) {
        assert_eq!(one.text(&format!("generated/{file}")), other.text(&format!("elsewhere/{file}")), "{file}");
    }
}

#[test]
fn json_is_read_as_well() {
    let place = Place::new();
    place.put("a.json", JSON);
    let told = place.run(&["codegen", "--spec", "a.json", "--out", "a", "--name", "a"]).succeeded();
    assert!(told.starts_with("a.json (A 1): 1 operation, 0 types"), "{told}");
}

#[test]
fn runs_at_once_all_succeed() {
    let place = Place::new();
    let start = |_| {
        let mut command = place.command("", &["codegen"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command can be started")
    };
    let runs: Vec<_> = (0..4).map(start).collect();
    for run in runs {
        let ran = Ran::of(run.wait_with_output().expect("it ends"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    place.run(&["codegen", "--check"]).succeeded();
}
