//! Arrays.

use super::{Cx, Kind};
use crate::findings::codes;
use crate::lower::shapes::{Shape, is_trivial};
use crate::normalise::Version;
use crate::read::{Context, Derived, Edge, SchemaId, Target};

/// The longest tuple of Rust that the standard library has traits for.
const MAX_TUPLE: usize = 12;

impl<'d> Cx<'_, 'd> {
    pub(super) fn array(&mut self, id: SchemaId, shape: &Shape<'d>) -> Kind {
        if !shape.prefix.is_empty() {
            return self.tuple(id, shape);
        }
        // JSON Schema 2020-12 asks for no `items`: without them, an array holds anything.
        let schema = self.schema(id);
        if shape.items.is_none() && self.version == Version::V3_0 && schema.derived.is_none() {
            let (help, location) =
                ("say what it holds, with `items: { type: string }` for example", schema.node.location());
            let message = "this array has no `items`; it holds any JSON";
            self.tell(id, codes::ARRAY_WITHOUT_ITEMS, location, message, help);
        }
        Kind::List(shape.items)
    }

    /// A tuple, if it has a fixed length. Otherwise a list of whatever its items can be.
    fn tuple(&mut self, id: SchemaId, shape: &Shape<'d>) -> Kind {
        let length = shape.prefix.len() as u64;
        let (least, most) = shape.item_count;
        if least >= length && most == Some(length) && shape.prefix.len() <= MAX_TUPLE {
            return Kind::Tuple(shape.prefix.clone());
        }
        let can_have_more = most.is_none_or(|most| most > length);
        let more = shape.items.filter(|_| can_have_more);
        let can_be_anything = |id: &SchemaId| {
            let schema = self.schema(*id);
            schema.derived.is_none() && schema.target == Target::None && is_trivial(schema.node.value)
        };
        if (can_have_more && more.is_none()) || more.iter().any(can_be_anything) {
            let schema = self.schema(id);
            let location =
                if schema.derived.is_none() { schema.node.key_of("prefixItems") } else { schema.node.location() };
            let message = "the items behind those of `prefixItems` can be anything, so that all of them are any JSON";
            self.tell(id, codes::KEYWORD, location, message, "write `items: false` if there are no more");
            return Kind::List(None);
        }
        let branches: Vec<_> = shape.prefix.iter().copied().chain(more).collect();
        let Some(like) = branches.first().copied() else { return Kind::List(None) };
        let context = Context::Part(id, Edge::Items);
        match self.shaper.derive(like, context, Derived::AnyOf(branches)) {
            Some(items) => Kind::List(Some(items)),
            None => self.too_many(id),
        }
    }
}
