//! Forms: `application/x-www-form-urlencoded` (URL Standard, section 5), from the JSON of an object.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use url::form_urlencoded::byte_serialize;

use super::argument::InvalidArgument;
use super::percent::keeping_triplets;
use super::pieces::{Piece, items, members, pieces};
use super::structure::Node;
use crate::runtime::json;

/// The name of the body in errors.
const BODY: &str = "body";

/// How the values of a field are written, where the API's document says so.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldEncoding {
    pub name: &'static str,
    pub style: FieldStyle,
    /// Whether reserved characters stay as they are, but for those that mean something in a form.
    pub allow_reserved: bool,
}

/// The style of a field (OpenAPI 3.2, section 4.12.12.1).
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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
    let mut form = String::new();
    for (name, value) in members(object)? {
        let encoding = encodings.iter().find(|encoding| encoding.name == name);
        let allow_reserved = encoding.is_some_and(|encoding| encoding.allow_reserved);
        let style = encoding.map_or(FieldStyle::Plain, |encoding| encoding.style);
        for Field { name, texts } in fields(&name, &value, style, allow_reserved)? {
            if !form.is_empty() {
                form.push('&');
            }
            form.extend(byte_serialize(name.as_bytes()));
            form.push('=');
            let texts: Vec<_> = texts.iter().map(|text| encoded(text, allow_reserved)).collect();
            form.push_str(&texts.join(style.separators().0));
        }
    }
    Ok(form)
}

/// The fields of a value's JSON, with their texts as they are.
pub(crate) fn texts_of(name: &str, json: &str, style: FieldStyle) -> Result<Vec<(String, String)>, InvalidArgument> {
    let fields = fields(name, json, style, true)?.into_iter();
    Ok(fields.map(|Field { name, texts }| (name, texts.join(style.separators().1))).collect())
}

impl FieldStyle {
    /// What stands between the texts of one field, in a form and as it is.
    fn separators(self) -> (&'static str, &'static str) {
        match self {
            Self::Spaces => ("%20", " "),
            Self::Pipes => ("%7C", "|"),
            _ => (",", ","),
        }
    }
}

fn encoded(text: &str, allow_reserved: bool) -> Cow<'_, str> {
    match allow_reserved {
        true => Cow::Owned(keeping_triplets(text, NOT_IN_VALUE)),
        false => Cow::Owned(byte_serialize(text.as_bytes()).collect()),
    }
}

/// A field, whose texts are sent as one.
struct Field {
    name: String,
    texts: Vec<String>,
}

impl Field {
    fn new(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), texts: vec![text] }
    }
}

/// The fields that a value is sent as. `has_raw_commas` says that commas within texts stay as they are.
fn fields(name: &str, json: &str, style: FieldStyle, has_raw_commas: bool) -> Result<Vec<Field>, InvalidArgument> {
    let mut found = Vec::new();
    match style {
        FieldStyle::Plain => {
            let texts = pieces(json)?.into_iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Json(text) => text,
            });
            found.extend(texts.map(|text| Field::new(name, text)));
        }
        // Of an array, the content type is that of each item.
        FieldStyle::Json => found.extend(items(json)?.into_iter().map(|item| Field::new(name, item))),
        style => {
            let node: Node = json::from_slice(json.as_bytes())
                .map_err(|_| InvalidArgument::new(BODY, "must not be nested more than 127 deep"))?;
            styled(&mut found, name, &node, style);
            let delimiter = match style {
                FieldStyle::Spaces => Some(' '),
                FieldStyle::Pipes => Some('|'),
                FieldStyle::Commas => Some(',').filter(|_| has_raw_commas),
                _ => None,
            };
            let is_split = |text: &String| delimiter.is_some_and(|delimiter| text.contains(delimiter));
            if !matches!(node, Node::Scalar(_)) && found.iter().flat_map(|field| &field.texts).any(is_split) {
                return Err(InvalidArgument::new(BODY, "must not have the delimiter within an item"));
            }
        }
    }
    Ok(found)
}

fn styled(found: &mut Vec<Field>, name: &str, value: &Node, style: FieldStyle) {
    match (style, value) {
        (_, Node::Null) => {}
        (_, Node::Scalar(text)) => found.push(Field::new(name, text.clone())),
        (FieldStyle::DeepObject, value) => deep(found, name, value, 0),
        (FieldStyle::Form, Node::List(items)) => {
            found.extend(texts(items).into_iter().map(|text| Field::new(name, text)));
        }
        (FieldStyle::Form, Node::Object(members)) => {
            for (member, value) in members {
                found.extend(texts([value]).into_iter().map(|text| Field::new(member, text)));
            }
        }
        (_, value) => {
            let texts = texts([value]);
            if !texts.is_empty() {
                found.push(Field { name: name.to_owned(), texts });
            }
        }
    }
}

/// Adds all values below one. Servers read `a[]` as an item of a list, and need a number where items have members.
fn deep(found: &mut Vec<Field>, path: &str, value: &Node, depth: usize) {
    match value {
        _ if depth > MAX_DEPTH => {}
        Node::Null => {}
        Node::Scalar(text) => found.push(Field::new(path, text.clone())),
        Node::List(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Node::Scalar(text) => found.push(Field::new(&format!("{path}[]"), text.clone())),
                    item => deep(found, &format!("{path}[{index}]"), item, depth + 1),
                }
            }
        }
        Node::Object(members) => {
            for (member, value) in members {
                deep(found, &format!("{path}[{member}]"), value, depth + 1);
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
                    for text in texts([value]) {
                        found.extend([name.clone(), text]);
                    }
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
