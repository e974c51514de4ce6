//! Sets of JSON Schema's types.

use serde_json::Value;

use crate::read::JsonType;

/// A set of types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) struct Types(u8);

impl Types {
    pub(in crate::lower) const NONE: Self = Self(0);

    pub(in crate::lower) fn one(ty: JsonType) -> Self {
        Self(1 << ty as u8)
    }

    /// The types that a value is of. An integer is a number, too.
    pub(in crate::lower) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::one(JsonType::Null),
            Value::Bool(_) => Self::one(JsonType::Boolean),
            Value::Number(number) if is_integer(number) => Self::one(JsonType::Integer).with(JsonType::Number),
            Value::Number(_) => Self::one(JsonType::Number),
            Value::String(_) => Self::one(JsonType::String),
            Value::Array(_) => Self::one(JsonType::Array),
            Value::Object(_) => Self::one(JsonType::Object),
        }
    }

    pub(in crate::lower) fn parse(name: &str) -> Option<JsonType> {
        JsonType::ALL.into_iter().find(|ty| ty.name() == name)
    }

    #[must_use]
    pub(in crate::lower) fn with(self, ty: JsonType) -> Self {
        Self(self.0 | Self::one(ty).0)
    }

    #[must_use]
    pub(in crate::lower) fn without(self, ty: JsonType) -> Self {
        Self(self.0 & !Self::one(ty).0)
    }

    #[must_use]
    pub(in crate::lower) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types of values that are of both. A number that is an integer is one.
    #[must_use]
    pub(in crate::lower) fn intersection(self, other: Self) -> Self {
        let both = Self(self.0 & other.0);
        let is_integer = |a: Self, b: Self| a.has(JsonType::Integer) && b.has(JsonType::Number);
        if is_integer(self, other) || is_integer(other, self) { both.with(JsonType::Integer) } else { both }
    }

    pub(in crate::lower) fn has(self, ty: JsonType) -> bool {
        self.0 & Self::one(ty).0 != 0
    }

    /// Whether every value of `other` is one of these.
    pub(in crate::lower) fn contains(self, other: Self) -> bool {
        self.intersection(other) == other
    }

    pub(in crate::lower) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types in their order; no integers where there are numbers.
    pub(in crate::lower) fn iter(self) -> impl Iterator<Item = JsonType> {
        let all = JsonType::ALL.into_iter().filter(move |ty| self.has(*ty));
        all.filter(move |ty| *ty != JsonType::Integer || !self.has(JsonType::Number))
    }

    /// The only type, if there is one.
    pub(in crate::lower) fn single(self) -> Option<JsonType> {
        let mut all = self.iter();
        all.next().filter(|_| all.next().is_none())
    }

    /// Whether all values but `null` are of these types.
    pub(in crate::lower) fn are_all(self) -> bool {
        JsonType::ALL.into_iter().all(|ty| matches!(ty, JsonType::Null | JsonType::Integer) || self.has(ty))
    }
}

fn is_integer(number: &serde_json::Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|number| number.fract() == 0.0)
}
