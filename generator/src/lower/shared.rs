//! The seventh pass: the parameters that a client has a value of, for all operations that have them.

use std::mem::{Discriminant, discriminant};

use indexmap::IndexMap;

use super::dedup::Dedup;
use super::kinds::{Kind, Kinds};
use super::wire::Wire;
use crate::config::Config;
use crate::findings::{Code, Finding, Findings, codes};
use crate::ir::{EnumRepr, ParameterEncoding, ParameterLocation};
use crate::read::{ParameterId, SchemaId, Spec};
use crate::text::excerpt;

/// A parameter that the client has, too.
#[derive(Debug)]
pub(super) struct SharedParameter {
    /// The parameter of each operation that has it, optional.
    pub(super) all: Vec<ParameterId>,
    /// One of them, whose type is the client's.
    pub(super) typed: ParameterId,
}

/// Each request needs one of its own.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// What the passes before have found.
pub(super) struct Cx<'a, 'd> {
    pub(super) spec: &'a Spec<'d>,
    pub(super) config: &'a Config,
    pub(super) kinds: &'a Kinds,
    pub(super) wire: &'a Wire,
    pub(super) dedup: &'a Dedup,
}

/// Where a parameter is, and its name: that of a header in small letters.
type Key = (ParameterLocation, String);

type Candidates = IndexMap<Key, Vec<ParameterId>>;

/// The parameters that the configuration names; without a word of it, those that every operation has.
pub(super) fn shared(cx: &Cx<'_, '_>, findings: &mut Findings) -> Vec<SharedParameter> {
    let candidates = candidates(cx.spec);
    match &cx.config.client.shared_parameters {
        Some(names) => named(cx, names, &candidates, findings),
        None => recognised(cx, candidates),
    }
}

/// The optional parameters of all operations in headers and queries, in the order of the document.
fn candidates(spec: &Spec<'_>) -> Candidates {
    let mut found = Candidates::new();
    for id in spec.operations.iter().flat_map(|operation| &operation.parameters) {
        let parameter = &spec.parameters[id.0];
        let name = match parameter.location {
            _ if parameter.required => continue,
            ParameterLocation::Header => parameter.wire.to_ascii_lowercase(),
            ParameterLocation::Query => parameter.wire.clone(),
            _ => continue,
        };
        found.entry((parameter.location, name)).or_default().push(*id);
    }
    found
}

/// What every operation has. That of the query of an only operation is most likely about that operation.
fn recognised(cx: &Cx<'_, '_>, candidates: Candidates) -> Vec<SharedParameter> {
    let operations = cx.spec.operations.len();
    let is_shared = |(location, name): &Key, all: &[ParameterId]| {
        all.len() == operations && (*location == ParameterLocation::Header || operations > 1) && name != IDEMPOTENCY_KEY
    };
    let shared = candidates.into_iter().filter(|(key, all)| is_shared(key, all));
    shared.filter_map(|(_, all)| cx.shared(all)).collect()
}

fn named(cx: &Cx<'_, '_>, names: &[String], candidates: &Candidates, findings: &mut Findings) -> Vec<SharedParameter> {
    let mut shared: Vec<SharedParameter> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let mut tell = |code: Code, message: String, help: &str| {
            let location = cx.config.location_of(&["client", "shared-parameters", &index.to_string()]);
            findings.push(Finding::new(code, location, message).with_help(help));
        };
        let name_shown = excerpt(name);
        if name.eq_ignore_ascii_case(IDEMPOTENCY_KEY) {
            let message =
                format!("`{name_shown}` can't be the same in all requests, which would be repetitions of one");
            tell(codes::PIN, message, "remove it; `idempotency-keys` gives each request a key of its own");
            continue;
        }
        let is_named = |(location, known): &Key| match location {
            ParameterLocation::Header => known.eq_ignore_ascii_case(name),
            _ => known == name,
        };
        let found: Vec<_> = candidates.iter().filter(|(key, _)| is_named(key)).map(|(_, all)| all).collect();
        if found.is_empty() {
            let message = format!("no operation has `{name_shown}` as an optional parameter in a header or the query");
            tell(codes::PIN_UNUSED, message, "write it as the document does, or remove it");
        }
        for all in found {
            match cx.shared(all.clone()) {
                Some(parameter) if shared.iter().all(|known| known.all != parameter.all) => shared.push(parameter),
                Some(_) => {}
                None => {
                    let message = format!("`{name_shown}` is not one scalar type in all operations");
                    tell(codes::PIN, message, "let them refer to one parameter under `components`, or remove it here");
                }
            }
        }
    }
    shared
}

/// What tells the types of parameters apart: scalars by their kind, enums by their type.
type TypeKey = (Discriminant<Kind>, Option<SchemaId>);

impl Cx<'_, '_> {
    /// The parameter with the type that all have; or with an open enum where the others take any text, which it holds.
    fn shared(&self, all: Vec<ParameterId>) -> Option<SharedParameter> {
        // What isn't one text is not given to the client.
        if all.iter().any(|id| self.wire.encodings[id.0] != ParameterEncoding::Text) {
            return None;
        }
        let mut types: IndexMap<TypeKey, ParameterId> = IndexMap::new();
        for id in &all {
            types.entry(self.type_of(*id)).or_insert(*id);
        }
        let own = types.keys().filter(|(_, own)| own.is_some()).count();
        let is_one =
            types.len() == 1 || (types.len() == 2 && own == 1 && types.values().all(|id| self.is_any_text(*id)));
        let (_, typed) = types.into_iter().max_by_key(|((_, own), _)| own.is_some())?;
        is_one.then_some(SharedParameter { typed, all })
    }

    fn type_of(&self, id: ParameterId) -> TypeKey {
        // What has no type of its own is given as text.
        let schema = self.schema(id);
        let kind = schema.map_or(&Kind::String, |schema| self.kinds.get(schema));
        let own = schema.filter(|schema| self.kinds.is_type(*schema));
        (discriminant(kind), own.map(|schema| self.dedup.representative(schema)))
    }

    fn is_any_text(&self, id: ParameterId) -> bool {
        let Some(schema) = self.schema(id) else { return true };
        match self.kinds.get(schema) {
            Kind::String => true,
            Kind::Enum(enumeration) if enumeration.repr == EnumRepr::String => {
                let id = self.dedup.representative(schema);
                self.dedup.is_open(id, enumeration, self.dedup.entries(id, enumeration).len())
            }
            _ => false,
        }
    }

    fn schema(&self, id: ParameterId) -> Option<SchemaId> {
        self.wire.parameters[id.0].map(|schema| self.kinds.target(schema)).ok()
    }
}
