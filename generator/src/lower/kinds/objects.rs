//! Objects.

use indexmap::IndexSet;
use serde_json::Value;

use super::{Cx, Kind, Property};
use crate::findings::codes;
use crate::read::{Edge, Schema};
use crate::source::Location;
use crate::text::{excerpt, nearest};

impl<'d> Cx<'_, 'd, '_> {
    pub(super) fn object(&mut self, schema: &Schema<'d>) -> Kind {
        if super::scalars::values(schema).is_some() {
            return self.loose(schema, codes::ENUM, "enum", "the values are objects; any JSON is allowed here");
        }
        let required = required(schema);
        let names: IndexSet<&str> = schema.properties().map(|(name, _)| name).collect();
        let additional = schema.part(Edge::AdditionalProperties).map(|id| self.spec.schemas[id].node.value);
        if additional.is_some_and(|value| value.as_object().is_some_and(|object| !object.is_empty())) {
            let message = "the properties without a name have a schema; any JSON is allowed here";
            return self.loose(schema, codes::TYPED_MAP, "additionalProperties", message);
        }
        if names.is_empty() {
            let message = "an object without named properties is any JSON";
            let kind = self.loosen(schema.node.location(), codes::FREE_OBJECT, message);
            self.tell_unknown_required(schema, &required, &names);
            return kind;
        }
        self.tell_unknown_required(schema, &required, &names);
        if additional.is_some_and(|value| *value != Value::Bool(false)) {
            let message = "properties without a name in the document are not kept";
            let location = schema.node.key_of("additionalProperties");
            self.tell(codes::UNNAMED_PROPERTIES, location, message, "name the properties that are needed");
        }
        let properties = schema.properties().map(|(name, id)| Property {
            name: name.to_owned(),
            required: required.contains(name),
            schema: id,
        });
        Kind::Object(properties.collect())
    }

    fn tell_unknown_required(&mut self, schema: &Schema<'d>, required: &IndexSet<&'d str>, names: &IndexSet<&str>) {
        let unknown = required.iter().enumerate().filter(|(_, name)| !names.contains(*name));
        for (count, (index, unknown)) in unknown.enumerate() {
            let name = excerpt(unknown);
            let message = format!("`{name}` is required, and is no named property of this object; it is not checked");
            // Searching is slow, and nobody mistypes a hundred names.
            let near = if count < 100 { nearest(unknown, names.iter().copied()) } else { None };
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "define the property, or remove it from `required`".to_owned(),
            };
            let location = Location::value(schema.node.file, schema.node.pointer.push("required").index(index));
            self.tell(codes::REQUIRED_UNKNOWN, location, message, help);
        }
    }
}

fn required<'d>(schema: &Schema<'d>) -> IndexSet<&'d str> {
    let list = schema.get("required").and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).collect()
}
