//! Reading a document: YAML or JSON text into one value, with nothing lost in silence.
//!
//! The value keeps the order of members. Everything that a reader might pass over is an error with its place: keys given
//! twice, numbers that can't be held, tags, a second document. Size, nesting and the expansion of aliases are
//! bounded, since the document may be hostile. Lines and columns are looked up when a diagnostic is printed, by
//! [`locate_all`]; nothing of them is kept with the value.
//!
//! Knows nothing of OpenAPI, nor of Rust, nor of the file system.

mod index;
mod json;
mod report;
mod scalar;
mod second;
mod settle;
mod surrogate;
mod tree;
mod walk;
mod yaml;

#[cfg(test)]
mod tests;

use std::ops::Range;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

pub(crate) use index::Index;

/// The largest document that is read, in bytes: 64 MiB. The largest known is a fifth of it.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The deepest nesting of sequences and mappings. Both readers would stop at 128 with a message of their own.
pub const MAX_DEPTH: usize = 100;

/// How many values YAML aliases may add to a document.
pub const MAX_ALIASED: usize = 1_000_000;

/// A document as it was read: what it is called in messages, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name that messages show, such as `spec/featurebase.yaml`. One that ends in `.json` holds JSON, and nothing
    /// else.
    pub name: String,
    /// The text, with no byte order mark.
    pub text: String,
}

impl Source {
    /// Takes a file's bytes for UTF-8 text, and removes a byte order mark.
    ///
    /// # Errors
    ///
    /// One, without a text to show: the file is larger than [`MAX_BYTES`], isn't UTF-8, or has a NUL in it. Show it
    /// with a `Source` of that name and an empty text.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, Diagnostics> {
        let wrong = |message: String, help: &str| Diagnostic::error(Place::File, message).with_help(help);
        if bytes.len() > MAX_BYTES {
            let message = format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024);
            return Err(wrong(message, "split it, or remove what isn't needed").into());
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(wrong("the file is UTF-16".to_owned(), "save it as UTF-8").into());
        }
        let mut text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..valid).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            wrong(format!("the file is not UTF-8: line {line}, byte {valid} of the file"), "save it as UTF-8")
        })?;
        if let Some(at) = text.find('\0') {
            let message = format!("the file has a NUL character, at byte {at}");
            return Err(wrong(message, "is it UTF-16, or no text at all? Save it as UTF-8").into());
        }
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Source { name: name.into(), text })
    }
}

/// Why a text isn't taken for the format that was tried.
enum Failure {
    /// It is no such format. How far it was read, in bytes, and what is wrong there.
    Syntax(usize, Diagnostic),
    /// It is, and breaks rules.
    Rules(Diagnostics),
}

impl From<Failure> for Diagnostics {
    fn from(failure: Failure) -> Diagnostics {
        match failure {
            Failure::Syntax(_, diagnostic) => diagnostic.into(),
            Failure::Rules(diagnostics) => diagnostics,
        }
    }
}

/// Reads a document: JSON where the name ends in `.json`, or the text is JSON; YAML otherwise.
///
/// Keys are taken as they are written: `200:` is `"200"`, `on:` is `"on"`. Plain scalars are what YAML's core schema
/// makes of them (YAML 1.2.2 section 10.3.2), so that `yes` and `1_000` are texts. Merge keys (`<<`) are applied.
///
/// # Errors
///
/// All that is wrong with it, up to a bound; a syntax error stands alone.
pub fn parse(source: &Source) -> Result<Value, Diagnostics> {
    let text = source.text.as_str();
    if text.trim().is_empty() {
        return Err(empty().into());
    }
    if text.len() > MAX_BYTES {
        return Err(Diagnostic::error(Place::File, "the document is too large").into());
    }
    if !may_be_json(source) {
        return Ok(yaml::parse(text)?);
    }
    match json::parse(text) {
        Ok(value) => Ok(value),
        Err(Failure::Syntax(at, diagnostic)) if !must_be_json(source) => flow_yaml(text, at, diagnostic),
        Err(failure) => Err(failure.into()),
    }
}

/// A text that starts like JSON and isn't: YAML's own flow style, perhaps.
fn flow_yaml(text: &str, at: usize, json: Diagnostic) -> Result<Value, Diagnostics> {
    // To YAML, the comment of some JSON dialects is a key.
    if text.get(at..).is_some_and(|rest| rest.starts_with("//") || rest.starts_with("/*")) {
        return Err(json.into());
    }
    match yaml::parse(text) {
        Ok(value) => Ok(value),
        // Whichever got further is the likelier to be meant.
        Err(Failure::Syntax(yaml_at, _)) if yaml_at <= at => Err(json.into()),
        Err(failure) => Err(failure.into()),
    }
}

fn must_be_json(source: &Source) -> bool {
    let extension = source.name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

fn may_be_json(source: &Source) -> bool {
    must_be_json(source) || source.text.trim_start().starts_with(['{', '['])
}

fn empty() -> Diagnostic {
    Diagnostic::error(Place::File, "the file is empty").with_help("is it the right file? It holds no document")
}

fn too_deep(at: usize) -> Diagnostic {
    let message = format!("values are nested more than {MAX_DEPTH} deep here");
    Diagnostic::error(Place::offset(at), message).with_help("move inner schemas to components, and use `$ref`s")
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its bytes, on boundaries of characters. Empty for a point.
    pub bytes: Range<usize>,
    /// The line of its start, from 1.
    pub line: usize,
    /// The column of its start, from 1, in characters.
    pub column: usize,
    /// What stands there, where the text can be read that far.
    pub pointer: Option<Pointer>,
}

/// Where one place is; see [`locate_all`], which reads the text once for many.
pub fn locate(source: &Source, place: &Place) -> Option<Span> {
    locate_all(source, [place]).pop().flatten()
}

/// Where places are, in their order.
///
/// A pointer to something that isn't in the text is where the innermost value around it is. A sequence or mapping that
/// is a member is where its key is, since its own text may be thousands of lines. `None` for the whole file, and for
/// a pointer into a text that can't be read.
pub fn locate_all<'p>(source: &Source, places: impl IntoIterator<Item = &'p Place>) -> Vec<Option<Span>> {
    let index = Index::new(&source.text);
    locate_with(source, &index, places)
}

/// The same, with an index of the text that is there already.
pub(crate) fn locate_with<'p>(
    source: &Source,
    index: &Index<'_>,
    places: impl IntoIterator<Item = &'p Place>,
) -> Vec<Option<Span>> {
    let places: Vec<&Place> = places.into_iter().collect();
    let patched = surrogate::Patched::new(&source.text);
    let needs_tree = places.iter().any(|place| **place != Place::File);
    let tree = if needs_tree { tree(source, &patched, index) } else { None };
    let find = |place: &Place| match place {
        Place::Text { start, end } => Some(*start..*end),
        place => tree.as_ref()?.find(place),
    };
    let span = |place: &Place| {
        let bytes = index.clamp(find(place)?);
        let (line, column) = index.line_column(bytes.start);
        let around = || tree.as_ref()?.pointer_at(bytes.start);
        let pointer = place.pointer().cloned().or_else(around);
        Some(Span { bytes, line, column, pointer })
    };
    places.into_iter().map(span).collect()
}

/// The places of a document's values, read in the way in which [`parse`] reads it.
fn tree<'t>(source: &'t Source, patched: &'t surrogate::Patched<'t>, index: &Index<'_>) -> Option<tree::Tree<'t>> {
    if may_be_json(source) {
        match json::tree(&source.text) {
            Ok((tree, _)) => return Some(tree),
            Err(_) if must_be_json(source) => return None,
            Err(_) => {}
        }
    }
    yaml::tree(patched, index).ok().map(|(tree, _)| tree)
}
