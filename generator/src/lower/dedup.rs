//! The pass that finds the schemas which are one type.
//!
//! - **Error bodies of one shape**, give or take the values of their enums, are one type, the error envelope, whose
//!   enums know the values of all. Its enums are open, even those of one value: an error must not be lost for a code that
//!   is new.
//! - **Equal inline schemas**, descriptions included, are one type. Each keeps the name of its own place, as an alias, so
//!   that no name depends on which others there are.
//!
//! Schemas of components have names that their authors chose, and are types of their own.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::kinds::{Entry, Enumeration, Kind, Kinds, Rest};
use super::usage::Usage;
use crate::ir::EnumRepr;
use crate::read::{Context, SchemaId, Spec};

/// Which schemas are one type.
#[derive(Debug, Default)]
pub(super) struct Dedup {
    /// The schema that stands for others; one that stands for itself alone isn't in it.
    representative: HashMap<SchemaId, SchemaId>,
    /// The parts of error bodies: they have no name of their own place.
    envelopes: HashMap<SchemaId, Envelope>,
    /// The schemas that one stands for, by representative.
    members: HashMap<SchemaId, Vec<SchemaId>>,
    /// The values of the enums that are made of several, by representative.
    entries: HashMap<SchemaId, Vec<Entry>>,
}

/// A group of error bodies of one shape.
#[derive(Debug, Clone)]
pub(super) struct Envelope {
    /// A text that is the same for all bodies of the shape, and for no others.
    pub(super) signature: String,
    /// Whether it is a body itself, and no part of one.
    pub(super) is_body: bool,
    /// All schemas of the group, in the order of their locations.
    pub(super) members: Vec<SchemaId>,
}

impl Dedup {
    /// The schema whose type `id` has.
    pub(super) fn representative(&self, id: SchemaId) -> SchemaId {
        self.representative.get(&id).copied().unwrap_or(id)
    }

    /// The other schemas that have the type of `id`.
    pub(super) fn members(&self, id: SchemaId) -> &[SchemaId] {
        self.members.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The error bodies of one shape that `id` stands for.
    pub(super) fn envelope(&self, id: SchemaId) -> Option<&Envelope> {
        self.envelopes.get(&id)
    }

    /// All error bodies, and their parts, by representative.
    pub(super) fn envelopes(&self) -> impl Iterator<Item = (SchemaId, &Envelope)> {
        self.envelopes.iter().map(|(id, envelope)| (*id, envelope))
    }

    /// Whether `id` is a part of an error body that another schema stands for, or is that schema.
    pub(super) fn is_envelope(&self, id: SchemaId) -> bool {
        self.envelopes.contains_key(&self.representative(id))
    }

    /// The values of the enum `id`, which alone has those of `own`.
    pub(super) fn entries<'e>(&'e self, id: SchemaId, own: &'e Enumeration) -> &'e [Entry] {
        self.entries.get(&id).map_or(own.entries.as_slice(), Vec::as_slice)
    }

    /// Whether the enum `id` keeps values that it doesn't know.
    pub(super) fn is_open(&self, id: SchemaId, own: &Enumeration, values: usize) -> bool {
        values > 1 || own.is_open || self.envelopes.contains_key(&id)
    }
}

/// Finds the schemas that are one type.
pub(super) fn dedup(spec: &Spec<'_>, kinds: &Kinds, usage: &Usage) -> Dedup {
    let mut finder =
        Finder { spec, kinds, shapes: Signatures::default(), texts: Signatures::default(), dedup: Dedup::default() };
    finder.merge_error_bodies(usage);
    finder.merge_equal(usage);
    let mut dedup = finder.dedup;
    for (member, representative) in &dedup.representative {
        dedup.members.entry(*representative).or_default().push(*member);
    }
    dedup
}

/// Signatures that have been made, as numbers that are the same for equal ones.
#[derive(Default)]
struct Signatures {
    of: HashMap<SchemaId, u32>,
    numbers: IndexMap<String, u32>,
}

struct Finder<'a, 'd> {
    spec: &'a Spec<'d>,
    kinds: &'a Kinds,
    /// Which properties there are, and what they are; nothing of the values of enums.
    shapes: Signatures,
    /// Everything: values and descriptions too.
    texts: Signatures,
    dedup: Dedup,
}

#[derive(Clone, Copy, PartialEq)]
enum Exactness {
    Shape,
    All,
}

impl Finder<'_, '_> {
    fn merge_error_bodies(&mut self, usage: &Usage) {
        let is_body = |id: &SchemaId| {
            matches!(self.spec.schemas[*id].context, Context::Failure(..))
                && self.kinds.is_type(*id)
                && usage.is_made(*id)
        };
        let mut bodies: Vec<_> = self.spec.schemas.ids().filter(is_body).collect();
        bodies.sort_by(|a, b| self.location(*a).cmp(&self.location(*b)));
        let mut groups: IndexMap<u32, Vec<SchemaId>> = IndexMap::new();
        for id in bodies {
            let shape = self.signature(id, Exactness::Shape);
            groups.entry(shape).or_default().push(id);
        }
        for members in groups.into_values() {
            let Some(&first) = members.first() else { continue };
            let signature = self.written_shape(first);
            self.join_group(&members, &signature, true);
        }
    }

    /// Makes one of schemas of one shape, and of their parts.
    fn join_group(&mut self, members: &[SchemaId], signature: &str, is_body: bool) {
        let Some((&first, others)) = members.split_first() else { return };
        if self.dedup.envelopes.contains_key(&first) || self.spec.schemas[first].is_component() {
            return;
        }
        for &other in others {
            self.dedup.representative.insert(other, first);
        }
        if self.kinds.is_type(first) {
            let envelope = Envelope { signature: signature.to_owned(), is_body, members: members.to_vec() };
            self.dedup.envelopes.insert(first, envelope);
        }
        if let Kind::Enum(..) = self.kinds.get(first) {
            let mut seen = HashSet::new();
            let all = members.iter().flat_map(|id| match self.kinds.get(*id) {
                Kind::Enum(enumeration) => enumeration.entries.as_slice(),
                _ => &[],
            });
            let entries: Vec<_> = all.filter(|entry| seen.insert(entry.value.clone())).cloned().collect();
            self.dedup.entries.insert(first, entries);
        }
        let parts: Vec<Vec<SchemaId>> = members.iter().map(|id| self.parts(*id)).collect();
        for index in 0..parts.first().map_or(0, Vec::len) {
            let column: Vec<_> = parts.iter().filter_map(|parts| parts.get(index).copied()).collect();
            let is_reference = column
                .iter()
                .any(|id| matches!(self.kinds.get(*id), Kind::Reference(_)) || self.spec.schemas[*id].is_component());
            if !is_reference {
                self.join_group(&column, signature, false);
            }
        }
    }

    fn merge_equal(&mut self, usage: &Usage) {
        let is_inline =
            |id: &SchemaId| !self.spec.schemas[*id].is_component() && self.kinds.is_type(*id) && usage.is_made(*id);
        let inline: Vec<_> = self.spec.schemas.ids().filter(is_inline).collect();
        let mut inline: Vec<_> = inline.into_iter().filter(|id| !self.dedup.is_envelope(*id)).collect();
        inline.sort_by(|a, b| self.location(*a).cmp(&self.location(*b)));
        let mut firsts: HashMap<u32, SchemaId> = HashMap::new();
        for id in inline {
            let text = self.signature(id, Exactness::All);
            let first = *firsts.entry(text).or_insert(id);
            if first != id {
                self.dedup.representative.insert(id, first);
            }
        }
    }

    fn location(&self, id: SchemaId) -> (crate::source::FileId, &str) {
        let node = &self.spec.schemas[id].node;
        (node.file, node.pointer.as_str())
    }

    /// A number that is the same for schemas that can be one type. Inline schemas are nested at most as deep as the
    /// document; a reference ends there.
    fn signature(&mut self, id: SchemaId, exactness: Exactness) -> u32 {
        let known = match exactness {
            Exactness::Shape => self.shapes.of.get(&id),
            Exactness::All => self.texts.of.get(&id),
        };
        if let Some(known) = known {
            return *known;
        }
        let text = self.text(id, exactness);
        let signatures = match exactness {
            Exactness::Shape => &mut self.shapes,
            Exactness::All => &mut self.texts,
        };
        let next = u32::try_from(signatures.numbers.len()).unwrap_or(u32::MAX);
        let number = *signatures.numbers.entry(text).or_insert(next);
        signatures.of.insert(id, number);
        number
    }

    fn text(&mut self, id: SchemaId, exactness: Exactness) -> String {
        let shape = match self.kinds.get(id) {
            Kind::Reference(_) => format!("ref {}", self.kinds.target(id).index()),
            Kind::List(Some(items)) => format!("[{}]", self.part(*items, exactness)),
            Kind::Map(values) => format!("map {}", self.part(*values, exactness)),
            Kind::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.part(*item, exactness)).collect();
                format!("({})", items.join(", "))
            }
            Kind::Object(object) => {
                let mut members: Vec<_> = object
                    .properties
                    .iter()
                    .map(|property| {
                        let inner = self.part(property.schema, exactness);
                        format!("{:?} {} {inner}", property.name, property.required)
                    })
                    .collect();
                // Shapes don't depend on the order of properties; types do.
                if exactness == Exactness::Shape {
                    members.sort();
                }
                match object.rest {
                    None => {}
                    Some(Rest::Free) => members.push("..".to_owned()),
                    Some(Rest::Typed(values)) => members.push(format!("..{}", self.part(values, exactness))),
                }
                format!("{{{}}}", members.join(", "))
            }
            Kind::Union(union) => {
                let branches = union.branches.iter().map(|branch| {
                    format!("{:?} {:?} {}", branch.labels.first(), branch.tags, self.part(branch.schema, exactness))
                });
                format!("union {:?} {}", union.tag, branches.collect::<Vec<_>>().join(" | "))
            }
            Kind::Enum(enumeration) if exactness == Exactness::Shape => {
                format!("enum {}", repr_text(enumeration.repr))
            }
            Kind::Enum(enumeration) => {
                let entries = enumeration.entries.iter().map(|entry| (&entry.value, &entry.label, &entry.description));
                format!("enum {} {:?}", enumeration.is_open, entries.collect::<Vec<_>>())
            }
            Kind::Any | Kind::Loose(_) => "any".to_owned(),
            kind => format!("{kind:?}"),
        };
        let shape = if self.kinds.is_nullable(id) { format!("null or {shape}") } else { shape };
        if exactness == Exactness::Shape {
            return shape;
        }
        let node = &self.spec.schemas[id].node;
        format!("{shape} {:?} {:?} {}", node.text("description"), node.text("title"), node.flag("deprecated"))
    }

    /// The signature of a part. What stands nowhere in the document may lead back to where it began, and is itself.
    fn part(&mut self, id: SchemaId, exactness: Exactness) -> String {
        let is_nested = !self.kinds.parts(id).is_empty();
        let schema = &self.spec.schemas[id];
        match (schema.derived.is_some() && is_nested) || schema.is_component() {
            true => format!("ref {}", id.index()),
            false => self.signature(id, exactness).to_string(),
        }
    }

    /// The shape in full, for what is named after it.
    fn written_shape(&self, id: SchemaId) -> String {
        let place = |id: SchemaId| self.spec.schemas[id].node.pointer.to_string();
        let shape = match self.kinds.get(id) {
            Kind::Reference(_) => format!("ref {}", place(self.kinds.target(id))),
            kind if self.spec.schemas[id].is_component()
                || (self.spec.schemas[id].derived.is_some() && !matches!(kind, Kind::Enum(_))) =>
            {
                format!("ref {}", place(id))
            }
            Kind::List(Some(items)) => format!("[{}]", self.written_shape(*items)),
            Kind::Object(object) => {
                let mut members: Vec<_> = object
                    .properties
                    .iter()
                    .map(|property| {
                        format!("{:?} {} {}", property.name, property.required, self.written_shape(property.schema))
                    })
                    .collect();
                members.sort();
                format!("{{{}}}", members.join(", "))
            }
            Kind::Map(values) => format!("map {}", self.written_shape(*values)),
            Kind::Tuple(items) => items.iter().map(|item| self.written_shape(*item)).collect::<Vec<_>>().join(", "),
            Kind::Union(union) => {
                let branches = union.branches.iter().map(|branch| self.written_shape(branch.schema));
                branches.collect::<Vec<_>>().join(" | ")
            }
            Kind::Enum(enumeration) => format!("enum {}", repr_text(enumeration.repr)),
            Kind::Any | Kind::Loose(_) => "any".to_owned(),
            kind => format!("{kind:?}"),
        };
        if self.kinds.is_nullable(id) { format!("null or {shape}") } else { shape }
    }

    /// The schemas right below, in an order that is the same for schemas of one shape.
    fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        match self.kinds.get(id) {
            Kind::Object(object) => {
                let mut sorted: Vec<_> = object.properties.iter().collect();
                sorted.sort_by(|a, b| a.name.cmp(&b.name));
                sorted.into_iter().map(|property| property.schema).collect()
            }
            Kind::Reference(_) => Vec::new(),
            _ => self.kinds.parts(id),
        }
    }
}

fn repr_text(repr: EnumRepr) -> &'static str {
    match repr {
        EnumRepr::String => "s",
        EnumRepr::Integer => "i",
        EnumRepr::Json => "json",
    }
}
