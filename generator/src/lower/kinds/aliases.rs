//! Schemas that have the meaning of another one: references, and combinations that add nothing.

use super::Cx;
use crate::lower::shapes::{Rest, Shape};
use crate::read::{Conjunct, Context, Edge, SchemaId};

impl<'d> Cx<'_, 'd> {
    /// The schema that `id` has the meaning of: what its `$ref` leads to, or the only one of its `allOf` that says
    /// something and has a name of its own.
    pub(super) fn alias(&mut self, id: SchemaId) -> Option<SchemaId> {
        let mut conjuncts = self.shaper.conjuncts(id);
        if conjuncts.is_empty() {
            return None;
        }
        let own = self.shaper.shape(id);
        let mut named = None;
        let mut others = Vec::new();
        for conjunct in conjuncts.drain(..) {
            match conjunct {
                Conjunct::Whole(part) if named.is_none() && self.has_a_name(part) => named = Some(part),
                conjunct => others.push(conjunct),
            }
        }
        let named = named?;
        let shape = self.shaper.shape(named);
        let adds_nothing = others.is_empty()
            || others.iter().all(|other| match other {
                Conjunct::Whole(other) | Conjunct::WithoutUnions(other) | Conjunct::OfType(other, _) => {
                    let other = self.shaper.shape(*other);
                    adds_nothing(&other, &shape)
                }
            });
        let is_same = adds_nothing && says_the_same(&own, &shape);
        is_same.then_some(self.shaper.resolve(named).unwrap_or(named))
    }

    /// Whether the schema leads to one that is called something.
    pub(super) fn has_a_name(&self, id: SchemaId) -> bool {
        let end = self.shaper.resolve(id).unwrap_or(id);
        end != id || self.schema(end).is_component()
    }

    /// What `id` has the meaning of in the end.
    pub(super) fn end(&mut self, id: SchemaId) -> SchemaId {
        let mut at = self.shaper.resolve(id).unwrap_or(id);
        // A cycle of combinations was cut; no chain is longer than this.
        for _ in 0..64 {
            match self.alias(at) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }
}

/// Whether everything that `base` says is said by `shape`, too.
pub(super) fn adds_nothing(base: &Shape<'_>, shape: &Shape<'_>) -> bool {
    let types = match (base.types, shape.types) {
        (None, _) => true,
        (Some(base), Some(types)) => base.contains(types),
        (Some(base), None) => super::types_of(shape).is_some_and(|types| base.contains(types)),
    };
    types
        && base.properties.iter().all(|(name, id)| shape.properties.get(name) == Some(id))
        && base.required.iter().all(|name| shape.required.contains(name))
        && (base.rest == Rest::Unsaid || base.rest == Rest::Closed || base.rest == shape.rest)
        && base.patterns.iter().all(|id| shape.patterns.contains(id))
        && (base.items.is_none() || base.items == shape.items)
        && (base.prefix.is_empty() || base.prefix == shape.prefix)
        && base
            .unions
            .iter()
            .all(|union| shape.unions.iter().any(|other| (other.owner, other.keyword) == (union.owner, union.keyword)))
        && base.values.is_none()
        && (base.format.is_none() || base.format == shape.format)
        && (!base.is_base64 || shape.is_base64)
}

/// Whether the whole says no more than one of its parts.
fn says_the_same(whole: &Shape<'_>, part: &Shape<'_>) -> bool {
    let values = |shape: &Shape<'_>| shape.values.as_ref().map(Vec::len);
    let without_values = Shape { values: None, ..whole.clone() };
    values(whole) == values(part) && whole.loosened == part.loosened && adds_nothing(&without_values, part)
}

/// The place of a branch in the union of `owner`.
pub(super) fn branch_context<'d>(owner: SchemaId, keyword: &'static str, index: usize) -> Context<'d> {
    Context::Part(owner, Edge::Branch(keyword, index))
}
