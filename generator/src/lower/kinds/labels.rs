//! What the variants of unions are called.

use std::collections::HashMap;

use super::branches::{Found, scalar};
use super::{Cx, types_of};
use crate::lower::shapes::Shape;
use crate::read::{JsonType, SchemaId};

/// How many lists are followed to what is in them.
const MAX_LISTS: usize = 4;

impl<'d> Cx<'_, 'd> {
    /// What the variant of a branch is called, best first: after its tag, the schema's name, its title, its only value,
    /// its kind, or the properties that no other branch has.
    pub(super) fn labels(&mut self, branch: &Found<'d>, tags: &[String], counts: &HashMap<&str, usize>) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        if let [only] = tags {
            labels.push(only.clone());
        }
        labels.extend(self.name(branch.schema));
        let values = branch.shape.values.as_deref().unwrap_or_default();
        if let [only] = values {
            labels.extend(super::branches::tag_text(only.value));
        }
        labels.push(self.kind_words(&branch.shape, 0));
        if scalar(&branch.shape).is_none() {
            labels.extend(own_properties(branch, counts));
            labels.push(self.kind_words(&branch.shape, MAX_LISTS));
        }
        labels.dedup();
        labels
    }

    /// The name of a component, or the title of another schema.
    fn name(&self, id: SchemaId) -> Option<String> {
        let title = |id: SchemaId| self.schema(id).node.prose("title").filter(|title| title.len() <= 60);
        if self.schema(id).derived.is_none() {
            return self.component_name(id).or_else(|| title(id));
        }
        let last = self.shaper.conjuncts(id).last()?.schema();
        let end = self.shaper.resolve(last).unwrap_or(last);
        self.component_name(end).or_else(|| title(end))
    }

    fn kind_words(&mut self, shape: &Shape<'d>, lists: usize) -> String {
        let word = match types_of(shape).and_then(|types| types.without(JsonType::Null).single()) {
            Some(JsonType::Array) => {
                let items = shape.items.filter(|_| lists > 0);
                let Some(items) = items else { return "array".to_owned() };
                let end = self.end(items);
                let inner = self.name(end);
                let shape = self.shaper.shape(end);
                return format!("{} array", inner.unwrap_or_else(|| self.kind_words(&shape, lists - 1)));
            }
            Some(ty) => ty.name(),
            None => "value",
        };
        match shape.format {
            Some(format) if word == "string" && lists > 0 => format.to_owned(),
            _ => word.to_owned(),
        }
    }
}

/// How many of the branches have each property.
pub(super) fn property_counts<'d>(branches: &[Found<'d>]) -> HashMap<&'d str, usize> {
    let mut counts = HashMap::new();
    for name in branches.iter().flat_map(|branch| branch.shape.properties.keys()) {
        *counts.entry(*name).or_default() += 1;
    }
    counts
}

/// The first properties that no other branch has: required ones before others, then by name, since the order of a map
/// means nothing and must name nothing.
fn own_properties(branch: &Found<'_>, counts: &HashMap<&str, usize>) -> Option<String> {
    let names = branch.shape.properties.keys().copied();
    let mut own: Vec<&str> = names.filter(|name| counts.get(name) == Some(&1)).collect();
    own.sort_by_key(|name| (!branch.shape.required.contains(name), *name));
    let words: Vec<_> = own.into_iter().take(2).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
