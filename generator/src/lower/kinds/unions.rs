//! Unions: `oneOf`, `anyOf`, and several types.

use std::collections::HashSet;

use super::aliases::branch_context;
use super::branches::{Branches, Found, Seen};
use super::{Branch, Cx, Kind, Union, types_of};
use crate::findings::codes;
use crate::lower::shapes::{Alternatives, Shape, Types};
use crate::read::{Conjunct, Context, Derived, Edge, JsonType, SchemaId};

/// How many unions of one branch are looked through at once. Behind that, they are references.
const MAX_SINGLE: usize = 32;

/// How many unions without a name can be in one another and be one union.
const MAX_INLINE: usize = 16;

impl<'d> Cx<'_, 'd> {
    /// The kind of a schema of several types.
    pub(super) fn several_types(&mut self, id: SchemaId, types: Types) -> Kind {
        let mut found = Branches::default();
        match self.slices(&mut found, id, types) {
            Some(()) => self.assembled(id, found.into_vec(), None),
            None => self.too_many(id),
        }
    }

    /// A branch for each of several types.
    fn slices(&mut self, found: &mut Branches<'d>, id: SchemaId, types: Types) -> Option<()> {
        for (index, ty) in types.iter().enumerate() {
            let slice = Derived::AllOf(vec![Conjunct::OfType(id, ty)]);
            let schema = self.shaper.derive(id, branch_context(id, "type", index), slice)?;
            let shape = self.shaper.shape(schema);
            self.add(found, Found { schema, shape, is_slice: true });
        }
        Some(())
    }

    /// The kind of a schema with a `oneOf` or an `anyOf`; and whether `null` is one of its values.
    pub(super) fn union(&mut self, id: SchemaId, shape: &Shape<'d>) -> (Kind, bool) {
        let mut unions: Vec<Alternatives<'d>> = shape.unions.clone();
        unions.retain(|union| !self.only_constrains(union));
        let base = Shape { unions: Vec::new(), ..shape.clone() };
        let Some(union) = unions.first().cloned() else { return self.of_shape(id, &base) };
        let mut found = Branches::default();
        let mut nullable = false;
        for (index, branch) in union.branches.iter().enumerate() {
            let joined = self.joined(id, &base, &unions, (index, *branch));
            let Some(joined) = joined else { return (self.too_many(id), false) };
            nullable |= self.collect(&mut found, joined, 0);
        }
        let mut found = found.into_vec();
        if found.iter().any(|found| self.is_any(&found.shape)) {
            let (kind, base_nullable) = self.of_shape(id, &base);
            return (kind, nullable || base_nullable);
        }
        found.retain(|found| !found.shape.is_never && found.shape.loosened.is_none());
        match found.as_slice() {
            [] if nullable => (Kind::Null, false),
            [] => {
                let location = self.schema(id).node.location();
                (self.loosen(id, location, codes::UNION, "no branch of this union has a type; any JSON is read"), false)
            }
            _ => (self.assembled(id, found, union.discriminator), nullable),
        }
    }

    /// A branch together with what stands beside the union, and with the other unions that hold.
    fn joined(
        &mut self,
        id: SchemaId,
        base: &Shape<'d>,
        unions: &[Alternatives<'d>],
        (index, branch): (usize, SchemaId),
    ) -> Option<SchemaId> {
        let keyword = unions.first().map_or("anyOf", |union| union.keyword);
        let shape = self.shaper.shape(branch);
        let mut conjuncts = Vec::new();
        if !super::aliases::adds_nothing(base, &shape) || base.values.is_some() {
            conjuncts.push(Conjunct::WithoutUnions(id));
        }
        for other in unions.iter().skip(1) {
            let any_of = Derived::AnyOf(other.branches.clone());
            let like = *other.branches.first()?;
            conjuncts.push(Conjunct::Whole(self.shaper.derive(
                like,
                branch_context(id, other.keyword, index),
                any_of,
            )?));
        }
        conjuncts.push(Conjunct::Whole(branch));
        self.shaper.derive(branch, branch_context(id, keyword, index), Derived::AllOf(conjuncts))
    }

    /// Adds a branch to those found; whether it allows `null`. A branch that is a union without a name is its branches.
    fn collect(&mut self, found: &mut Branches<'d>, branch: SchemaId, depth: usize) -> bool {
        let end = self.end(branch);
        let shape = self.shaper.shape(end);
        if shape.is_null() {
            return true;
        }
        let nullable = shape.allows_null() || self.shaper.shape(branch).allows_null();
        if self.has_a_name(end) || depth == MAX_INLINE || shape.values.is_some() {
            self.add(found, Found { schema: end, shape, is_slice: false });
            return nullable;
        }
        if let Some(branches) = pure_union(&shape) {
            let collect = |nullable, branch| self.collect(found, branch, depth + 1) || nullable;
            return branches.into_iter().fold(nullable, collect);
        }
        let types = shape.types.map(|types| types.without(JsonType::Null));
        let several = types.filter(|types| shape.unions.is_empty() && types.single().is_none() && !types.are_all());
        // Where no more schemas can be derived, the branch stays whole.
        let is_sliced = several.is_some_and(|types| self.slices(found, end, types).is_some());
        if !is_sliced {
            self.add(found, Found { schema: end, shape, is_slice: false });
        }
        nullable
    }

    /// Adds a branch, unless it is there.
    fn add(&self, found: &mut Branches<'d>, new: Found<'d>) {
        let schema = self.schema(new.schema);
        let is_inline = schema.derived.is_none() && !schema.is_component();
        found.add(new, is_inline.then(|| schema.node.value.to_string()));
    }

    /// The kind of a union of these branches: scalars of one type are one branch, and a union of one is its branch.
    fn assembled(&mut self, id: SchemaId, found: Vec<Found<'d>>, discriminator: Option<&'d serde_json::Value>) -> Kind {
        let groups = self.grouped(found);
        if let [only] = groups.as_slice() {
            if let [one] = only.as_slice() {
                return self.single(id, one);
            }
            return self.one_of_scalars(id, only);
        }
        let mut branches = Vec::new();
        for (index, group) in groups.into_iter().enumerate() {
            match group.as_slice() {
                [one] => branches.push(Found::clone(one)),
                several => {
                    let Some(one) = self.group(id, index, several) else { return self.too_many(id) };
                    branches.push(one);
                }
            }
        }
        let (tag, tags) = self.tag_and_values(&branches, discriminator);
        let needs_required = !is_decided(&branches, tag.as_deref(), &tags);
        let counts = super::labels::property_counts(&branches);
        let made = branches.iter().zip(tags).map(|(branch, tags)| Branch {
            schema: branch.schema,
            labels: self.labels(branch, &tags, &counts),
            kinds: self.json_kinds(branch.schema, &branch.shape, &mut Seen::default()),
            required: if needs_required { self.required(branch, &mut Seen::default()) } else { Vec::new() },
            tags,
        });
        Kind::Union(Union { tag, branches: made.collect() })
    }

    /// A union of one branch.
    fn single(&mut self, id: SchemaId, one: &Found<'d>) -> Kind {
        let is_own = self.schema(one.schema).derived.is_some() || !self.has_a_name(one.schema);
        if is_own && !one.is_slice && self.depth < MAX_SINGLE && one.schema != id {
            self.depth += 1;
            let kind = self.of_shape(id, &one.shape).0;
            self.depth -= 1;
            return kind;
        }
        Kind::Reference(one.schema)
    }

    /// One branch that stands for several of scalars.
    fn group(&mut self, id: SchemaId, index: usize, several: &[Found<'d>]) -> Option<Found<'d>> {
        let like = several.first()?.schema;
        let any_of = Derived::AnyOf(several.iter().map(|found| found.schema).collect());
        let schema = self.shaper.derive(like, Context::Part(id, Edge::Branch("anyOf", index)), any_of)?;
        let mut shape = Shape::clone(&self.shaper.shape(schema));
        let types = several.iter().filter_map(|found| types_of(&found.shape)).fold(Types::NONE, Types::union);
        shape.types = Some(types);
        Some(Found { schema, shape: std::rc::Rc::new(shape), is_slice: false })
    }

    pub(super) fn too_many(&mut self, id: SchemaId) -> Kind {
        let location = self.schema(id).node.location();
        let message = "the unions of this document have too many branches together; any JSON is allowed here";
        self.loosen(id, location, codes::UNION, message)
    }
}

/// The branches of a shape that is nothing but a union.
fn pure_union(shape: &Shape<'_>) -> Option<Vec<SchemaId>> {
    let [union] = shape.unions.as_slice() else { return None };
    let base = Shape { unions: Vec::new(), ..shape.clone() };
    let is_pure = union.discriminator.is_none() && super::aliases::adds_nothing(&base, &Shape::default());
    is_pure.then(|| union.branches.clone())
}

/// Whether the tag alone says which branch an object is of.
fn is_decided(branches: &[Found<'_>], tag: Option<&str>, tags: &[Vec<String>]) -> bool {
    let objects: Vec<_> = branches.iter().zip(tags).filter(|(branch, _)| branch.can_be_object()).collect();
    let mut seen = HashSet::new();
    let are_distinct = tags.iter().flatten().all(|tag| seen.insert(tag));
    let is_always_there = |(branch, tags): &(&Found<'_>, &Vec<String>)| {
        !tags.is_empty() && tag.is_some_and(|tag| branch.shape.required.contains(tag))
    };
    objects.len() < 2 || (are_distinct && objects.iter().all(is_always_there))
}
