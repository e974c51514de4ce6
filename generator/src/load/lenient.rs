//! YAML that only one of the two readers takes.
//!
//! Some documents that everybody uses are not quite YAML: they indent with a tab, or go on with a quoted text too far to
//! the left. `serde_yaml` reads them as most tools do. Nothing is known of places then, and scalars are what that reader
//! takes them for.

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::MAX_ALIASED;

/// The value of the one document of a text, if it is a mapping. What stands behind it would be lost, so there must be
/// nothing.
pub(super) fn parse(text: &str) -> Option<Value> {
    let budget = Cell::new(MAX_ALIASED.saturating_add(text.len()));
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let value = Lenient { budget: &budget }.deserialize(documents.next()?).ok()?;
    (value.is_object() && documents.next().is_none()).then_some(value)
}

#[derive(Clone, Copy)]
struct Lenient<'b> {
    /// How many values may still come: aliases make many of few.
    budget: &'b Cell<usize>,
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

    fn visit_i128<E>(self, integer: i128) -> Result<Value, E> {
        Ok(Number::from_f64(integer as f64).map_or(Value::Null, Value::Number))
    }

    fn visit_u128<E>(self, integer: u128) -> Result<Value, E> {
        Ok(Number::from_f64(integer as f64).map_or(Value::Null, Value::Number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(Key(key)) = members.next_key()? {
            object.insert(key, members.next_value_seed(self)?);
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
