//! Enums of known values. In JSON the values are strings, integers, or any JSON.

use std::fmt::{self, Debug};

/// The type of an enum's values in JSON: `String`, `i64` or `Value`. A literal has `bool`.
#[doc(hidden)]
pub trait Wire: Debug + 'static {
    /// A borrowed value.
    type Ref<'a>: Debug + PartialEq;

    /// A known value, as a constant: any JSON is its text.
    type Known: Debug + PartialEq;

    /// What a value is called in errors.
    const KIND: &'static str;

    /// Borrows the value.
    fn get(&self) -> Self::Ref<'_>;

    /// A known value, as JSON.
    fn text(known: &Self::Known) -> String {
        format!("{known:?}")
    }
}

impl Wire for String {
    type Ref<'a> = &'a str;
    type Known = &'static str;

    const KIND: &'static str = "string";

    fn get(&self) -> &str {
        self
    }
}

impl Wire for bool {
    type Ref<'a> = Self;
    type Known = Self;

    const KIND: &'static str = "boolean";

    fn get(&self) -> Self {
        *self
    }
}

impl Wire for i64 {
    type Ref<'a> = Self;
    type Known = Self;

    const KIND: &'static str = "number";

    fn get(&self) -> Self {
        *self
    }
}

/// A value that this version of the crate has no name for.
///
/// To make one, convert the value to the enum. Then the code still works if a later version names the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownValue<T>(T);

impl<T: Wire> UnknownValue<T> {
    #[doc(hidden)]
    pub fn new(value: impl Into<T>) -> Self {
        Self(value.into())
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

/// The error for a value that isn't allowed. It doesn't show the value, which may be untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidValue<T: Wire> {
    expected: &'static [T::Known],
}

impl<T: Wire> InvalidValue<T> {
    #[doc(hidden)]
    #[cold]
    pub fn new(expected: &'static [T::Known]) -> Self {
        Self { expected }
    }

    /// The values that are allowed.
    pub fn expected(&self) -> &'static [T::Known] {
        self.expected
    }
}

impl<T: Wire> fmt::Display for InvalidValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected: Vec<_> = self.expected.iter().map(T::text).collect();
        write!(f, "expected {}, found another {}", expected.join(" or "), T::KIND)
    }
}

impl<T: Wire> std::error::Error for InvalidValue<T> {}

/// Implements what an enum has that the API may extend: `open_enum!(Color: String { Red = "red" })`.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! open_enum {
    ($name:ident: String $values:tt) => {
        $crate::runtime::json::open_enum!($name: String as &str $values);

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl $crate::runtime::json::IntoNullable<$name> for ::std::string::String {
            fn into_nullable(self) -> ::std::option::Option<$name> {
                ::std::option::Option::Some(self.into())
            }
        }
    };
    ($name:ident: i64 $values:tt) => {
        $crate::runtime::json::open_enum!($name: i64 as i64 $values);
    };
    ($name:ident: Value $values:tt) => {
        $crate::runtime::json::value_enum!(open $name $values);
    };
    ($name:ident: $wire:ident as $ref:ty { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $name {
            /// Whether this version of the crate has no name for the value.
            pub fn is_unknown(&self) -> bool {
                ::std::matches!(self, Self::Other(_))
            }
        }

        impl ::std::convert::From<$ref> for $name {
            fn from(value: $ref) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Other($crate::runtime::json::UnknownValue::new(other)),
                }
            }
        }

        impl $crate::runtime::json::IntoNullable<$name> for $ref {
            fn into_nullable(self) -> ::std::option::Option<$name> {
                ::std::option::Option::Some(self.into())
            }
        }

        $crate::runtime::json::enum_traits!(
            $name: $wire, ::std::convert::Infallible, $name::is_unknown,
            { $(Self::$variant => $value,)* Self::Other(other) => other.get() }
        );
    };
}
pub(crate) use open_enum;

/// Implements what an enum with a fixed set of values has: `closed_enum!(Level: i64 { V1 = 1, V2 = 2 })`.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! closed_enum {
    ($name:ident: String $values:tt) => {
        $crate::runtime::json::closed_enum!($name: String as &str $values);
    };
    ($name:ident: i64 $values:tt) => {
        $crate::runtime::json::closed_enum!($name: i64 as i64 $values);
    };
    ($name:ident: Value $values:tt) => {
        $crate::runtime::json::value_enum!(closed $name $values);
    };
    ($name:ident: $wire:ident as $ref:ty { $($variant:ident = $value:literal),* $(,)? }) => {
        impl ::std::convert::TryFrom<$ref> for $name {
            type Error = $crate::runtime::json::InvalidValue<$wire>;

            fn try_from(value: $ref) -> ::std::result::Result<Self, $crate::runtime::json::InvalidValue<$wire>> {
                match value {
                    $($value => ::std::result::Result::Ok(Self::$variant),)*
                    _ => ::std::result::Result::Err($crate::runtime::json::InvalidValue::new(&[$($value),*])),
                }
            }
        }

        $crate::runtime::json::enum_traits!(
            $name: $wire, $crate::runtime::json::InvalidValue<$wire>, |_| false,
            { $(Self::$variant => $value),* }
        );
    };
}
pub(crate) use closed_enum;

/// Implements what depends on the type of an enum's values.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! enum_traits {
    ($name:ident: String, $error:ty, $is_unknown:expr, $arms:tt) => {
        impl $name {
            /// The value as the API spells it.
            pub fn as_str(&self) -> &str {
                match self $arms
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $error;

            fn from_str(value: &str) -> ::std::result::Result<Self, $error> {
                Self::try_from(value)
            }
        }

        $crate::runtime::json::enum_traits!($name: as_str, as_str, $is_unknown, reader => &*reader.string()?);
    };
    ($name:ident: i64, $error:ty, $is_unknown:expr, $arms:tt) => {
        impl $name {
            /// The value as the API has it.
            pub fn as_i64(&self) -> i64 {
                match self $arms
            }
        }

        impl ::std::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        $crate::runtime::json::enum_traits!($name: as_i64, to_string, $is_unknown, reader => i64::decode(reader)?);
    };
    ($name:ident: $get:ident, $text:ident, $is_unknown:expr, $reader:ident => $value:expr) => {
        const _: () = {
            use ::std::{borrow, fmt, result};

            #[allow(unused_imports, reason = "the file may have imported the traits")]
            use $crate::runtime::json::{self, Decode as _, Encode as _};

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(&self.$get(), f)
                }
            }

            impl json::Decode for $name {
                fn decode($reader: &mut json::Reader<'_>) -> result::Result<Self, json::Error> {
                    let value = Self::try_from($value).map_err(|error| json::Error::new(error.to_string()))?;
                    $reader.note_known(!$is_unknown(&value));
                    result::Result::Ok(value)
                }
            }

            impl json::Encode for $name {
                fn encode(&self, writer: &mut json::Writer) -> result::Result<(), json::Error> {
                    self.$get().encode(writer)
                }
            }

            impl $crate::runtime::ParameterValue for $name {
                fn to_parameter(&self) -> result::Result<borrow::Cow<'_, str>, &'static str> {
                    result::Result::Ok(borrow::Cow::from(self.$text()))
                }
            }
        };

        $crate::runtime::json::serde_traits!($name);
    };
}
pub(crate) use enum_traits;
