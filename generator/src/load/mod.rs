//! Reading files: YAML or JSON text into one value each, with nothing lost in silence.
//!
//! A value keeps the order of members. What a reader might pass over is a finding with its place: keys given twice,
//! numbers that can't be held, tags, a second document. Size, nesting and the expansion of aliases are bounded, since the
//! document may be hostile. Lines and columns are looked up when a finding is printed, by [`locate_all`]; nothing of
//! them is kept with the value.
//!
//! Knows nothing of OpenAPI but that a `$ref` names a file, nothing of Rust, and nothing of the file system.

mod brackets;
mod documents;
mod index;
mod json;
mod lenient;
mod locate;
mod problems;
mod reconcile;
mod references;
mod scalar;
mod scan;
mod structure;
mod surrogate;
mod tree;
mod walk;
mod yaml;

#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::findings::codes::{EMPTY_FILE, LIMIT};
use crate::findings::{Finding, Findings};
use crate::load::problems::Problems;
use crate::source::{FileId, Location, MAX_BYTES, Source};

pub use documents::{Documents, load};
pub(crate) use index::Index;
pub(crate) use locate::locate_with;
pub use locate::{Span, locate, locate_all};
pub use references::{MAX_FILES, add_references, referenced_files};

/// The deepest nesting of sequences and mappings. Both readers would stop at 128 with a message of their own.
pub const MAX_DEPTH: usize = 100;

/// How many values YAML aliases may add to a document.
pub const MAX_ALIASED: usize = 1_000_000;

/// Why a text isn't taken for the format that was tried.
enum Failure {
    /// It is no such format. How far it was read, in bytes, and what is wrong there.
    Syntax(usize, Finding),
    /// It is, and breaks a rule after which it can't be read.
    Rule(Finding),
}

/// Reads a file: JSON where the name ends in `.json`, or the text is JSON; YAML otherwise.
///
/// Keys are taken as they are written: `200:` is `"200"`, `on:` is `"on"`. Plain scalars are what YAML's core schema
/// makes of them (YAML 1.2.2 section 10.3.2), so that `yes` and `1_000` are texts. Merge keys (`<<`) are applied.
///
/// # Errors
///
/// Why it can't be read.
fn read(file: FileId, source: &Source) -> Result<(Value, Findings), Finding> {
    let text = source.text.as_str();
    if text.trim().is_empty() {
        return Err(empty(file));
    }
    if text.len() > MAX_BYTES {
        return Err(Finding::new(LIMIT, Location::file(file), "the document is too large"));
    }
    let mut problems = Problems::new(file);
    let value = if !may_be_json(source) {
        yaml::parse(text, &mut problems)
    } else {
        match json::parse(text, &mut problems) {
            Err(Failure::Syntax(at, json)) if !must_be_json(source) => flow_yaml(text, at, json, &mut problems),
            read => read,
        }
    };
    match value {
        Ok(value) => Ok((value, problems.finish())),
        Err(Failure::Syntax(_, finding) | Failure::Rule(finding)) => Err(finding),
    }
}

/// A text that starts like JSON and isn't: YAML's own flow style, perhaps.
fn flow_yaml(text: &str, at: usize, json: Finding, problems: &mut Problems) -> Result<Value, Failure> {
    // To YAML, the comment of some JSON dialects is a key.
    if text.get(at..).is_some_and(|rest| rest.starts_with("//") || rest.starts_with("/*")) {
        return Err(Failure::Syntax(at, json));
    }
    match yaml::parse(text, problems) {
        // Whichever got further is the likelier to be meant.
        Err(Failure::Syntax(yaml_at, _)) if yaml_at <= at => Err(Failure::Syntax(at, json)),
        read => read,
    }
}

fn must_be_json(source: &Source) -> bool {
    has_extension(source, "json")
}

fn has_extension(source: &Source, extension: &str) -> bool {
    source.name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(extension))
}

fn may_be_json(source: &Source) -> bool {
    must_be_json(source) || source.text.trim_start().starts_with(['{', '['])
}

fn empty(file: FileId) -> Finding {
    let message = "the file is empty";
    Finding::new(EMPTY_FILE, Location::file(file), message).with_help("is it the right file? It holds no document")
}

fn too_deep(file: FileId, at: usize) -> Finding {
    let message = format!("values are nested more than {MAX_DEPTH} deep here");
    let help = "move inner schemas to components, and use `$ref`s";
    Finding::new(LIMIT, Location::offset(file, at), message).with_help(help)
}
