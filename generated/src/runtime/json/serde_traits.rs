//! The traits of serde by [`Decode`] and [`Encode`]. A value of any format is converted to JSON text, and back.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;

use super::{Decode, Encode, Error, Number, Reader, Writer, from_slice, to_vec};

/// Serialises what [`Encode`] writes.
#[doc(hidden)]
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let written = to_vec(value).and_then(|bytes| from_slice::<Written>(&bytes));
    written.map_err(S::Error::custom)?.serialize(serializer)
}

/// Deserialises through [`Decode`].
#[doc(hidden)]
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    Transcode(&mut writer).deserialize(deserializer)?;
    from_slice(&writer.bytes).map_err(D::Error::custom)
}

/// What [`Encode`] wrote. Unlike in a [`Value`], members keep their order whatever features `serde_json` has.
enum Written {
    Scalar(Value),
    Number(Number),
    Array(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Decode for Written {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.peek() {
            Some(b'[') => Vec::decode(reader).map(Self::Array),
            Some(b'{') => {
                let mut members = Vec::new();
                reader.members(|reader| {
                    members.push((reader.name()?.into_owned(), Self::decode(reader)?));
                    Ok(())
                })?;
                Ok(Self::Object(members))
            }
            Some(b'-' | b'0'..=b'9') => Number::decode(reader).map(Self::Number),
            _ => Value::decode(reader).map(Self::Scalar),
        }
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Scalar(value) => value.serialize(serializer),
            Self::Number(number) => serialize_number(number.as_str(), serializer),
            Self::Array(items) => items.serialize(serializer),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(name, value)| (name, value))),
        }
    }
}

/// Serialises a number as an integer that is exact, or as what `serde_json` makes of it: the nearest float, or with its
/// feature `arbitrary_precision` the text.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match (text.parse(), text.parse(), text.parse(), text.parse()) {
        (Ok(integer), ..) => serializer.serialize_u64(integer),
        (_, Ok(integer), ..) => serializer.serialize_i64(integer),
        (_, _, Ok(integer), _) => serializer.serialize_i128(integer),
        (.., Ok(integer)) => serializer.serialize_u128(integer),
        _ => from_slice::<Value>(text.as_bytes()).map_err(S::Error::custom)?.serialize(serializer),
    }
}

/// Writes the value of a deserializer as JSON.
struct Transcode<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Transcode<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty),*) => {$(
        fn $visit<E: serde::de::Error>(self, value: $type) -> Result<(), E> {
            value.encode(self.0).map_err(E::custom)
        }
    )*};
}

impl<'de> Visitor<'de> for Transcode<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<(), E> {
        Number::from(value).encode(self.0).map_err(E::custom)
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<(), E> {
        Number::from(value).encode(self.0).map_err(E::custom)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Value::Null.encode(self.0).map_err(E::custom)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.0.bytes.push(b'[');
        while seq.next_element_seed(Transcode(self.0))?.is_some() {
            self.0.bytes.push(b',');
        }
        self.0.close(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.bytes.push(b'{');
        let mut is_first = true;
        while let Some(name) = map.next_key::<String>()? {
            if is_first && name == ARBITRARY_PRECISION {
                let number: Number = map.next_value::<String>()?.parse().map_err(A::Error::custom)?;
                self.0.bytes.pop();
                return number.encode(self.0).map_err(A::Error::custom);
            }
            is_first = false;
            self.0.string(&name);
            self.0.bytes.push(b':');
            map.next_value_seed(Transcode(self.0))?;
            self.0.bytes.push(b',');
        }
        self.0.close(b'}');
        Ok(())
    }
}

/// The name under which `serde_json` hands out numbers, as an object of one member, if some crate of the build has
/// switched on its feature `arbitrary_precision`.
const ARBITRARY_PRECISION: &str = "$serde_json::private::Number";
