//! Chains of references to objects that aren't schemas, from each of whose members the whole rest could be followed anew.

use serde_json::{Map, Value, json};

use crate::support::Project;

/// How long chains are: a square of it is more than a test has time for, and a recursion more than its stack holds.
const LONG: usize = 100_000;

/// What becomes of a document of one operation that refers to the first of a chain. The last one is `last`, or the
/// reference to the first where there is none.
fn survives(section: &str, user: &str, last: Option<Value>) {
    let name = |number: usize| format!("A{number}");
    let reference = |number| json!({ "$ref": format!("#/components/{section}/{}", name(number)) });
    let mut chain: Map<_, _> = (0..LONG).map(|number| (name(number), reference(number + 1))).collect();
    chain.insert(name(LONG), last.unwrap_or_else(|| reference(0)));
    let mut document = json!({
        "openapi": "3.2.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "get": {
            "parameters": [{}],
            "requestBody": {},
            "callbacks": { "a": {} },
            "responses": {
                "200": { "description": "Some.", "content": { "text/plain": {} } },
                "204": { "description": "Done.", "headers": { "X-A": {} } },
                "404": {}
            }
        } }, "/b": {} },
        "components": { section: chain }
    });
    *document.pointer_mut(user).expect("it is there") = reference(0);
    let made = Project::of_text("chain.json", &document.to_string()).intermediate();
    let made = made.unwrap_or_else(|findings| panic!("{section} are refused: {findings}"));
    assert!(!made.api.resources.is_empty(), "{section}: the operation is lost");
}

#[test]
fn of_parameters() {
    let last = json!({ "name": "q", "in": "query", "schema": { "type": "string" } });
    survives("parameters", "/paths/~1a/get/parameters/0", Some(last));
    survives("parameters", "/paths/~1a/get/parameters/0", None);
}

#[test]
fn of_request_bodies() {
    survives("requestBodies", "/paths/~1a/get/requestBody", Some(json!({ "content": {} })));
}

#[test]
fn of_responses() {
    survives("responses", "/paths/~1a/get/responses/404", Some(json!({ "description": "Gone." })));
    survives("responses", "/paths/~1a/get/responses/404", None);
}

#[test]
fn of_headers() {
    survives("headers", "/paths/~1a/get/responses/204/headers/X-A", Some(json!({ "schema": { "type": "string" } })));
}

#[test]
fn of_path_items() {
    survives("pathItems", "/paths/~1b", Some(json!({ "get": { "responses": { "204": { "description": "Done." } } } })));
    survives("pathItems", "/paths/~1b", None);
}

#[test]
fn of_callbacks() {
    survives("callbacks", "/paths/~1a/get/callbacks/a", Some(json!({})));
}

#[test]
fn of_media_types() {
    survives("mediaTypes", "/paths/~1a/get/responses/200/content/text~1plain", Some(json!({})));
}
