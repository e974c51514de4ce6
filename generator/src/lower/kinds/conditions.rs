//! Properties that hold only under a condition: `if`, `then`, `else`, `dependentSchemas`.

use std::collections::HashSet;

use super::Cx;
use crate::lower::shapes::Shape;
use crate::read::{Edge, SchemaId};

/// How many schemas are looked through for each object. Behind them, anything may be named.
const MAX_SCHEMAS: usize = 1000;

impl Cx<'_, '_> {
    /// Whether a condition names properties that the object itself doesn't.
    pub(super) fn has_conditional_properties(&self, shape: &Shape<'_>) -> bool {
        let mut waiting = shape.conditional.clone();
        let mut seen = HashSet::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let parts = &self.schema(id).parts;
            if seen.len() > MAX_SCHEMAS || parts.iter().any(|(edge, part)| self.is_new(shape, *edge, *part)) {
                return true;
            }
            waiting.extend(parts.iter().filter(|(edge, _)| edge.is_in_place()).map(|(_, part)| *part));
            waiting.extend(self.shaper.resolve(id));
        }
        false
    }

    fn is_new(&self, shape: &Shape<'_>, edge: Edge<'_>, part: SchemaId) -> bool {
        match edge {
            Edge::Property(name) => !shape.properties.contains_key(name) && *self.schema(part).node.value != false,
            Edge::Named("patternProperties", _) => true,
            _ => false,
        }
    }
}
