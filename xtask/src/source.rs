//! Reading the files that a crate is made from.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use specwright::findings::{Finding, Findings, codes};
use specwright::load::add_references;
use specwright::source::{FileId, Location, MAX_BYTES, Role, Source, Sources};

use crate::project::shown;

/// How many names of files are told.
const MAX_NAMES: usize = 5;

/// Adds the file at `path` to the sources.
///
/// # Errors
///
/// The file can't be read: it is among the sources nevertheless, as an empty one, so that the finding has a place.
pub(crate) fn add(sources: &mut Sources, role: Role, path: &Path) -> Result<FileId, Findings> {
    let (source, wrong) = match read(path) {
        Ok(source) => (source, None),
        Err(wrong) => (Source { name: shown(path), text: String::new() }, Some(wrong)),
    };
    let file = sources.add(role, source);
    let Some(Wrong { message, help }) = wrong else { return Ok(file) };
    let finding = Finding::new(codes::FILE, Location::file(file), message);
    Err(help.into_iter().fold(finding, Finding::with_help).into())
}

/// The text of the file at `path`.
///
/// # Errors
///
/// What is wrong with it.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    read(path).map(|source| source.text).map_err(|wrong| wrong.message)
}

/// Adds the files that the document at `path` refers to, and those that these refer to: only files below its folder,
/// wherever symbolic links lead.
pub(crate) fn add_referenced(sources: &mut Sources, path: &Path) -> Findings {
    let mut findings = Findings::new();
    let folder = folder_of(path).canonicalize();
    add_references(sources, &mut findings, |file| {
        let folder = folder.as_ref().ok()?;
        let file = folder.join(file).canonicalize().ok()?;
        let is_below = file.starts_with(folder) && file.is_file();
        is_below.then(|| bytes(&file).ok()).flatten()
    });
    findings
}

/// Why a file can't be read, and what to do.
#[derive(Debug)]
struct Wrong {
    message: String,
    help: Option<String>,
}

fn read(path: &Path) -> Result<Source, Wrong> {
    if path.is_dir() {
        return Err(Wrong { message: "this is a folder; a file is wanted".to_owned(), help: documents_in(path) });
    }
    let bytes = bytes(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => missing(path),
        _ => Wrong { message: format!("the file can't be read: {error}"), help: None },
    })?;
    if let Some((kind, help)) = binary(&bytes) {
        let (message, help) = (format!("this is {kind}; text is wanted"), Some(help.to_owned()));
        return Err(Wrong { message, help });
    }
    Source::from_bytes(shown(path), bytes)
        .map_err(|error| Wrong { message: error.message, help: Some(error.help.to_owned()) })
}

/// A file, or as much of it as shows that it is too large: it might have no end.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What some files are that can be taken for documents by mistake, by their first bytes.
fn binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const UNPACK: &str = "unpack it, and name the document in it";
    const KINDS: &[(&[u8], &str, &str)] = &[
        (b"\x1f\x8b", "a gzip archive", UNPACK),
        (b"PK\x03\x04", "a zip archive", UNPACK),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
        (b"%PDF-", "a PDF file", "name the OpenAPI document itself, YAML or JSON"),
        (b"\x89PNG", "an image", "name the OpenAPI document itself, YAML or JSON"),
        (b"\x7fELF", "a program", "name the OpenAPI document itself, YAML or JSON"),
    ];
    KINDS.iter().find(|(start, ..)| bytes.starts_with(start)).map(|(_, kind, help)| (*kind, *help))
}

fn missing(path: &Path) -> Wrong {
    let folder = folder_of(path);
    if !folder.is_dir() {
        let message = format!("there is no such file: {} is no folder", shown(&folder));
        return Wrong { message, help: None };
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let likeness = |other: &String| {
        let other = other.to_lowercase();
        // The same file with another ending is as near as can be.
        let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        if stem(&other) == stem(&name) { 1.0 } else { strsim::jaro_winkler(&other, &name) }
    };
    let mut near: Vec<_> = names(&folder).into_iter().map(|other| (likeness(&other), other)).collect();
    near.retain(|(likeness, _)| *likeness > 0.85);
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let near: Vec<_> = near.iter().take(MAX_NAMES).map(|(_, name)| shown(&folder.join(name))).collect();
    let help = (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")));
    Wrong { message: "there is no such file".to_owned(), help }
}

/// What may be meant by a folder.
fn documents_in(folder: &Path) -> Option<String> {
    let mut documents = names(folder);
    documents.retain(|name| is_document(Path::new(name)));
    let shown: Vec<_> = documents.iter().take(MAX_NAMES).map(|name| shown(&folder.join(name))).collect();
    match documents.len() {
        0 => Some("it has no YAML or JSON files in it".to_owned()),
        count if count > MAX_NAMES => Some(format!("name one of the files in it, such as {}", shown.join(", "))),
        _ => Some(format!("name a file in it: {}", shown.join(" or "))),
    }
}

/// Whether a file's name ends as that of a document does.
pub(crate) fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(extension.as_str(), "yaml" | "yml" | "json")
}

/// The names of the files in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let mut names: Vec<_> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => path.to_owned(),
    }
}
