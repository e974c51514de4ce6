use std::fmt;

use super::{Error, Number, Value, decode};

/// An integer that the API may extend with values which this crate doesn't know yet.
#[doc(hidden)]
pub trait OpenIntegerEnum: Sized {
    /// The variant for this value, if it is one that the API documents.
    fn known(value: i64) -> Option<Self>;

    /// The variant for every other value.
    fn unknown(value: UnknownInteger) -> Self;

    /// The value as the API has it.
    fn wire(&self) -> i64;
}

/// An integer with a fixed set of values.
#[doc(hidden)]
pub trait IntegerEnum: Sized {
    /// The values.
    const VALUES: &'static [i64];

    /// The variant for this value.
    fn known(value: i64) -> Option<Self>;

    /// The value as the API has it.
    fn wire(&self) -> i64;
}

/// A value that this version of the crate has no name for.
///
/// To make one, convert a number to the type of the enum: if a later version names the value, the code keeps its
/// meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// The value as the API has it.
    pub fn get(&self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnknownInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An integer that is none of the values which are allowed. It isn't shown, as it may come from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidInteger {
    expected: &'static [i64],
}

impl InvalidInteger {
    /// The values that are allowed.
    pub fn expected(&self) -> &'static [i64] {
        self.expected
    }
}

impl fmt::Display for InvalidInteger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        for (index, value) in self.expected.iter().enumerate() {
            let separator = if index == 0 { "" } else { " or " };
            write!(f, "{separator}{value}")?;
        }
        f.write_str(", found another number")
    }
}

impl std::error::Error for InvalidInteger {}

/// Implements what every open enum of integers has.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! open_integer_enum {
    ($type:ty) => {
        impl $type {
            /// The value as the API has it.
            pub fn as_i64(&self) -> i64 {
                $crate::runtime::json::OpenIntegerEnum::wire(self)
            }

            /// Whether this version of the crate has no name for the value.
            pub fn is_unknown(&self) -> bool {
                let known: ::std::option::Option<Self> = $crate::runtime::json::OpenIntegerEnum::known(self.as_i64());
                known.is_none()
            }
        }

        impl ::std::convert::From<i64> for $type {
            fn from(value: i64) -> Self {
                $crate::runtime::json::open_integer(value)
            }
        }

        impl $crate::runtime::json::Decode for $type {
            fn decode(
                value: &$crate::runtime::json::Value<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::Error> {
                $crate::runtime::json::decode_open_integer_enum(value)
            }
        }

        $crate::runtime::json::integers::integer_traits!($type);
    };
}
pub(crate) use open_integer_enum;

/// Implements what every closed enum of integers has.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! integer_enum {
    ($type:ty) => {
        impl $type {
            /// The value as the API has it.
            pub fn as_i64(&self) -> i64 {
                $crate::runtime::json::IntegerEnum::wire(self)
            }
        }

        impl ::std::convert::TryFrom<i64> for $type {
            type Error = $crate::runtime::json::InvalidInteger;

            fn try_from(value: i64) -> ::std::result::Result<Self, $crate::runtime::json::InvalidInteger> {
                $crate::runtime::json::integer_from(value)
            }
        }

        impl $crate::runtime::json::Decode for $type {
            fn decode(
                value: &$crate::runtime::json::Value<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::Error> {
                $crate::runtime::json::decode_integer_enum(value)
            }
        }

        $crate::runtime::json::integers::integer_traits!($type);
    };
}
pub(crate) use integer_enum;

/// What open and closed enums of integers share: all that follows from their `as_i64`.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! integer_traits {
    ($type:ty) => {
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::convert::From<$type> for i64 {
            fn from(value: $type) -> Self {
                value.as_i64()
            }
        }

        impl $crate::runtime::json::Encode for $type {
            fn encode(&self) -> $crate::runtime::json::Value<'_> {
                $crate::runtime::json::Value::from(self.as_i64())
            }
        }

        impl $crate::runtime::ParameterValue for $type {
            fn to_parameter(&self) -> ::std::result::Result<::std::borrow::Cow<'_, str>, &'static str> {
                ::std::result::Result::Ok(::std::borrow::Cow::Owned(::std::string::ToString::to_string(self)))
            }
        }

        $crate::runtime::json::serde_bridge!($type);
    };
}
#[allow(unused_imports, reason = "an API may have no enum of this kind")]
pub(crate) use integer_traits;

/// The variant for this value, which is the unknown one only if no other is.
#[doc(hidden)]
pub fn open_integer<T: OpenIntegerEnum>(value: i64) -> T {
    T::known(value).unwrap_or_else(|| T::unknown(UnknownInteger(value)))
}

/// The variant for this value.
#[doc(hidden)]
pub fn integer_from<T: IntegerEnum>(value: i64) -> Result<T, InvalidInteger> {
    T::known(value).ok_or(InvalidInteger { expected: T::VALUES })
}

/// Reads an open enum.
#[doc(hidden)]
pub fn decode_open_integer_enum<T: OpenIntegerEnum>(value: &Value<'_>) -> Result<T, Error> {
    decode::integer(value, "-2^63 to 2^63 - 1", Number::as_i64).map(open_integer)
}

/// Reads a closed enum.
#[doc(hidden)]
pub fn decode_integer_enum<T: IntegerEnum>(value: &Value<'_>) -> Result<T, Error> {
    let value = decode::integer(value, "-2^63 to 2^63 - 1", Number::as_i64)?;
    integer_from(value).map_err(|error| Error::new(error.to_string()))
}
