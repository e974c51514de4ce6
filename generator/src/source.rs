//! The files that a crate is made from, and places in them.
//!
//! Files are told apart by a [`FileId`], so that every place names its file: the document, other files that it refers
//! to, overlays, the configuration. Knows nothing of OpenAPI, and nothing of the file system.

use std::ops::Range;

use crate::pointer::Pointer;

/// The largest file that is read, in bytes: 64 MiB. The largest known document is a fifth of it.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// A file as it was read: what it is called in messages, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name that messages show, such as `spec/featurebase.yaml`. One that ends in `.json` holds JSON, and nothing
    /// else.
    pub name: String,
    /// The text, with no byte order mark.
    pub text: String,
}

/// Why a file can't be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotText {
    /// What is wrong with it.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

impl Source {
    /// Takes a file's bytes for UTF-8 text, and removes a byte order mark.
    ///
    /// # Errors
    ///
    /// The file is larger than [`MAX_BYTES`], isn't UTF-8, or has a NUL in it.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, NotText> {
        let wrong = |message: String, help| NotText { message, help };
        if bytes.len() > MAX_BYTES {
            let message = format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024);
            return Err(wrong(message, "split it, or remove what isn't needed"));
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(wrong("the file is UTF-16".to_owned(), "save it as UTF-8"));
        }
        let mut text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..valid).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            wrong(format!("the file is not UTF-8: line {line}, byte {valid} of the file"), "save it as UTF-8")
        })?;
        if let Some(at) = text.find('\0') {
            let message = format!("the file has a NUL character, at byte {at}");
            return Err(wrong(message, "is it UTF-16, or no text at all? Save it as UTF-8"));
        }
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Source { name: name.into(), text })
    }
}

/// One of the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileId(u32);

impl FileId {
    /// The OpenAPI document.
    pub const DOCUMENT: FileId = FileId(0);

    /// Its place among the [`Sources`].
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The files that a crate is made from.
///
/// The document may be added after others: what is found wrong with a configuration is told before there is a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    /// The document first.
    files: Vec<(Role, Source)>,
}

/// What a file is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The OpenAPI document.
    Document,
    /// A file that the document refers to by this path, which is relative to the document's folder and has `/` between
    /// its parts.
    Reference(String),
    /// An overlay. Several are applied in their order.
    Overlay,
    /// The configuration.
    Config,
}

impl Sources {
    /// The document alone.
    pub fn of(document: Source) -> Sources {
        Sources { files: vec![(Role::Document, document)] }
    }

    /// None yet: the document is an empty file without a name.
    pub fn new() -> Sources {
        Sources::of(Source { name: String::new(), text: String::new() })
    }

    /// Adds a file. A document takes the place of the document that is there.
    pub fn add(&mut self, role: Role, source: Source) -> FileId {
        if role == Role::Document {
            self.files[0].1 = source;
            return FileId::DOCUMENT;
        }
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push((role, source));
        id
    }

    /// The text and the name of a file; the document's for an id that is none of these.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files.get(file.index()).unwrap_or(&self.files[0]).1
    }

    /// The document.
    pub fn document(&self) -> &Source {
        &self.files[0].1
    }

    /// What a file is there for; [`Role::Document`] for an id that is none of these.
    pub fn role(&self, file: FileId) -> &Role {
        &self.files.get(file.index()).unwrap_or(&self.files[0]).0
    }

    /// The file that the document refers to by this path.
    pub fn reference(&self, path: &str) -> Option<FileId> {
        let is_it = |role: &Role| matches!(role, Role::Reference(known) if known == path);
        self.iter().find(|(_, role, _)| is_it(role)).map(|(file, _, _)| file)
    }

    /// All files, the document first.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Role, &Source)> {
        (0..).map(FileId).zip(&self.files).map(|(id, (role, source))| (id, role, source))
    }
}

impl Default for Sources {
    fn default() -> Sources {
        Sources::new()
    }
}

impl From<Source> for Sources {
    fn from(document: Source) -> Sources {
        Sources::of(document)
    }
}

/// A place in one of the [`Sources`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub place: Place,
}

impl Location {
    /// The whole of a file.
    pub fn file(file: FileId) -> Location {
        Location { file, place: Place::File }
    }

    /// A part of a file's text, in bytes from its start.
    pub fn text(file: FileId, bytes: Range<usize>) -> Location {
        Location { file, place: Place::Text { start: bytes.start, end: bytes.end } }
    }

    /// A point of a file's text, in bytes from its start.
    pub fn offset(file: FileId, offset: usize) -> Location {
        Location { file, place: Place::offset(offset) }
    }

    /// The value that a pointer names.
    pub fn value(file: FileId, pointer: Pointer) -> Location {
        Location { file, place: Place::Value(pointer) }
    }

    /// The key of the member that a pointer names.
    pub fn key(file: FileId, pointer: Pointer) -> Location {
        Location { file, place: Place::Key(pointer) }
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The whole file: it is empty, too large, or not text.
    File,
    /// A part of the text, in bytes from its start, where the file isn't read far enough for a pointer.
    Text {
        /// The first byte.
        start: usize,
        /// The byte after the last; `start` for a point.
        end: usize,
    },
    /// The value that a pointer names.
    Value(Pointer),
    /// The key of the member that a pointer names.
    Key(Pointer),
}

impl Place {
    /// A point of the text, in bytes from its start.
    pub fn offset(offset: usize) -> Place {
        Place::Text { start: offset, end: offset }
    }

    /// The pointer of it, where it has one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Place::Value(pointer) | Place::Key(pointer) => Some(pointer),
            Place::File | Place::Text { .. } => None,
        }
    }
}
