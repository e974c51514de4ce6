//! References that lead nowhere, back to themselves, or far.

use serde_json::{Map, Value, json};
use specwright::Intermediate;
use specwright::ir::Resource;

use crate::support::Project;

/// How long chains are: a recursion of that depth would overflow the stack of a test.
const LONG: usize = 100_000;

fn made(document: &Value) -> Intermediate {
    let text = serde_json::to_string(document).expect("JSON can be written");
    let made = Project::of_text("hostile.json", &text).intermediate();
    made.unwrap_or_else(|findings| panic!("it is refused: {findings}"))
}

fn operations(made: &Intermediate) -> usize {
    made.api.resources.iter().map(Resource::count).sum()
}

/// A document with one operation, which answers with the first of these schemas.
fn document(schemas: Map<String, Value>) -> Value {
    let first = json!({ "$ref": "#/components/schemas/S0" });
    let content = json!({ "application/json": { "schema": first } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "get": { "responses": { "200": { "description": "Done.", "content": content } } } } },
        "components": { "schemas": schemas }
    })
}

/// As many schemas as there are numbers, each made from a reference to the next; the last one refers to `end`.
fn chain(length: usize, end: usize, link: impl Fn(Value) -> Value) -> Map<String, Value> {
    let name = |number: usize| format!("S{number}");
    let next = |number: usize| if number + 1 == length { end } else { number + 1 };
    let reference = |number| json!({ "$ref": format!("#/components/schemas/{}", name(next(number))) });
    (0..length).map(|number| (name(number), link(reference(number)))).collect()
}

/// Makes a schema of a reference to the next.
type Link = fn(Value) -> Value;

/// The ways in which a schema can hold another.
fn links() -> Vec<(&'static str, Link)> {
    vec![
        ("$ref", |next| next),
        ("$ref with siblings", |mut next| {
            next["maxLength"] = 3.into();
            next
        }),
        ("allOf", |next| json!({ "allOf": [next] })),
        ("oneOf", |next| json!({ "oneOf": [next, { "type": "string" }] })),
        ("anyOf", |next| json!({ "anyOf": [next] })),
        ("not", |next| json!({ "not": next })),
        ("if", |next| json!({ "if": next, "then": next, "else": next })),
        ("items", |next| json!({ "type": "array", "items": next })),
        ("prefixItems", |next| json!({ "type": "array", "prefixItems": [next] })),
        ("properties", |next| json!({ "type": "object", "properties": { "a": next } })),
        ("required properties", |next| json!({ "type": "object", "required": ["a"], "properties": { "a": next } })),
        ("additionalProperties", |next| json!({ "type": "object", "additionalProperties": next })),
        ("patternProperties", |next| json!({ "type": "object", "patternProperties": { "a": next } })),
        ("dependentSchemas", |next| json!({ "type": "object", "dependentSchemas": { "a": next } })),
        ("$defs", |next| json!({ "type": "object", "$defs": { "a": next } })),
    ]
}

#[test]
fn cycles_of_schemas_end() {
    for (name, link) in links() {
        for (length, end) in [(1, 0), (2, 0), (5, 0), (5, 3), (5, 4)] {
            let made = made(&document(chain(length, end, link)));
            assert_eq!(operations(&made), 1, "{name}: {length}, {end}");
        }
    }
}

#[test]
fn cycles_of_schemas_become_rust() {
    for (_, link) in links() {
        let text = serde_json::to_string(&document(chain(3, 1, link))).expect("JSON can be written");
        super::check_output(&Project::of_text("hostile.json", &text).made());
    }
}

/// Chains of references are followed without a recursion, and not anew from each of their members.
#[test]
fn long_chains_of_references_end() {
    for end in [0, LONG] {
        let schemas = chain(LONG, end, |next| next);
        assert_eq!(operations(&made(&document(schemas))), 1, "{end}");
    }
}

#[test]
fn long_chains_of_schemas_end() {
    let link = |wanted| links().into_iter().find(|(name, _)| *name == wanted).expect("there is one").1;
    for wanted in ["allOf", "items", "required properties"] {
        let schemas = chain(LONG / 10, LONG, link(wanted));
        assert_eq!(operations(&made(&document(schemas))), 1, "{wanted}");
    }
}

/// The objects that can be references, beside schemas: the key under `components`, and where an operation refers to it.
const KINDS: &[(&str, &str)] = &[
    ("parameters", "/paths/~1a/get/parameters/0"),
    ("requestBodies", "/paths/~1a/get/requestBody"),
    ("responses", "/paths/~1a/get/responses/200"),
    ("headers", "/paths/~1a/get/responses/204/headers/X-A"),
    ("examples", "/paths/~1a/get/responses/201/content/text~1plain/examples/a"),
    ("links", "/paths/~1a/get/responses/204/links/a"),
    ("callbacks", "/paths/~1a/get/callbacks/a"),
    ("pathItems", "/paths/~1b"),
    ("securitySchemes", "/components/securitySchemes/Used"),
    ("mediaTypes", "/paths/~1a/get/responses/201/content/text~1plain"),
];

/// A document in which the value at `pointer` is a reference.
fn referring(pointer: &str, to: &str, section: &str, objects: Map<String, Value>) -> Value {
    let mut document = json!({
        "openapi": "3.2.0",
        "info": { "title": "T", "version": "1" },
        "paths": {
            "/a": { "get": {
                "parameters": [{}], "requestBody": {}, "callbacks": { "a": {} },
                "responses": {
                    "200": { "description": "Done." },
                    "201": { "description": "Made.", "content": { "text/plain": { "examples": { "a": {} } } } },
                    "204": { "description": "None.", "headers": { "X-A": {} }, "links": { "a": {} } },
                }
            } },
            "/b": {}
        },
        "security": [{ "Used": [] }],
        "components": {}
    });
    document["components"][section] = objects.into();
    document["components"]["securitySchemes"]["Used"] = json!({});
    *document.pointer_mut(pointer).expect("it is there") = json!({ "$ref": to });
    document
}

#[test]
fn cycles_of_other_objects_end() {
    for (section, pointer) in KINDS {
        let to = |name: &str| format!("#/components/{section}/{name}");
        let reference = |name: &str| json!({ "$ref": to(name) });
        let itself = Map::from_iter([("A".to_owned(), reference("A"))]);
        let each_other = Map::from_iter([("A".to_owned(), reference("B")), ("B".to_owned(), reference("A"))]);
        for (first, objects) in [("A", itself), ("A", each_other), ("Z", Map::new())] {
            let made = made(&referring(pointer, &to(first), section, objects));
            assert_eq!(operations(&made), 1, "{section}: {first}");
        }
    }
}

#[test]
fn references_to_anywhere_end() {
    let everywhere = [
        "",
        "#",
        "#/",
        "#//",
        "/",
        "#/paths",
        "#/paths/~1a",
        "#/paths/~1a/get",
        "#/info/title",
        "#/components",
        "#/paths/~1a/get/responses/200",
        "#/components/securitySchemes/Used/$ref",
        "#/~2",
        "#/%zz",
        "#a",
        "?",
        "a.yaml",
        "https://example.com/a.yaml#/a",
        "file:///etc/passwd",
        "\u{202e}",
        "#/paths/~1a/get/parameters/99999999999999999999",
    ];
    for (section, pointer) in KINDS {
        for to in everywhere {
            let made = made(&referring(pointer, to, section, Map::new()));
            assert!(operations(&made) >= 1, "{section}: {to}");
        }
    }
}
