//! Two shapes that hold together.

use serde_json::Value;

use super::{ListedValue, Rest, Shape, Shaper, is_trivial};
use crate::findings::{Finding, codes};
use crate::read::{Conjunct, Context, Derived, Edge, JsonType, SchemaId};

impl<'d> Shaper<'_, 'd> {
    /// Adds what `other` says to `shape`, which is that of `owner`.
    pub(super) fn conjoin(&mut self, owner: SchemaId, shape: &mut Shape<'d>, other: &Shape<'d>) {
        self.add_types(owner, shape, other);
        shape.nullable |= other.nullable;
        for (name, id) in &other.properties {
            let both = match shape.properties.get(name) {
                Some(known) => self.both(owner, Edge::Property(name), *known, *id),
                None => *id,
            };
            shape.properties.insert(name, both);
        }
        self.spend(owner, shape, other.properties.len());
        shape.required.extend(other.required.iter().copied());
        shape.rest = match (shape.rest, other.rest) {
            (Rest::Typed(a), Rest::Typed(b)) => Rest::Typed(self.both(owner, Edge::AdditionalProperties, a, b)),
            (Rest::Typed(id), _) | (_, Rest::Typed(id)) => Rest::Typed(id),
            (Rest::Free, _) | (_, Rest::Free) => Rest::Free,
            (Rest::Closed, _) | (_, Rest::Closed) => Rest::Closed,
            (Rest::Unsaid, Rest::Unsaid) => Rest::Unsaid,
        };
        shape.patterns.extend(other.patterns.iter().copied());
        shape.conditional.extend(other.conditional.iter().copied());
        shape.items = match (shape.items, other.items) {
            (Some(a), Some(b)) => Some(self.both(owner, Edge::Items, a, b)),
            (a, b) => a.or(b),
        };
        if shape.prefix.is_empty() {
            shape.prefix.clone_from(&other.prefix);
        }
        let most = [shape.item_count.1, other.item_count.1].into_iter().flatten().min();
        shape.item_count = (shape.item_count.0.max(other.item_count.0), most);
        let known: Vec<_> = shape.unions.iter().map(|union| (union.owner, union.keyword)).collect();
        let new = other.unions.iter().filter(|union| !known.contains(&(union.owner, union.keyword)));
        shape.unions.extend(new.cloned());
        self.add_values(owner, shape, other);
        shape.format = shape.format.or(other.format);
        shape.is_base64 |= other.is_base64;
        shape.bounds = (shape.bounds.0.or(other.bounds.0), shape.bounds.1.or(other.bounds.1));
        shape.loosened = shape.loosened.or(other.loosened);
        shape.is_never |= other.is_never;
        shape.sources.extend(other.sources.iter().copied());
    }

    fn add_types(&mut self, owner: SchemaId, shape: &mut Shape<'d>, other: &Shape<'d>) {
        let (Some(a), Some(b)) = (shape.types, other.types) else {
            shape.types = shape.types.or(other.types);
            return;
        };
        let both = a.intersection(b);
        // `null` alone is left where one of them forgot to allow it.
        if both.without(JsonType::Null).is_empty() && !a.union(b).without(JsonType::Null).is_empty() && a != b {
            let name = |types: super::Types| types.iter().map(JsonType::name).collect::<Vec<_>>().join(" or ");
            let message = format!(
                "this combines a schema of type {} with one of type {}, which no value is; any JSON is allowed here",
                name(a),
                name(b)
            );
            self.contradict(owner, shape, message);
        }
        shape.types = Some(both);
    }

    fn add_values(&mut self, owner: SchemaId, shape: &mut Shape<'d>, other: &Shape<'d>) {
        let Some(more) = &other.values else { return };
        let Some(known) = shape.values.take() else {
            shape.values = Some(more.clone());
            return;
        };
        let has = |listed: &ListedValue<'d>| more.iter().any(|other| other.value == listed.value);
        let both: Vec<_> = known.into_iter().filter(has).collect();
        if both.is_empty() && !more.is_empty() {
            let message = "this combines lists of values that have none in common; any JSON is allowed here";
            self.contradict(owner, shape, message.to_owned());
        }
        shape.values = Some(both);
    }

    fn contradict(&mut self, owner: SchemaId, shape: &mut Shape<'d>, message: String) {
        if shape.loosened.is_none() {
            let finding = Finding::new(codes::ALL_OF, self.schemas[owner].node.location(), message);
            let help = "let the combined schemas agree, with an overlay if they aren't yours";
            shape.loosened = Some(self.loosen(owner, finding.with_help(help)));
        }
    }

    fn spend(&mut self, owner: SchemaId, shape: &mut Shape<'d>, properties: usize) {
        if self.schemas[owner].derived.is_none() && self.conjuncts(owner).is_empty() {
            return;
        }
        match self.budget.checked_sub(properties) {
            Some(left) => self.budget = left,
            None if shape.loosened.is_none() => {
                let message = "the combinations of this document list too many properties; any JSON is allowed here";
                self.contradict(owner, shape, message.to_owned());
                shape.properties.clear();
            }
            None => shape.properties.clear(),
        }
    }

    /// The schema of values that both allow.
    fn both(&mut self, owner: SchemaId, edge: Edge<'d>, a: SchemaId, b: SchemaId) -> SchemaId {
        let is_same = a == b || self.resolve(a).ok().is_some_and(|end| self.resolve(b) == Ok(end));
        let says_nothing = |id: SchemaId| {
            self.schemas[id].derived.is_none()
                && self.schemas[id].target == crate::read::Target::None
                && is_trivial(self.schemas[id].node.value)
        };
        if is_same || says_nothing(b) || self.says_the_same(a, b) {
            return a;
        }
        if says_nothing(a) {
            return b;
        }
        let conjuncts = vec![Conjunct::Whole(a), Conjunct::Whole(b)];
        // What is refined is described by what refines it.
        let like = if self.schemas[b].node.prose("description").is_some() { b } else { a };
        self.derive(like, Context::Part(owner, edge), Derived::AllOf(conjuncts)).unwrap_or(a)
    }

    /// Whether both are the same but for annotations.
    fn says_the_same(&self, a: SchemaId, b: SchemaId) -> bool {
        let (a, b) = (&self.schemas[a], &self.schemas[b]);
        if a.derived.is_some() || b.derived.is_some() {
            return false;
        }
        let (Value::Object(a), Value::Object(b)) = (a.node.value, b.node.value) else { return false };
        let is_typed = |key: &&String| !is_trivial(&serde_json::json!({ key.as_str(): true }));
        let mut keys = a.keys().chain(b.keys()).filter(is_typed).peekable();
        keys.peek().is_some() && keys.all(|key| a.get(key) == b.get(key))
    }
}
