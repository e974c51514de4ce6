use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::decimal::Decimal;
use super::{Decode, Encode, Error, IntoNullable, Reader, Writer, from_slice, serde_traits, to_vec};
use crate::runtime::ParameterValue;

/// A number of any size and precision. It holds the text that it came as, and is written as that.
///
/// Numbers compare by value: `1`, `1.0` and `10e-1` are equal. Those with exponents of more than 36 digits compare by
/// their texts.
///
/// Through serde, integers of up to 128 bits are exact. Other numbers are as exact as serde's format has them: with
/// `serde_json`, that of 64-bit floats, or any with its feature `arbitrary_precision`.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::json::{Error, Number};")]
/// # fn main() -> Result<(), Error> {
/// let price: Number = "0.10".parse()?;
/// assert_eq!(price.as_str(), "0.10");
/// assert_eq!(price.as_f64(), Some(0.1));
/// assert!(price < Number::from(1) && Number::from(1) < "1e400".parse()?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// The number, as JSON has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The integer that it is equal to, if there is one of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        self.value()?.to_integer()
    }

    /// The integer without a sign that it is equal to, if there is one of 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        self.value()?.to_integer()
    }

    /// The integer that it is equal to, if there is one of 128 bits.
    pub fn as_i128(&self) -> Option<i128> {
        self.value()?.to_integer()
    }

    /// The integer without a sign that it is equal to, if there is one of 128 bits.
    pub fn as_u128(&self) -> Option<u128> {
        self.value()?.to_integer()
    }

    /// The nearest float. Numbers beyond the range of floats have none.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|float: &f64| float.is_finite())
    }

    /// Its value: always there, since every JSON number is a decimal number.
    fn value(&self) -> Option<Decimal<'_>> {
        Decimal::parse(&self.0)
    }
}

macro_rules! from_integers {
    ($($type:ty),*) => {$(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                Self(value.to_string().into())
            }
        }

        impl IntoNullable<Number> for $type {
            fn into_nullable(self) -> Option<Number> {
                Some(self.into())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

/// Fails if the float is infinite or not a number.
impl TryFrom<f64> for Number {
    type Error = Error;

    fn try_from(value: f64) -> Result<Self, Error> {
        from_slice(&to_vec(&value)?)
    }
}

/// Reads the number as JSON has it. White space around it is skipped.
impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        from_slice(text.as_bytes())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.value() == other.value()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

impl Decode for Number {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self(reader.number("a number")?.into()))
    }
}

impl Encode for Number {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.bytes.extend_from_slice(self.0.as_bytes());
        Ok(())
    }
}

impl ParameterValue for Number {
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
        Ok(Cow::Borrowed(&self.0))
    }
}

serde_traits!(Number);
