//! Which schemas are made, and which are parts of errors; and what becomes of each, for the ledger.

use std::collections::HashMap;

use serde_json::Value;

use super::kinds::{Kind, Kinds};
use super::wire::{RequestContent, RequestFormat, Wire};
use crate::findings::{Code, Finding, Findings, codes};
use crate::ledger::{Construct, Disposition, Entry, Ledger};
use crate::read::{Context, Edge, Node, RequestBody, SchemaId, Spec};
use crate::source::FileId;

/// Which schemas are used for what.
#[derive(Debug)]
pub(super) struct Usage {
    /// By schema: whether the crate has a type for it, or says what it is where it is used.
    made: Vec<bool>,
    /// By schema: whether a request can carry values of it.
    sent: Vec<bool>,
    /// By schema: whether it is a part of one that is made, so that the type of that one expresses it.
    expressed: Vec<bool>,
}

impl Usage {
    /// Whether the schema has a type.
    pub(super) fn is_made(&self, id: SchemaId) -> bool {
        self.made[id.index()]
    }

    /// Whether a request can carry values of the schema.
    pub(super) fn is_sent(&self, id: SchemaId) -> bool {
        self.sent[id.index()]
    }
}

/// Follows operations, and unless `prune` says otherwise all component schemas, to what they need.
pub(super) fn usage(spec: &Spec<'_>, kinds: &Kinds, wire: &Wire, prune: bool) -> Usage {
    let made = reached(spec, kinds, roots(spec, kinds, wire, prune));
    let parameters = wire.parameters.iter().flatten().copied();
    let sent = reached(spec, kinds, bodies(spec, kinds, wire).into_iter().chain(parameters).collect());
    let mut expressed = made.clone();
    for id in spec.schemas.ids().filter(|id| made[id.index()]) {
        let mut waiting: Vec<SchemaId> = kinds.sources(id).to_vec();
        while let Some(source) = waiting.pop() {
            if !std::mem::replace(&mut expressed[source.index()], true) {
                waiting.extend_from_slice(kinds.sources(source));
                // What a part of a combination refers to is combined.
                waiting.extend(
                    spec.schemas[source]
                        .parts
                        .iter()
                        .filter_map(|(edge, part)| matches!(edge, Edge::Branch(..)).then_some(*part)),
                );
            }
        }
    }
    Usage { made, sent, expressed }
}

/// The schemas that can be reached from others.
fn reached(spec: &Spec<'_>, kinds: &Kinds, roots: Vec<SchemaId>) -> Vec<bool> {
    let mut reached = vec![false; spec.schemas.len()];
    let mut waiting = roots;
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut reached[id.index()], true) {
            waiting.extend(kinds.parts(id));
        }
    }
    reached
}

fn roots(spec: &Spec<'_>, kinds: &Kinds, wire: &Wire, prune: bool) -> Vec<SchemaId> {
    let mut roots: Vec<SchemaId> = Vec::new();
    for (id, schema) in spec.schemas.iter() {
        if schema.is_component() && !schema.excluded && !prune {
            roots.push(id);
        }
    }
    roots.extend(wire.parameters.iter().flatten());
    roots.extend(bodies(spec, kinds, wire));
    roots.extend(&wire.read);
    roots.extend(wire.headers.values().filter_map(|header| header.schema));
    roots.extend(
        wire.successes.iter().flat_map(|success| &success.answers).filter_map(|answer| answer.content?.schema()),
    );
    roots
}

/// The schemas of the bodies of requests. Those of requests that the API makes have types, too, to read them.
fn bodies(spec: &Spec<'_>, kinds: &Kinds, wire: &Wire) -> Vec<SchemaId> {
    let of = |(body, contents): (&RequestBody, &Vec<RequestContent>)| -> Vec<SchemaId> {
        match contents.is_empty() {
            true => body.schemas().map(|id| kinds.request(id)).collect(),
            false => contents.iter().flat_map(|content| content.format.schemas()).collect(),
        }
    };
    spec.bodies.iter().zip(&wire.bodies).flat_map(of).collect()
}

/// Whether the media type says all that a schema right below it says: that it is text, bytes, or a list of values.
fn is_said_by_its_media_type(spec: &Spec<'_>, kinds: &Kinds, wire: &Wire, id: SchemaId) -> bool {
    let bodies = spec.bodies.iter().zip(&wire.bodies);
    let mut of = bodies.filter(|(body, _)| body.schemas().any(|other| other == id)).flat_map(|(_, contents)| contents);
    of.any(|content| match content.format {
        RequestFormat::JsonTexts(..) => matches!(kinds.resolved(id), Kind::List(_)),
        RequestFormat::Form(Some(sent), _) | RequestFormat::Members(Some(sent)) => {
            kinds.target(sent) == kinds.target(kinds.request(id))
        }
        RequestFormat::Multipart(ref form) => form.schema == kinds.target(kinds.request(id)),
        // What is written alike is one of the contents.
        RequestFormat::Json(Some(sent)) => kinds.target(sent) == kinds.target(kinds.request(id)),
        _ => matches!(kinds.resolved(id), Kind::String | Kind::Text(_) | Kind::Any),
    })
}

/// Whether a schema is that of the events or the lines of an answer, which says what the type of these says.
fn is_event(spec: &Spec<'_>, id: SchemaId) -> bool {
    let mut contents = spec.responses.iter().flat_map(|response| &response.contents);
    contents.any(|media| media.items == Some(id))
}

/// Says in the ledger what became of each schema and property.
pub(super) fn account(
    spec: &Spec<'_>,
    kinds: &Kinds,
    wire: &Wire,
    usage: &Usage,
    findings: &mut Findings,
    ledger: &mut Ledger,
) {
    // A parameter may be given as text for what its schema says, which is told, too.
    let is_parameter = |id: &SchemaId| matches!(spec.schemas[*id].context, Context::Parameter(..));
    let is_told = |id: &SchemaId| (usage.expressed[id.index()] || is_parameter(id)) && !spec.schemas[*id].excluded;
    findings.extend(kinds.findings().iter().filter(|(id, _)| is_told(id)).map(|(_, finding)| finding.clone()));
    let reasons = reasons(ledger);
    let mut dispositions: Vec<Disposition> = Vec::with_capacity(spec.schemas.len());
    // What stands nowhere comes last.
    for (id, schema) in spec.schemas.iter().filter(|(_, schema)| schema.derived.is_none()) {
        let disposition = if schema.excluded {
            Disposition::Excluded
        } else if usage.expressed[id.index()] {
            let loosened = kinds.loosened(id).or_else(|| kinds.loosened(kinds.target(id)));
            loosened.map_or(Disposition::Typed, |loosened| Disposition::Loosened(loosened.code()))
        } else {
            match &schema.context {
                Context::Component(_) => {
                    let message = "no operation uses this schema; it has no type";
                    let finding = Finding::new(codes::UNUSED_SCHEMA, schema.node.key_location(), message);
                    findings.push(finding.with_help("set `prune = false` under `[schemas]` to have it"));
                    Disposition::Excluded
                }
                // A part is read after what it is a part of.
                Context::Part(parent, edge) => match dispositions.get(parent.index()) {
                    // It says that there is nothing more, which holds of the type.
                    Some(Disposition::Typed) if says_nothing(*edge, schema.node.value) => Disposition::Typed,
                    // Of what is combined, another schema may say the same, or more.
                    Some(Disposition::Typed) if !usage.is_made(*parent) => Disposition::Typed,
                    // The values that are listed say all.
                    Some(Disposition::Typed) if matches!(kinds.get(*parent), Kind::Enum(_)) => Disposition::Typed,
                    Some(Disposition::Typed) | None => Disposition::Loosened(unfollowed(*edge)),
                    Some(above) => *above,
                },
                // One type is that of all headers of the name.
                Context::Header(..) => match reason(&reasons, &schema.node) {
                    Some(code) => Disposition::Loosened(code),
                    None => Disposition::Typed,
                },
                Context::Success(..) | Context::Failure(..) if wire.other_forms.contains(&id) => Disposition::Typed,
                Context::Success(..) if is_event(spec, id) => Disposition::Typed,
                Context::RequestBody(..) if is_said_by_its_media_type(spec, kinds, wire, id) => Disposition::Typed,
                Context::Parameter(..) | Context::RequestBody(..) | Context::Success(..) | Context::Failure(..) => {
                    let code = reason(&reasons, &schema.node);
                    Disposition::Loosened(code.unwrap_or_else(|| {
                        let message = "no method gives or takes values of this schema; it has no type";
                        let finding = Finding::new(codes::UNUSED_SCHEMA, schema.node.key_location(), message);
                        findings.loosen(finding.with_help("use its media type in an operation")).code()
                    }))
                }
            }
        };
        dispositions.push(disposition);
        let location = schema.node.location();
        ledger.push(Entry { construct: Construct::Schema, location, disposition });
    }
    // By what holds them: a property that something refers to may have been read as what it is there.
    for (_, property) in spec.schemas.iter().flat_map(|(_, schema)| schema.properties()) {
        if let Some(disposition) = dispositions.get(property.index()).copied() {
            let location = spec.schemas[property].node.location();
            ledger.push(Entry { construct: Construct::Property, location, disposition });
        }
    }
    ledger.finish();
}

/// Why parameters and headers are text, and bodies are bytes, or why they are left out; by where they stand.
fn reasons(ledger: &Ledger) -> HashMap<(FileId, String), Code> {
    let around = [Construct::Parameter, Construct::MediaType, Construct::Header];
    let is_around = |entry: &&Entry| around.contains(&entry.construct);
    let loosened = ledger.iter().filter(is_around).filter_map(|entry| match entry.disposition {
        Disposition::Loosened(code) => Some(((entry.location.file, entry.location.place.pointer()?.to_string()), code)),
        Disposition::Typed | Disposition::Excluded => None,
    });
    loosened.collect()
}

/// Why the parameter or the body that a schema is a part of has no type.
fn reason(reasons: &HashMap<(FileId, String), Code>, schema: &Node<'_>) -> Option<Code> {
    let mut at = schema.pointer.parent();
    while let Some(pointer) = at {
        if let Some(code) = reasons.get(&(schema.file, pointer.to_string())) {
            return Some(*code);
        }
        at = pointer.parent();
    }
    None
}

/// Whether a part of a typed schema says nothing that its type doesn't: that there is nothing more, or anything.
fn says_nothing(edge: Edge<'_>, value: &Value) -> bool {
    let is_rest = matches!(
        edge,
        Edge::AdditionalProperties
            | Edge::Items
            | Edge::Other("unevaluatedProperties" | "unevaluatedItems" | "propertyNames")
    );
    *value == Value::Bool(false) || (is_rest && super::shapes::is_trivial(value))
}

/// The finding that tells of a part of a typed schema which has no type itself.
fn unfollowed(edge: Edge<'_>) -> Code {
    match edge {
        Edge::Branch("prefixItems", _) => codes::KEYWORD,
        Edge::Property(_) | Edge::Items | Edge::AdditionalProperties | Edge::Branch(..) => codes::FOREIGN_KEYWORD,
        Edge::Named(..) | Edge::Other(_) => codes::KEYWORD,
    }
}
