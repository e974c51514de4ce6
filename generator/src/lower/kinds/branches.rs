//! The branches of unions, and what is known of the values of each.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

use super::aliases::adds_nothing;
use super::{Cx, Kind, types_of};
use crate::ir::{JsonKind, Width};
use crate::lower::shapes::{Alternatives, ListedValue, Rest, Shape};
use crate::read::{JsonType, SchemaId};

/// A branch, references followed.
#[derive(Clone)]
pub(super) struct Found<'d> {
    pub(super) schema: SchemaId,
    pub(super) shape: Rc<Shape<'d>>,
    /// Whether it is what a schema says of values of one type.
    pub(super) is_slice: bool,
}

impl Found<'_> {
    /// Whether objects are among its values.
    pub(super) fn can_be_object(&self) -> bool {
        types_of(&self.shape).is_none_or(|types| types.has(JsonType::Object))
    }
}

/// The branches of a union, each once.
#[derive(Default)]
pub(super) struct Branches<'d> {
    list: Vec<Found<'d>>,
    schemas: HashSet<SchemaId>,
    texts: HashSet<String>,
}

impl<'d> Branches<'d> {
    /// Adds a branch, unless it is there, or another one that is written in the same way.
    pub(super) fn add(&mut self, branch: Found<'d>, text: Option<String>) {
        if self.schemas.insert(branch.schema) && text.is_none_or(|text| self.texts.insert(text)) {
            self.list.push(branch);
        }
    }

    pub(super) fn into_vec(self) -> Vec<Found<'d>> {
        self.list
    }
}

/// The unions within unions that were looked at. Each is looked at once, and only so many.
#[derive(Default)]
pub(super) struct Seen(HashSet<SchemaId>);

/// How many unions within a union are looked at. They may be in one another.
const MAX_SEEN: usize = 1000;

impl Seen {
    /// Whether a branch is still to be looked at.
    pub(super) fn is_new(&mut self, id: SchemaId) -> bool {
        self.0.len() < MAX_SEEN && self.0.insert(id)
    }
}

impl<'d> Cx<'_, 'd> {
    /// Whether the branches say nothing of what a value is: only which properties it must have, for example.
    pub(super) fn only_constrains(&mut self, union: &Alternatives<'d>) -> bool {
        union.branches.iter().all(|branch| {
            let shape = self.shaper.shape(*branch);
            let shape = Shape { required: indexmap::IndexSet::new(), ..Shape::clone(&shape) };
            let is_object = shape.types.is_some_and(|types| types.single() == Some(JsonType::Object));
            let says_nothing = adds_nothing(&Shape { types: None, ..shape.clone() }, &Shape::default());
            let is_written = self.schema(*branch).node.value.as_object().is_some_and(|object| {
                object.keys().any(|key| matches!(key.as_str(), "required" | "not" | "properties"))
            });
            !shape.is_never && says_nothing && (shape.types.is_none() || is_object) && is_written
        })
    }

    /// Whether any JSON is a value of the shape.
    pub(super) fn is_any(&self, shape: &Shape<'d>) -> bool {
        let untyped = Shape { types: None, nullable: false, ..shape.clone() };
        let says_nothing = adds_nothing(&untyped, &Shape::default()) && shape.required.is_empty();
        says_nothing && shape.values.is_none() && shape.types.is_none_or(|types| types.are_all())
    }

    /// The branches, with those together that are scalars of one type.
    pub(super) fn grouped(&self, found: Vec<Found<'d>>) -> Vec<Vec<Found<'d>>> {
        let mut groups: Vec<(Option<JsonType>, Vec<Found<'d>>)> = Vec::new();
        for branch in found {
            let scalar = scalar(&branch.shape);
            match groups.iter_mut().find(|(ty, _)| scalar.is_some() && *ty == scalar) {
                Some((_, group)) => group.push(branch),
                None => groups.push((scalar, vec![branch])),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The kind of a union of scalars of one type.
    pub(super) fn one_of_scalars(&mut self, id: SchemaId, group: &[Found<'d>]) -> Kind {
        let listed: Vec<ListedValue<'d>> =
            group.iter().filter_map(|found| found.shape.values.as_ref()).flatten().copied().collect();
        let plain: Vec<_> = group.iter().filter(|found| found.shape.values.is_none()).collect();
        let Some(first) = plain.first() else {
            let shape = Shape { types: group.first().and_then(|found| found.shape.types), ..Shape::default() };
            return self.enumeration(id, &shape, &listed, false).0;
        };
        let enums: Vec<_> = group.iter().filter(|found| found.shape.values.is_some()).collect();
        if let [one] = enums.as_slice()
            && one.shape.values.as_ref().is_some_and(|values| values.len() > 1)
            && self.has_a_name(one.schema)
        {
            // It is open as it is.
            return Kind::Reference(one.schema);
        }
        match scalar(&first.shape) {
            Some(JsonType::Boolean) => Kind::Boolean,
            Some(JsonType::Integer) if listed.is_empty() => {
                let all: Vec<Kind> = plain.iter().map(|found| self.number_kind(found)).collect();
                widest(&all)
            }
            Some(ty) if listed.is_empty() => {
                let is_same = plain.iter().all(|found| found.shape.format == first.shape.format);
                let shape = if is_same {
                    Shape::clone(&first.shape)
                } else {
                    Shape { types: first.shape.types, ..Shape::default() }
                };
                self.of_type(id, &shape, ty)
            }
            _ => {
                let shape = Shape { types: first.shape.types, ..Shape::default() };
                self.enumeration(id, &shape, &listed, true).0
            }
        }
    }

    fn number_kind(&mut self, found: &Found<'d>) -> Kind {
        match found.shape.types.is_some_and(|types| types.has(JsonType::Number)) {
            true => self.number(found.schema, &found.shape),
            false => self.integer(found.schema, &found.shape),
        }
    }

    /// What values of a schema are in JSON.
    pub(super) fn json_kinds(&mut self, id: SchemaId, shape: &Shape<'d>, seen: &mut Seen) -> Vec<JsonKind> {
        let mut kinds: Vec<JsonKind> = Vec::new();
        match types_of(shape) {
            Some(types) => kinds.extend(types.iter().flat_map(kinds_of).copied()),
            None if shape.unions.is_empty() => kinds.extend(ALL_KINDS),
            None => {
                let branches: Vec<_> = shape.unions.iter().flat_map(|union| union.branches.clone()).collect();
                for branch in branches.into_iter().filter(|branch| *branch != id) {
                    let end = self.end(branch);
                    if seen.is_new(end) {
                        let shape = self.shaper.shape(end);
                        kinds.extend(self.json_kinds(end, &shape, seen));
                    }
                }
            }
        }
        kinds.sort();
        kinds.dedup();
        if kinds.is_empty() { ALL_KINDS.to_vec() } else { kinds }
    }

    /// The properties that every value of a branch has.
    pub(super) fn required(&mut self, branch: &Found<'d>, seen: &mut Seen) -> Vec<String> {
        let own: Vec<String> = branch.shape.required.iter().map(|name| (*name).to_owned()).collect();
        if !own.is_empty() {
            return own;
        }
        let Some(union) = branch.shape.unions.first().cloned() else { return own };
        let mut common: Option<Vec<String>> = None;
        for branch in union.branches {
            let schema = self.end(branch);
            if !seen.is_new(schema) {
                return Vec::new();
            }
            let shape = self.shaper.shape(schema);
            let names = self.required(&Found { schema, shape, is_slice: false }, seen);
            common = Some(match common {
                None => names,
                Some(known) => known.into_iter().filter(|name| names.contains(name)).collect(),
            });
        }
        common.unwrap_or_default()
    }
}

/// The type of a shape whose values are scalars of one type. Integers are numbers.
pub(super) fn scalar(shape: &Shape<'_>) -> Option<JsonType> {
    let is_plain = shape.unions.is_empty() && shape.properties.is_empty() && shape.rest == Rest::Unsaid;
    let types = types_of(shape).filter(|_| is_plain)?.without(JsonType::Null);
    let is_integer = types.has(JsonType::Integer) || types.has(JsonType::Number);
    match types.single() {
        Some(ty @ (JsonType::String | JsonType::Boolean)) => Some(ty),
        Some(JsonType::Integer | JsonType::Number) if is_integer => Some(JsonType::Integer),
        _ => None,
    }
}

/// The type that holds the values of all of these exactly.
fn widest(all: &[Kind]) -> Kind {
    let is = |fits: fn(&Kind) -> bool| all.iter().all(fits);
    match all.first() {
        Some(first) if all.iter().all(|kind| kind == first) => first.clone(),
        _ if is(|kind| matches!(kind, Kind::Integer(width) if *width != Width::U64)) => Kind::Integer(Width::I64),
        _ if is(|kind| matches!(kind, Kind::Integer(Width::U8 | Width::U16 | Width::U32 | Width::U64))) => {
            Kind::Integer(Width::U64)
        }
        // A double holds all integers of 32 bits.
        _ if is(|kind| {
            matches!(kind, Kind::Double)
                || matches!(kind, Kind::Integer(width) if !matches!(width, Width::I64 | Width::U64))
        }) =>
        {
            Kind::Double
        }
        _ => Kind::Number,
    }
}

/// The text of a value that can be a tag.
pub(super) fn tag_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

const ALL_KINDS: [JsonKind; 6] =
    [JsonKind::Boolean, JsonKind::Integer, JsonKind::Fraction, JsonKind::String, JsonKind::Array, JsonKind::Object];

fn kinds_of(ty: JsonType) -> &'static [JsonKind] {
    match ty {
        JsonType::Null => &[],
        JsonType::Boolean => &[JsonKind::Boolean],
        JsonType::Integer => &[JsonKind::Integer],
        JsonType::Number => &[JsonKind::Integer, JsonKind::Fraction],
        JsonType::String => &[JsonKind::String],
        JsonType::Array => &[JsonKind::Array],
        JsonType::Object => &[JsonKind::Object],
    }
}
