use super::{Any, Error, Number, Value, parse};

/// How a type is read from JSON.
pub trait Decode: Sized {
    /// Reads the value. An error names the place, as seen from this value.
    fn decode(value: &Value<'_>) -> Result<Self, Error>;

    /// What an object's member becomes that isn't required, and isn't there; nothing, if that is an error for this
    /// type.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a value from JSON text.
///
/// # Errors
///
/// If the text is no JSON, or the value doesn't fit the type. The error names the place.
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, Error> {
    T::decode(&parse(text)?)
}

impl Decode for bool {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        value.as_bool().ok_or_else(|| Error::expected("true or false", value))
    }
}

impl Decode for String {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        string(value).map(str::to_owned)
    }
}

impl Decode for i32 {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        integer(value, "-2^31 to 2^31 - 1", |n| n.as_i64()?.try_into().ok())
    }
}

impl Decode for i64 {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        integer(value, "-2^63 to 2^63 - 1", Number::as_i64)
    }
}

impl Decode for u32 {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        integer(value, "0 to 2^32 - 1", |n| n.as_u64()?.try_into().ok())
    }
}

impl Decode for u64 {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        integer(value, "0 to 2^64 - 1", Number::as_u64)
    }
}

impl Decode for f64 {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        number(value).map(Number::as_f64)
    }
}

impl Decode for f32 {
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        let single = number(value)?.as_f64() as f32;
        if single.is_finite() {
            return Ok(single);
        }
        Err(Error::expected("a number in the range of 32-bit floats", value))
    }
}

impl Decode for Any {
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        Ok(value.clone().into_owned())
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        let items = value.as_array().ok_or_else(|| Error::expected("an array", value))?;
        let mut decoded = Self::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            decoded.push(T::decode(item).map_err(|error| error.at(index))?);
        }
        Ok(decoded)
    }
}

impl<T: Decode> Decode for Box<T> {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        T::decode(value).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }
}

/// `null` is `None`. So it is for a member that isn't required either, even where the API doesn't allow it to be
/// `null`: servers send it all the same.
impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(value: &Value<'_>) -> Result<Self, Error> {
        match value {
            Value::Null => Ok(None),
            value => T::decode(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// The text of a string.
pub(super) fn string<'v>(value: &'v Value<'_>) -> Result<&'v str, Error> {
    value.as_str().ok_or_else(|| Error::expected("a string", value))
}

/// A whole number, by the conversion of the type whose range this is. JSON Schema calls every number an integer that
/// has no fraction (2020-12 validation, section 6.1.1), so `404.0` is one.
pub(super) fn integer<T>(
    value: &Value<'_>,
    range: &str,
    convert: impl FnOnce(&Number) -> Option<T>,
) -> Result<T, Error> {
    let Some(number) = value.as_number().filter(|number| number.is_whole()) else {
        return Err(Error::expected("an integer", value));
    };
    convert(number).ok_or_else(|| Error::expected(&format!("an integer from {range}"), value))
}

fn number<'v>(value: &'v Value<'_>) -> Result<&'v Number, Error> {
    value.as_number().ok_or_else(|| Error::expected("a number", value))
}
