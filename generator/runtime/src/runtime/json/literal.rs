use std::borrow::Cow;
use std::fmt;

use super::{Decode, Encode, Error, Reader, Writer, serde_traits};
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
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                reader.peek();
                if reader.literal(stringify!($value)) { Ok(Self) } else { Err(reader.expected(stringify!($value))) }
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                $value.encode(writer)
            }
        }

        impl ParameterValue for $name {
            fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                Ok(Cow::Borrowed(stringify!($value)))
            }
        }

        serde_traits!($name);
    };
}

literal!(True, true);
literal!(False, false);
