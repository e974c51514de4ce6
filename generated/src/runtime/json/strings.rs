use std::fmt;

use super::{Error, Value, decode};

/// A string that the API may extend with values which this crate doesn't know yet.
#[doc(hidden)]
pub trait OpenStringEnum: Sized {
    /// The variant for this value, if it is one that the API documents.
    fn known(value: &str) -> Option<Self>;

    /// The variant for every other value.
    fn unknown(value: UnknownString) -> Self;

    /// The value as the API spells it.
    fn wire(&self) -> &str;
}

/// A string with a fixed set of values.
#[doc(hidden)]
pub trait StringEnum: Sized {
    /// The values, as the API spells them.
    const VALUES: &'static [&'static str];

    /// The variant for this value.
    fn known(value: &str) -> Option<Self>;

    /// The value as the API spells it.
    fn wire(&self) -> &str;
}

/// A value that this version of the crate has no name for.
///
/// To make one, convert a text to the type of the enum: if a later version names the value, the code keeps its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnknownString(Box<str>);

impl UnknownString {
    /// The value as the API spelt it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A string that is none of the values which are allowed. It isn't shown, as it may come from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidString {
    expected: &'static [&'static str],
}

impl InvalidString {
    /// The values that are allowed.
    pub fn expected(&self) -> &'static [&'static str] {
        self.expected
    }
}

impl fmt::Display for InvalidString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        for (index, value) in self.expected.iter().enumerate() {
            let separator = if index == 0 { "" } else { " or " };
            write!(f, "{separator}{value:?}")?;
        }
        f.write_str(", found another string")
    }
}

impl std::error::Error for InvalidString {}

/// Implements what every open enum of strings has.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! open_string_enum {
    ($type:ty) => {
        impl $type {
            /// The value as the API spells it.
            pub fn as_str(&self) -> &str {
                $crate::runtime::json::OpenStringEnum::wire(self)
            }

            /// Whether this version of the crate has no name for the value.
            pub fn is_unknown(&self) -> bool {
                let known: ::std::option::Option<Self> = $crate::runtime::json::OpenStringEnum::known(self.as_str());
                known.is_none()
            }
        }

        impl ::std::convert::From<&str> for $type {
            fn from(value: &str) -> Self {
                $crate::runtime::json::open_string(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for $type {
            fn from(value: ::std::string::String) -> Self {
                $crate::runtime::json::open_string(&value)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                ::std::result::Result::Ok($crate::runtime::json::open_string(value))
            }
        }

        impl $crate::runtime::json::Decode for $type {
            fn decode(
                value: &$crate::runtime::json::Value<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::Error> {
                $crate::runtime::json::decode_open_string_enum(value)
            }
        }

        $crate::runtime::json::strings::string_traits!($type);
    };
}
pub(crate) use open_string_enum;

/// Implements what every closed enum of strings has.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! string_enum {
    ($type:ty) => {
        impl $type {
            /// The value as the API spells it.
            pub fn as_str(&self) -> &str {
                $crate::runtime::json::StringEnum::wire(self)
            }
        }

        impl ::std::convert::TryFrom<&str> for $type {
            type Error = $crate::runtime::json::InvalidString;

            fn try_from(value: &str) -> ::std::result::Result<Self, $crate::runtime::json::InvalidString> {
                $crate::runtime::json::string_from(value)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::json::InvalidString;

            fn from_str(value: &str) -> ::std::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                $crate::runtime::json::string_from(value)
            }
        }

        impl $crate::runtime::json::Decode for $type {
            fn decode(
                value: &$crate::runtime::json::Value<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::Error> {
                $crate::runtime::json::decode_string_enum(value)
            }
        }

        $crate::runtime::json::strings::string_traits!($type);
    };
}
pub(crate) use string_enum;

/// What open and closed enums of strings share: all that follows from their `as_str`.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! string_traits {
    ($type:ty) => {
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::runtime::json::Encode for $type {
            fn encode(&self) -> $crate::runtime::json::Value<'_> {
                $crate::runtime::json::Value::from(self.as_str())
            }
        }

        impl $crate::runtime::ParameterValue for $type {
            fn to_parameter(&self) -> ::std::result::Result<::std::borrow::Cow<'_, str>, &'static str> {
                $crate::runtime::ParameterValue::to_parameter(self.as_str())
            }
        }

        $crate::runtime::json::serde_bridge!($type);
    };
}
#[allow(unused_imports, reason = "an API may have no enum of this kind")]
pub(crate) use string_traits;

/// The variant for this value, which is the unknown one only if no other is.
#[doc(hidden)]
pub fn open_string<T: OpenStringEnum>(value: &str) -> T {
    T::known(value).unwrap_or_else(|| T::unknown(UnknownString(value.into())))
}

/// The variant for this value.
#[doc(hidden)]
pub fn string_from<T: StringEnum>(value: &str) -> Result<T, InvalidString> {
    T::known(value).ok_or(InvalidString { expected: T::VALUES })
}

/// Reads an open enum.
#[doc(hidden)]
pub fn decode_open_string_enum<T: OpenStringEnum>(value: &Value<'_>) -> Result<T, Error> {
    decode::string(value).map(open_string)
}

/// Reads a closed enum.
#[doc(hidden)]
pub fn decode_string_enum<T: StringEnum>(value: &Value<'_>) -> Result<T, Error> {
    string_from(decode::string(value)?).map_err(|error| Error::new(error.to_string()))
}
