//! Objects and maps.

use serde_json::Value;

use super::{Cx, Kind, Object, Property, Rest};
use crate::findings::codes;
use crate::lower::shapes::{self, Shape};
use crate::read::{Conjunct, Context, Derived, Edge, SchemaId};
use crate::source::Location;
use crate::text::{excerpt, nearest};

impl<'d> Cx<'_, 'd> {
    pub(super) fn object(&mut self, id: SchemaId, shape: &Shape<'d>) -> Kind {
        let rest = self.rest(id, shape);
        self.tell_unknown_required(id, shape);
        // A map has place for what is required and not named.
        let unnamed = shape.required.iter().filter(|name| rest.is_none() && !shape.properties.contains_key(*name));
        let unnamed: Vec<&'d str> = unnamed.copied().collect();
        if shape.properties.is_empty() && (unnamed.is_empty() || shape.rest == shapes::Rest::Unsaid) {
            return match (rest, shape.rest) {
                (Some(Rest::Typed(values)), _) => Kind::Map(values),
                (None, shapes::Rest::Closed) => {
                    Kind::Object(Object { properties: Vec::new(), rest: None, parents: Vec::new() })
                }
                _ => Kind::FreeObject,
            };
        }
        let mut properties: Vec<_> = shape
            .properties
            .iter()
            .map(|(name, schema)| Property {
                name: (*name).to_owned(),
                required: shape.required.contains(name),
                schema: *schema,
            })
            .collect();
        for name in unnamed {
            let any = self.shaper.any(id, name);
            properties.extend(any.map(|schema| Property { name: name.to_owned(), required: true, schema }));
        }
        Kind::Object(Object { properties, rest, parents: self.parents(id) })
    }

    /// What properties without a name are. Where the document only says what some of them are, by the form of their
    /// names, the others can be anything.
    fn rest(&mut self, id: SchemaId, shape: &Shape<'d>) -> Option<Rest> {
        let edge = Edge::AdditionalProperties;
        if matches!(shape.rest, shapes::Rest::Unsaid | shapes::Rest::Closed) && self.has_conditional_properties(shape) {
            return Some(Rest::Free);
        }
        match (shape.rest, shape.patterns.as_slice()) {
            (shapes::Rest::Unsaid | shapes::Rest::Closed, []) => None,
            (shapes::Rest::Free, _) | (shapes::Rest::Unsaid, _) => Some(Rest::Free),
            (shapes::Rest::Typed(values), []) => Some(self.typed(values)),
            (shapes::Rest::Closed, [one]) => Some(self.typed(*one)),
            (rest, patterns) => {
                let typed = if let shapes::Rest::Typed(values) = rest { Some(values) } else { None };
                let branches: Vec<_> = typed.into_iter().chain(patterns.iter().copied()).collect();
                // The same one in whatever order they stand.
                let like = branches.iter().copied().min_by_key(|id| self.schema(*id).node.pointer.to_string())?;
                let any_of = self.shaper.derive(like, Context::Part(id, edge), Derived::AnyOf(branches));
                Some(any_of.map_or(Rest::Free, Rest::Typed))
            }
        }
    }

    fn typed(&self, values: SchemaId) -> Rest {
        let is_trivial = shapes::is_trivial(self.schema(values).node.value) && self.schema(values).derived.is_none();
        if is_trivial { Rest::Free } else { Rest::Typed(values) }
    }

    /// The schemas that an `allOf` refers to.
    fn parents(&self, id: SchemaId) -> Vec<SchemaId> {
        let whole = self.shaper.conjuncts(id).into_iter().filter_map(|conjunct| match conjunct {
            Conjunct::Whole(part) if self.has_a_name(part) => self.shaper.resolve(part).ok(),
            _ => None,
        });
        whole.collect()
    }

    fn tell_unknown_required(&mut self, id: SchemaId, shape: &Shape<'d>) {
        let schema = self.schema(id);
        if schema.derived.is_some() {
            return;
        }
        let (file, pointer) = (schema.node.file, schema.node.pointer.push("required"));
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().enumerate();
        let unknown = required.filter_map(|(index, name)| Some((index, name.as_str()?)));
        let unknown: Vec<_> = unknown.filter(|(_, name)| !shape.properties.contains_key(name)).collect();
        for (count, (index, name)) in unknown.into_iter().enumerate() {
            let shown = excerpt(name);
            let message = format!("`{shown}` is required, and is no named property of this object; it is any JSON");
            // Searching is slow, and nobody mistypes a hundred names.
            let near = if count < 100 { nearest(name, shape.properties.keys().copied()) } else { None };
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "define the property, or remove it from `required`".to_owned(),
            };
            self.tell(id, codes::REQUIRED_UNKNOWN, Location::value(file, pointer.index(index)), message, help);
        }
    }
}
