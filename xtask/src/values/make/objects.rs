//! Objects: with all properties, with few, and with others where the schema says that there may be.

use serde_json::{Map, Value};

use super::merged::Merged;
use super::{Maker, Mode};
use crate::values::schemas::Place;

/// Names of members that a schema doesn't name.
const NAMES: &[&str] = &["extra", "another one", "ünïcode \u{1f600}", "x-odd/name~", "Type", "", "0", "\"quoted\"\n"];

impl<'d> Maker<'d> {
    pub(super) fn object(&mut self, merged: &Merged<'d>) -> Option<Value> {
        let mut members = Map::new();
        let at_most = merged.count("maxProperties").unwrap_or(usize::MAX);
        for (name, places) in &merged.properties {
            let is_required = merged.required.contains(name);
            if !is_required && (!self.wants_optional() || members.len() >= at_most) {
                continue;
            }
            match self.property(merged, name, places) {
                Some(value) => drop(members.insert((*name).to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        for name in &merged.required {
            if !members.contains_key(*name) {
                let value = self.unnamed(merged, name)?;
                members.insert((*name).to_owned(), value);
            }
        }
        for (name, tag) in &merged.tags {
            if !members.contains_key(*name) && merged.properties.iter().all(|(own, _)| own != name) {
                members.insert((*name).to_owned(), Value::String(tag.clone()));
            }
        }
        self.extras(merged, &mut members, at_most);
        self.fill(merged, &mut members);
        Some(Value::Object(members))
    }

    fn wants_optional(&mut self) -> bool {
        match self.mode {
            _ if self.is_small() => false,
            Mode::All | Mode::Null | Mode::Long => self.depth <= 3 || self.random.chance(50),
            Mode::Least => false,
            Mode::Chance => self.random.chance(if self.depth <= 2 { 50 } else { 25 }),
        }
    }

    /// The value of a property; that of one that says which branch the object is of, if it may have it.
    fn property(&mut self, merged: &Merged<'d>, name: &str, places: &[Place<'d>]) -> Option<Value> {
        if let Some((_, tag)) = merged.tags.iter().find(|(own, _)| *own == name) {
            let tag = Value::String(tag.clone());
            let own = self.merged(places)?;
            if own.values.as_ref().is_none_or(|values| values.contains(&&tag)) && own.allows(&tag) {
                return Some(tag);
            }
        }
        self.value(places)
    }

    /// The value of a member that `properties` doesn't name.
    fn unnamed(&mut self, merged: &Merged<'d>, name: &str) -> Option<Value> {
        let of_pattern =
            merged.pattern_properties.iter().filter(|(pattern, _)| super::patterns::matches(pattern, name));
        let mut places: Vec<Place<'d>> = of_pattern.map(|(_, schema)| *schema).collect();
        if places.is_empty() {
            places.extend(&merged.additional);
        }
        match places.is_empty() {
            true => Some(self.anything()),
            false => self.value(&places),
        }
    }

    /// Members with other names, where the schema says that there may be.
    fn extras(&mut self, merged: &Merged<'d>, members: &mut Map<String, Value>, at_most: usize) {
        let is_open =
            !merged.additional.is_empty() && merged.additional.iter().all(|of| *of.value != Value::Bool(false));
        if self.is_small() || (!is_open && merged.pattern_properties.is_empty()) {
            return;
        }
        let wanted = match self.mode {
            Mode::Least => 0,
            Mode::All | Mode::Null => 1,
            Mode::Long => 12,
            Mode::Chance => self.random.below(4),
        };
        for _ in 0..wanted {
            let name = self.name(merged, is_open);
            let Some(name) = name.filter(|name| merged.properties.iter().all(|(own, _)| own != name)) else { continue };
            if members.len() >= at_most || members.contains_key(&name) {
                continue;
            }
            if let Some(value) = self.unnamed(merged, &name) {
                members.insert(name, value);
            }
        }
    }

    fn name(&mut self, merged: &Merged<'d>, is_open: bool) -> Option<String> {
        let count = merged.pattern_properties.len();
        if count > 0 && (!is_open || self.random.chance(60)) {
            let (pattern, _) = merged.pattern_properties.get(self.random.below(count))?;
            return super::patterns::text(pattern, &mut self.random);
        }
        if !merged.property_names.is_empty() {
            let mut names = merged.property_names.clone();
            static STRING: std::sync::LazyLock<Value> =
                std::sync::LazyLock::new(|| serde_json::json!({"type": "string"}));
            names.extend(names.first().map(|first| Place { file: first.file, value: &STRING }));
            return self.value(&names)?.as_str().map(str::to_owned);
        }
        self.random.choose(NAMES).map(|name| (*name).to_owned())
    }

    /// More members, where there must be so many.
    fn fill(&mut self, merged: &Merged<'d>, members: &mut Map<String, Value>) {
        let at_least = merged.count("minProperties").unwrap_or(0);
        for (name, places) in &merged.properties {
            if members.len() < at_least
                && !members.contains_key(*name)
                && let Some(value) = self.property(merged, name, places)
            {
                members.insert((*name).to_owned(), value);
            }
        }
        let is_open = merged.additional.iter().all(|of| *of.value != Value::Bool(false));
        for number in 0..at_least.min(100).saturating_sub(members.len()) * 4 {
            if members.len() >= at_least {
                break;
            }
            let name = self
                .name(merged, is_open)
                .map(|name| if members.contains_key(&name) { format!("{name}{number}") } else { name });
            if let Some(name) = name
                && let Some(value) = self.unnamed(merged, &name)
            {
                members.insert(name, value);
            }
        }
    }
}
