//! Values made from a schema: those that its author would call valid, if all goes well. Who judges them is somebody else.

mod arrays;
mod height;
mod merged;
mod numbers;
mod objects;
mod patterns;
mod strings;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use serde_json::{Value, json};

use super::random::Random;
use super::schemas::{Place, Schemas};
use height::Heights;
use merged::Merged;

/// From this depth on, values are as small as can be.
const SMALL_FROM: usize = 4;

/// No value is nested deeper.
const MAX_DEPTH: usize = 40;

/// How many values one value may consist of; beyond half of it, values are as small as can be.
const MAX_SIZE: usize = 800;

/// What is tried first, before chance decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// As little as can be.
    Least,
    /// All properties.
    All,
    /// `null` wherever it is allowed, and all properties.
    Null,
    /// Long strings and arrays.
    Long,
    Chance,
}

/// Makes the values of one schema.
pub(crate) struct Maker<'d> {
    schemas: Schemas<'d>,
    heights: Heights<'d>,
    random: Random,
    mode: Mode,
    depth: usize,
    size: usize,
    /// Which alternative was taken last of a schema that has several, so that all have their turn.
    turns: HashMap<(usize, &'static str), usize>,
}

impl<'d> Maker<'d> {
    pub(crate) fn new(schemas: Schemas<'d>) -> Maker<'d> {
        Maker {
            schemas,
            heights: Heights::new(schemas),
            random: Random::new("", 0),
            mode: Mode::Least,
            depth: 0,
            size: 0,
            turns: HashMap::new(),
        }
    }

    /// Begins with another schema.
    pub(crate) fn begin(&mut self) {
        self.turns.clear();
    }

    /// The value of this try, if one is found. `seed` says which schema it is.
    pub(crate) fn make(&mut self, schema: Place<'d>, seed: &str, try_number: usize) -> Option<Value> {
        self.random = Random::new(seed, try_number);
        self.mode = match try_number {
            0 => Mode::Least,
            1 => Mode::All,
            2 => Mode::Null,
            3 => Mode::Long,
            _ => Mode::Chance,
        };
        (self.depth, self.size) = (0, 0);
        self.value(&[schema])
    }

    /// A value that all of these schemas allow.
    fn value(&mut self, places: &[Place<'d>]) -> Option<Value> {
        self.size += 1;
        if self.depth > MAX_DEPTH || self.size > MAX_SIZE {
            return None;
        }
        let merged = self.merged(places)?;
        let at = places.first().map_or(0, |place| place.address());
        self.depth += 1;
        let value = self.of(&merged, at);
        self.depth -= 1;
        value
    }

    fn of(&mut self, merged: &Merged<'d>, at: usize) -> Option<Value> {
        if let Some(values) = &merged.values {
            let fitting: Vec<_> = values.iter().filter(|value| merged.allows(value)).collect();
            let turn = self.turn(at, "enum", fitting.len());
            return fitting.get(turn).map(|value| (**value).clone());
        }
        let types = merged.possible_types();
        let others: Vec<_> = types.iter().filter(|ty| **ty != "null").collect();
        if types.contains(&"null") && (others.is_empty() || self.wants_null()) {
            return Some(Value::Null);
        }
        let turn = if self.is_small() { 0 } else { self.turn(at, "type", others.len()) };
        match **others.get(turn)? {
            "object" => self.object(merged),
            "array" => self.array(merged),
            "string" => self.string(merged),
            "integer" => self.integer(merged),
            "number" => self.number(merged),
            "boolean" => Some(json!(self.turn(at, "boolean", 2) == 0)),
            _ => Some(self.anything()),
        }
    }

    fn wants_null(&mut self) -> bool {
        match self.mode {
            Mode::Null => true,
            Mode::Least | Mode::All | Mode::Long => false,
            Mode::Chance => self.random.chance(20),
        }
    }

    /// Whether what is made now should be as small as can be.
    fn is_small(&self) -> bool {
        self.mode == Mode::Least || self.depth > SMALL_FROM || self.size > MAX_SIZE / 2
    }

    /// The next of `count` alternatives of the schema at this address.
    fn turn(&mut self, at: usize, what: &'static str, count: usize) -> usize {
        let turn = self.turns.entry((at, what)).or_default();
        let now = *turn;
        *turn += 1;
        now % count.max(1)
    }

    /// A value for a schema that allows any JSON.
    fn anything(&mut self) -> Value {
        let of = [
            json!("text"),
            json!(12),
            json!(true),
            json!(null),
            json!(-0.5),
            json!([]),
            json!({}),
            json!([1, "two", null]),
            json!({"any": {"thing": [true]}}),
            json!(9_007_199_254_740_993_i64),
        ];
        self.random.choose(&of).cloned().unwrap_or_default()
    }
}
