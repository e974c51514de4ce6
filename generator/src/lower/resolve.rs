//! The first pass: the schema that each reference leads to in the end.

use crate::findings::{Finding, Findings, Loosened, codes};
use crate::read::{Arena, SchemaId, Target};

/// What each schema stands for, references followed.
#[derive(Debug)]
pub(super) struct Resolved(Vec<Result<SchemaId, Loosened>>);

impl Resolved {
    /// The schema that `id` stands for: itself, unless it is a reference.
    pub(super) fn get(&self, id: SchemaId) -> Result<SchemaId, Loosened> {
        // Schemas that stand nowhere refer to nothing.
        self.0.get(id.index()).copied().unwrap_or(Ok(id))
    }
}

/// Follows all references. Chains may be of any length, and lead back to themselves.
pub(super) fn resolve(schemas: &Arena<'_>, findings: &mut Findings) -> Resolved {
    let mut known: Vec<Option<Result<SchemaId, Loosened>>> = vec![None; schemas.len()];
    let mut chain = Vec::new();
    let mut in_chain = vec![false; schemas.len()];
    for start in schemas.ids() {
        let mut at = start;
        let end = loop {
            if let Some(known) = known[at.index()] {
                break known;
            }
            if in_chain[at.index()] {
                let reference = &schemas[at].node;
                let message = "this `$ref` leads back to itself; any JSON is allowed here";
                let finding = Finding::new(codes::REFERENCE_CYCLE, reference.value_of("$ref"), message);
                let help = "let one of the references name a schema that isn't a reference";
                break Err(findings.loosen(finding.with_help(help)));
            }
            match schemas[at].target {
                Target::None => break Ok(at),
                Target::Missing(loosened) => break Err(loosened),
                Target::Schema(next) => {
                    in_chain[at.index()] = true;
                    chain.push(at);
                    at = next;
                }
            }
        };
        known[at.index()].get_or_insert(end);
        for id in chain.drain(..) {
            in_chain[id.index()] = false;
            known[id.index()] = Some(end);
        }
    }
    // Each has been followed; one that hasn't stands for itself.
    Resolved(known.into_iter().zip(schemas.ids()).map(|(end, id)| end.unwrap_or(Ok(id))).collect())
}
