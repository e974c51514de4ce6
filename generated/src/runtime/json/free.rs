//! JSON that the API's document doesn't describe, as `serde_json` holds it.

use serde_json::{Map, Value as Free};

use super::encode::NOT_FINITE;
use super::{Decode, Encode, Error, Number, Value};

impl Decode for Free {
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        Ok(match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.to_serde_json().ok_or_else(|| Error::new(NOT_FINITE))?),
            Value::String(text) => Self::String(text.as_ref().to_owned()),
            Value::Array(items) => {
                let item = |(index, item)| Self::decode(item).map_err(|error| error.at(index));
                Self::Array(items.iter().enumerate().map(item).collect::<Result<_, _>>()?)
            }
            Value::Object(members) => {
                let mut map = Map::with_capacity(members.len());
                for (name, value) in members {
                    map.insert(name.as_ref().to_owned(), Self::decode(value).map_err(|error| error.inside(name))?);
                }
                Self::Object(map)
            }
        })
    }
}

impl Encode for Free {
    fn encode(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(Number::from_serde_json(number)),
            Self::String(text) => Value::from(text.as_str()),
            Self::Array(items) => Value::Array(items.iter().map(Self::encode).collect()),
            Self::Object(members) => {
                Value::Object(members.iter().map(|(name, value)| (name.as_str().into(), value.encode())).collect())
            }
        }
    }
}
