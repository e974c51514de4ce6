//! Conversions to and from the type of `uuid`.

use super::error::convert;
use super::{ConversionError, Uuid, syntax};

impl From<uuid::Uuid> for Uuid {
    fn from(value: uuid::Uuid) -> Self {
        value.to_string().into()
    }
}

impl TryFrom<&Uuid> for uuid::Uuid {
    type Error = ConversionError;

    fn try_from(value: &Uuid) -> Result<Self, ConversionError> {
        convert("uuid", syntax::uuid(value.as_str()).map(Self::from_u128), Some)
    }
}
