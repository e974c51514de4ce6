//! How parameters are written that are not one plain text: the styles of OpenAPI 3.2 (section "Style Values"), which
//! follow RFC 6570.
//!
//! `null` is undefined: it is left out of lists and objects, and a parameter of it is not sent. Nor is an empty list or
//! object. Lists and objects within others are written as JSON, which OpenAPI leaves undefined; in the style
//! `deepObject` see [`super::deep`].

use super::argument::InvalidArgument;
use super::deep;
use super::percent;
use super::structure::{self, Node};
use crate::runtime::json::Encode;

/// How a parameter is written.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterStyle {
    kind: Kind,
    explode: bool,
    reserved: bool,
    empty: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Deep,
    Cookie,
    Json,
}

impl ParameterStyle {
    pub const SIMPLE: Self = Self::new(Kind::Simple);
    pub const LABEL: Self = Self::new(Kind::Label);
    pub const MATRIX: Self = Self::new(Kind::Matrix);
    pub const FORM: Self = Self::new(Kind::Form);
    pub const SPACE_DELIMITED: Self = Self::new(Kind::Space);
    pub const PIPE_DELIMITED: Self = Self::new(Kind::Pipe);
    pub const DEEP_OBJECT: Self = Self::new(Kind::Deep);
    pub const COOKIE: Self = Self::new(Kind::Cookie);
    /// No style, but JSON (`content: application/json`).
    pub const JSON: Self = Self::new(Kind::Json);

    const fn new(kind: Kind) -> Self {
        Self { kind, explode: false, reserved: false, empty: false }
    }

    /// With `explode`: the items or members one by one.
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// With `allowReserved`: reserved characters as they are.
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// With `allowEmptyValue`: an empty list is sent as an empty value.
    pub const fn empty(self) -> Self {
        Self { empty: true, ..self }
    }

    /// What the value of the parameter `name` is made of, as far as the style tells it.
    pub(crate) fn read<T: Encode + ?Sized>(self, name: &str, value: &T) -> Result<Node, InvalidArgument> {
        match self.kind {
            Kind::Json => structure::json(name, value).map(|text| Node::Scalar(String::from_utf8_lossy(&text).into())),
            Kind::Deep => structure::of(name, value),
            _ => structure::flat(name, value),
        }
    }
}

/// Encodes the text of a scalar, an item, or the name or the value of a member.
type EncodeText<'e> = &'e dyn Fn(&str) -> Result<String, InvalidArgument>;

/// The expansion of a path's variable. It is empty for an empty list in the styles `label` and `matrix`.
pub(crate) fn path(name: &str, value: &Node, style: ParameterStyle) -> Result<String, InvalidArgument> {
    let encode = |text: &str| Ok(if style.reserved { percent::encode_in_segment(text) } else { percent::encode(text) });
    let expanded = match style.kind {
        Kind::Matrix => {
            let pairs = pairs(name, value, style, &encode)?.into_iter();
            let pairs = pairs.map(|(name, value)| match value.is_empty() {
                true => format!(";{}", percent::encode(&name)),
                false => format!(";{}={value}", percent::encode(&name)),
            });
            return Ok(pairs.collect());
        }
        Kind::Label => {
            let texts = texts(value, style, &encode)?;
            let joined = texts.join(if style.explode { "." } else { "," });
            return Ok(if texts.is_empty() { joined } else { format!(".{joined}") });
        }
        _ => texts(value, style, &encode)?.join(","),
    };
    if expanded.is_empty() { Err(InvalidArgument::new(name, "must not be empty")) } else { Ok(expanded) }
}

/// The parameters of a query, percent-encoded.
pub(crate) fn query(name: &str, value: &Node, style: ParameterStyle) -> Result<Vec<String>, InvalidArgument> {
    let encode = |text: &str| Ok(if style.reserved { percent::encode_in_query(text) } else { percent::encode(text) });
    let pairs = match style.kind {
        Kind::Deep => deep::pairs(name, value).map(|(name, text)| Ok((name, encode(&text)?))).collect::<Result<_, _>>(),
        _ => pairs(name, value, style, &encode),
    };
    Ok(pairs?.into_iter().map(|(name, value)| format!("{}={value}", percent::encode(&name))).collect())
}

/// The value of a header, if there is one. It is not percent-encoded, so items can't have the comma between them.
pub(crate) fn header(name: &str, value: &Node, style: ParameterStyle) -> Result<Option<String>, InvalidArgument> {
    let encode = |text: &str| match text.contains(',') && !matches!(value, Node::Scalar(_)) {
        true => Err(InvalidArgument::new(name, "must not have a comma within an item")),
        false => Ok(if style.kind == Kind::Json { ascii(text) } else { text.to_owned() }),
    };
    let texts = texts(value, style, &encode)?;
    Ok((!texts.is_empty()).then(|| texts.join(",")))
}

/// JSON with no character but those of ASCII.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            ..='~' => text.push(character),
            _ => text.extend(character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}"))),
        }
    }
    text
}

/// The names and values of cookies; `encode` is what the style `form` does with a text. The style `cookie` has no
/// encoding: what a cookie can't have is refused.
pub(crate) fn cookies(
    name: &str,
    value: &Node,
    style: ParameterStyle,
    encode: EncodeText<'_>,
) -> Result<Vec<(String, String)>, InvalidArgument> {
    let as_it_is = |text: &str| match text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b';' | b'\\')) {
        true => Ok(text.to_owned()),
        false => Err(InvalidArgument::new(name, "must have only characters that a cookie can have")),
    };
    pairs(name, value, style, if style.kind == Kind::Cookie { &as_it_is } else { encode })
}

/// The named values that a parameter is written as. The values are encoded.
fn pairs(
    name: &str,
    value: &Node,
    style: ParameterStyle,
    encode: EncodeText<'_>,
) -> Result<Vec<(String, String)>, InvalidArgument> {
    let mut pairs: Vec<_> = match value {
        Node::List(_) if style.explode => {
            texts(value, style, encode)?.into_iter().map(|text| (name.to_owned(), text)).collect()
        }
        Node::Object(members) if style.explode => {
            let known = members.iter().filter_map(|(name, value)| Some((name, text(value)?)));
            known.map(|(name, text)| Ok((name.clone(), encode(text)?))).collect::<Result<_, _>>()?
        }
        _ => joined(name, value, style, encode)?.map(|text| (name.to_owned(), text)).into_iter().collect(),
    };
    if pairs.is_empty() && style.empty && *value != Node::Null {
        pairs.push((name.to_owned(), String::new()));
    }
    Ok(pairs)
}

/// The texts of a value in one, with the style's delimiter between them. Where that can't be told from what is within
/// an item, such an item is refused.
fn joined(
    name: &str,
    value: &Node,
    style: ParameterStyle,
    encode: EncodeText<'_>,
) -> Result<Option<String>, InvalidArgument> {
    let (delimiter, character) = match style.kind {
        Kind::Space => ("%20", Some(' ')),
        Kind::Pipe => ("%7C", Some('|')),
        _ => (",", None),
    };
    let is_scalar = matches!(value, Node::Scalar(_));
    let encode = |text: &str| match character.is_some_and(|it| text.contains(it) && !is_scalar) {
        true => Err(InvalidArgument::new(name, "must not have the delimiter within an item")),
        false => encode(text),
    };
    let texts = texts(value, style, &encode)?;
    Ok((!texts.is_empty()).then(|| texts.join(delimiter)))
}

/// The texts that a value is written as: a scalar, the items of a list, the members of an object.
fn texts(value: &Node, style: ParameterStyle, encode: EncodeText<'_>) -> Result<Vec<String>, InvalidArgument> {
    let mut texts = Vec::new();
    match value {
        Node::List(items) => {
            for item in items.iter().filter_map(text) {
                texts.push(encode(item)?);
            }
        }
        Node::Object(members) => {
            for (name, value) in members.iter().filter_map(|(name, value)| Some((name, text(value)?))) {
                let (name, value) = (encode(name)?, encode(value)?);
                if style.explode {
                    texts.push(format!("{name}={value}"));
                } else {
                    texts.extend([name, value]);
                }
            }
        }
        scalar => texts.extend(text(scalar).map(encode).transpose()?),
    }
    Ok(texts)
}

/// The text of a scalar. Below the structure that a style tells, everything is one.
fn text(value: &Node) -> Option<&str> {
    if let Node::Scalar(text) = value { Some(text) } else { None }
}
