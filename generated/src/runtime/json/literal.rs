use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use super::{Decode, Encode, Error, InvalidValue, Reader, Writer, serde_traits};
use crate::runtime::ParameterValue;

/// The JSON value `true`, where the API allows no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct True;

/// The JSON value `false`, where the API allows no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct False;

/// The JSON value `null`, where the API allows no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Null;

/// Implements what a type has whose only value is `true` or `false`.
macro_rules! boolean {
    ($name:ident, $value:tt) => {
        impl From<$name> for bool {
            fn from(_: $name) -> Self {
                $value
            }
        }

        impl TryFrom<bool> for $name {
            type Error = InvalidValue<bool>;

            fn try_from(value: bool) -> Result<Self, InvalidValue<bool>> {
                if value == $value { Ok(Self) } else { Err(InvalidValue::new(&[$value])) }
            }
        }

        impl Deref for $name {
            type Target = bool;

            fn deref(&self) -> &bool {
                &$value
            }
        }

        impl PartialEq<bool> for $name {
            fn eq(&self, other: &bool) -> bool {
                *other == $value
            }
        }

        impl PartialEq<$name> for bool {
            fn eq(&self, _: &$name) -> bool {
                *self == $value
            }
        }

        literal!($name, $value, None);
    };
}

/// Implements what a type has that has one value, which is `null` in an `Option` or not.
macro_rules! literal {
    ($name:ident, $value:tt, $null:expr) => {
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

            fn null() -> Option<Self> {
                $null
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                writer.bytes.extend_from_slice(stringify!($value).as_bytes());
                Ok(())
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

boolean!(True, true);
boolean!(False, false);
literal!(Null, null, Some(Null));
