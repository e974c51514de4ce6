//! References that lead back to themselves, and chains of a hundred thousand: neither hangs the generator, nor overflows
//! its stack, nor is refused.

use serde_json::{Map, Value, json};

use super::check_output;
use crate::support::Project;

/// How many references follow one another.
const LONG: usize = 100_000;

/// The kinds of components, with what refers to one of them in a document.
const KINDS: &[(&str, &str)] = &[
    ("schemas", "/paths/~1a/get/responses/200/content/application~1json/schema"),
    ("parameters", "/paths/~1a/get/parameters/0"),
    ("responses", "/paths/~1a/get/responses/404"),
    ("headers", "/paths/~1a/get/responses/200/headers/X-A"),
    ("requestBodies", "/paths/~1a/get/requestBody"),
    ("examples", "/paths/~1a/get/responses/200/content/application~1json/examples/a"),
    ("links", "/paths/~1a/get/responses/200/links/a"),
    ("callbacks", "/paths/~1a/get/callbacks/a"),
    ("pathItems", "/paths/~1b"),
    ("securitySchemes", "/x-nothing"),
];

/// A document whose operation refers to the component `A` of a kind, which is the members of `components`.
fn document(kind: &str, components: Value) -> Value {
    let mut document = json!({
        "openapi": "3.1.0",
        "info": { "title": "References", "version": "1" },
        "security": [{ "A": [] }],
        "paths": { "/a": { "get": {
            "parameters": [{ "name": "q", "in": "query", "schema": { "type": "string" } }],
            "requestBody": { "content": {} },
            "callbacks": { "a": {} },
            "responses": {
                "200": {
                    "description": "Done.",
                    "headers": { "X-A": { "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": {}, "examples": { "a": {} } } },
                    "links": { "a": {} }
                },
                "404": { "description": "Gone." }
            }
        } }, "/b": {} },
        "components": { kind: components },
        "x-nothing": {}
    });
    let (_, user) = KINDS.iter().find(|(known, _)| *known == kind).expect("it is a kind of component");
    *document.pointer_mut(user).expect("it is there") = reference(&format!("#/components/{kind}/A"));
    document
}

fn reference(to: &str) -> Value {
    json!({ "$ref": to })
}

/// What becomes of a document; its operation is there.
fn survives(document: &Value) -> specwright::Intermediate {
    let project = Project::of_text("references.json", &document.to_string());
    let made = project.intermediate().unwrap_or_else(|findings| panic!("{findings}"));
    assert!(!made.api.resources.is_empty(), "the operation is lost");
    made
}

#[test]
fn references_that_lead_back_to_themselves() {
    for (kind, user) in KINDS {
        let of = |name: &str| format!("#/components/{kind}/{name}");
        let cycles = [
            json!({ "A": reference(&of("A")) }),
            json!({ "A": reference(&of("B")), "B": reference(&of("A")) }),
            json!({ "A": reference(&of("B")), "B": reference(&of("C")), "C": reference(&of("B")) }),
            json!({ "A": reference(&of("A/a")) }),
            json!({ "A": reference(&of("A/$ref")) }),
            json!({ "A": reference("#") }),
            json!({ "A": reference("#/components") }),
            json!({ "A": reference(&of("")) }),
            json!({ "A": reference(&format!("#{user}")) }),
            json!({ "A": { "$ref": of("B"), "description": "a" }, "B": { "$ref": of("A"), "summary": "b" } }),
            json!({ "A": reference("references.json#/components") }),
        ];
        for components in cycles {
            let document = document(kind, components);
            survives(&document);
            check_output(&Project::of_text("references.json", &document.to_string()).made());
        }
    }
}

#[test]
fn schemas_that_hold_themselves() {
    const A: &str = "#/components/schemas/A";
    let inner = [
        json!({ "type": "object", "properties": { "a": reference(A) } }),
        json!({ "type": "object", "required": ["a"], "properties": { "a": reference(A) } }),
        json!({ "type": "array", "items": reference(A) }),
        json!({ "type": "array", "items": { "type": "array", "items": reference(A) } }),
        json!({ "type": "array", "prefixItems": [reference(A)] }),
        json!({ "type": "object", "additionalProperties": reference(A) }),
        json!({ "allOf": [reference(A)] }),
        json!({ "oneOf": [reference(A), { "type": "string" }] }),
        json!({ "anyOf": [{ "allOf": [reference(A)] }] }),
        json!({ "not": reference(A) }),
        json!({ "if": reference(A), "then": reference(A), "else": reference(A) }),
        json!({ "$defs": { "a": reference(A) }, "$ref": "#/components/schemas/A/$defs/a" }),
        json!({ "$ref": "#/components/schemas/A/properties/a", "properties": { "a": reference(A) } }),
        json!({ "properties": { "a": { "$ref": "#/components/schemas/A/properties/b" }, "b": { "$ref": "#/components/schemas/A/properties/a" } } }),
        json!({ "type": "object", "properties": { "a": { "type": "object", "required": ["b"], "properties": { "b": reference(A) } } } }),
    ];
    for schema in inner {
        let document = document("schemas", json!({ "A": schema }));
        survives(&document);
        check_output(&Project::of_text("references.json", &document.to_string()).made());
    }
}

/// A chain of components: `A`, `A1`, and so on, each made of the pointer of the next; and what the last one is.
fn chain(kind: &str, link: impl Fn(&str) -> Value, last: Value) -> Value {
    let name = |number: usize| if number == 0 { "A".to_owned() } else { format!("A{number}") };
    let mut components = Map::new();
    for number in 0..LONG {
        components.insert(name(number), link(&format!("#/components/{kind}/{}", name(number + 1))));
    }
    components.insert(name(LONG), last);
    document(kind, Value::Object(components))
}

#[test]
fn long_chains_of_schemas() {
    survives(&chain("schemas", reference, json!({ "type": "string" })));
}

#[test]
fn long_chains_of_schemas_that_end_where_they_begin() {
    survives(&chain("schemas", reference, reference("#/components/schemas/A")));
}

#[test]
fn long_chains_of_objects() {
    let link = |next: &str| json!({ "type": "object", "required": ["n"], "properties": { "n": reference(next) } });
    survives(&chain("schemas", link, json!({ "type": "string" })));
}

#[test]
fn long_chains_of_lists() {
    survives(&chain(
        "schemas",
        |next| json!({ "type": "array", "items": reference(next) }),
        json!({ "type": "string" }),
    ));
}

#[test]
fn long_chains_of_combinations() {
    survives(&chain("schemas", |next| json!({ "allOf": [reference(next)] }), json!({ "type": "string" })));
}

#[test]
fn long_chains_of_parameters() {
    let last = json!({ "name": "q", "in": "query", "schema": { "type": "string" } });
    survives(&chain("parameters", reference, last));
}

#[test]
fn long_chains_of_responses() {
    survives(&chain("responses", reference, json!({ "description": "Gone." })));
}

#[test]
fn long_chains_of_path_items() {
    survives(&chain("pathItems", reference, json!({ "get": { "responses": { "204": { "description": "Done." } } } })));
}
