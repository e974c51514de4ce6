//! The property that says which branch of a union an object is of.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Cx;
use super::branches::{Found, Seen, tag_text};
use crate::pointer::Pointer;
use crate::read::{Context, SchemaId};

impl<'d> Cx<'_, 'd> {
    /// The tag of a union, and the values of it that mean each branch. A property that has no value that means only one
    /// branch tells nothing, and is no tag.
    pub(super) fn tag_and_values(
        &mut self,
        branches: &[Found<'d>],
        discriminator: Option<&'d Value>,
    ) -> (Option<String>, Vec<Vec<String>>) {
        let nothing = (None, vec![Vec::new(); branches.len()]);
        let Some(tag) = self.tag(branches, discriminator) else { return nothing };
        let tags = self.all_tags(&tag, branches, discriminator);
        let mut counts: HashMap<&String, usize> = HashMap::new();
        tags.iter().flatten().for_each(|tag| *counts.entry(tag).or_default() += 1);
        let is_telling = counts.values().any(|count| *count == 1);
        if is_telling { (Some(tag), tags) } else { nothing }
    }

    /// The tag of a union: the property of its discriminator, or one of which each branch has values of its own.
    fn tag(&mut self, branches: &[Found<'d>], discriminator: Option<&'d Value>) -> Option<String> {
        let named = discriminator.and_then(|discriminator| discriminator.get("propertyName")?.as_str());
        if let Some(name) = named
            && branches.iter().any(|branch| !self.tags(name, branch, discriminator, &mut Seen::default()).is_empty())
        {
            return Some(name.to_owned());
        }
        let objects: Vec<_> = branches.iter().filter(|branch| branch.can_be_object()).collect();
        let first = objects.first().filter(|_| objects.len() > 1)?;
        let names: Vec<&'d str> = self.property_names(first);
        names.into_iter().find(|name| self.is_distinct(name, &objects)).map(str::to_owned)
    }

    /// The names of the properties of an object, or of the first branch of a union.
    fn property_names(&mut self, branch: &Found<'d>) -> Vec<&'d str> {
        let mut at = branch.clone();
        let mut seen = Seen::default();
        loop {
            let own: Vec<_> = at.shape.properties.keys().copied().collect();
            let first = at.shape.unions.first().and_then(|union| union.branches.first().copied());
            let Some(first) = first.filter(|_| own.is_empty()) else { return own };
            let schema = self.end(first);
            if !seen.is_new(schema) {
                return own;
            }
            at = Found { schema, shape: self.shaper.shape(schema), is_slice: false };
        }
    }

    /// Whether each branch has values of its own for a property.
    fn is_distinct(&mut self, name: &str, objects: &[&Found<'d>]) -> bool {
        let mut seen = HashSet::new();
        objects.iter().all(|branch| {
            let values = self.literals(name, branch, &mut Seen::default());
            !values.is_empty() && values.into_iter().all(|value| seen.insert(value))
        })
    }

    /// The values that a property of a branch can have, where they are listed.
    fn literals(&mut self, name: &str, branch: &Found<'d>, seen: &mut Seen) -> Vec<String> {
        if let Some(property) = branch.shape.properties.get(name).copied() {
            let property = self.end(property);
            let shape = self.shaper.shape(property);
            let values = shape.values.as_ref().map(|values| values.iter().map(|listed| tag_text(listed.value)));
            let values: Option<Vec<String>> = values.and_then(Iterator::collect);
            return values.unwrap_or_default();
        }
        let Some(union) = branch.shape.unions.first().cloned() else { return Vec::new() };
        let mut all = Vec::new();
        for inner in union.branches {
            let schema = self.end(inner);
            if !seen.is_new(schema) {
                continue;
            }
            let shape = self.shaper.shape(schema);
            let values = self.literals(name, &Found { schema, shape, is_slice: false }, seen);
            if values.is_empty() {
                return Vec::new();
            }
            all.extend(values);
        }
        all
    }

    /// The values of the tag that mean each branch. One that the discriminator maps to a branch means no other.
    fn all_tags(&mut self, name: &str, branches: &[Found<'d>], discriminator: Option<&'d Value>) -> Vec<Vec<String>> {
        let mapped: Vec<Vec<String>> =
            branches.iter().map(|branch| self.mapped(branch.schema, discriminator)).collect();
        let known: HashSet<&String> = mapped.iter().flatten().collect();
        let all = branches.iter().zip(&mapped).map(|(branch, own)| {
            let tags = self.tags(name, branch, discriminator, &mut Seen::default());
            tags.into_iter().filter(|tag| own.contains(tag) || !known.contains(tag)).collect()
        });
        all.collect()
    }

    /// The values of the tag that mean a branch: those that the discriminator maps to it; or the ones that it lists
    /// itself; or else its name.
    fn tags(
        &mut self,
        name: &str,
        branch: &Found<'d>,
        discriminator: Option<&'d Value>,
        seen: &mut Seen,
    ) -> Vec<String> {
        if !branch.can_be_object() {
            return Vec::new();
        }
        let mut tags = self.mapped(branch.schema, discriminator);
        let listed = self.literals(name, branch, &mut Seen::default());
        tags.extend(listed.into_iter().filter(|tag| tags.is_empty() || !tags.contains(tag)).collect::<Vec<_>>());
        if !tags.is_empty() || discriminator.is_none() {
            return tags;
        }
        // A branch that is a union has the tags of its branches.
        if let Some(union) = branch.shape.unions.first().cloned() {
            let inner = union.discriminator.or(discriminator);
            for branch in union.branches {
                let schema = self.end(branch);
                if seen.is_new(schema) {
                    let found = Found { schema, shape: self.shaper.shape(schema), is_slice: false };
                    tags.extend(self.tags(name, &found, inner, seen));
                }
            }
            return tags;
        }
        self.component_name(branch.schema).into_iter().collect()
    }

    /// The values that a discriminator maps to a schema. They are written as names or as references.
    fn mapped(&self, id: SchemaId, discriminator: Option<&'d Value>) -> Vec<String> {
        let mapping = discriminator.and_then(|discriminator| discriminator.get("mapping")?.as_object());
        let all = mapping.into_iter().flatten();
        let mapped = all.filter(|(_, target)| target.as_str().is_some_and(|target| self.is_meant(id, target)));
        mapped.map(|(tag, _)| tag.clone()).collect()
    }

    fn is_meant(&self, id: SchemaId, target: &str) -> bool {
        let node = &self.schema(id).node;
        if self.schema(id).derived.is_some() {
            let sources = self.shaper.conjuncts(id);
            return sources.last().is_some_and(|last| {
                let inner = self.shaper.resolve(last.schema()).unwrap_or(last.schema());
                inner != id && self.schema(inner).derived.is_none() && self.is_meant(inner, target)
            });
        }
        if self.component_name(id).as_deref() == Some(target) {
            return true;
        }
        let Some((_, fragment)) = target.split_once('#') else {
            let stem = target.rsplit('/').next().and_then(|file| file.split('.').next());
            return target.contains('.') && stem.is_some() && self.component_name(id).as_deref() == stem;
        };
        Pointer::from_fragment(fragment).is_some_and(|pointer| pointer.as_str() == node.pointer.as_str())
    }

    pub(super) fn component_name(&self, id: SchemaId) -> Option<String> {
        match &self.schema(id).context {
            Context::Component(name) if self.schema(id).derived.is_none() => Some(name.clone()),
            _ => None,
        }
    }
}
