//! Which other files a file refers to. They are named by paths below the document's folder; nothing else is followed,
//! and never a URL.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::findings::codes::EXTERNAL_REFERENCE;
use crate::findings::{Finding, Findings};
use crate::load::read;
use crate::source::{FileId, Location, MAX_BYTES, Role, Source, Sources};

/// How many files a document may refer to. More are not read.
pub const MAX_FILES: usize = 1_000;

/// Adds all files that the document refers to, and those that these refer to. `read_file` gives the bytes of the file
/// at a path, which is relative to the document's folder and inside of it; `None` where there is none.
///
/// A file that isn't there is found where it is referred to, by whoever resolves references.
pub fn add_references(
    sources: &mut Sources,
    findings: &mut Findings,
    mut read_file: impl FnMut(&str) -> Option<Vec<u8>>,
) {
    let folder = folder_of(&sources.document().name).to_owned();
    let mut known: BTreeSet<String> = own_path(&Role::Document, sources.document()).into_iter().collect();
    let mut waiting: VecDeque<String> = referenced_files(sources, FileId::DOCUMENT).into();
    let (mut files, mut bytes_left) = (0, MAX_BYTES);
    while let Some(path) = waiting.pop_front() {
        if !known.insert(path.clone()) {
            continue;
        }
        let Some(bytes) = read_file(&path) else { continue };
        if files == MAX_FILES || bytes.len() > bytes_left {
            let message =
                format!("`{path}` and the files after it are not read: there are too many, or they are too large");
            findings.push(Finding::new(EXTERNAL_REFERENCE, Location::file(FileId::DOCUMENT), message));
            return;
        }
        (files, bytes_left) = (files + 1, bytes_left - bytes.len());
        let file = add(sources, findings, &folder, path, bytes);
        waiting.extend(referenced_files(sources, file));
    }
}

/// Adds a file; one that isn't text is empty.
fn add(sources: &mut Sources, findings: &mut Findings, folder: &str, path: String, bytes: Vec<u8>) -> FileId {
    let name = format!("{folder}{path}");
    let (source, wrong) = match Source::from_bytes(name.as_str(), bytes) {
        Ok(source) => (source, None),
        Err(wrong) => (Source { name, text: String::new() }, Some(wrong)),
    };
    let file = sources.add(Role::Reference(path), source);
    if let Some(wrong) = wrong {
        let message = format!("this file is not used: {wrong}");
        findings.push(Finding::new(EXTERNAL_REFERENCE, Location::file(file), message).with_help(wrong.help));
    }
    file
}

/// The files that the `$ref`s of a file name, as paths relative to the document's folder, each once. None for a file that
/// can't be read.
pub fn referenced_files(sources: &Sources, file: FileId) -> Vec<String> {
    let source = sources.get(file);
    let Some(base) = own_path(sources.role(file), source).filter(|_| may_refer(&source.text)) else {
        return Vec::new();
    };
    let Ok((value, _)) = read(file, source) else { return Vec::new() };
    let mut found = BTreeSet::new();
    collect(&value, &mut |reference| found.extend(resolve(&base, reference)));
    found.remove(&base);
    found.into_iter().collect()
}

/// Whether there may be a `$ref` to another file: the text of most documents shows that there is none.
fn may_refer(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find("$ref") {
        rest = rest.get(at + 4..).unwrap_or_default();
        if !rest.trim_start_matches(['"', '\'', ':', ' ']).starts_with('#') {
            return true;
        }
    }
    false
}

/// Finds the references of a value. As deep as the document, which is bounded.
fn collect(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found(reference);
            }
            members.values().for_each(|member| collect(member, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The path of a file relative to the document's folder. Overlays and the configuration have none: nothing in them
/// refers to files so.
pub(super) fn own_path(role: &Role, source: &Source) -> Option<String> {
    match role {
        Role::Document => Some(source.name.get(folder_of(&source.name).len()..).unwrap_or_default().to_owned()),
        Role::Reference(path) => Some(path.clone()),
        Role::Overlay | Role::Config => None,
    }
}

/// The folder of a file, with the separator at its end; empty where it has none.
fn folder_of(name: &str) -> &str {
    name.rfind(['/', '\\']).and_then(|at| name.get(..=at)).unwrap_or_default()
}

/// The path, relative to the document's folder, that a reference in the file at the path `base` names. `None` for a URL, an
/// absolute path, a path that leaves the folder, and a reference into the same file.
pub(super) fn resolve(base: &str, reference: &str) -> Option<String> {
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path));
    // A colon is a URL's scheme, or a drive; a backslash separates folders on some systems only.
    if path.is_empty() || path.starts_with('/') || path.contains([':', '\\', '\0']) {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/")).filter(|path| !path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_the_folder_are_named() {
        let cases = [
            ("api.yaml", "common.yaml#/a", Some("common.yaml")),
            ("api.yaml", "./schemas/../schemas//pet.json", Some("schemas/pet.json")),
            ("schemas/pet.json", "tag.json", Some("schemas/tag.json")),
            ("schemas/pet.json", "../api.yaml#/x", Some("api.yaml")),
            ("api.yaml", "my%20file.yaml", Some("my file.yaml")),
            ("api.yaml", "#/components", None),
            ("api.yaml", "", None),
            ("api.yaml", "../api.yaml", None),
            ("api.yaml", "%2e%2e/api.yaml", None),
            ("schemas/pet.json", "../../etc/passwd", None),
            ("api.yaml", "/etc/passwd", None),
            ("api.yaml", "%2Fetc/passwd", None),
            ("api.yaml", "//host/a.yaml", None),
            ("api.yaml", "https://example.com/a.yaml", None),
            ("api.yaml", "file:a.yaml", None),
            ("api.yaml", "C:\\a.yaml", None),
            ("api.yaml", "a\\..\\..\\b.yaml", None),
            ("api.yaml", "a%00", None),
            ("api.yaml", "./", None),
        ];
        for (base, reference, path) in cases {
            assert_eq!(resolve(base, reference).as_deref(), path, "{reference} in {base}");
        }
    }

    #[test]
    fn the_text_shows_whether_there_is_any() {
        for local in ["", "$ref: '#/a'\n$ref: \"#/b\"", r##"{"$ref":"#/a"}"##, r##"{"$ref" : "#"}"##] {
            assert!(!may_refer(local), "{local}");
        }
        for other in ["$ref: a.yaml", "$ref: '#/a'\n$ref: './b'", "$ref:\n  '#/a'"] {
            assert!(may_refer(other), "{other}");
        }
    }
}
