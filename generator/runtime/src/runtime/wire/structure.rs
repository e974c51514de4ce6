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

/// How deep a structure is followed. Lists and objects below are texts: their JSON.
#[derive(Clone, Copy)]
struct Depth(usize);

const WHOLE: Depth = Depth(usize::MAX);
const FLAT: Depth = Depth(1);

/// The whole structure of the value of the parameter `name`.
pub(crate) fn of<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Node, InvalidArgument> {
    read(name, &json(name, value)?, WHOLE)
}

/// A list or an object whose items and members are texts, or a text.
pub(crate) fn flat<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Node, InvalidArgument> {
    read(name, &json(name, value)?, FLAT)
}

/// The value of the parameter `name` as JSON.
pub(crate) fn json<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Vec<u8>, InvalidArgument> {
    json::to_vec(value).map_err(|_| InvalidArgument::new(name, "must have finite numbers only"))
}

/// This isn't generic, so that it is compiled once.
fn read(name: &str, text: &[u8], depth: Depth) -> Result<Node, InvalidArgument> {
    let text = String::from_utf8_lossy(text);
    let mut reader = Reader::new(&text);
    node(&mut reader, depth).map_err(|_| InvalidArgument::new(name, "must not be nested more than 127 deep"))
}

fn node(reader: &mut Reader<'_>, depth: Depth) -> Result<Node, Error> {
    let below = Depth(depth.0.saturating_sub(1));
    match reader.peek() {
        Some(b'[') if depth.0 > 0 => {
            let mut items = Vec::new();
            reader.array(&mut |reader| {
                items.push(node(reader, below)?);
                Ok(())
            })?;
            Ok(Node::List(items))
        }
        Some(b'{') if depth.0 > 0 => {
            let mut members = Vec::new();
            reader.members(|reader| {
                let name = reader.name()?.into_owned();
                members.push((name, node(reader, below)?));
                Ok(())
            })?;
            Ok(Node::Object(members))
        }
        Some(b'"') => Ok(Node::Scalar(reader.string()?.into_owned())),
        Some(b'n') if reader.literal("null") => Ok(Node::Null),
        _ => Ok(Node::Scalar(reader.raw()?.to_owned())),
    }
}

impl Decode for Node {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        node(reader, WHOLE)
    }
}
