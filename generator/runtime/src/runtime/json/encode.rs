use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Error, Value};

/// How a type is written as JSON.
pub trait Encode {
    /// The value, borrowing its text.
    fn encode(&self) -> Value<'_>;

    /// Whether an object leaves the member out that has this value and isn't required.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes a value as JSON, without white space.
///
/// # Errors
///
/// For floats that are infinite or not a number: JSON has no way to say them. The error names the place.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let value = value.encode();
    check(&value)?;
    serde_json::to_vec(&value).map_err(|error| Error::new(error.to_string()))
}

pub(super) const NOT_FINITE: &str = "JSON has no number that is infinite or not a number";

/// Finds what JSON can't say.
fn check(value: &Value<'_>) -> Result<(), Error> {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Number(number) if number.is_finite() => Ok(()),
        Value::Number(_) => Err(Error::new(NOT_FINITE)),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| check(item).map_err(|error| error.at(index)))
        }
        Value::Object(members) => {
            members.iter().try_for_each(|(name, value)| check(value).map_err(|error| error.inside(name)))
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) if number.is_finite() => number.serialize(serializer),
            Value::Number(_) => Err(S::Error::custom(NOT_FINITE)),
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Value::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name.as_ref(), value)?;
                }
                map.end()
            }
        }
    }
}

macro_rules! encode_as_is {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            #[inline]
            fn encode(&self) -> Value<'_> {
                Value::from(*self)
            }
        }
    )*};
}

encode_as_is!(bool, i32, i64, u32, u64, f32, f64);

impl Encode for str {
    #[inline]
    fn encode(&self) -> Value<'_> {
        Value::from(self)
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self) -> Value<'_> {
        Value::from(self.as_str())
    }
}

impl Encode for Value<'_> {
    fn encode(&self) -> Value<'_> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(*value),
            Value::Number(number) => Value::Number(*number),
            Value::String(text) => Value::from(text.as_ref()),
            Value::Array(items) => Value::Array(items.iter().map(Value::encode).collect()),
            Value::Object(members) => {
                Value::Object(members.iter().map(|(name, value)| (name.as_ref().into(), value.encode())).collect())
            }
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Value<'_> {
        Value::Array(self.iter().map(T::encode).collect())
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self) -> Value<'_> {
        T::encode(self)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

/// `None` is left out where the member isn't required, and is `null` elsewhere.
impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self) -> Value<'_> {
        match self {
            Some(value) => value.encode(),
            None => Value::Null,
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
