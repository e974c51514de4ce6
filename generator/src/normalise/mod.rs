//! Makes every document look like one of OpenAPI 3.2, with nothing in it that is of the wrong kind.
//!
//! Documents of 3.0 and 3.1 are changed *upward*: `nullable` becomes a type of an array of types, a boolean exclusive
//! bound a number, `example` a list of `examples`. Nothing has to be hidden in private keys for that.
//!
//! Real documents have mistakes. What a mistake leaves readable is kept: a version that is a number becomes text, a key
//! that nobody knows stays where it is and is told of. What can't be read is replaced by the least that can: a schema
//! by one that allows any JSON, an operation by one without parameters. So no later stage meets a value of the wrong
//! kind, and nothing is missing that the document has. Every change is a finding.
//!
//! Knows nothing of the IR, and nothing of Rust.

mod keys;
mod repair;
mod schema;
mod shallow;
mod tables;
#[cfg(test)]
mod tests;
mod version;
mod walk;

use std::collections::HashSet;

use crate::findings::Findings;
use crate::load::Documents;
use crate::pointer::Pointer;
use crate::source::FileId;

pub(crate) use keys::is_response_key;
pub use keys::{METHODS, ObjectKind};
pub(crate) use shallow::shallow;
pub use version::Version;
use walk::Walk;

/// The keywords of a schema that bound its values and don't change their type. The server checks them.
pub(crate) const CONSTRAINTS: &[&str] = &[
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "maxContains",
    "minContains",
];

/// Makes the document, and all of other files that it refers to, one of OpenAPI 3.2; the version that it was of. Nothing
/// where it is no OpenAPI document, which is an error then.
pub(crate) fn normalise(documents: &mut Documents, findings: &mut Findings) -> Option<Version> {
    let document = documents.value_mut(FileId::DOCUMENT)?;
    let version = match Version::of(document) {
        Ok((version, odd)) => {
            findings.extend(odd);
            version
        }
        Err(finding) => {
            findings.push(finding);
            return None;
        }
    };
    let mut walk = Walk::new(version, FileId::DOCUMENT, findings);
    walk.run(ObjectKind::Document, document, &Pointer::root());
    let mut waiting: Vec<(FileId, ObjectKind, String)> = references(FileId::DOCUMENT, walk);
    let mut seen = HashSet::new();
    // What stands elsewhere than the specification has it is looked at where it is referred to.
    while let Some((from, kind, reference)) = waiting.pop() {
        let (path, fragment) = reference.split_once('#').unwrap_or((&reference, ""));
        let Some(file) = documents.resolve_file(from, path) else { continue };
        let Some(pointer) = Pointer::from_fragment(fragment) else { continue };
        let is_standard = file == FileId::DOCUMENT && keys::kind_at(&pointer) == Some(kind);
        if is_standard || !seen.insert((file, pointer.clone())) {
            continue;
        }
        let Some(value) = documents.value_mut(file).and_then(|root| pointer.resolve_mut(root)) else { continue };
        let mut walk = Walk::new(version, file, findings);
        walk.run(kind, value, &pointer);
        waiting.extend(references(file, walk));
    }
    Some(version)
}

fn references(file: FileId, walk: Walk<'_>) -> Vec<(FileId, ObjectKind, String)> {
    walk.references.into_iter().map(|(kind, reference)| (file, kind, reference)).collect()
}
