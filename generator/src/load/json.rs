//! JSON (RFC 8259).
//!
//! `serde_json` makes the value. It takes the last of two equal keys, and rounds large numbers, both in silence, and
//! forgets every place: so the text is read once more, with places, to check it.

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::index::Index;
use crate::load::report::{Keys, Report};
use crate::load::scalar;
use crate::load::tree::{Content, Member, NodeId, Tree};
use crate::load::{Failure, MAX_DEPTH};

/// Reads a text that holds JSON and nothing else.
///
/// # Errors
///
/// A syntax error, or broken rules.
pub(super) fn parse(text: &str) -> Result<Value, Failure> {
    // Both readers call themselves for each level.
    check_depth(text).map_err(|diagnostic| Failure::Rules(diagnostic.into()))?;
    let value = serde_json::from_str(text).map_err(|error| syntax(text, &error))?;
    let (_, report) = tree(text).map_err(|diagnostic| Failure::Rules(diagnostic.into()))?;
    report.into_result().map_err(Failure::Rules)?;
    Ok(value)
}

/// The places of a document's values, and what is wrong with it beyond its syntax.
///
/// # Errors
///
/// Where the text isn't JSON, or is nested too deeply.
pub(super) fn tree(text: &str) -> Result<(Tree<'_>, Diagnostics), Diagnostic> {
    check_depth(text)?;
    let parsed = parse_to_ast(text, &CollectOptions::default(), &strict()).map_err(|error| {
        let message = format!("this is not JSON: {}", lower_first(&error.kind().to_string()));
        Diagnostic::error(Place::offset(error.range().start), message)
    })?;
    let Some(root) = parsed.value else {
        return Err(Diagnostic::error(Place::File, "the file is empty"));
    };
    let mut walk =
        Walk { index: Index::new(text), report: Report::default(), tree: Tree { nodes: Vec::new(), root: 0 } };
    walk.tree.root = walk.value(root);
    Ok((walk.tree, walk.report.finish()))
}

struct Walk<'t> {
    index: Index<'t>,
    report: Report,
    tree: Tree<'t>,
}

impl<'t> Walk<'t> {
    /// Adds a value and all that it holds. As deep as the document, which is bounded.
    fn value(&mut self, value: ast::Value<'t>) -> NodeId {
        let span = bytes(&value);
        let content = match value {
            ast::Value::Object(object) => self.object(object),
            ast::Value::Array(array) => {
                Content::Sequence(array.elements.into_iter().map(|item| self.value(item)).collect())
            }
            ast::Value::NumberLit(number) => {
                if let Err(unfit) = scalar::decimal(number.value) {
                    self.report.unfit(&span, unfit);
                }
                Content::Scalar(None)
            }
            ast::Value::StringLit(_) | ast::Value::BooleanLit(_) | ast::Value::NullKeyword(_) => Content::Scalar(None),
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
            keys.add(key.clone(), &key_span, &self.index, &mut self.report);
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

/// Counts brackets, outside of strings, before anything that calls itself reads them.
fn check_depth(text: &str) -> Result<(), Diagnostic> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(super::too_deep(at));
        }
    }
    Ok(())
}

fn syntax(text: &str, error: &serde_json::Error) -> Failure {
    let full = error.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    let message = &message.replace("EOF", "the text ends");
    let offset = offset(text, error.line(), error.column());
    let diagnostic = Diagnostic::error(Place::offset(offset), format!("this is not JSON: {}", lower_first(message)));
    let diagnostic = match help(message, text.get(offset..).unwrap_or_default()) {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    };
    Failure::Syntax(offset, diagnostic)
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
