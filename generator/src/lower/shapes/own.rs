//! What the keywords of one schema say.

use serde_json::Value;

use super::{Alternatives, ListedValue, Rest, Shape, Shaper, Types};
use crate::findings::{Finding, codes};
use crate::read::{Edge, Schema, SchemaId};
use crate::text::{excerpt, nearest};

/// Keywords that say nothing of a value's type.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "$comment",
    "$id",
    "$anchor",
    "$schema",
    "$defs",
    "definitions",
];

/// Whether a schema as it is written allows any JSON.
pub(in crate::lower) fn is_trivial(value: &Value) -> bool {
    match value {
        Value::Object(object) => object.keys().all(|key| key.starts_with("x-") || ANNOTATIONS.contains(&key.as_str())),
        value => *value == Value::Bool(true),
    }
}

impl<'d> Shaper<'_, 'd> {
    /// What the schema's own keywords say: all but `$ref` and `allOf`.
    pub(super) fn own(&mut self, id: SchemaId) -> Shape<'d> {
        let mut shape = Shape { sources: vec![id], ..Shape::default() };
        let types = self.types(id, &mut shape);
        let schema = &self.schemas[id];
        shape.types = types;
        shape.is_never = *schema.node.value == Value::Bool(false);
        shape.nullable = schema.node.flag("nullable");
        let is_impossible = |id: &SchemaId| *self.schemas[*id].node.value == Value::Bool(false);
        shape.properties = schema.properties().filter(|(_, id)| !is_impossible(id)).collect();
        let required = schema.get("required").and_then(Value::as_array);
        shape.required = required.into_iter().flatten().filter_map(Value::as_str).collect();
        let named = |keyword| {
            let parts = schema.parts.iter();
            parts.filter(move |(edge, _)| matches!(edge, Edge::Named(of, _) if *of == keyword)).map(|(_, id)| *id)
        };
        shape.patterns = named("patternProperties").collect();
        shape.rest = self.rest(schema);
        shape.items = schema.part(Edge::Items).or_else(|| schema.part(Edge::Other("unevaluatedItems")));
        let branches = |keyword: &'static str| {
            let parts = schema.parts.iter();
            parts.filter(move |(edge, _)| matches!(edge, Edge::Branch(of, _) if *of == keyword)).map(|(_, id)| *id)
        };
        shape.prefix = branches("prefixItems").collect();
        let count = |keyword| schema.get(keyword).and_then(Value::as_u64);
        let is_closed = shape.items.is_some_and(|items| is_impossible(&items));
        let closed = is_closed.then_some(shape.prefix.len() as u64);
        shape.item_count = (count("minItems").unwrap_or_default(), count("maxItems").or(closed));
        shape.items = shape.items.filter(|_| !is_closed);
        for keyword in ["oneOf", "anyOf"] {
            let branches: Vec<_> = branches(keyword).collect();
            if !branches.is_empty() {
                let discriminator = schema.get("discriminator");
                shape.unions.push(Alternatives { owner: id, keyword, branches, discriminator });
            }
        }
        shape.values = listed(schema, id);
        shape.format = schema.node.text("format");
        let encoding = schema.node.text("contentEncoding").map(str::to_ascii_lowercase);
        shape.is_base64 = encoding.is_some_and(|encoding| matches!(encoding.as_str(), "base64" | "base64url"));
        let bound = |first, second| schema.get(first).or_else(|| schema.get(second));
        shape.bounds = (bound("minimum", "exclusiveMinimum"), bound("maximum", "exclusiveMaximum"));
        shape
    }

    fn rest(&self, schema: &Schema<'d>) -> Rest {
        let part = schema.part(Edge::AdditionalProperties);
        let Some(id) = part.or_else(|| schema.part(Edge::Other("unevaluatedProperties"))) else { return Rest::Unsaid };
        match self.schemas[id].node.value {
            Value::Bool(false) => Rest::Closed,
            value if is_trivial(value) => Rest::Free,
            _ => Rest::Typed(id),
        }
    }

    fn types(&mut self, id: SchemaId, shape: &mut Shape<'d>) -> Option<Types> {
        let schema = &self.schemas[id];
        let names: Vec<&str> = match schema.get("type")? {
            Value::String(one) => vec![one],
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
            _ => return None,
        };
        let mut types = Types::NONE;
        let mut unknown = None;
        for name in names {
            match Types::parse(name) {
                Some(ty) => types = types.with(ty),
                None => unknown = Some(name),
            }
        }
        if let Some(name) = unknown {
            const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];
            let message = format!("`{}` is no type of JSON Schema; any JSON is allowed here", excerpt(name));
            let help = match nearest(name, TYPES.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if name == "file" => "write `type: string` and `format: binary`".to_owned(),
                None => "use one of `string`, `number`, `integer`, `boolean`, `array`, `object`".to_owned(),
            };
            let finding = Finding::new(codes::UNKNOWN_TYPE, schema.node.value_of("type"), message);
            shape.loosened = Some(self.loosen(id, finding.with_help(help)));
        }
        Some(types)
    }
}

/// The values that a schema lists.
fn listed<'d>(schema: &Schema<'d>, id: SchemaId) -> Option<Vec<ListedValue<'d>>> {
    if let Some(value) = schema.get("const") {
        return Some(vec![ListedValue { value, place: (id, "const", 0) }]);
    }
    let values = schema.get("enum")?.as_array()?.iter().enumerate();
    Some(values.map(|(index, value)| ListedValue { value, place: (id, "enum", index) }).collect())
}
