use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{Decode, Encode, Value};

/// Implements serde's traits for a type that has [`Decode`] and [`Encode`].
#[allow(unused_macros, reason = "the macro is used by every API that has a type")]
macro_rules! serde_bridge {
    ($type:ty) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use serde_bridge;

/// Serialises through [`Encode`].
#[doc(hidden)]
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.encode().serialize(serializer)
}

/// Deserialises through [`Decode`].
#[doc(hidden)]
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    T::decode(&value).map_err(D::Error::custom)
}
