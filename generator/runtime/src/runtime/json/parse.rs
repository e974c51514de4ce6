use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Error, Number, Value};
use crate::runtime::text;

/// Reads one JSON value (RFC 8259), which must be all of the text. A byte order mark before it is skipped (section
/// 8.1).
///
/// # Errors
///
/// For what isn't JSON in UTF-8, for text after the value, for an object that names a member twice, and for values
/// nested deeper than 128. The error tells the line and column, and quotes nothing of the text but such a name.
pub fn parse(json: &[u8]) -> Result<Value<'_>, Error> {
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = Value::deserialize(&mut reader);
    value.and_then(|value| reader.end().map(|()| value)).map_err(|error| Error::new(format!("not valid JSON: {error}")))
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// The name under which `serde_json` hands out numbers, as an object of one member, if some crate of the build
/// has switched on its feature `arbitrary_precision`.
const ARBITRARY_PRECISION: &str = "$serde_json::private::Number";

/// Objects of up to this many members are searched for duplicates without a set.
const FEW: usize = 16;

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value<'de>, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value<'de>, E> {
        Ok(value.to_owned().into())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Value<'de>, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value<'de>, E> {
        Ok(value.into())
    }

    fn visit_none<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut members: Vec<(Cow<'de, str>, Value<'de>)> = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            members.push((name, map.next_value()?));
        }
        if let [(name, Value::String(digits))] = members.as_slice()
            && name == ARBITRARY_PRECISION
        {
            return Number::from_text(digits)
                .map(Value::Number)
                .ok_or_else(|| de::Error::custom("number out of range"));
        }
        match duplicate(&members) {
            Some(name) => {
                Err(de::Error::custom(format_args!("an object has the member `{}` twice", text::clean(name, 40))))
            }
            None => Ok(Value::Object(members)),
        }
    }
}

/// A name that two of the members have.
fn duplicate<'m>(members: &'m [(Cow<'_, str>, Value<'_>)]) -> Option<&'m str> {
    let mut names = members.iter().map(|(name, _)| name.as_ref());
    if members.len() > FEW {
        let mut seen = HashSet::with_capacity(members.len());
        return names.find(|name| !seen.insert(*name));
    }
    names
        .enumerate()
        .find(|(position, name)| members.iter().take(*position).any(|(other, _)| other == name))
        .map(|(_, name)| name)
}

/// The name of a member, borrowed where it is written without escapes.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor).map(Name)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_string<E>(self, name: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name))
    }
}
