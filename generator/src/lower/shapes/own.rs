//! What the keywords of one schema say.

use serde_json::Value;

use super::{Alternatives, ListedValue, Rest, Shape, Shaper, Types};
use crate::findings::{Finding, codes};
use crate::read::{Edge, Schema, SchemaId, Target};
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
        shape.types = self.types(id, &mut shape);
        let schema = &self.schemas[id];
        shape.is_never = *schema.node.value == Value::Bool(false);
        shape.nullable = schema.node.flag("nullable");
        shape.values = listed(schema, id);
        shape.format = schema.node.text("format");
        let encoding = schema.node.text("contentEncoding").map(str::to_ascii_lowercase);
        shape.is_base64 = encoding.is_some_and(|encoding| matches!(encoding.as_str(), "base64" | "base64url"));
        let bound = |first, second| schema.get(first).or_else(|| schema.get(second));
        shape.bounds = (bound("minimum", "exclusiveMinimum"), bound("maximum", "exclusiveMaximum"));
        for keyword in ["oneOf", "anyOf"] {
            let branches: Vec<_> = branches(schema, keyword).collect();
            if !branches.is_empty() {
                let discriminator = schema.get("discriminator");
                shape.unions.push(Alternatives { owner: id, keyword, branches, discriminator });
            }
        }
        self.object_keywords(schema, &mut shape);
        self.array_keywords(schema, &mut shape);
        shape
    }

    fn object_keywords(&self, schema: &Schema<'d>, shape: &mut Shape<'d>) {
        shape.properties = schema.properties().filter(|(_, id)| !self.is_impossible(*id)).collect();
        let required = schema.get("required").and_then(Value::as_array);
        shape.required = required.into_iter().flatten().filter_map(Value::as_str).collect();
        let patterns = schema.parts.iter().filter(|(edge, _)| matches!(edge, Edge::Named("patternProperties", _)));
        shape.patterns = patterns.map(|(_, id)| *id).collect();
        shape.rest = self.rest(schema);
        // `additionalProperties` allows for nothing that only a condition of the same schema names.
        if schema.part(Edge::AdditionalProperties).is_none() {
            let conditional = schema.parts.iter().filter(|(edge, _)| edge.is_conditional());
            shape.conditional = conditional.map(|(_, id)| *id).collect();
        }
    }

    fn array_keywords(&self, schema: &Schema<'d>, shape: &mut Shape<'d>) {
        let unevaluated = schema.part(Edge::Other("unevaluatedItems")).filter(|_| !evaluates_elsewhere(schema));
        let items = schema.part(Edge::Items).or(unevaluated);
        shape.prefix = branches(schema, "prefixItems").collect();
        shape.items = items.filter(|items| !self.is_impossible(*items));
        let is_closed = items.is_some() && shape.items.is_none();
        let closed = is_closed.then_some(shape.prefix.len() as u64);
        let count = |keyword| schema.get(keyword).and_then(Value::as_u64);
        shape.item_count = (count("minItems").unwrap_or_default(), count("maxItems").or(closed));
    }

    /// Whether no value is allowed: there is no such property, or no further item.
    fn is_impossible(&self, id: SchemaId) -> bool {
        *self.schemas[id].node.value == Value::Bool(false)
    }

    fn rest(&self, schema: &Schema<'d>) -> Rest {
        let additional = schema.part(Edge::AdditionalProperties);
        let unevaluated = || schema.part(Edge::Other("unevaluatedProperties"));
        let Some(id) = additional.or_else(unevaluated) else { return Rest::Unsaid };
        let is_conditional = || schema.parts.iter().any(|(edge, _)| edge.is_conditional());
        match self.schemas[id].node.value {
            Value::Bool(false) => Rest::Closed,
            value if is_trivial(value) => Rest::Free,
            // What a condition names has been evaluated.
            _ if additional.is_none() && is_conditional() => Rest::Free,
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

/// Whether other schemas may have evaluated items, so that `unevaluatedItems` doesn't say what all items are (JSON Schema
/// 2020-12, section 11.2).
fn evaluates_elsewhere(schema: &Schema<'_>) -> bool {
    let is_applied = |edge: &Edge<'_>| edge.is_in_place() || *edge == Edge::Other("contains");
    !matches!(schema.target, Target::None) || schema.parts.iter().any(|(edge, _)| is_applied(edge))
}

/// The schemas in the list of a keyword.
fn branches<'s>(schema: &'s Schema<'_>, keyword: &'static str) -> impl Iterator<Item = SchemaId> + 's {
    let parts = schema.parts.iter();
    parts.filter(move |(edge, _)| matches!(edge, Edge::Branch(of, _) if *of == keyword)).map(|(_, id)| *id)
}

/// The values that a schema lists.
fn listed<'d>(schema: &Schema<'d>, id: SchemaId) -> Option<Vec<ListedValue<'d>>> {
    if let Some(value) = schema.get("const") {
        return Some(vec![ListedValue { value, place: (id, "const", 0) }]);
    }
    let values = schema.get("enum")?.as_array()?.iter().enumerate();
    Some(values.map(|(index, value)| ListedValue { value, place: (id, "enum", index) }).collect())
}
