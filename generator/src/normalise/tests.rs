//! What is made of the ways in which versions, and authors, say things.

use serde_json::{Value, json};

use super::{ObjectKind, Version, Walk};
use crate::findings::Findings;
use crate::pointer::Pointer;
use crate::source::FileId;

/// A schema of a version as it is afterwards, and the codes of what is told.
fn schema(version: Version, mut value: Value) -> (Value, Vec<String>) {
    let mut findings = Findings::new();
    Walk::new(version, FileId::DOCUMENT, &mut findings).run(ObjectKind::Schema, &mut value, &Pointer::root());
    (value, findings.iter().map(|finding| finding.code.to_string()).collect())
}

fn becomes(version: Version, before: Value, after: Value, codes: &[&str]) {
    assert_eq!(
        schema(version, before.clone()),
        (after, codes.iter().map(|code| (*code).to_owned()).collect()),
        "{before}"
    );
}

#[test]
fn nullable_is_a_second_type() {
    let null = json!({ "type": ["string", "null"] });
    becomes(Version::V3_0, json!({ "type": "string", "nullable": true }), null.clone(), &[]);
    becomes(Version::V3_1, json!({ "type": "string", "nullable": true }), null, &["SW0108"]);
    becomes(Version::V3_0, json!({ "type": "string", "nullable": false }), json!({ "type": "string" }), &[]);
    let untyped = json!({ "allOf": [], "nullable": true });
    becomes(Version::V3_0, untyped.clone(), untyped, &[]);
}

#[test]
fn exclusive_bounds_are_numbers() {
    let number = json!({ "exclusiveMinimum": 1 });
    becomes(Version::V3_0, json!({ "minimum": 1, "exclusiveMinimum": true }), number.clone(), &[]);
    becomes(Version::V3_0, json!({ "minimum": 1, "exclusiveMinimum": false }), json!({ "minimum": 1 }), &[]);
    becomes(Version::V3_0, number.clone(), number.clone(), &["SW0108"]);
    becomes(Version::V3_1, number.clone(), number, &[]);
    becomes(Version::V3_1, json!({ "maximum": 1, "exclusiveMaximum": "x" }), json!({ "maximum": 1 }), &["SW0106"]);
}

#[test]
fn one_example_is_a_list() {
    becomes(Version::V3_0, json!({ "example": 1 }), json!({ "examples": [1] }), &[]);
    becomes(Version::V3_1, json!({ "example": 1, "examples": [2] }), json!({ "examples": [2] }), &[]);
}

#[test]
fn one_type_is_a_string() {
    becomes(Version::V3_1, json!({ "type": ["string"] }), json!({ "type": "string" }), &[]);
    becomes(Version::V3_1, json!({ "type": null }), json!({ "type": "null" }), &["SW0106"]);
    becomes(Version::V3_1, json!({ "type": ["string", null] }), json!({ "type": ["string", "null"] }), &["SW0106"]);
    becomes(
        Version::V3_0,
        json!({ "type": ["string", "integer"] }),
        json!({ "type": ["string", "integer"] }),
        &["SW0108"],
    );
}

#[test]
fn items_of_an_older_json_schema_are_a_tuple() {
    becomes(Version::V3_1, json!({ "items": [{}, {}] }), json!({ "prefixItems": [{}, {}] }), &["SW0108"]);
}

#[test]
fn nothing_of_the_wrong_kind_is_left() {
    becomes(Version::V3_0, json!("string"), json!(true), &["SW0106"]);
    becomes(
        Version::V3_0,
        json!({ "properties": { "a": null, "b": {} } }),
        json!({ "properties": { "a": true, "b": {} } }),
        &["SW0106"],
    );
    becomes(Version::V3_0, json!({ "properties": [] }), json!({}), &["SW0106"]);
    becomes(
        Version::V3_0,
        json!({ "title": 1.5, "deprecated": "true" }),
        json!({ "title": "1.5", "deprecated": true }),
        &["SW0106", "SW0106"],
    );
    becomes(Version::V3_0, json!({ "required": true }), json!({}), &["SW0106"]);
    becomes(Version::V3_0, json!({ "required": "id" }), json!({ "required": ["id"] }), &["SW0106"]);
    becomes(Version::V3_0, json!({ "$ref": 1, "type": "string" }), json!({ "type": "string" }), &["SW0106"]);
}

#[test]
fn beside_a_reference_stands_what_the_version_allows() {
    let reference = json!({ "$ref": "#/a", "description": "b", "x-c": 1 });
    becomes(Version::V3_0, reference.clone(), json!({ "$ref": "#/a", "x-c": 1 }), &["SW0114"]);
    becomes(Version::V3_1, reference.clone(), reference, &[]);
}

#[test]
fn unknown_keys_stay_and_are_told() {
    let misspelt = json!({ "descripton": "a" });
    becomes(Version::V3_0, misspelt.clone(), misspelt.clone(), &["SW0105"]);
    becomes(Version::V3_1, misspelt.clone(), misspelt, &["SW0105"]);
    // JSON Schema 2020-12 allows keywords of one's own.
    becomes(Version::V3_1, json!({ "unitOfMeasure": "m" }), json!({ "unitOfMeasure": "m" }), &["SW0222"]);
}

#[test]
fn versions_are_read_as_they_are_meant() {
    let version =
        |openapi: Value| Version::of(&json!({ "openapi": openapi })).map(|(version, odd)| (version, odd.is_some()));
    assert_eq!(version(json!("3.0.3")).ok(), Some((Version::V3_0, false)));
    assert_eq!(version(json!("3.1.0-rc1")).ok(), Some((Version::V3_1, false)));
    assert_eq!(version(json!(3.1)).ok(), Some((Version::V3_1, true)));
    assert_eq!(version(json!("3.7.0")).ok(), Some((Version::V3_2, true)));
    for wrong in [json!("2.0"), json!("4.0.0"), json!(null), json!("3.x")] {
        assert!(version(wrong.clone()).is_err(), "{wrong}");
    }
}
