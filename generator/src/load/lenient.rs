//! YAML that only one of the two readers takes.
//!
//! Some documents that everybody uses are not quite YAML: they indent with a tab, or go on with a quoted text too far to
//! the left. `serde_yaml` reads them as most tools do. Nothing is known of places then, and scalars are what that reader
//! takes them for. What would be lost in silence is still refused: keys given twice, merge keys, numbers that can't be
//! held; and so is what is nested too deep.

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{MAX_ALIASED, MAX_DEPTH};

/// The value of the one document of a text, if it is a mapping. What stands behind it would be lost, so there must be
/// nothing.
pub(super) fn parse(text: &str) -> Option<Value> {
    let budget = Cell::new(MAX_ALIASED.saturating_add(text.len()));
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let value = Lenient { budget: &budget, depth: 0 }.deserialize(documents.next()?).ok()?;
    (value.is_object() && documents.next().is_none()).then_some(value)
}

#[derive(Clone, Copy)]
struct Lenient<'b> {
    /// How many values may still come: aliases make many of few.
    budget: &'b Cell<usize>,
    /// How many sequences and mappings are around it.
    depth: usize,
}

impl Lenient<'_> {
    fn inside<E: Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            Err(E::custom("it is nested too deep"))
        } else {
            Ok(Self { depth: self.depth + 1, ..self })
        }
    }
}

impl<'de> DeserializeSeed<'de> for Lenient<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.budget.get().checked_sub(1);
        self.budget.set(left.ok_or_else(|| D::Error::custom("aliases make too many values"))?);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Lenient<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value that JSON can hold")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, integer: i64) -> Result<Value, E> {
        Ok(Value::from(integer))
    }

    fn visit_u64<E>(self, integer: u64) -> Result<Value, E> {
        Ok(Value::from(integer))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Number::from_f64(number).map(Value::Number).ok_or_else(|| E::custom("it is no number of JSON"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(inside)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut object = Map::new();
        while let Some(Key(key)) = members.next_key()? {
            if key == "<<" || object.contains_key(&key) {
                return Err(A::Error::custom("a key is given twice, or merges"));
            }
            object.insert(key, members.next_value_seed(inside)?);
        }
        Ok(Value::Object(object))
    }

    /// A value with a tag, which says nothing that JSON could say.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (serde::de::IgnoredAny, value) = data.variant()?;
        value.newtype_variant_seed(self)
    }
}

/// A key, as it is written.
#[derive(Deserialize)]
struct Key(String);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{MAX_DEPTH, parse};

    #[test]
    fn what_the_other_reader_refuses_is_read() {
        let text = "a:\n  {\n\t\"b\": [1, 2.5, null, -3, true, x],\n  200: !tag y\n  }\n";
        assert_eq!(parse(text), Some(json!({ "a": { "b": [1, 2.5, null, -3, true, "x"], "200": "y" } })));
    }

    #[test]
    fn nothing_is_lost() {
        let twice = "a: 1\na: 2\n";
        let below = "b: { a: 1, a: 2 }\n";
        let merged = "a: &a { x: 1 }\nb: { <<: *a }\n";
        let too_large = "a: 100000000000000000000000\n";
        let not_finite = "a: .inf\n";
        let second = "a: 1\n---\nb: 2\n";
        for text in [twice, below, merged, too_large, not_finite, second] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(MAX_DEPTH - 1)).is_some());
        assert_eq!(parse(&nested(MAX_DEPTH)), None);
    }
}
