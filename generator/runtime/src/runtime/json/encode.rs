use super::{Error, Writer};

/// How a type is written as JSON.
pub trait Encode {
    /// Writes the value. An error names the place, as seen from this value.
    fn encode(&self, writer: &mut Writer) -> Result<(), Error>;

    /// Whether an object leaves the member out that has this value and isn't required.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Writes a value as JSON, without white space.
///
/// # Errors
///
/// For floats that are infinite or not a number: JSON has no way to say them. The error names the place.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new();
    value.encode(&mut writer)?;
    Ok(writer.into_bytes())
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.bool(*self);
        Ok(())
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.string(self);
        Ok(())
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.string(self);
        Ok(())
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Encode for $type {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                serde_json::to_writer(&mut writer.bytes, self).map_err(failed)
            }
        }
    )*};
}

integers!(i32, i64, u32, u64);

macro_rules! floats {
    ($($type:ty),*) => {$(
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

floats!(f32, f64);

/// `serde_json` writes numbers and free JSON. It has no reason to fail.
#[cold]
pub(super) fn failed(error: serde_json::Error) -> Error {
    Error::new(error.to_string())
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.byte(b'[');
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                writer.byte(b',');
            }
            item.encode(writer).map_err(|error| error.at(index))?;
        }
        writer.byte(b']');
        Ok(())
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

/// `None` is left out where the member isn't required, and is `null` elsewhere.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        match self {
            Some(value) => value.encode(writer),
            None => {
                writer.null();
                Ok(())
            }
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
