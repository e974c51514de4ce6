//! The second pass: which schemas are one type.
//!
//! Two rules make one type of several inline schemas (those of components have names of their own, and keep them):
//!
//! - **Error bodies of one shape**, give or take the values of their enums, are one type, whose enums know the values
//!   of all. Its enums are open, even those of one value: an error must not be lost for a code that is new.
//! - **Equal schemas**, descriptions included, are one type.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::schemas::{Origin, Schema, Shape};
use crate::ir::{EnumRepr, EnumValue};
use crate::pointer::Pointer;

/// Which schemas are one type.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// The schema that stands for others; one that stands for itself alone isn't in it.
    representative: HashMap<Pointer, Pointer>,
    /// The others that a schema stands for, sorted.
    others: HashMap<Pointer, Vec<Pointer>>,
    /// The values of the enums that are made of several, by representative.
    values: HashMap<Pointer, Vec<EnumValue>>,
    /// The enums of error bodies.
    lenient: HashSet<Pointer>,
}

impl Classes {
    /// The schema whose type `pointer` has.
    pub(super) fn representative<'a>(&'a self, pointer: &'a Pointer) -> &'a Pointer {
        self.representative.get(pointer).unwrap_or(pointer)
    }

    /// Whether `pointer` stands for itself, and maybe for others.
    pub(super) fn is_representative(&self, pointer: &Pointer) -> bool {
        !self.representative.contains_key(pointer)
    }

    /// The schemas that have the type of `representative`, itself first.
    pub(super) fn members<'a>(&'a self, representative: &'a Pointer) -> impl Iterator<Item = &'a Pointer> {
        std::iter::once(representative).chain(self.others.get(representative).into_iter().flatten())
    }

    /// The values of the enum `pointer`, which alone has `own`.
    pub(super) fn values(&self, pointer: &Pointer, own: &[EnumValue]) -> Vec<EnumValue> {
        self.values.get(pointer).cloned().unwrap_or_else(|| own.to_vec())
    }

    /// Whether the enum `pointer` keeps values that it doesn't know.
    pub(super) fn is_open(&self, pointer: &Pointer, values: usize) -> bool {
        values > 1 || self.lenient.contains(pointer)
    }

    fn join(&mut self, schemas: &Schemas, representative: &Pointer, member: &Pointer) {
        if representative == member || schemas.get(member).is_none_or(Schema::is_component) {
            return;
        }
        self.representative.insert(member.clone(), representative.clone());
        for (ours, theirs) in children(schemas, representative).into_iter().zip(children(schemas, member)) {
            self.join(schemas, &ours, &theirs);
        }
        let (Some(Shape::Enum(_, ours)), Some(Shape::Enum(_, theirs))) =
            (shape(schemas, representative), shape(schemas, member))
        else {
            return;
        };
        let values = self.values.entry(representative.clone()).or_insert_with(|| ours.clone());
        values.extend(theirs.iter().filter(|value| !ours.contains(value)).cloned());
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.clone()));
    }

    fn be_lenient(&mut self, schemas: &Schemas, pointer: &Pointer) {
        if schemas.get(pointer).is_some_and(|schema| !schema.is_component()) {
            self.lenient.insert(pointer.clone());
            for child in children(schemas, pointer) {
                self.be_lenient(schemas, &child);
            }
        }
    }
}

type Schemas = IndexMap<Pointer, Schema>;

/// Finds the schemas that are one type.
pub(super) fn find(schemas: &Schemas) -> Classes {
    let mut classes = Classes::default();
    let is_envelope = |schema: &Schema| matches!(schema.origin, Origin::Failure(_)) && schema.is_type();
    let envelopes = schemas.iter().filter(|(_, schema)| is_envelope(schema)).map(|(pointer, _)| pointer);
    let mut by_shape: IndexMap<String, &Pointer> = IndexMap::new();
    for pointer in envelopes {
        classes.be_lenient(schemas, pointer);
        let first = *by_shape.entry(signature(schemas, pointer, Exactness::Shape)).or_insert(pointer);
        classes.join(schemas, first, pointer);
    }
    let mut by_text: IndexMap<String, &Pointer> = IndexMap::new();
    for (pointer, schema) in schemas {
        if schema.is_component() || !schema.is_type() || classes.lenient.contains(pointer) {
            continue;
        }
        let first = *by_text.entry(signature(schemas, pointer, Exactness::All)).or_insert(pointer);
        if first != pointer && classes.is_representative(pointer) {
            classes.join(schemas, first, pointer);
        }
    }
    for (member, representative) in &classes.representative {
        classes.others.entry(representative.clone()).or_default().push(member.clone());
    }
    classes.others.values_mut().for_each(|members| members.sort());
    classes
}

#[derive(Clone, Copy, PartialEq)]
enum Exactness {
    /// Which properties there are, and what they are.
    Shape,
    /// The values of enums and the descriptions too.
    All,
}

/// A text that is the same for schemas that can be one type.
fn signature(schemas: &Schemas, pointer: &Pointer, exactness: Exactness) -> String {
    let Some(schema) = schemas.get(pointer) else { return String::new() };
    let inner = |pointer: &Pointer| match schemas.get(pointer) {
        Some(schema) if schema.is_component() => format!("ref {pointer:?}"),
        _ => signature(schemas, pointer, exactness),
    };
    let shape = match &schema.shape {
        Shape::List(items) => format!("[{}]", inner(items)),
        Shape::Object(properties) => {
            let mut members: Vec<_> = properties
                .iter()
                .map(|property| format!("{:?} {} {}", property.name, property.required, inner(&property.schema)))
                .collect();
            members.sort();
            format!("{{{}}}", members.join(", "))
        }
        Shape::Enum(wire, _) if exactness == Exactness::Shape => {
            format!("enum {}", if *wire == EnumRepr::String { "s" } else { "i" })
        }
        shape => format!("{shape:?}"),
    };
    match exactness {
        Exactness::Shape => shape,
        Exactness::All => format!("{shape} {:?} {}", schema.description, schema.deprecated),
    }
}

fn shape<'a>(schemas: &'a Schemas, pointer: &Pointer) -> Option<&'a Shape> {
    schemas.get(pointer).map(|schema| &schema.shape)
}

/// The schemas right below, in an order that is the same for schemas of one shape.
fn children(schemas: &Schemas, pointer: &Pointer) -> Vec<Pointer> {
    match shape(schemas, pointer) {
        Some(Shape::List(items)) => vec![items.clone()],
        Some(Shape::Object(properties)) => {
            let mut sorted: Vec<_> = properties.iter().collect();
            sorted.sort_by(|a, b| a.name.cmp(&b.name));
            sorted.into_iter().map(|property| property.schema.clone()).collect()
        }
        _ => Vec::new(),
    }
}
