//! Values as they stand in JSON text.

use super::{Decode, Error, Reader};

/// The text of a value, as it stands.
pub(crate) struct RawText(pub(crate) String);

impl Decode for RawText {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        // White space before the value is no part of it.
        reader.peek();
        let start = reader.position;
        reader.skip()?;
        Ok(Self(reader.text.get(start..reader.position).unwrap_or_default().to_owned()))
    }
}

/// The members of an object, each as it stands.
pub(crate) struct RawMembers(pub(crate) Vec<(String, RawText)>);

impl Decode for RawMembers {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.peek() != Some(b'{') {
            return Err(reader.expected("an object"));
        }
        let mut members = Vec::new();
        reader.members(|reader| {
            let name = reader.name()?.into_owned();
            members.push((name, RawText::decode(reader)?));
            Ok(())
        })?;
        Ok(Self(members))
    }
}
