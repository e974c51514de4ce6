//! What is shown of findings.

use super::*;
use crate::findings::codes::{CONSTRAINT, DUPLICATE_KEY, ENUM_WITHOUT_VALUES, FORMAT, SYNTAX, UNKNOWN_KEY};
use crate::findings::{Code, Finding, Findings};
use crate::pointer::Pointer;
use crate::source::{FileId, Location, Role, Source, Sources};

mod documents;
mod screen;

const YAML: &str = "openapi: 3.0.3\npaths:\n  /v2/{id}:\n    delete:\n      operationId: remove\n      tags: [a, b]\n";

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

fn sources(name: &str, text: &str) -> Sources {
    Sources::of(source(name, text))
}

fn value(pointer: &str) -> Location {
    Location::value(FileId::DOCUMENT, Pointer::parse(pointer).unwrap_or_default())
}

fn key(pointer: &str) -> Location {
    Location::key(FileId::DOCUMENT, Pointer::parse(pointer).unwrap_or_default())
}

fn show(sources: &Sources, findings: impl IntoIterator<Item = Finding>) -> String {
    terminal(&findings.into_iter().collect(), sources, &Terminal::default())
}

#[test]
fn a_code_is_explained() {
    let shown = explain(ENUM_WITHOUT_VALUES);
    assert!(shown.starts_with("SW0209: ") && shown.lines().count() > 2 && shown.ends_with('\n'), "{shown}");
}
