//! Answers of many values, one after another.

use super::{Content, Cx};
use crate::lower::kinds::Kind;
use crate::media_types::essence;
use crate::read::{Edge, Media, SchemaId};

/// The members of a server-sent event.
const EVENT: [&str; 4] = ["data", "event", "id", "retry"];

impl Cx<'_, '_, '_> {
    /// JSON lines, or a JSON text sequence: of `itemSchema`, or of the items of an array.
    pub(super) fn lines(&self, media: &Media) -> Content {
        let of_array = |schema: SchemaId| match self.kinds.resolved(schema) {
            Kind::List(items) => *items,
            _ => Some(schema),
        };
        Content::JsonLines(self.typed(media.items.or_else(|| of_array(media.schema?))))
    }

    /// Server-sent events. Before OpenAPI 3.2, the schema of the media type is that of the data; since then, `itemSchema`
    /// is that of an event, whose `data` is text that may have a schema of its own.
    pub(super) fn events(&self, media: &Media) -> Content {
        let Some(event) = media.items else { return self.data(media.schema) };
        let target = self.kinds.target(event);
        let properties: Vec<_> = self.spec.schemas[target].properties().collect();
        let is_event = properties.iter().any(|(name, _)| EVENT.contains(name));
        let data = properties.iter().find(|(name, _)| *name == "data").map(|(_, schema)| *schema);
        match data {
            Some(data) => self.data(Some(self.content_schema(data).unwrap_or(data))),
            None if is_event => Content::TextEvents,
            None => self.data(Some(event)),
        }
    }

    /// Events with this data: text, unless it is said to be something else.
    fn data(&self, schema: Option<SchemaId>) -> Content {
        let Some(schema) = schema else { return Content::TextEvents };
        match self.kinds.resolved(schema) {
            Kind::String => Content::TextEvents,
            // An array of events.
            Kind::List(Some(items)) => Content::Events(self.typed(Some(*items))),
            _ => Content::Events(self.typed(Some(schema))),
        }
    }

    /// The schema of the JSON in a string.
    fn content_schema(&self, string: SchemaId) -> Option<SchemaId> {
        let schema = &self.spec.schemas[self.kinds.target(string)];
        let media_type = schema.node.text("contentMediaType").map(essence);
        let is_json = media_type.is_none_or(|name| name == "application/json" || name.ends_with("+json"));
        let parts = schema.parts.iter().filter(|_| is_json);
        parts.into_iter().find(|(edge, _)| matches!(edge, Edge::Other("contentSchema"))).map(|(_, id)| *id)
    }

    fn typed(&self, schema: Option<SchemaId>) -> Option<SchemaId> {
        schema.filter(|schema| *self.kinds.resolved(*schema) != Kind::Any)
    }
}
