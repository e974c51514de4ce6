//! The names of error bodies that several operations share.

use super::Cx;
use super::types::{Types, pin_of_any, section};
use crate::ir::TypePath;
use crate::lower::kinds::{Kind, Union};
use crate::names::{Candidate, Case, RESERVED_TYPES, assign, words};
use crate::read::SchemaId;

/// Error bodies of one shape are called after the shape alone, so that another shape doesn't change their name: `{ error }`
/// is an `ErrorEnvelope`, `{ code, message }` a `CodeMessageError`.
pub(super) fn names(cx: &mut Cx<'_, '_>, types: &mut Types) {
    let mut candidates = Vec::new();
    for (id, envelope) in cx.dedup.envelopes().filter(|(_, envelope)| envelope.is_body) {
        let further = [shape_words(cx, id, 2), shape_words(cx, id, 3)];
        let pin = pin_of_any(cx, &envelope.members);
        let candidate = Candidate::new(id, envelope.signature.clone(), shape_words(cx, id, 1));
        candidates.push(candidate.or_else(move || further.clone()).pin(pin));
    }
    let assigned = assign(Case::Type, RESERVED_TYPES, candidates);
    cx.pins.check(&assigned, |id| Some(cx.spec.schemas[*id].node.pointer.clone()));
    let module = section("errors");
    let named = assigned.names.into_iter();
    types.schemas.extend(named.map(|(id, name)| (id, TypePath { module: module.clone(), name })));
}

/// The most properties that the name of a shape has at each of its levels.
const MOST_PROPERTIES: usize = 4;

/// What an error body is called by its properties, down to a level.
fn shape_words(cx: &Cx<'_, '_>, id: SchemaId, levels: usize) -> String {
    let object = match cx.kinds.get(id) {
        Kind::Object(object) => object,
        Kind::Union(union) => return branch_words(union, levels),
        _ => return "error value".to_owned(),
    };
    let has_error = object.properties.iter().any(|property| property.name == "error");
    let words = property_words(cx, id, levels).join(" ");
    let inner = words.trim();
    match has_error {
        true => format!("{} error envelope", inner.strip_prefix("error").unwrap_or(inner)),
        false => format!("{inner} error"),
    }
}

/// What an error body of several branches is called: after the first ones, as many as there are levels and one more.
fn branch_words(union: &Union, levels: usize) -> String {
    let labels = union.branches.iter().filter_map(|branch| branch.labels.first());
    let labels: Vec<String> = labels.take(levels + 1).map(|label| words(label).join(" ")).collect();
    let joined = labels.join(" or ");
    if joined.ends_with("error") { joined } else { format!("{joined} error") }
}

/// The names of an object's properties, sorted, each with those of its own ones behind it; `error` first.
fn property_words(cx: &Cx<'_, '_>, id: SchemaId, levels: usize) -> Vec<String> {
    let Kind::Object(object) = cx.kinds.get(id) else { return Vec::new() };
    let mut sorted: Vec<_> = object.properties.iter().collect();
    sorted.sort_by_key(|property| (property.name != "error", &property.name));
    let named = sorted.into_iter().take(MOST_PROPERTIES).flat_map(|property| {
        let below = if levels > 1 { property_words(cx, property.schema, levels - 1) } else { Vec::new() };
        std::iter::once(property.name.clone()).chain(below)
    });
    named.collect()
}
