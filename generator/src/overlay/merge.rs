//! How a value is merged into a target: objects recursively, arrays one after the other, primitive values replaced.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::changes::{Changes, Origin};
use super::kind;
use crate::load::MAX_DEPTH;
use crate::pointer::Pointer;
use crate::source::MAX_BYTES;

/// How many values the actions of an overlay may add.
const MAX_ADDED: usize = 1_000_000;

/// What actions have added so far.
#[derive(Debug, Default)]
pub(super) struct Budget {
    values: usize,
    bytes: usize,
}

impl Budget {
    /// Takes note that a value is added at each of these pointers, or says which limit that exceeds.
    pub(super) fn spend(&mut self, value: &Value, targets: &[Pointer]) -> Result<(), String> {
        let size = size(value);
        let deepest = targets.iter().map(|pointer| pointer.tokens().count()).max().unwrap_or(0);
        if deepest + size.depth > MAX_DEPTH {
            return Err(format!("this action nests values more than {MAX_DEPTH} deep"));
        }
        self.values = self.values.saturating_add(size.values.saturating_mul(targets.len()));
        self.bytes = self.bytes.saturating_add(size.bytes.saturating_mul(targets.len()));
        if self.values > MAX_ADDED {
            return Err(format!("with this action the overlay adds more than {MAX_ADDED} values"));
        }
        if self.bytes > MAX_BYTES {
            return Err(format!("with this action the overlay adds more than {} MiB of text", MAX_BYTES / 1024 / 1024));
        }
        Ok(())
    }
}

/// How large a value is.
#[derive(Debug, Default)]
struct Size {
    values: usize,
    /// The bytes of names and strings.
    bytes: usize,
    depth: usize,
}

fn size(value: &Value) -> Size {
    let mut total = Size { values: 1, ..Size::default() };
    let mut add = |inner: Size| {
        total.values += inner.values;
        total.bytes += inner.bytes;
        total.depth = total.depth.max(inner.depth + 1);
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let inner = size(member);
                add(Size { bytes: inner.bytes + name.len(), ..inner });
            }
        }
        Value::Array(items) => items.iter().for_each(|item| add(size(item))),
        Value::String(text) => total.bytes = text.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    total
}

/// What a value is that can be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Object,
    Array,
    Primitive,
}

impl Class {
    pub(super) fn of(value: &Value) -> Class {
        match value {
            Value::Object(_) => Class::Object,
            Value::Array(_) => Class::Array,
            _ => Class::Primitive,
        }
    }
}

/// A merge that goes on.
pub(super) struct Merge<'a> {
    pub(super) changes: &'a mut Changes,
    /// Whether what is inside the value is written inside its place in the overlay.
    pub(super) origin: Origin,
    /// What couldn't be merged, for each place in the update once: where, and why.
    pub(super) refused: Vec<(Pointer, String)>,
    pub(super) seen: HashSet<Pointer>,
}

impl Merge<'_> {
    /// Merges `update` into the value at `at`.
    pub(super) fn value(&mut self, target: &mut Value, at: &Pointer, update: &Value) {
        let written = self.origin.pointer.clone();
        self.merge(target, at, update, &written);
    }

    fn merge(&mut self, target: &mut Value, at: &Pointer, update: &Value, written: &Pointer) {
        match (target, update) {
            (Value::Object(members), Value::Object(update)) => self.members(members, at, update, written),
            (Value::Array(items), Value::Array(update)) => {
                for (index, item) in update.iter().enumerate() {
                    self.push(items, at, item, written.index(index));
                }
            }
            (Value::Object(_), other) => self.refuse(at, "an object", other, written),
            (Value::Array(_), other) => self.refuse(at, "an array", other, written),
            (target, other @ (Value::Object(_) | Value::Array(_))) => self.refuse(at, kind(target), other, written),
            (target, primitive) => {
                // A value that is already there is still the document's.
                if target != primitive {
                    *target = primitive.clone();
                    self.set(at.clone(), written.clone());
                }
            }
        }
    }

    fn members(
        &mut self,
        members: &mut Map<String, Value>,
        at: &Pointer,
        update: &Map<String, Value>,
        written: &Pointer,
    ) {
        for (name, value) in update {
            let (at, written) = (at.push(name), written.push(name));
            match members.get_mut(name) {
                Some(member) => self.merge(member, &at, value, &written),
                None => {
                    members.insert(name.clone(), value.clone());
                    self.set(at, written);
                }
            }
        }
    }

    /// Appends an item to the array at `at`.
    pub(super) fn append(&mut self, items: &mut Vec<Value>, at: &Pointer, item: &Value) {
        let written = self.origin.pointer.clone();
        self.push(items, at, item, written);
    }

    fn push(&mut self, items: &mut Vec<Value>, at: &Pointer, item: &Value, written: Pointer) {
        self.set(at.index(items.len()), written);
        items.push(item.clone());
    }

    fn set(&mut self, at: Pointer, written: Pointer) {
        let pointer = if self.origin.inside { written } else { self.origin.pointer.clone() };
        self.changes.set(at, Origin { pointer, ..self.origin.clone() });
    }

    fn refuse(&mut self, at: &Pointer, target: &str, update: &Value, written: &Pointer) {
        if self.seen.insert(written.clone()) {
            let message = format!("{} can't be merged into {target}, which `{at}` is", kind(update));
            self.refused.push((written.clone(), message));
        }
    }
}
