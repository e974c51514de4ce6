//! Every value that is made is one that the schema allows.

use serde_json::{Value, json};
use specwright::findings::Findings;
use specwright::load::{Documents, load};
use specwright::source::{FileId, Source, Sources};

use super::Maker;
use crate::values::schemas::{Place, Schemas};

/// The values of the first tries that are different, and what share of all tries the schema allows.
fn made(schema: &Value) -> (Vec<Value>, usize) {
    let documents = documents(schema);
    let value = documents.get(FileId::DOCUMENT).expect("it is there");
    let place = Place { file: FileId::DOCUMENT, value };
    let validator = jsonschema::draft202012::new(value).expect("it is a schema");
    let mut maker = Maker::new(Schemas { documents: &documents });
    maker.begin();
    let tries: Vec<_> = (0..60).map(|number| maker.make(place, "", number)).collect();
    let mut values: Vec<Value> = Vec::new();
    for value in tries.iter().flatten().filter(|value| validator.is_valid(value)) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let valid = tries.iter().flatten().filter(|value| validator.is_valid(value)).count();
    (values, valid * 100 / tries.len())
}

fn documents(schema: &Value) -> Documents {
    let source = Source { name: "a.json".to_owned(), text: schema.to_string() };
    load(&Sources::of(source), &mut Findings::new()).expect("it is JSON")
}

#[test]
fn what_is_made_is_valid() {
    for schema in [
        json!({"type": "string"}),
        json!({"type": "string", "minLength": 3, "maxLength": 5}),
        json!({"type": "string", "pattern": "^[a-z]{2,4}-\\d+$"}),
        json!({"type": "string", "format": "date-time"}),
        json!({"type": "integer", "minimum": 3, "exclusiveMaximum": 10}),
        json!({"type": "integer", "multipleOf": 5, "minimum": 7}),
        json!({"type": "integer", "minimum": 0, "maximum": 18_446_744_073_709_551_615_u64}),
        json!({"type": "number", "minimum": -1.5, "maximum": 1.5}),
        json!({"type": "number", "maximum": -3}),
        json!({"type": "boolean"}),
        json!({"type": ["string", "null", "integer"]}),
        json!({"enum": ["a", 1, null, {"b": 2}]}),
        json!({"const": [1]}),
        json!({"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 3}),
        json!({"type": "array", "items": {"enum": [1, 2, 3, 4]}, "uniqueItems": true, "minItems": 2}),
        json!({"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": {"type": "boolean"}}),
        json!({"type": "array", "items": {"type": "integer"}, "contains": {"const": 5}}),
        json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {}}, "required": ["a", "c"]}),
        json!({"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}),
        json!({"properties": {"a": {"type": "integer"}}, "additionalProperties": false}),
        json!({"patternProperties": {"^x-[a-z]+$": {"type": "boolean"}}, "additionalProperties": false}),
        json!({"propertyNames": {"pattern": "^[A-Z]+$"}, "additionalProperties": {"type": "string"}}),
        json!({"oneOf": [{"type": "string"}, {"type": "object", "required": ["a"]}, {"type": "array"}]}),
        json!({"anyOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"type": "null"}]}),
        json!({"allOf": [{"properties": {"a": {"type": "string"}}}, {"required": ["a"]}], "type": "object"}),
        json!({"allOf": [{"type": "number"}, {"type": "integer", "minimum": 4}]}),
        json!({"$ref": "#/$defs/a", "$defs": {"a": {"type": "object", "properties": {"b": {"$ref": "#/$defs/a"}}}}}),
        json!({"$ref": "#/$defs/e", "$defs": {"e": {"oneOf": [
            {"type": "object", "properties": {"l": {"$ref": "#/$defs/e"}, "r": {"$ref": "#/$defs/e"}}, "required": ["l", "r"]},
            {"type": "integer"},
        ]}}}),
        json!({"type": "object", "properties": {"k": {"const": "a"}}, "required": ["k"]}),
        json!({"if": {"properties": {"k": {"const": 1}}, "required": ["k"]}, "then": {"required": ["x"]}, "type": "object"}),
        json!({}),
    ] {
        let (values, share) = made(&schema);
        assert!(!values.is_empty() && share >= 60, "{schema}: {share} %, {values:?}");
    }
}

#[test]
fn all_branches_have_their_turn() {
    let schema = json!({"oneOf": [{"const": 1}, {"const": 2}, {"const": "c"}, {"type": "null"}]});
    assert_eq!(made(&schema).0.len(), 4);
    let schema = json!({"type": ["string", "null", "integer", "boolean", "array", "object", "number"]});
    let (values, _) = made(&schema);
    assert!(values.iter().any(Value::is_null) && values.iter().any(Value::is_object), "{values:?}");
}

#[test]
fn members_are_absent_and_null_and_there() {
    let schema = json!({"type": "object", "properties": {"a": {"type": ["integer", "null"]}}});
    let (values, _) = made(&schema);
    assert!(values.contains(&json!({})) && values.contains(&json!({"a": null})), "{values:?}");
    assert!(values.iter().any(|value| value["a"].is_i64()), "{values:?}");
}

#[test]
fn the_tag_is_that_of_the_branch() {
    let schema = json!({
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog", "wolf": "Dog"}},
        "components": {"schemas": {
            "Cat": {"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]},
            "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "d": {}}, "required": ["kind", "d"]},
        }},
    });
    let documents = documents(&schema);
    let value = documents.get(FileId::DOCUMENT).expect("it is there");
    let mut maker = Maker::new(Schemas { documents: &documents });
    let place = Place { file: FileId::DOCUMENT, value };
    let tags: Vec<_> =
        (0..4).filter_map(|number| maker.make(place, "", number)).map(|value| value["kind"].clone()).collect();
    assert_eq!(tags, ["Cat", "dog", "Cat", "wolf"]);
}

#[test]
fn unknown_members_are_made_only_where_the_schema_says_so() {
    let (values, _) = made(&json!({"type": "object", "properties": {"a": {"type": "integer"}}}));
    assert!(values.iter().all(|value| value.as_object().is_some_and(|members| members.keys().all(|name| name == "a"))));
    let (values, _) = made(&json!({"properties": {"a": {"type": "integer"}}, "additionalProperties": true}));
    assert!(values.iter().any(|value| value.as_object().is_some_and(|members| members.keys().any(|name| name != "a"))));
}

#[test]
fn what_allows_nothing_ends() {
    assert_eq!(made(&json!({"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"b": {"$ref": "#/$defs/a"}}, "required": ["b"]}}})).0.len(), 0);
    assert_eq!(made(&json!({"allOf": [{"type": "string"}, {"type": "integer"}]})).0.len(), 0);
}
