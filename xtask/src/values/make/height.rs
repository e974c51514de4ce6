//! How deep the least value of a schema is nested, so that values of recursive schemas end.

use std::collections::HashMap;

use serde_json::Value;

use crate::values::schemas::{Place, Schemas};

/// Deeper than any value is made.
const ENDLESS: usize = 1_000;

/// How many schemas are followed, one below the other.
const MAX_STEPS: usize = 20;

pub(super) struct Heights<'d> {
    schemas: Schemas<'d>,
    /// By address and the steps that were left.
    known: HashMap<(usize, usize), usize>,
}

impl<'d> Heights<'d> {
    pub(super) fn new(schemas: Schemas<'d>) -> Heights<'d> {
        Heights { schemas, known: HashMap::new() }
    }

    pub(super) fn of(&mut self, place: Place<'d>) -> usize {
        self.within(place, MAX_STEPS)
    }

    fn within(&mut self, place: Place<'d>, steps: usize) -> usize {
        let Some(left) = steps.checked_sub(1) else { return ENDLESS };
        if let Some(known) = self.known.get(&(place.address(), steps)) {
            return *known;
        }
        let height = self.computed(place, left);
        self.known.insert((place.address(), steps), height);
        height
    }

    fn computed(&mut self, place: Place<'d>, left: usize) -> usize {
        let types = place.value.get("type");
        let allows_null = types.is_some_and(|types| match types {
            Value::Array(types) => types.iter().any(|ty| ty == "null"),
            ty => ty == "null",
        });
        if allows_null || place.value.get("const").is_some() || place.value.get("enum").is_some() {
            return 0;
        }
        let mut height = 0;
        for part in self.schemas.target(place).into_iter().chain(place.list("allOf")) {
            height = height.max(self.within(part, left));
        }
        for keyword in ["oneOf", "anyOf"] {
            let least = place.list(keyword).map(|branch| self.within(branch, left)).min();
            height = height.max(least.unwrap_or(0));
        }
        let required = place.value.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            let property = place.members("properties").find(|(own, _)| *own == name);
            height = height.max(property.map_or(1, |(_, property)| 1 + self.within(property, left)));
        }
        if place.value.get("minItems").and_then(Value::as_u64).is_some_and(|least| least > 0) {
            height = height.max(place.get("items").map_or(1, |items| 1 + self.within(items, left)));
        }
        height
    }
}
