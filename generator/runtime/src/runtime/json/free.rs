//! JSON that the API's document doesn't describe, as `serde_json` holds it.

use serde_json::{Map, Number, Value};

use super::encode::failed;
use super::object::duplicate;
use super::{Decode, Encode, Error, Reader, Writer};

impl Decode for Value {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.peek() {
            Some(b'n') if reader.null() => Ok(Self::Null),
            Some(b't' | b'f') => reader.bool().map(Self::Bool),
            Some(b'"') => reader.string().map(|text| Self::String(text.into_owned())),
            Some(b'[') => Vec::decode(reader).map(Self::Array),
            Some(b'{') => map(reader).map(Self::Object),
            _ => number(reader).map(Self::Number),
        }
    }
}

/// What a number becomes is `serde_json`'s to say: it depends on the features that it has.
pub(super) fn number(reader: &mut Reader<'_>) -> Result<Number, Error> {
    let number = reader.number("a value")?.parse();
    number.map_err(|_| Error::expected("a number in the range of 64-bit floats", "a number"))
}

fn map(reader: &mut Reader<'_>) -> Result<Map<String, Value>, Error> {
    let mut map = Map::new();
    reader.members(|reader| {
        let name = reader.name()?;
        let name = reader.unescaped(name);
        let value = Value::decode(reader).map_err(|error| error.inside(&name))?;
        match map.insert(name.clone().into_owned(), value) {
            None => Ok(()),
            Some(_) => Err(duplicate().inside(&name)),
        }
    })?;
    Ok(map)
}

impl Encode for Value {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        serde_json::to_writer(&mut writer.bytes, self).map_err(failed)
    }
}
