//! What a value is made of, for places where it is written otherwise than as JSON: styled parameters, forms, parts.

use super::argument::InvalidArgument;
use crate::runtime::json::{self, Decode, Encode, Error, Reader};

/// A value as texts, lists and objects.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// `null`, which RFC 6570 calls undefined (section 2.3).
    Null,
    /// A string, a number as it is in JSON, `true` or `false`.
    Scalar(String),
    /// An array.
    List(Vec<Node>),
    /// An object, in the order of its members.
    Object(Vec<(String, Node)>),
}

/// The structure of the value of the parameter `name`.
pub(crate) fn of<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Node, InvalidArgument> {
    read(&json(name, value)?).ok_or_else(|| InvalidArgument::new(name, "must not be nested more than 127 deep"))
}

/// The value of the parameter `name` as JSON.
pub(crate) fn json<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Vec<u8>, InvalidArgument> {
    json::to_vec(value).map_err(|_| InvalidArgument::new(name, "must have finite numbers only"))
}

/// This isn't generic, so that it is compiled once.
fn read(text: &[u8]) -> Option<Node> {
    json::from_slice(text).ok()
}

impl Decode for Node {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        match reader.peek() {
            Some(b'"') => Ok(Self::Scalar(reader.string()?.into_owned())),
            Some(b'[') => Vec::decode(reader).map(Self::List),
            Some(b'{') => {
                let mut members = Vec::new();
                reader.members(|reader| {
                    let name = reader.name()?.into_owned();
                    members.push((name, Self::decode(reader)?));
                    Ok(())
                })?;
                Ok(Self::Object(members))
            }
            Some(b'-' | b'0'..=b'9') => Ok(Self::Scalar(reader.number("a number")?.to_owned())),
            _ => match ["true", "false", "null"].into_iter().find(|word| reader.literal(word)) {
                Some("null") => Ok(Self::Null),
                Some(word) => Ok(Self::Scalar(word.to_owned())),
                None => Err(reader.expected("a value")),
            },
        }
    }
}
