use std::borrow::Cow;

use super::look::Losses;
use super::{Error, Reader, Writer};

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// Reads the next value. An error has the path within this value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// The value of an optional member that is absent. If this is `None`, the absence is an error.
    fn absent() -> Option<Self> {
        None
    }

    /// The value that `null` has in an `Option` of this type, if the type has one for it.
    fn null() -> Option<Self> {
        None
    }
}

/// A type that is written as JSON.
pub trait Encode {
    /// Writes the value. An error has the path within this value.
    fn encode(&self, writer: &mut Writer) -> Result<(), Error>;

    /// Whether an object leaves out an optional member with this value.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Reads a value from JSON text.
///
/// # Errors
///
/// If the text isn't valid JSON, or the value doesn't fit the type. The error has the path of the value.
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, Error> {
    let text = utf8(text);
    let mut reader = Reader::new(&text);
    let value = T::decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Reads a value from JSON text, if the type holds all of it: no member is skipped, and no value is unknown.
pub(crate) fn from_slice_exactly<T: Decode>(text: &[u8]) -> Result<T, Error> {
    let text = utf8(text);
    let mut reader = Reader::new(&text);
    let value = T::decode(&mut reader)?;
    reader.end()?;
    match reader.losses == Losses::default() {
        true => Ok(value),
        false => Err(Error::new("the type doesn't hold all of the value")),
    }
}

/// Invalid UTF-8 becomes U+FFFD, which outside of strings isn't valid JSON either.
fn utf8(text: &[u8]) -> Cow<'_, str> {
    str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed)
}

/// Writes a value as JSON, without white space.
///
/// # Errors
///
/// If a float is infinite or not a number, which JSON can't express. The error has its path.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer)?;
    Ok(writer.bytes)
}
