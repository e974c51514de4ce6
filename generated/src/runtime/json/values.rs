//! `Decode` and `Encode` of the types of the standard library and of `serde_json::Value`.

use serde_json::{Map, Value};

use super::{Decode, Encode, Error, Reader, Writer};

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.peek() {
            Some(b't') if reader.literal("true") => Ok(true),
            Some(b'f') if reader.literal("false") => Ok(false),
            _ => Err(reader.expected("true or false")),
        }
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        reader.string().map(Into::into)
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        self.as_str().encode(writer)
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.string(self);
        Ok(())
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
    i8: "-2^7 to 2^7 - 1",
    i16: "-2^15 to 2^15 - 1",
    i32: "-2^31 to 2^31 - 1",
    i64: "-2^63 to 2^63 - 1",
    u8: "0 to 2^8 - 1",
    u16: "0 to 2^16 - 1",
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

        impl Encode for $type {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                if !self.is_finite() {
                    return Err(Error::new("JSON has no number that is infinite or not a number"));
                }
                serde_json::to_writer(&mut writer.bytes, self).map_err(failed)
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

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.bytes.push(b'[');
        for (index, item) in self.iter().enumerate() {
            item.encode(writer).map_err(|error| error.at(index))?;
            writer.bytes.push(b',');
        }
        writer.close(b']');
        Ok(())
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

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        T::encode(self, writer)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

/// `null` is `None`, also for an optional member that can't be `null` by the document, since servers send it all the
/// same. An `Option<Option<T>>` is `None` if the member is absent, and `Some(None)` for `null`.
impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let is_null = reader.peek() == Some(b'n') && reader.literal("null");
        if !is_null {
            return T::decode(reader).map(Some);
        }
        let null = T::null();
        if null.is_none() {
            reader.note_null();
        }
        Ok(null)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn null() -> Option<Self> {
        Some(T::null())
    }
}

/// An optional member that is `None` is left out. Elsewhere `None` is `null`.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        match self {
            Some(value) => value.encode(writer),
            None => Value::Null.encode(writer),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// JSON that the API's document doesn't describe. Numbers depend on the features of `serde_json`.
impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.peek() {
            Some(b'n') if reader.literal("null") => Ok(Self::Null),
            Some(b't' | b'f') => bool::decode(reader).map(Self::Bool),
            Some(b'"') => String::decode(reader).map(Self::String),
            Some(b'[') => Vec::decode(reader).map(Self::Array),
            Some(b'{') => Map::decode(reader).map(Self::Object),
            _ => match reader.number("a value")?.parse() {
                Ok(number) => Ok(Self::Number(number)),
                Err(_) => Err(Error::expected("a number in the range of 64-bit floats", "a number")),
            },
        }
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

macro_rules! written_by_serde_json {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                serde_json::to_writer(&mut writer.bytes, self).map_err(failed)
            }
        }
    )*};
}

written_by_serde_json!(bool, i8, i16, i32, i64, u8, u16, u32, u64, Value);

/// `serde_json` should never fail with these types.
#[cold]
fn failed(error: serde_json::Error) -> Error {
    Error::new(error.to_string())
}
