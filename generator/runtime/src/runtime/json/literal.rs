use std::borrow::Cow;
use std::fmt;

use super::{Decode, Encode, Error, Value, serde_bridge};
use crate::runtime::ParameterValue;

/// The JSON value `true`, where the API allows no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct True;

/// The JSON value `false`, where the API allows no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct False;

macro_rules! literal {
    ($name:ident, $value:literal) => {
        impl From<$name> for bool {
            fn from(_: $name) -> Self {
                $value
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($value))
            }
        }

        impl Decode for $name {
            fn decode(value: &Value<'_>) -> Result<Self, Error> {
                match value {
                    Value::Bool($value) => Ok(Self),
                    value => Err(Error::expected(stringify!($value), value)),
                }
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value<'_> {
                Value::Bool($value)
            }
        }

        impl ParameterValue for $name {
            fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                Ok(Cow::Borrowed(stringify!($value)))
            }
        }

        serde_bridge!($name);
    };
}

literal!(True, true);
literal!(False, false);
