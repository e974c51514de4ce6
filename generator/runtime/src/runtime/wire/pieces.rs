//! What forms are made of: the members of an object, and the pieces that each is sent as.

use super::argument::InvalidArgument;
use super::structure::Node;
use crate::runtime::json::{self, RawMembers, RawText};

/// What a value is sent as.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// The text of a scalar.
    Text(String),
    /// An object, or an array within an array, as JSON.
    Json(String),
}

/// The members of an object's JSON, each with its JSON.
pub(crate) fn members(object: &[u8]) -> Result<Vec<(String, String)>, InvalidArgument> {
    let members: RawMembers =
        json::from_slice(object).map_err(|_| InvalidArgument::new("body", "must be an object"))?;
    Ok(members.0.into_iter().map(|(name, RawText(value))| (name, value)).collect())
}

/// The pieces of a value's JSON: those of an array one by one, none of `null`.
pub(crate) fn pieces(json: &str) -> Result<Vec<Piece>, InvalidArgument> {
    if !json.starts_with('[') {
        return Ok(piece(json)?.into_iter().collect());
    }
    let items: Vec<RawText> = read(json)?;
    let pieces = items.iter().map(|RawText(item)| piece(item));
    Ok(pieces.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The items of an array's JSON, or the value itself; nothing of `null`.
pub(crate) fn items(json: &str) -> Result<Vec<String>, InvalidArgument> {
    if json == "null" {
        return Ok(Vec::new());
    }
    if !json.starts_with('[') {
        return Ok(vec![json.to_owned()]);
    }
    let items: Vec<RawText> = read(json)?;
    Ok(items.into_iter().map(|RawText(item)| item).collect())
}

fn piece(json: &str) -> Result<Option<Piece>, InvalidArgument> {
    if json.starts_with(['{', '[']) {
        return Ok(Some(Piece::Json(json.to_owned())));
    }
    Ok(match read(json)? {
        Node::Scalar(text) => Some(Piece::Text(text)),
        _ => None,
    })
}

fn read<T: json::Decode>(json: &str) -> Result<T, InvalidArgument> {
    json::from_slice(json.as_bytes()).map_err(|_| InvalidArgument::new("body", "must not be nested more than 127 deep"))
}
