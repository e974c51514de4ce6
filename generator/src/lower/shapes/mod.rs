//! What each schema says of its values, together with all that it combines: `allOf`, and what stands beside a `$ref`.
//!
//! Shapes are made when they are asked for. Where two schemas of one property hold, a schema is derived that stands
//! nowhere in the document. Combinations of any depth are followed without recursion.

mod conjoin;
mod own;
mod types;

use std::collections::HashMap;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::resolve::Resolved;
use crate::findings::{Finding, Findings, Loosened, codes};
use crate::read::{Arena, Conjunct, Context, Derived, Edge, JsonType, SchemaId, Target};

pub(super) use own::is_trivial;
pub(super) use types::Types;

/// What a schema says of its values.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape<'d> {
    /// The types that are allowed; all of them where it doesn't say.
    pub(super) types: Option<Types>,
    /// Whether it says `nullable: true` beside no `type`: documents mean it for all that is combined with it.
    pub(super) nullable: bool,
    pub(super) properties: IndexMap<&'d str, SchemaId>,
    pub(super) required: IndexSet<&'d str>,
    /// What properties without a name may be.
    pub(super) rest: Rest,
    /// The schemas of `patternProperties`.
    pub(super) patterns: Vec<SchemaId>,
    /// The schemas that hold under a condition: what they name can be there.
    pub(super) conditional: Vec<SchemaId>,
    pub(super) items: Option<SchemaId>,
    pub(super) prefix: Vec<SchemaId>,
    /// `minItems` and `maxItems`; `items: false` is a maximum, too.
    pub(super) item_count: (u64, Option<u64>),
    /// The `oneOf` and `anyOf` that hold, all of them.
    pub(super) unions: Vec<Alternatives<'d>>,
    /// The values of `enum` or `const`.
    pub(super) values: Option<Vec<ListedValue<'d>>>,
    pub(super) format: Option<&'d str>,
    /// Whether a string is bytes in base64.
    pub(super) is_base64: bool,
    /// `minimum` and `maximum`, exclusive ones included.
    pub(super) bounds: (Option<&'d Value>, Option<&'d Value>),
    /// Why there is no type for it.
    pub(super) loosened: Option<Loosened>,
    /// Whether it is `false`, or a part of it is.
    pub(super) is_never: bool,
    /// All schemas of the document that it is made of.
    pub(super) sources: Vec<SchemaId>,
}

impl Shape<'_> {
    /// Whether `null` is the only value.
    pub(super) fn is_null(&self) -> bool {
        let values = self.values.as_deref().unwrap_or_default();
        self.types == Some(Types::one(JsonType::Null))
            || (!values.is_empty() && values.iter().all(|listed| listed.value.is_null()))
    }

    /// Whether `null` is a value.
    pub(super) fn allows_null(&self) -> bool {
        let mut values = self.values.iter().flatten();
        self.nullable
            || self.types.is_some_and(|types| types.has(JsonType::Null))
            || values.any(|listed| listed.value.is_null())
    }
}

/// What properties without a name may be.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Rest {
    /// The document doesn't say.
    #[default]
    Unsaid,
    /// There are none.
    Closed,
    /// Any JSON.
    Free,
    /// Values of this schema.
    Typed(SchemaId),
}

/// A `oneOf` or an `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Alternatives<'d> {
    /// The schema that it stands in.
    pub(super) owner: SchemaId,
    pub(super) keyword: &'static str,
    pub(super) branches: Vec<SchemaId>,
    pub(super) discriminator: Option<&'d Value>,
}

/// A value of an `enum`, or that of a `const`.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListedValue<'d> {
    pub(super) value: &'d Value,
    /// The schema that lists it, the keyword and the index.
    pub(super) place: (SchemaId, &'static str, usize),
}

/// Makes the shapes of schemas.
pub(super) struct Shaper<'a, 'd> {
    pub(super) schemas: &'a mut Arena<'d>,
    resolved: &'a Resolved,
    known: Vec<State<'d>>,
    /// What has been derived.
    derived: HashMap<Derived, SchemaId>,
    /// How many properties can still be listed: chains of combinations can list the same ones again and again.
    budget: usize,
    /// How many schemas the document has.
    documented: usize,
    pub(super) findings: Vec<(SchemaId, Finding)>,
}

#[derive(Clone)]
enum State<'d> {
    Unknown,
    Underway,
    Known(Rc<Shape<'d>>),
}

/// How many properties all combinations may list together.
const MAX_COMBINED_PROPERTIES: usize = 1_000_000;

/// How many schemas may be derived from each one of the document, and how many besides.
const MAX_DERIVED: (usize, usize) = (4, 10_000);

impl<'a, 'd> Shaper<'a, 'd> {
    pub(super) fn new(schemas: &'a mut Arena<'d>, resolved: &'a Resolved) -> Self {
        let documented = schemas.len();
        let known = vec![State::Unknown; documented];
        let budget = MAX_COMBINED_PROPERTIES;
        Self { schemas, resolved, known, derived: HashMap::new(), budget, documented, findings: Vec::new() }
    }

    /// The schema that a reference leads to, or the schema itself.
    pub(super) fn resolve(&self, id: SchemaId) -> Result<SchemaId, Loosened> {
        self.resolved.get(id)
    }

    /// The shape of a schema.
    pub(super) fn shape(&mut self, id: SchemaId) -> Rc<Shape<'d>> {
        let mut stack = vec![id];
        while let Some(&at) = stack.last() {
            if let Some(State::Known(_)) = self.known.get(at.index()) {
                stack.pop();
                continue;
            }
            let first_visit = !matches!(self.known.get(at.index()), Some(State::Underway));
            self.set(at, State::Underway);
            let missing: Vec<_> = self.dependencies(at).into_iter().filter(|id| self.is_unknown(*id)).collect();
            if first_visit && !missing.is_empty() {
                stack.extend(missing);
                continue;
            }
            let shape = self.make(at);
            self.set(at, State::Known(Rc::new(shape)));
            stack.pop();
        }
        self.finished(id).unwrap_or_default()
    }

    fn set(&mut self, id: SchemaId, state: State<'d>) {
        if self.known.len() <= id.index() {
            self.known.resize(id.index() + 1, State::Unknown);
        }
        self.known[id.index()] = state;
    }

    fn is_unknown(&self, id: SchemaId) -> bool {
        matches!(self.known.get(id.index()), None | Some(State::Unknown))
    }

    fn finished(&self, id: SchemaId) -> Option<Rc<Shape<'d>>> {
        match self.known.get(id.index()) {
            Some(State::Known(shape)) => Some(Rc::clone(shape)),
            _ => None,
        }
    }

    /// The schemas whose shapes are needed for that of `id`.
    fn dependencies(&self, id: SchemaId) -> Vec<SchemaId> {
        self.conjuncts(id).into_iter().map(Conjunct::schema).collect()
    }

    /// What `id` combines, beside its own keywords.
    pub(super) fn conjuncts(&self, id: SchemaId) -> Vec<Conjunct> {
        let schema = &self.schemas[id];
        if let Some(derived) = &schema.derived {
            return match derived {
                Derived::AllOf(conjuncts) => conjuncts.clone(),
                Derived::AnyOf(_) | Derived::Any | Derived::RequestOf(_) => Vec::new(),
            };
        }
        let target = match schema.target {
            Target::Schema(_) => self.resolve(id).ok().filter(|target| *target != id),
            Target::None | Target::Missing(_) => None,
        };
        let parts = schema.parts.iter().filter(|(edge, _)| matches!(edge, Edge::Branch("allOf", _)));
        target.into_iter().chain(parts.map(|(_, part)| *part)).map(Conjunct::Whole).collect()
    }

    /// A schema that stands nowhere: one that was derived in the same way before, or a new one. Nothing where there are
    /// too many.
    pub(super) fn derive(&mut self, like: SchemaId, context: Context<'d>, derived: Derived) -> Option<SchemaId> {
        let derived = match derived {
            Derived::AllOf(conjuncts) => Derived::AllOf(self.flat(conjuncts)),
            other => other,
        };
        if let Derived::AllOf(conjuncts) = &derived
            && let [Conjunct::Whole(only)] = conjuncts.as_slice()
        {
            return Some(*only);
        }
        if let Some(known) = self.derived.get(&derived) {
            return Some(*known);
        }
        let (each, besides) = MAX_DERIVED;
        if self.derived.len() >= self.documented.saturating_mul(each).saturating_add(besides) {
            return None;
        }
        let node = self.schemas[like].node.clone();
        let id = self.schemas.derive(node, context, derived.clone());
        self.derived.insert(derived, id);
        Some(id)
    }

    /// The same conjuncts of schemas of the document alone, each once.
    fn flat(&self, conjuncts: Vec<Conjunct>) -> Vec<Conjunct> {
        let mut flat = IndexSet::new();
        for conjunct in conjuncts {
            let id = self.resolve(conjunct.schema()).unwrap_or(conjunct.schema());
            match (&self.schemas[id].derived, conjunct) {
                (Some(Derived::AllOf(inner)), Conjunct::Whole(_)) => flat.extend(inner.iter().copied()),
                (Some(Derived::AllOf(inner)), Conjunct::WithoutUnions(_)) => {
                    flat.extend(inner.iter().map(|inner| match inner {
                        Conjunct::Whole(id) => Conjunct::WithoutUnions(*id),
                        other => *other,
                    }));
                }
                _ => drop(flat.insert(conjunct)),
            }
        }
        flat.into_iter().collect()
    }

    /// A schema that allows any JSON.
    pub(super) fn any(&mut self, owner: SchemaId, name: &'d str) -> Option<SchemaId> {
        self.derive(owner, Context::Part(owner, Edge::Property(name)), Derived::Any)
    }

    /// The shape of a schema from those of what it combines.
    fn make(&mut self, id: SchemaId) -> Shape<'d> {
        let mut shape = Shape::default();
        for conjunct in self.conjuncts(id) {
            match self.finished(conjunct.schema()) {
                Some(part) => self.conjoin(id, &mut shape, &part_of(&part, conjunct)),
                None => self.tell_cycle(id),
            }
        }
        // A schema that is one of the branches of what it extends is no union of all of them.
        if self.schemas[id].derived.is_none() {
            let resolved = self.resolved;
            shape.unions.retain(|union| !union.branches.iter().any(|branch| resolved.get(*branch) == Ok(id)));
            let own = self.own(id);
            self.conjoin(id, &mut shape, &own);
        } else if let Some(Derived::AnyOf(branches)) = self.schemas[id].derived.clone() {
            let alternatives = Alternatives { owner: id, keyword: "anyOf", branches, discriminator: None };
            shape.unions.push(alternatives);
        }
        shape
    }

    fn tell_cycle(&mut self, id: SchemaId) {
        let message = "this schema combines itself; that is left out";
        let finding = Finding::new(codes::REFERENCE_CYCLE, self.schemas[id].node.location(), message);
        self.findings.push((id, finding.with_help("remove it from its `allOf`")));
    }

    /// Gives up on a schema.
    pub(super) fn loosen(&mut self, id: SchemaId, finding: Finding) -> Loosened {
        let mut findings = Findings::new();
        let loosened = findings.loosen(finding);
        self.findings.extend(findings.into_iter().map(|finding| (id, finding)));
        loosened
    }
}

/// What a conjunct says.
fn part_of<'d>(shape: &Rc<Shape<'d>>, conjunct: Conjunct) -> Rc<Shape<'d>> {
    match conjunct {
        Conjunct::Whole(_) => Rc::clone(shape),
        Conjunct::WithoutUnions(_) => Rc::new(Shape { unions: Vec::new(), ..Shape::clone(shape) }),
        Conjunct::OfType(_, ty) => Rc::new(of_type(shape, ty)),
    }
}

/// What a shape says of values of one type.
fn of_type<'d>(shape: &Shape<'d>, ty: JsonType) -> Shape<'d> {
    let mut own = Shape { types: Some(Types::one(ty)), sources: shape.sources.clone(), ..Shape::default() };
    let values = shape.values.as_ref();
    own.values = values.map(|all| all.iter().filter(|listed| Types::of(listed.value).has(ty)).copied().collect());
    match ty {
        JsonType::Object => {
            own.properties.clone_from(&shape.properties);
            own.required.clone_from(&shape.required);
            own.rest = shape.rest;
            own.patterns.clone_from(&shape.patterns);
            own.conditional.clone_from(&shape.conditional);
        }
        JsonType::Array => {
            own.items = shape.items;
            own.prefix.clone_from(&shape.prefix);
            own.item_count = shape.item_count;
        }
        JsonType::String => {
            own.format = shape.format;
            own.is_base64 = shape.is_base64;
        }
        JsonType::Integer | JsonType::Number => {
            own.format = shape.format;
            own.bounds = shape.bounds;
        }
        JsonType::Boolean | JsonType::Null => {}
    }
    own
}
