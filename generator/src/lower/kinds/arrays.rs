//! Arrays.

use super::{Cx, Kind};
use crate::findings::codes;
use crate::normalise::Version;
use crate::read::{Edge, Schema};

impl<'d> Cx<'_, 'd, '_> {
    pub(super) fn array(&mut self, schema: &Schema<'d>) -> Kind {
        if super::scalars::values(schema).is_some() {
            return self.loose(schema, codes::ENUM, "enum", "the values are arrays; any JSON is allowed here");
        }
        if schema.parts.iter().any(|(edge, _)| matches!(edge, Edge::Branch("prefixItems", _))) {
            let message = "each item of this array has a schema of its own; any JSON is allowed here";
            return self.loose(schema, codes::TUPLE, "prefixItems", message);
        }
        let items = schema.part(Edge::Items);
        // JSON Schema 2020-12 asks for no `items`: without them, an array holds anything.
        if items.is_none() && self.spec.version_of_openapi == Version::V3_0 {
            let help = "say what it holds, with `items: { type: string }` for example";
            let message = "this array has no `items`; it holds any JSON";
            self.tell(codes::ARRAY_WITHOUT_ITEMS, schema.node.location(), message, help);
        }
        Kind::List(items)
    }
}
