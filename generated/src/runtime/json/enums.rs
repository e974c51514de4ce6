//! Enums of known values, over the type that the values have in JSON.

use std::borrow::Cow;
use std::fmt::{self, Debug};

use super::{Decode, Encode, Error, Reader, Writer};

/// The type that the values of an enum have in JSON: `String` or `i64`.
#[doc(hidden)]
pub trait Wire: Debug + Sized + 'static {
    /// How a value is handed on.
    type Ref<'a>: Debug + PartialEq;

    /// What a value is called in errors.
    const KIND: &'static str;

    /// Reads a value, and makes something of it.
    fn read<T>(reader: &mut Reader<'_>, make: impl FnOnce(Self::Ref<'_>) -> T) -> Result<T, Error>;

    /// Writes a value.
    fn write(value: Self::Ref<'_>, writer: &mut Writer) -> Result<(), Error>;

    /// The value as text.
    fn text<'a>(value: Self::Ref<'a>) -> Cow<'a, str>;

    /// Keeps a value.
    fn keep(value: Self::Ref<'_>) -> Self;

    /// The value that was kept.
    fn get(&self) -> Self::Ref<'_>;
}

impl Wire for String {
    type Ref<'a> = &'a str;

    const KIND: &'static str = "string";

    fn read<T>(reader: &mut Reader<'_>, make: impl FnOnce(&str) -> T) -> Result<T, Error> {
        reader.string().map(|text| make(&text))
    }

    fn write(value: &str, writer: &mut Writer) -> Result<(), Error> {
        value.encode(writer)
    }

    fn text<'a>(value: Self::Ref<'a>) -> Cow<'a, str> {
        Cow::Borrowed(value)
    }

    fn keep(value: &str) -> Self {
        value.to_owned()
    }

    fn get(&self) -> &str {
        self
    }
}

impl Wire for i64 {
    type Ref<'a> = Self;

    const KIND: &'static str = "number";

    fn read<T>(reader: &mut Reader<'_>, make: impl FnOnce(Self) -> T) -> Result<T, Error> {
        Self::decode(reader).map(make)
    }

    fn write(value: Self, writer: &mut Writer) -> Result<(), Error> {
        value.encode(writer)
    }

    fn text<'a>(value: Self::Ref<'a>) -> Cow<'a, str> {
        Cow::Owned(value.to_string())
    }

    fn keep(value: Self) -> Self {
        value
    }

    fn get(&self) -> Self {
        *self
    }
}

/// A value that this version of the crate has no name for.
///
/// To make one, convert a value to the type of the enum: if a later version names the value, the code keeps its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownValue<T>(T);

impl<T: Wire> UnknownValue<T> {
    #[doc(hidden)]
    pub fn new(value: T::Ref<'_>) -> Self {
        Self(T::keep(value))
    }

    /// The value, as the API has it.
    pub fn get(&self) -> T::Ref<'_> {
        self.0.get()
    }
}

impl<T: fmt::Display> fmt::Display for UnknownValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A value that is none of those which are allowed. It isn't shown, as it may come from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue<T: Wire> {
    expected: &'static [T::Ref<'static>],
}

impl<T: Wire> InvalidValue<T> {
    #[doc(hidden)]
    #[cold]
    pub fn new(expected: &'static [T::Ref<'static>]) -> Self {
        Self { expected }
    }

    #[doc(hidden)]
    pub fn into_error(self) -> Error {
        Error::new(self.to_string())
    }

    /// The values that are allowed.
    pub fn expected(&self) -> &'static [T::Ref<'static>] {
        self.expected
    }
}

impl<T: Wire> fmt::Display for InvalidValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        for (index, value) in self.expected.iter().enumerate() {
            let separator = if index == 0 { "" } else { " or " };
            write!(f, "{separator}{value:?}")?;
        }
        write!(f, ", found another {}", T::KIND)
    }
}

impl<T: Wire> std::error::Error for InvalidValue<T> {}

/// Implements what an enum has that the API may extend: `open_enum!(Color: String { Red = "red" })`.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! open_enum {
    ($name:ident: $wire:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $name {
            /// Whether this version of the crate has no name for the value.
            pub fn is_unknown(&self) -> bool {
                ::std::matches!(self, Self::Other(_))
            }

            fn from_wire(value: <$wire as $crate::runtime::json::Wire>::Ref<'_>) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Other($crate::runtime::json::UnknownValue::new(other)),
                }
            }

            fn wire(&self) -> <$wire as $crate::runtime::json::Wire>::Ref<'_> {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(other) => other.get(),
                }
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::Error> {
                <$wire as $crate::runtime::json::Wire>::read(reader, Self::from_wire)
            }
        }

        $crate::runtime::json::enum_traits!(open $wire $name);
        $crate::runtime::json::enum_traits!($wire $name);
    };
}
pub(crate) use open_enum;

/// Implements what an enum of a fixed set of values has: `closed_enum!(Level: i64 { V1 = 1, V2 = 2 })`.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! closed_enum {
    ($name:ident: $wire:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $name {
            fn from_wire(
                value: <$wire as $crate::runtime::json::Wire>::Ref<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::InvalidValue<$wire>> {
                match value {
                    $($value => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err($crate::runtime::json::InvalidValue::new(&[$($value),*])),
                }
            }

            fn wire(&self) -> <$wire as $crate::runtime::json::Wire>::Ref<'_> {
                match self {
                    $(Self::$variant => $value,)*
                }
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                reader: &mut $crate::runtime::json::Reader<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::Error> {
                <$wire as $crate::runtime::json::Wire>::read(reader, Self::from_wire)?
                    .map_err($crate::runtime::json::InvalidValue::into_error)
            }
        }

        $crate::runtime::json::enum_traits!(closed $wire $name);
        $crate::runtime::json::enum_traits!($wire $name);
    };
}
pub(crate) use closed_enum;

/// What enums have by the type of their values.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! enum_traits {
    (open String $name:ident) => {
        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::from_wire(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from_wire(&value)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from_wire(value))
            }
        }
    };
    (closed String $name:ident) => {
        impl ::std::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::json::InvalidValue<::std::string::String>;

            fn try_from(value: &str) -> ::std::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                Self::from_wire(value)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::runtime::json::InvalidValue<::std::string::String>;

            fn from_str(value: &str) -> ::std::result::Result<Self, <Self as ::std::str::FromStr>::Err> {
                Self::from_wire(value)
            }
        }
    };
    (String $name:ident) => {
        impl $name {
            /// The value as the API spells it.
            pub fn as_str(&self) -> &str {
                self.wire()
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $crate::runtime::json::enum_traits!(all String $name);
    };
    (open i64 $name:ident) => {
        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::from_wire(value)
            }
        }
    };
    (closed i64 $name:ident) => {
        impl ::std::convert::TryFrom<i64> for $name {
            type Error = $crate::runtime::json::InvalidValue<i64>;

            fn try_from(value: i64) -> ::std::result::Result<Self, $crate::runtime::json::InvalidValue<i64>> {
                Self::from_wire(value)
            }
        }
    };
    (i64 $name:ident) => {
        impl $name {
            /// The value as the API has it.
            pub fn as_i64(&self) -> i64 {
                self.wire()
            }
        }

        impl ::std::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        $crate::runtime::json::enum_traits!(all i64 $name);
    };
    (all $wire:ident $name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.wire(), f)
            }
        }

        impl $crate::runtime::json::Encode for $name {
            fn encode(
                &self,
                writer: &mut $crate::runtime::json::Writer,
            ) -> ::std::result::Result<(), $crate::runtime::json::Error> {
                <$wire as $crate::runtime::json::Wire>::write(self.wire(), writer)
            }
        }

        impl $crate::runtime::ParameterValue for $name {
            fn to_parameter(&self) -> ::std::result::Result<::std::borrow::Cow<'_, str>, &'static str> {
                ::std::result::Result::Ok(<$wire as $crate::runtime::json::Wire>::text(self.wire()))
            }
        }

        $crate::runtime::json::serde_traits!($name);
    };
}
pub(crate) use enum_traits;
