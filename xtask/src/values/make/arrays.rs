//! Arrays: empty, long, and with the items that must be there.

use serde_json::Value;

use super::merged::Merged;
use super::{Maker, Mode};

/// The most items that are made, unless the schema asks for more.
const LONG: usize = 12;

/// More than that are not made.
const TOO_MANY: usize = 300;

impl<'d> Maker<'d> {
    pub(super) fn array(&mut self, merged: &Merged<'d>) -> Option<Value> {
        let at_least = merged.count("minItems").unwrap_or(0);
        let at_most = merged.count("maxItems").unwrap_or(usize::MAX);
        if at_least > TOO_MANY {
            return None;
        }
        let mut items = Vec::new();
        let length = self.length(merged, at_least).min(at_most);
        let wanted_contained = merged.count("minContains").unwrap_or(1);
        for index in 0..length {
            let mut places = merged.prefix_items.get(index).unwrap_or(&merged.items).clone();
            if index < wanted_contained {
                places.extend(&merged.contains);
            }
            let item = if places.is_empty() { Some(self.anything()) } else { self.item(merged, &places, &items) };
            match item {
                Some(item) => items.push(item),
                None if items.len() >= at_least => break,
                None => return None,
            }
        }
        Some(Value::Array(items))
    }

    fn length(&mut self, merged: &Merged<'d>, at_least: usize) -> usize {
        let named = merged.prefix_items.len().max(at_least);
        let named = if merged.contains.is_empty() { named } else { named.max(1) };
        // Items after those that have a schema each are only made if the schema says that there may be.
        let is_open = merged.prefix_items.is_empty() || !merged.items.is_empty();
        match self.mode {
            _ if self.is_small() && !merged.prefix_items.is_empty() => named,
            _ if self.is_small() => at_least.max(usize::from(!merged.contains.is_empty())),
            Mode::Least => at_least,
            Mode::All | Mode::Null => named + usize::from(is_open),
            Mode::Long if self.depth <= 2 && is_open => named.max(LONG),
            Mode::Long => named.max(1),
            Mode::Chance if !merged.prefix_items.is_empty() => at_least + self.random.below(named + 1 - at_least),
            Mode::Chance => named + self.random.below(3),
        }
    }

    /// An item; one that is not there yet where items must differ.
    fn item(&mut self, merged: &Merged<'d>, places: &[super::Place<'d>], items: &[Value]) -> Option<Value> {
        if !merged.flag("uniqueItems") {
            return self.value(places);
        }
        (0..10).find_map(|_| self.value(places).filter(|item| !items.contains(item)))
    }
}
