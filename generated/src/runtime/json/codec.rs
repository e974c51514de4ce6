use std::borrow::Cow;

use super::{Error, Reader, Writer};

/// How a type is read from JSON.
pub trait Decode: Sized {
    /// Reads the value that comes next. An error names the place, as seen from this value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// The value of a member that isn't required and is absent. With `None` that is an error.
    fn absent() -> Option<Self> {
        None
    }

    /// What `null` becomes within an `Option`, if it is a value of this type.
    fn null() -> Option<Self> {
        None
    }
}

/// How a type is written as JSON.
pub trait Encode {
    /// Writes the value. An error names the place, as seen from this value.
    fn encode(&self, writer: &mut Writer) -> Result<(), Error>;

    /// Whether an object leaves out a member that has this value and isn't required.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads a value from JSON text.
///
/// # Errors
///
/// If the text is no JSON, or the value doesn't fit the type. The error names the place.
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, Error> {
    let text = utf8(text);
    let mut reader = Reader::new(&text);
    let value = T::decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// What isn't UTF-8 becomes U+FFFD. Outside of strings that is no JSON either.
fn utf8(text: &[u8]) -> Cow<'_, str> {
    str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed)
}

/// Writes a value as JSON, without white space.
///
/// # Errors
///
/// For floats that are infinite or not a number: JSON has no way to say them. The error names the place.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer)?;
    Ok(writer.bytes)
}
