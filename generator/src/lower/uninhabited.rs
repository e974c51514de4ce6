//! The pass that finds schemas of which there is no finite value.

use std::collections::HashSet;

use super::cycles::Cycles;
use super::kinds::{Kind, Kinds};
use crate::findings::{Finding, Findings, codes};
use crate::read::{SchemaId, Spec};

/// Tells of objects that need one another inside them, without an end. The types are made; no value of them can be.
pub(super) fn tell(spec: &Spec<'_>, kinds: &Kinds, findings: &mut Findings) {
    let needed = |id: SchemaId| match kinds.get(id) {
        Kind::Object(object) => {
            let required = object.properties.iter().filter(|property| property.required);
            required.map(|property| property.schema).filter(|id| !kinds.is_nullable(*id)).collect()
        }
        Kind::Tuple(items) => items.clone(),
        _ => Vec::new(),
    };
    let edges = spec.schemas.ids().flat_map(|id| needed(id).into_iter().map(move |part| (id, part)));
    let edges = edges.map(|(id, part)| (id, kinds.target(part)));
    let cycles = Cycles::find(spec.schemas.len(), edges);
    // One of each cycle is enough.
    let mut seen = HashSet::new();
    for (id, schema) in spec.schemas.iter() {
        let is_told = !schema.excluded && schema.derived.is_none();
        if cycles.of(id).is_some_and(|cycle| seen.insert(cycle)) && is_told {
            let message = "a value of this schema would need another one inside it, without an end";
            let finding = Finding::new(codes::UNINHABITED, schema.node.key_location(), message);
            let help = "make a property that leads back to it optional, or put a list between";
            findings.push(finding.with_help(help));
        }
    }
}
