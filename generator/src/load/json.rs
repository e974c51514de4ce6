//! JSON (RFC 8259).
//!
//! `serde_json` makes the value. It takes the last of two equal keys, and rounds large numbers, both in silence, and
//! forgets every place. The numbers are looked through before ([`scan`](super::scan)); whether a key is given twice shows
//! by the number of members, and only then, or to find a place, the text is read again, with places.

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use crate::findings::Finding;
use crate::findings::codes::SYNTAX;
use crate::load::Failure;
use crate::load::index::Index;
use crate::load::problems::{Keys, Problems};
use crate::load::scan::Scan;
use crate::load::tree::{Content, Member, NodeId, Tree};
use crate::source::{FileId, Location};

/// Reads a text that holds JSON and nothing else.
///
/// # Errors
///
/// A syntax error, or a broken rule.
pub(super) fn parse(text: &str, problems: &mut Problems) -> Result<Value, Failure> {
    let file = problems.file();
    let scan = Scan::of(text).map_err(|at| Failure::Rule(super::too_deep(file, at)))?;
    let readable = scan.readable(text);
    // Not `from_str`: this one is compiled with `serde_json`, which is optimised in debug builds too.
    let value: Value = readable.parse().map_err(|error| syntax(text, file, &error))?;
    scan.report(problems);
    if members(&value) != scan.members {
        tree(&readable, Some(problems));
    }
    Ok(value)
}

/// The text as both readers take it; see [`Scan::readable`].
pub(super) fn readable(text: &str) -> Option<Cow<'_, str>> {
    Scan::of(text).ok().map(|scan| scan.readable(text))
}

/// How many members the objects of a value have. As deep as the document, which is bounded.
fn members(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The places of a document's values; keys that are given twice are added to `problems`. `None` where the text isn't JSON.
pub(super) fn tree<'t>(readable: &'t str, problems: Option<&mut Problems>) -> Option<Tree<'t>> {
    let root = parse_to_ast(readable, &CollectOptions::default(), &strict()).ok()?.value?;
    let mut walk = Walk { index: Index::new(readable), problems, tree: Tree { nodes: Vec::new(), root: 0 } };
    walk.tree.root = walk.value(root);
    Some(walk.tree)
}

struct Walk<'t, 'p> {
    index: Index<'t>,
    problems: Option<&'p mut Problems>,
    tree: Tree<'t>,
}

impl<'t> Walk<'t, '_> {
    /// Adds a value and all that it holds. As deep as the document, which is bounded.
    fn value(&mut self, value: ast::Value<'t>) -> NodeId {
        let span = bytes(&value);
        let content = match value {
            ast::Value::Object(object) => self.object(object),
            ast::Value::Array(array) => {
                Content::Sequence(array.elements.into_iter().map(|item| self.value(item)).collect())
            }
            ast::Value::NumberLit(_)
            | ast::Value::StringLit(_)
            | ast::Value::BooleanLit(_)
            | ast::Value::NullKeyword(_) => Content::Scalar(None),
        };
        self.tree.add(span, content)
    }

    fn object(&mut self, object: ast::Object<'t>) -> Content<'t> {
        let mut keys = Keys::default();
        let mut members = Vec::with_capacity(object.properties.len());
        for property in object.properties {
            let key_span = bytes(&property.name);
            let key = match property.name {
                ast::ObjectPropName::String(name) => name.value,
                ast::ObjectPropName::Word(name) => Cow::Borrowed(name.value),
            };
            if let Some(problems) = &mut self.problems {
                keys.add(key.clone(), &key_span, &self.index, problems);
            }
            let value = self.value(property.value);
            members.push(Member { key, key_span, value, merge: false });
        }
        Content::Mapping(members)
    }
}

fn bytes(node: &impl Ranged) -> Range<usize> {
    node.start()..node.end()
}

/// JSON as RFC 8259 has it, with none of the additions.
fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn syntax(text: &str, file: FileId, error: &serde_json::Error) -> Failure {
    let full = error.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    let message = &message.replace("EOF", "the text ends");
    let offset = offset(text, error.line(), error.column());
    let message_shown = format!("this is not JSON: {}", lower_first(message));
    let finding = Finding::new(SYNTAX, Location::offset(file, offset), message_shown);
    let help = help(message, text.get(offset..).unwrap_or_default());
    Failure::Syntax(offset, help.into_iter().fold(finding, Finding::with_help))
}

fn help(message: &str, rest: &str) -> Option<&'static str> {
    match message {
        _ if rest.starts_with('/') => Some("JSON has no comments"),
        _ if rest.starts_with('\'') => Some("texts and keys are in double quotes in JSON"),
        "trailing comma" => Some("remove the comma before the closing bracket"),
        "trailing characters" => Some("a file holds one document"),
        "key must be a string" => Some("keys are in double quotes in JSON"),
        "number out of range" => Some("quote it if a text is meant"),
        _ if message.starts_with("the text ends") => Some("a bracket or a quote is never closed"),
        _ if message.starts_with("control character") => Some("write line breaks inside texts as `\\n`"),
        _ if message.contains("surrogate") || message.contains("hex escape") => {
            Some("characters beyond U+FFFF take a pair of `\\u` escapes")
        }
        _ => None,
    }
}

/// The byte that `serde_json` means: it counts lines from 1, and bytes of the line up to and with the faulty one.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let index = Index::new(text);
    let range = index.line_range(line.max(1));
    let offset = range.start.saturating_add(column.saturating_sub(1)).min(range.end);
    text.floor_char_boundary(offset)
}

/// A sentence as it goes on after a colon.
fn lower_first(sentence: &str) -> Cow<'_, str> {
    let mut characters = sentence.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if first.is_ascii_uppercase() && second.is_ascii_lowercase() => {
            Cow::Owned(format!("{}{}", first.to_ascii_lowercase(), characters.as_str()))
        }
        _ => Cow::Borrowed(sentence),
    }
}
