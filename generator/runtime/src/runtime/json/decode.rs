use std::borrow::Cow;

use super::{Error, Reader};

/// How a type is read from JSON.
pub trait Decode: Sized {
    /// Reads the value that comes next. An error names the place, as seen from this value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// What a member becomes that isn't required, and isn't there; nothing, if that is an error for this type.
    fn absent() -> Option<Self> {
        None
    }

    /// What `null` becomes within an `Option`, if it is a value of this type.
    fn null() -> Option<Self> {
        None
    }
}

/// Reads a value from JSON text.
///
/// # Errors
///
/// If the text is no JSON, or the value doesn't fit the type. The error names the place.
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, Error> {
    let mut reader = Reader::new(text);
    let value = T::decode(&mut reader)?;
    reader.end()?;
    Ok(value)
}

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.bool()
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.string().map(Cow::into_owned)
    }
}

macro_rules! integers {
    ($($type:ty: $range:literal),*) => {$(
        impl Decode for $type {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                reader.integer($range)
            }
        }
    )*};
}

integers!(
    i32: "-2^31 to 2^31 - 1",
    i64: "-2^63 to 2^63 - 1",
    u32: "0 to 2^32 - 1",
    u64: "0 to 2^64 - 1"
);

macro_rules! floats {
    ($($type:ty: $what:literal),*) => {$(
        impl Decode for $type {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                match reader.number("a number")?.parse::<Self>() {
                    Ok(value) if value.is_finite() => Ok(value),
                    _ => Err(Error::expected($what, "a number")),
                }
            }
        }
    )*};
}

floats!(f32: "a number in the range of 32-bit floats", f64: "a number in the range of 64-bit floats");

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let mut items = Self::new();
        reader.array(&mut |reader| {
            items.push(T::decode(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        T::decode(reader).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}

/// `null` is `None`. So it is for a member that isn't required either, even where the API doesn't allow it to be
/// `null`: servers send it all the same. An `Option<Option<T>>` is `None` for what is absent, `Some(None)` for `null`.
impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.null() { Ok(T::null()) } else { T::decode(reader).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn null() -> Option<Self> {
        Some(T::null())
    }
}
