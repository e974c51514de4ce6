//! `codegen --check`: what it finds, and that it writes nothing.

use std::fs;

use crate::place::{DOCUMENT, Place};

/// What a check says that must find something, and write nothing.
fn found(place: &Place, arguments: &[&str]) -> String {
    let before = place.seen();
    let told = place.run(arguments).found();
    assert_eq!(place.seen(), before);
    told
}

#[test]
fn a_fresh_crate_is_fine() {
    let place = Place::generated();
    let before = place.seen();
    let told = place.run(&["codegen", "--check"]).succeeded();
    assert!(told.starts_with("generated: ") && told.ends_with(" files, all up to date\n"), "{told}");
    assert_eq!(place.seen(), before);
}

#[test]
fn without_a_crate_all_is_missing() {
    let place = Place::new();
    let told = found(&place, &["codegen", "--check"]);
    assert!(told.contains("missing generated/Cargo.toml\n"), "{told}");
    assert!(told.ends_with("to mend it, run: cargo xtask codegen\n"), "{told}");
    assert!(!place.path("generated").exists());
}

#[test]
fn an_edited_file_is_shown_with_the_first_lines_that_differ() {
    let place = Place::generated();
    let text = place.text("generated/src/lib.rs");
    place.put("generated/src/lib.rs", format!("// mine\n{text}"));
    let told = found(&place, &["codegen", "--check"]);
    assert_eq!(told, "stale   generated/src/lib.rs\n     1 - // mine\nto mend it, run: cargo xtask codegen\n");
}

#[test]
fn few_lines_are_shown_of_a_file_that_differs_much() {
    let place = Place::generated();
    place.put("generated/src/lib.rs", "// mine\n".repeat(2_000));
    let told = found(&place, &["codegen", "--check"]);
    assert_eq!(told.lines().count(), 8, "{told}");
}

#[test]
fn a_difference_that_can_not_be_seen_is_made_visible() {
    let place = Place::generated();
    let text = place.text("generated/rustfmt.toml");
    place.put("generated/rustfmt.toml", text.replace('\n', "\r\n"));
    let told = found(&place, &["codegen", "--check"]);
    assert!(told.contains(&format!("- {}\\r\n", text.lines().next().expect("a line"))), "{told}");
    place.put("generated/rustfmt.toml", text.trim_end());
    let told = found(&place, &["codegen", "--check"]);
    assert!(told.contains("(with no line feed at the end)"), "{told}");
}

#[test]
fn a_deleted_file_is_missing() {
    let place = Place::generated();
    fs::remove_file(place.path("generated/src/types/pet.rs")).expect("it is there");
    let told = found(&place, &["codegen", "--check"]);
    assert_eq!(told, "missing generated/src/types/pet.rs\nto mend it, run: cargo xtask codegen\n");
}

#[test]
fn an_added_file_is_extra_and_the_command_would_not_mend_it() {
    let place = Place::generated();
    place.put("generated/src/it's mine.rs", "");
    let told = found(&place, &["codegen", "--check"]);
    assert!(told.starts_with("extra   generated/src/it's mine.rs (never generated)\n"), "{told}");
    assert!(told.ends_with(" delete it: rm 'generated/src/it'\\''s mine.rs'\n"), "{told}");
    assert!(!told.contains("cargo xtask"), "{told}");
}

#[test]
fn what_is_no_longer_generated_is_extra() {
    let place = Place::generated();
    place.put("spec/pets.yaml", DOCUMENT.replace("Pet'", "Animal'").replace("    Pet:", "    Animal:"));
    let told = found(&place, &["codegen", "--check"]);
    assert!(told.contains("extra   generated/src/types/pet.rs (no longer generated)\n"), "{told}");
    assert!(told.contains("missing generated/src/types/animal.rs\n"), "{told}");
}

#[test]
fn the_command_that_mends_it_does() {
    let place = Place::new();
    let told = found(&place, &["codegen", "--spec", "spec/pets.yaml", "--out", "a b", "--name", "pets", "--check"]);
    let command = told.lines().next_back().and_then(|line| line.split_once("run: ")).expect("a command").1;
    assert_eq!(command, "cargo xtask codegen --spec spec/pets.yaml --out 'a b' --name pets");
    place.run(&["codegen", "--spec", "spec/pets.yaml", "--out", "a b", "--name", "pets"]).succeeded();
    place.run(&["codegen", "--spec", "spec/pets.yaml", "--out", "a b", "--name", "pets", "--check"]).succeeded();
}

#[test]
fn what_a_killed_run_left_is_extra_and_mended() {
    let place = Place::generated();
    place.put("generated/src/.codegen-aB3xY9", "half a fi");
    let told = found(&place, &["codegen", "--check"]);
    assert!(told.contains("extra   generated/src/.codegen-aB3xY9"), "{told}");
    place.run(&["codegen"]).succeeded();
    place.run(&["codegen", "--check"]).succeeded();
}

#[test]
fn a_broken_document_is_an_error_here_too() {
    let place = Place::generated();
    place.put("spec/pets.yaml", "openapi: [");
    let told = place.refused(1, &["codegen", "--check"]);
    assert!(told.contains("spec/pets.yaml"), "{told}");
}
