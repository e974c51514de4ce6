//! Findings: how much is told, to whom, and in what form.

use serde_json::{Value, json};

use crate::place::{CONFIG, DOCUMENT, Place};

/// A document with a mistake that is told, and passed over.
fn odd() -> Place {
    let place = Place::new();
    place.put(
        "spec/pets.yaml",
        DOCUMENT.replace("          required: true\n", "          required: true\n          colour: red\n"),
    );
    place
}

fn findings(stdout: &str) -> Vec<Value> {
    serde_json::from_str(stdout).expect("the standard output is one JSON array")
}

#[test]
fn a_warning_is_told_on_the_error_stream() {
    let ran = odd().run(&["codegen"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("warning[SW") && ran.stderr.contains("colour"), "{ran:?}");
    assert!(ran.stdout.contains(" files written"), "{ran:?}");
}

#[test]
fn strict_makes_it_an_error() {
    let place = odd();
    let told = place.refused(1, &["codegen", "--strict"]);
    assert!(told.contains("error[SW") && told.contains("nothing was written"), "{told}");
    place.put("spec/specwright.toml", format!("strict = true\n{CONFIG}"));
    place.refused(1, &["codegen"]);
    place.refused(1, &["ir"]);
}

#[test]
fn quiet_tells_of_errors_alone() {
    let place = odd();
    let ran = place.run(&["codegen", "--quiet"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
    assert!(place.refused(1, &["codegen", "--quiet", "--strict"]).contains("colour"));
    place.put("spec/pets.yaml", "a: b\n");
    assert!(place.refused(1, &["codegen", "--quiet"]).contains("SW0101"));
    assert!(place.refused(2, &["codegen", "--quiet", "--verbose"]).contains("cannot be used with"));
}

#[test]
fn json_is_all_there_is_on_the_standard_output() {
    let place = odd();
    let ran = place.run(&["codegen", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told = findings(&ran.stdout);
    let odd = told.iter().find(|finding| finding["severity"] == "warning").expect("a warning");
    assert_eq!((&odd["file"], &odd["line"]), (&json!("spec/pets.yaml"), &json!(15)));
    assert!(ran.stderr.contains(" files written"), "{ran:?}");
    place.put("spec/pets.yaml", DOCUMENT);
    assert!(findings(&place.run(&["codegen", "--format", "json"]).stdout).iter().all(|it| it["severity"] == "note"));
}

#[test]
fn what_keeps_the_document_from_being_read_is_json_too() {
    let place = Place::new();
    for (text, code) in [("a: b\n", "SW0101"), ("a: [", "SW0003"), ("\u{0}", "SW0001")] {
        place.put("spec/pets.yaml", text);
        let ran = place.run(&["codegen", "--format", "json"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(findings(&ran.stdout).iter().any(|finding| finding["code"] == code), "{ran:?}");
    }
    place.put("spec/specwright.toml", format!("{CONFIG}colour = 'red'\n"));
    let ran = place.run(&["codegen", "--format", "json"]);
    assert_eq!(findings(&ran.stdout)[0]["file"], "spec/specwright.toml", "{ran:?}");
}

#[test]
fn unknown_codes_are_told_with_those_near_them() {
    let place = Place::new();
    assert!(place.refused(1, &["explain", "SW0199"]).contains("near it are:\n  SW01"));
    assert_eq!(place.run(&["explain", "101"]).succeeded(), place.run(&["explain", "sW0101"]).succeeded());
    let all = place.run(&["explain"]).succeeded();
    assert!(all.lines().all(|line| line.starts_with("SW")), "{all}");
    assert!(all.contains("SW0101  error  "), "{all}");
}
