//! Forms: `application/x-www-form-urlencoded` (URL Standard, section 5), from the JSON of an object.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded::byte_serialize;

use super::argument::InvalidArgument;
use super::pieces::{Piece, members, pieces};
use super::structure::Node;
use crate::runtime::json;

/// How the values of a field are written, where the API's document says so.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldEncoding {
    pub name: &'static str,
    pub style: FieldStyle,
    /// Whether reserved characters stay as they are, but for those that mean something in a form.
    pub allow_reserved: bool,
}

/// The style of a field (OpenAPI 3.2, section 4.12.12.1).
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldStyle {
    /// What the kind of the value asks for: text, the items of an array one by one, JSON for objects.
    Plain,
    /// JSON.
    Json,
    /// The items or members one by one: `form`, exploded.
    Form,
    /// In one text, with commas: `form`, not exploded.
    Commas,
    /// In one text, with spaces: `spaceDelimited`.
    Spaces,
    /// In one text, with pipes: `pipeDelimited`.
    Pipes,
    /// With the path of each value in brackets: `deepObject`.
    DeepObject,
}

/// The form of an object's JSON.
pub(crate) fn write(object: &[u8], encodings: &[FieldEncoding]) -> Result<String, InvalidArgument> {
    let mut form = Form { text: String::new(), allow_reserved: false };
    for (name, value) in members(object)? {
        let encoding = encodings.iter().find(|encoding| encoding.name == name);
        form.allow_reserved = encoding.is_some_and(|encoding| encoding.allow_reserved);
        let style = encoding.map_or(FieldStyle::Plain, |encoding| encoding.style);
        match style {
            FieldStyle::Plain => {
                for piece in pieces(&value)? {
                    match piece {
                        Piece::Text(text) | Piece::Json(text) => form.push(&name, &text),
                    }
                }
            }
            FieldStyle::Json if value == "null" => {}
            FieldStyle::Json => form.push(&name, &value),
            style => form.styled(&name, &node(&value)?, style),
        }
    }
    Ok(form.text)
}

fn node(json: &str) -> Result<Node, InvalidArgument> {
    json::from_slice(json.as_bytes()).map_err(|_| InvalidArgument::new("body", "must not be nested more than 127 deep"))
}

struct Form {
    text: String,
    allow_reserved: bool,
}

impl Form {
    fn push(&mut self, name: &str, value: &str) {
        let value = self.encoded(value).into_owned();
        self.push_encoded(name, &value);
    }

    fn push_encoded(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.extend(byte_serialize(name.as_bytes()));
        self.text.extend(["=", value]);
    }

    fn encoded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.allow_reserved {
            true => Cow::Owned(utf8_percent_encode(text, NOT_IN_VALUE).to_string()),
            false => Cow::Owned(byte_serialize(text.as_bytes()).collect()),
        }
    }

    fn styled(&mut self, name: &str, value: &Node, style: FieldStyle) {
        match (style, value) {
            (_, Node::Null) => {}
            (_, Node::Scalar(text)) => self.push(name, text),
            (FieldStyle::DeepObject, value) => self.deep(name, value, 0),
            (FieldStyle::Form, Node::List(items)) => {
                texts(items).into_iter().for_each(|text| self.push(name, &text));
            }
            (FieldStyle::Form, Node::Object(members)) => {
                for (member, value) in members {
                    texts([value]).into_iter().for_each(|text| self.push(member, &text));
                }
            }
            (style, Node::List(items)) => self.joined(name, &texts(items), style),
            (style, Node::Object(members)) => {
                let pairs = members
                    .iter()
                    .flat_map(|(member, value)| texts([value]).into_iter().flat_map(|text| [member.clone(), text]));
                self.joined(name, &pairs.collect::<Vec<_>>(), style);
            }
        }
    }

    /// Adds texts as one.
    fn joined(&mut self, name: &str, texts: &[String], style: FieldStyle) {
        if texts.is_empty() {
            return;
        }
        let separator = match style {
            FieldStyle::Spaces => "%20",
            FieldStyle::Pipes => "%7C",
            _ => ",",
        };
        let texts: Vec<_> = texts.iter().map(|text| self.encoded(text)).collect();
        self.push_encoded(name, &texts.join(separator));
    }

    /// Adds all values below one. Servers read `a[]` as an item of a list, and need a number where items have members.
    fn deep(&mut self, path: &str, value: &Node, depth: usize) {
        match value {
            _ if depth > MAX_DEPTH => {}
            Node::Null => {}
            Node::Scalar(text) => self.push(path, text),
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    match item {
                        Node::Scalar(text) => self.push(&format!("{path}[]"), text),
                        item => self.deep(&format!("{path}[{index}]"), item, depth + 1),
                    }
                }
            }
            Node::Object(members) => {
                for (member, value) in members {
                    self.deep(&format!("{path}[{member}]"), value, depth + 1);
                }
            }
        }
    }
}

/// How deep values are nested: JSON that is nested more deeply isn't read.
const MAX_DEPTH: usize = 128;

/// The texts of scalars. What is nested in what has no room for it is flattened.
fn texts<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Vec<String> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Null => {}
            Node::Scalar(text) => found.push(text.clone()),
            Node::List(items) => found.extend(texts(items)),
            Node::Object(members) => {
                for (name, value) in members {
                    found.extend(std::iter::once(name.clone()).chain(texts([value])));
                }
            }
        }
    }
    found
}

/// What is percent-encoded even where reserved characters are allowed: what a form gives a meaning, and what isn't
/// ASCII.
const NOT_IN_VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'*')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b';');
