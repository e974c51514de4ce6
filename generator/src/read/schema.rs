//! Reading schemas: each node once, with all that is below it.

use super::Reader;
use super::arena::{Context, Edge, SchemaId, Target};
use super::node::Node;

/// Keywords with one schema below them.
const SINGLE: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

/// Keywords with a list of schemas below them.
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords with schemas under names below them, beside `properties`.
const NAMED: &[&str] = &["patternProperties", "dependentSchemas", "$defs", "definitions"];

impl<'d> Reader<'d, '_> {
    /// Reads the schema at `node` with its parts. What it refers to is read later, since a chain of references may be
    /// longer than the stack is deep; nesting is bounded when the document is loaded.
    pub(super) fn schema(&mut self, node: Node<'d>, context: Context<'d>) -> SchemaId {
        if let Some(known) = self.schemas.find(&node) {
            return known;
        }
        let id = self.schemas.add(node.clone(), context);
        if node.value.get("$ref").is_some() {
            self.unresolved.push(id);
        }
        let mut parts = Vec::new();
        for (name, property) in node.members_of("properties") {
            parts.push((Edge::Property(name), property));
        }
        if let Some(items) = node.get("items") {
            parts.push((Edge::Items, items));
        }
        if let Some(additional) = node.get("additionalProperties") {
            parts.push((Edge::AdditionalProperties, additional));
        }
        for &keyword in LISTS {
            let items = node.items_of(keyword).enumerate();
            parts.extend(items.map(|(index, item)| (Edge::Branch(keyword, index), item)));
        }
        for &keyword in NAMED {
            parts.extend(node.members_of(keyword).map(|(name, member)| (Edge::Named(keyword, name), member)));
        }
        for &keyword in SINGLE {
            parts.extend(node.get(keyword).map(|single| (Edge::Other(keyword), single)));
        }
        let parts: Vec<_> =
            parts.into_iter().map(|(edge, node)| (edge, self.schema(node, Context::Part(id, edge)))).collect();
        if let Some(schema) = self.schemas.get_mut(id) {
            schema.parts = parts;
        }
        id
    }

    /// Finds what the schemas refer to, and reads what of it has not been read yet.
    pub(super) fn resolve_schemas(&mut self) {
        while let Some(id) = self.unresolved.pop() {
            let node = self.schemas[id].node.clone();
            let target = match self.schema_target(&node) {
                Ok(target) => match self.schemas.find(&target) {
                    Some(known) => Target::Schema(known),
                    None => {
                        let name = self.name_of(&target);
                        Target::Schema(self.schema(target, Context::Component(name)))
                    }
                },
                Err(loosened) => Target::Missing(loosened),
            };
            if let Some(schema) = self.schemas.get_mut(id) {
                schema.target = target;
            }
        }
    }

    /// What a schema is called that stands outside of `components`: by its key, or by its file.
    fn name_of(&self, node: &Node<'d>) -> String {
        let last = node.pointer.tokens().rev().find(|token| token.parse::<usize>().is_err());
        match last {
            Some(name) => name.into_owned(),
            None => self.documents.stem(node.file),
        }
    }
}
