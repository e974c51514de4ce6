//! Which kinds of values a schema speaks of. One without a `type` allows all others, too, by saying nothing of them.

use serde_json::Value;

use super::schemas::{Place, Schemas};

/// The keywords that speak of values of one kind only.
const OF_KINDS: &[(&str, &[&str])] = &[
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "unevaluatedProperties",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
        ],
    ),
    (
        "array",
        &[
            "items",
            "prefixItems",
            "contains",
            "minItems",
            "maxItems",
            "uniqueItems",
            "unevaluatedItems",
            "additionalItems",
        ],
    ),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ("string", &["pattern", "minLength", "maxLength", "format", "contentEncoding", "contentMediaType"]),
];

/// Whether the schema, or what it combines, speaks of values of this one's kind. One that speaks of no kind speaks of all.
pub(crate) fn speaks_of<'d>(schemas: Schemas<'d>, schema: Place<'d>, value: &Value) -> bool {
    let mut kinds: Vec<&'d str> = Vec::new();
    for place in schemas.expanded(&[schema]) {
        match place.value.get("type") {
            Some(Value::String(one)) => kinds.push(one),
            Some(Value::Array(several)) => kinds.extend(several.iter().filter_map(Value::as_str)),
            _ => {
                let speaks = |keywords: &[&str]| keywords.iter().any(|keyword| place.value.get(keyword).is_some());
                kinds.extend(OF_KINDS.iter().filter(|(_, keywords)| speaks(keywords)).map(|(kind, _)| *kind));
                let values = place.value.get("enum").and_then(Value::as_array).into_iter().flatten();
                kinds.extend(values.chain(place.value.get("const")).map(|value| kind(value)));
            }
        }
    }
    let own = kind(value);
    kinds.is_empty() || kinds.iter().any(|kind| *kind == own || (*kind == "integer" && own == "number"))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
