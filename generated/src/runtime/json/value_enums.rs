//! Enums of known values that are any JSON: numbers with a fraction, booleans, several types, arrays, objects.

use std::borrow::Cow;

use serde_json::Value;

use super::enums::Wire;
use super::{Encode, Error, Writer, from_slice};

/// An enum whose values are any JSON.
#[doc(hidden)]
pub trait ValueEnum {
    /// The JSON text of a known value, or a value that has no name.
    fn text(&self) -> Result<&'static str, &Value>;

    /// The value.
    fn value(&self) -> Cow<'_, Value> {
        self.text().map_or_else(Cow::Borrowed, |text| Cow::Owned(parse(text)))
    }

    /// Writes the value.
    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        match self.text() {
            Ok(text) => writer.bytes.extend_from_slice(text.as_bytes()),
            Err(value) => value.encode(writer)?,
        }
        Ok(())
    }

    /// The value as text: a string as it is, other JSON as its text.
    fn plain(&self) -> String {
        match self.value().into_owned() {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }
}

fn parse(text: &str) -> Value {
    from_slice(text.as_bytes()).unwrap_or_default()
}

impl Wire for Value {
    type Ref<'a> = &'a Self;
    type Known = &'static str;

    const KIND: &'static str = "value";

    fn get(&self) -> &Self {
        self
    }

    fn text(known: &&'static str) -> String {
        (*known).to_owned()
    }
}

/// Whether a value is the known one of this text.
#[doc(hidden)]
pub fn is_known(value: &Value, text: &str) -> bool {
    are_equal(value, &parse(text))
}

/// Whether two values are equal. Numbers are what they are worth: `1` and `1.0` are equal.
fn are_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let are_integers = [one, other].iter().all(|number| number.is_i64() || number.is_u64());
            one == other || !are_integers && one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| are_equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has = |(name, value)| other.get(name).is_some_and(|other| are_equal(value, other));
            one.len() == other.len() && one.iter().all(has)
        }
        _ => one == other,
    }
}

/// Implements what an enum has whose values are any JSON, each written as its text.
#[allow(unused_macros, reason = "an API may have no enum of this kind")]
macro_rules! value_enum {
    (open $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// Whether this version of the crate has no name for the value.
            pub fn is_unknown(&self) -> bool {
                ::std::matches!(self, Self::Other(_))
            }
        }

        impl ::std::convert::From<::serde_json::Value> for $name {
            fn from(value: ::serde_json::Value) -> Self {
                $(if $crate::runtime::json::is_known(&value, $text) { return Self::$variant; })*
                Self::Other($crate::runtime::json::UnknownValue::new(value))
            }
        }

        impl $crate::runtime::json::IntoNullable<$name> for ::serde_json::Value {
            fn into_nullable(self) -> ::std::option::Option<$name> {
                ::std::option::Option::Some(self.into())
            }
        }

        $crate::runtime::json::value_enum!(
            traits $name, $name::is_unknown,
            { $(Self::$variant => Ok($text),)* Self::Other(other) => ::std::result::Result::Err(other.get()) }
        );
    };
    (closed $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl ::std::convert::TryFrom<::serde_json::Value> for $name {
            type Error = $crate::runtime::json::InvalidValue<::serde_json::Value>;

            fn try_from(value: ::serde_json::Value) -> ::std::result::Result<Self, Self::Error> {
                $(if $crate::runtime::json::is_known(&value, $text) { return ::std::result::Result::Ok(Self::$variant); })*
                ::std::result::Result::Err($crate::runtime::json::InvalidValue::new(&[$($text),*]))
            }
        }

        $crate::runtime::json::value_enum!(traits $name, |_| false, { $(Self::$variant => Ok($text)),* });
    };
    (traits $name:ident, $is_unknown:expr, $arms:tt) => {
        impl $name {
            /// The value as the API has it.
            pub fn as_json(&self) -> ::std::borrow::Cow<'_, ::serde_json::Value> {
                $crate::runtime::json::ValueEnum::value(self)
            }
        }

        impl ::std::convert::From<$name> for ::serde_json::Value {
            fn from(value: $name) -> Self {
                value.as_json().into_owned()
            }
        }

        const _: () = {
            use ::serde_json::Value;
            use ::std::borrow::Cow;
            use ::std::fmt;
            use ::std::result::Result::{self, Ok};
            use $crate::runtime::json::{self, ValueEnum as _};

            impl json::ValueEnum for $name {
                fn text(&self) -> Result<&'static str, &Value> {
                    match self $arms
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(&self.plain())
                }
            }

            impl json::Decode for $name {
                fn decode(reader: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                    let value = <Value as json::Decode>::decode(reader)?;
                    let value = Self::try_from(value).map_err(|error| json::Error::new(error.to_string()))?;
                    reader.note_known(!$is_unknown(&value));
                    Ok(value)
                }
            }

            impl json::Encode for $name {
                fn encode(&self, writer: &mut json::Writer) -> Result<(), json::Error> {
                    self.write(writer)
                }
            }

            impl $crate::runtime::ParameterValue for $name {
                fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                    Ok(Cow::Owned(self.plain()))
                }
            }
        };
        $crate::runtime::json::serde_traits!($name);
    };
}
#[allow(unused_imports, reason = "an API may have no enum of this kind")]
pub(crate) use value_enum;
