//! The second pass: what each schema means for a type.
//!
//! Schemas that combine others are seen as a whole, by their [shapes](super::shapes). Schemas that stand nowhere in the
//! document are added to the others: what several schemas say of one property, the branches of a union together with
//! what stands beside it. A schema that has no type is any JSON, which can be had only with the finding that says why.

mod access;
mod aliases;
mod arrays;
mod branches;
mod conditions;
mod enums;
mod labels;
mod objects;
mod recursion;
mod scalars;
mod tags;
mod unenforced;
mod unions;

use std::collections::HashMap;

use serde_json::Value;

use super::resolve::Resolved;
use super::shapes::{Shape, Shaper, Types};
use crate::findings::{Code, Finding, Loosened, codes};
use crate::ir::{EnumRepr, EnumValue, JsonKind, TextFormat, Width};
use crate::normalise::Version;
use crate::read::{Arena, Context, Derived, JsonType, Schema, SchemaId, Target};
use crate::source::Location;

/// What a schema means for a type, but for `null`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    String,
    Text(TextFormat),
    Boolean,
    True,
    False,
    Null,
    Integer(Width),
    Double,
    /// A number of any size.
    Number,
    /// An array of values of this schema; of any JSON where there is none.
    List(Option<SchemaId>),
    Tuple(Vec<SchemaId>),
    /// An object with properties of any name, of this schema.
    Map(SchemaId),
    /// Any object.
    FreeObject,
    Object(Object),
    Enum(Enumeration),
    Union(Union),
    /// The same as what the reference leads to.
    Reference(SchemaId),
    /// Any JSON: the document allows it.
    Any,
    /// Any JSON, since there is no type for it.
    Loose(Loosened),
}

/// An object with named properties.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Object {
    pub(super) properties: Vec<Property>,
    /// What properties without a name are, where the document allows for them.
    pub(super) rest: Option<Rest>,
    /// The schemas that it combines by reference.
    pub(super) parents: Vec<SchemaId>,
}

/// What properties without a name are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rest {
    /// Any JSON.
    Free,
    /// Values of this schema.
    Typed(SchemaId),
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) schema: SchemaId,
}

/// An enum.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Enumeration {
    pub(super) repr: EnumRepr,
    pub(super) entries: Vec<Entry>,
    /// Whether the document itself allows for other values.
    pub(super) is_open: bool,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) value: EnumValue,
    /// What the document calls it beside its value.
    pub(super) label: Option<String>,
    pub(super) description: Option<String>,
    /// The schema that lists it, the keyword and the index.
    pub(super) place: (SchemaId, &'static str, usize),
}

/// A union of at least two branches.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Union {
    /// The property that says which branch an object is of.
    pub(super) tag: Option<String>,
    pub(super) branches: Vec<Branch>,
}

/// A branch of a union.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Branch {
    pub(super) schema: SchemaId,
    /// What its variant is called, best first.
    pub(super) labels: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) kinds: Vec<JsonKind>,
    pub(super) required: Vec<String>,
}

impl Object {
    /// The schemas of its values.
    pub(super) fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let rest = self.rest.and_then(|rest| if let Rest::Typed(id) = rest { Some(id) } else { None });
        self.properties.iter().map(|property| property.schema).chain(rest)
    }
}

impl Enumeration {
    pub(super) fn values(&self) -> impl Iterator<Item = &EnumValue> {
        self.entries.iter().map(|entry| &entry.value)
    }
}

/// The kinds of all schemas.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    of: Vec<Kind>,
    nullable: Vec<bool>,
    /// What each schema stands for in the end.
    target: Vec<SchemaId>,
    /// The schemas of the document that each is made of, beside itself.
    sources: Vec<Vec<SchemaId>>,
    /// Lists and maps that need a name, as they hold themselves.
    wrappers: Vec<bool>,
    /// What requests carry in place of schemas that responses alone have.
    requests: HashMap<SchemaId, SchemaId>,
    /// What was found of each schema.
    findings: Vec<(SchemaId, Finding)>,
}

impl Kinds {
    /// The schema of what a request carries where the document has `id`.
    pub(super) fn request(&self, id: SchemaId) -> SchemaId {
        self.requests.get(&id).copied().unwrap_or(id)
    }

    /// The kind of a schema, as it is written.
    pub(super) fn get(&self, id: SchemaId) -> &Kind {
        &self.of[id.index()]
    }

    /// The kind of what a schema stands for.
    pub(super) fn resolved(&self, id: SchemaId) -> &Kind {
        self.get(self.target(id))
    }

    /// What a schema stands for in the end: itself, unless it is a reference or has but one meaning.
    pub(super) fn target(&self, id: SchemaId) -> SchemaId {
        self.target[id.index()]
    }

    /// Whether `null` is among the values of the schema.
    pub(super) fn is_nullable(&self, id: SchemaId) -> bool {
        self.nullable[id.index()]
    }

    /// The schemas of the document that are a part of this one, and have no type of their own for it.
    pub(super) fn sources(&self, id: SchemaId) -> &[SchemaId] {
        &self.sources[id.index()]
    }

    /// What was found of schemas, in their order. It matters where a schema is made: what stands below one that is any
    /// JSON is any JSON, too.
    pub(super) fn findings(&self) -> &[(SchemaId, Finding)] {
        &self.findings
    }

    /// Whether the crate defines a type for the schema's values.
    pub(super) fn is_type(&self, id: SchemaId) -> bool {
        matches!(self.get(id), Kind::Object(_) | Kind::Enum(_) | Kind::Union(_)) || self.is_wrapper(id)
    }

    /// Whether it is a list or a map that holds itself.
    pub(super) fn is_wrapper(&self, id: SchemaId) -> bool {
        self.wrappers[id.index()]
    }

    /// The reason why the schema is any JSON, if it is only for lack of a type.
    pub(super) fn loosened(&self, id: SchemaId) -> Option<Loosened> {
        match self.get(id) {
            Kind::Loose(loosened) => Some(*loosened),
            _ => None,
        }
    }

    /// The schemas that a value of this one has inside of it.
    pub(super) fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        match self.get(id) {
            Kind::List(items) => items.iter().copied().collect(),
            Kind::Tuple(items) => items.clone(),
            Kind::Map(values) => vec![*values],
            Kind::Object(object) => object.parts().collect(),
            Kind::Union(union) => union.branches.iter().map(|branch| branch.schema).collect(),
            Kind::Reference(target) => vec![*target],
            _ => Vec::new(),
        }
    }
}

/// Says what each schema means. Adds the schemas to the arena that stand nowhere in the document.
pub(super) fn kinds(schemas: &mut Arena<'_>, version: Version, resolved: &Resolved, sent: &[SchemaId]) -> Kinds {
    let mut cx = Cx { shaper: Shaper::new(schemas, resolved), version, findings: Vec::new(), depth: 0 };
    let mut kinds = Kinds::default();
    // Schemas are added on the way.
    while let Some(id) = cx.shaper.schemas.id(kinds.of.len()) {
        let Decided { kind, nullable, sources } = cx.decide(id);
        if !matches!(kind, Kind::Loose(_)) {
            cx.tell_unenforced(id);
        }
        kinds.of.push(kind);
        kinds.nullable.push(nullable);
        kinds.sources.push(sources);
    }
    kinds.findings = std::mem::take(&mut cx.findings);
    kinds.findings.append(&mut cx.shaper.findings);
    access::split(schemas, &mut kinds, sent);
    recursion::finish(schemas, kinds)
}

/// What was decided of a schema.
struct Decided {
    kind: Kind,
    nullable: bool,
    sources: Vec<SchemaId>,
}

/// What the functions of this pass share.
struct Cx<'a, 'd> {
    shaper: Shaper<'a, 'd>,
    version: Version,
    findings: Vec<(SchemaId, Finding)>,
    /// How many unions of one branch are being looked through.
    depth: usize,
}

impl<'d> Cx<'_, 'd> {
    fn schema(&self, id: SchemaId) -> &Schema<'d> {
        &self.shaper.schemas[id]
    }

    fn decide(&mut self, id: SchemaId) -> Decided {
        let undecided = |kind| Decided { kind, nullable: false, sources: Vec::new() };
        let schema = self.schema(id);
        if schema.derived == Some(Derived::Any) {
            return undecided(Kind::Any);
        }
        if let Target::Missing(loosened) = schema.target {
            return undecided(Kind::Loose(loosened));
        }
        if schema.get("$ref").is_some()
            && let Err(loosened) = self.shaper.resolve(id)
        {
            return undecided(Kind::Loose(loosened));
        }
        if *schema.node.value == Value::Bool(false) && schema.derived.is_none() {
            return undecided(self.never(id));
        }
        let shape = self.shaper.shape(id);
        let mut sources = shape.sources.clone();
        sources.extend(shape.unions.iter().flat_map(|union| union.branches.iter().copied()));
        if let Some(target) = self.alias(id) {
            return Decided { kind: Kind::Reference(target), nullable: shape.nullable, sources };
        }
        let (kind, nullable) = self.of_shape(id, &shape);
        Decided { kind, nullable, sources }
    }

    /// What a shape means, and whether `null` is one of its values.
    fn of_shape(&mut self, id: SchemaId, shape: &Shape<'d>) -> (Kind, bool) {
        if let Some(loosened) = shape.loosened {
            return (Kind::Loose(loosened), false);
        }
        let has_null = shape.types.is_some_and(|types| types.has(JsonType::Null));
        let nullable = shape.nullable || has_null;
        if let Some(values) = &shape.values {
            let (kind, has_null) = self.enumeration(id, shape, values, false);
            return (kind, nullable || has_null);
        }
        if !shape.unions.is_empty() {
            let (kind, has_null) = self.union(id, shape);
            return (kind, nullable || has_null);
        }
        let Some(types) = shape.types else { return self.untyped(id, shape, nullable) };
        let types = types.without(JsonType::Null);
        if types.is_empty() {
            return if has_null { (Kind::Null, false) } else { (Kind::Any, nullable) };
        }
        if types.are_all() {
            return (Kind::Any, false);
        }
        match types.single() {
            Some(ty) => (self.of_type(id, shape, ty), nullable),
            None => (self.several_types(id, types), nullable),
        }
    }

    fn of_type(&mut self, id: SchemaId, shape: &Shape<'d>, ty: JsonType) -> Kind {
        match ty {
            JsonType::String => self.string(id, shape),
            JsonType::Integer => self.integer(id, shape),
            JsonType::Number => self.number(id, shape),
            JsonType::Boolean => Kind::Boolean,
            JsonType::Array => self.array(id, shape),
            JsonType::Object => self.object(id, shape),
            JsonType::Null => Kind::Null,
        }
    }

    /// A schema without `type`: what it is, its other keywords tell.
    fn untyped(&mut self, id: SchemaId, shape: &Shape<'d>, nullable: bool) -> (Kind, bool) {
        match implied_type(shape) {
            Some(ty) => (self.of_type(id, shape, ty), nullable),
            None => (Kind::Any, false),
        }
    }

    /// `false`, which allows no value. It may stand where a schema says that there is nothing more.
    fn never(&mut self, id: SchemaId) -> Kind {
        match self.schema(id).context {
            Context::Part(..) => Kind::Any,
            _ => {
                let location = self.schema(id).node.location();
                self.loosen(id, location, codes::UNINHABITED, "no value is allowed here; any JSON is read")
            }
        }
    }

    fn loosen(&mut self, id: SchemaId, location: Location, code: Code, message: impl Into<String>) -> Kind {
        let help = "read the value as JSON, or simplify the schema with an overlay";
        Kind::Loose(self.shaper.loosen(id, Finding::new(code, location, message).with_help(help)))
    }

    fn tell(
        &mut self,
        id: SchemaId,
        code: Code,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.findings.push((id, Finding::new(code, location, message).with_help(help)));
    }
}

/// The type that a schema is of that doesn't say: its keywords are for values of it.
fn implied_type(shape: &Shape<'_>) -> Option<JsonType> {
    use super::shapes::Rest;
    let is_object = !shape.properties.is_empty()
        || shape.rest != Rest::Unsaid
        || !shape.patterns.is_empty()
        || !shape.required.is_empty();
    let is_array = shape.items.is_some() || !shape.prefix.is_empty();
    if is_object {
        Some(JsonType::Object)
    } else if is_array {
        Some(JsonType::Array)
    } else if shape.is_base64 {
        Some(JsonType::String)
    } else {
        match shape.format? {
            "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => Some(JsonType::Integer),
            "float" | "double" => Some(JsonType::Number),
            _ => Some(JsonType::String),
        }
    }
}

/// The types that values of a shape are of, as far as it says.
fn types_of(shape: &Shape<'_>) -> Option<Types> {
    if let Some(values) = &shape.values {
        let of_values = values.iter().map(|listed| Types::of(listed.value)).fold(Types::NONE, Types::union);
        return Some(shape.types.map_or(of_values, |types| {
            let both = types.intersection(of_values);
            if both.is_empty() { of_values } else { both }
        }));
    }
    shape.types.or_else(|| implied_type(shape).map(Types::one))
}
