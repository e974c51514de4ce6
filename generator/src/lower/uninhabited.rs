//! The third pass: schemas of which there is no finite value.

use std::collections::HashSet;

use super::cycles::Cycles;
use super::kinds::{Kind, Kinds};
use super::resolve::Resolved;
use crate::findings::{Finding, Findings, codes};
use crate::read::Spec;

/// Tells of objects that need one another inside them, without an end. The types are made; no value of them can be.
pub(super) fn tell(spec: &Spec<'_>, resolved: &Resolved, kinds: &Kinds, findings: &mut Findings) {
    let edges = spec.schemas.ids().flat_map(|id| {
        let properties = match kinds.get(id) {
            Kind::Object(properties) => properties.as_slice(),
            _ => &[],
        };
        let needed = properties.iter().filter(|property| property.required);
        needed.filter_map(move |property| Some((id, resolved.get(property.schema).ok()?)))
    });
    let cycles = Cycles::find(spec.schemas.len(), edges);
    // One of each cycle is enough.
    let mut seen = HashSet::new();
    for id in spec.schemas.ids() {
        if cycles.of(id).is_some_and(|cycle| seen.insert(cycle)) && !spec.schemas[id].excluded {
            let message = "a value of this schema would need another one inside it, without an end";
            let finding = Finding::new(codes::UNINHABITED, spec.schemas[id].node.key_location(), message);
            let help = "make a property that leads back to it optional, or put a list between";
            findings.push(finding.with_help(help));
        }
    }
}
