//! A document with something of everything, in which each value in turn is of another kind: none is refused, and no
//! operation is lost.

use serde_json::{Value, json};
use specwright::ir::Resource;

use super::check_output;
use crate::support::Project;

/// What each value is replaced by.
fn odd() -> [Value; 8] {
    [json!(null), json!(true), json!(1), json!(-0.5), json!("x"), json!([]), json!({}), json!([{ "$ref": "#" }])]
}

fn rich() -> Value {
    json!({
        "openapi": "3.2.0",
        "$self": "https://example.com/a", "jsonSchemaDialect": "https://example.com/dialect",
        "info": { "title": "T", "version": "1", "summary": "S", "description": "D", "license": { "name": "MIT" } },
        "servers": [{ "url": "https://{a}.example.com", "name": "N", "variables": { "a": { "default": "b", "enum": ["b"] } } }],
        "security": [{ "key": [], "oauth": ["read"] }],
        "tags": [{ "name": "As", "parent": "Bs", "kind": "nav", "description": "D" }],
        "paths": {
            "/a/{id}": {
                "summary": "S", "parameters": [{ "$ref": "#/components/parameters/Id" }], "servers": [{ "url": "/b" }],
                "get": {
                    "operationId": "as.get", "tags": ["As"], "deprecated": true, "security": [{}],
                    "parameters": [
                        { "name": "q", "in": "query", "style": "form", "explode": false, "allowReserved": true,
                          "schema": { "type": "array", "items": { "type": "string" } }, "example": ["a"] },
                        { "name": "X-A", "in": "header", "content": { "application/json": { "schema": true } } }
                    ],
                    "responses": {
                        "200": {
                            "description": "D", "headers": { "X-B": { "schema": { "type": "integer" } } },
                            "links": { "L": { "operationId": "as.get" } },
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" }, "examples": { "e": { "value": 1 } } } }
                        },
                        "4XX": { "$ref": "#/components/responses/E" }, "default": { "description": "D" }
                    }
                },
                "post": {
                    "operationId": "as.make",
                    "requestBody": { "required": true, "content": {
                        "multipart/form-data": { "schema": { "type": "object" }, "encoding": { "a": { "contentType": "text/plain" } } },
                        "application/json": { "schema": { "$ref": "#/components/schemas/B" } }
                    } },
                    "callbacks": { "on": { "{$url}": { "post": { "responses": { "204": { "description": "D" } } } } } },
                    "responses": { "204": { "description": "D" } }
                },
                "additionalOperations": { "COPY": { "responses": { "204": { "description": "D" } } } }
            }
        },
        "webhooks": { "w": { "post": { "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": { "a": { "type": "string" } } } } } } } } },
        "components": {
            "parameters": { "Id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } } },
            "responses": { "E": { "description": "D", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/B" } } } } },
            "securitySchemes": {
                "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
                "oauth": { "type": "oauth2", "flows": { "implicit": { "authorizationUrl": "https://a", "scopes": { "read": "R" } } } }
            },
            "schemas": {
                "A": {
                    "type": "object", "required": ["a", "b"], "title": "T", "description": "D", "deprecated": true,
                    "additionalProperties": { "type": "string" }, "minProperties": 1, "example": { "a": "x" },
                    "properties": {
                        "a": { "type": ["string", "null"], "enum": ["x", "y", null], "default": "x" },
                        "b": { "const": 3 },
                        "c": { "type": "array", "items": { "$ref": "#/components/schemas/A" }, "minItems": 1, "uniqueItems": true },
                        "d": { "type": "integer", "format": "int32", "exclusiveMinimum": 0, "multipleOf": 2 }
                    }
                },
                "B": {
                    "allOf": [{ "$ref": "#/components/schemas/A" }, { "type": "object" }],
                    "discriminator": { "propertyName": "a", "mapping": { "x": "#/components/schemas/A" } },
                    "if": { "required": ["a"] }, "then": {}, "not": { "type": "null" }, "oneOf": [true],
                    "prefixItems": [{}], "contains": {}, "patternProperties": { "a": {} }, "propertyNames": {},
                    "dependentRequired": { "a": ["b"] }, "dependentSchemas": { "a": {} }, "unevaluatedItems": {},
                    "$defs": { "X": {} }, "$anchor": "b", "$id": "https://example.com/b", "readOnly": true
                }
            }
        }
    })
}

/// The pointers to all values but the root.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut member = |name: &str, value: &Value| {
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        pointers(value, &pointer, found);
        found.push(pointer);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| member(name, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| member(&at.to_string(), value)),
        _ => {}
    }
}

/// Whether an operation is within the value at `pointer`, which is then no longer there.
fn holds_an_operation(pointer: &str) -> bool {
    let depth = pointer.matches('/').count();
    let is_additional = pointer.contains("/additionalOperations/") && depth == 4;
    pointer.starts_with("/paths") && (depth <= 2 || is_additional)
        || ["/get", "/post", "/additionalOperations"]
            .iter()
            .any(|end| pointer.starts_with("/paths") && pointer.ends_with(end) && depth == 3)
}

#[test]
fn a_value_of_another_kind_loses_nothing_else() {
    let rich = rich();
    let mut found = Vec::new();
    pointers(&rich, "", &mut found);
    let project = |document: &Value| Project::of_text("hostile.json", &document.to_string());
    let operations = |resources: &[Resource]| resources.iter().map(Resource::count).sum::<usize>();
    let all = operations(&project(&rich).made().api.resources);
    assert_eq!(all, 3);
    let cases = found.iter().filter(|pointer| *pointer != "/openapi");
    for (number, (pointer, odd)) in cases.flat_map(|pointer| odd().map(|odd| (pointer, odd))).enumerate() {
        let mut document = rich.clone();
        *document.pointer_mut(pointer).expect("it is there") = odd.clone();
        let project = project(&document);
        let made = project.intermediate();
        let made = made.unwrap_or_else(|findings| panic!("{odd} at {pointer} is refused: {findings}"));
        let left = operations(&made.api.resources);
        assert!(holds_an_operation(pointer) || left == all, "{odd} at {pointer}: {left} operations are left");
        assert!(!project.terminal(&made.findings).is_empty(), "{odd} at {pointer}");
        // The way from the IR to text is long; some are enough.
        if number % 97 == 0 {
            check_output(&project.made());
        }
    }
}
