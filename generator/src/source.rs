//! The files that a crate is made from, and places in them.
//!
//! Files are told apart by a [`FileId`], so that every place names its file: the document, other files that it refers
//! to, overlays, the configuration. Knows nothing of OpenAPI, and nothing of the file system.

use crate::pointer::Pointer;

/// A file as it was read: what it is called in messages, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name that messages show, such as `spec/featurebase.yaml`. One that ends in `.json` holds JSON, and nothing
    /// else.
    pub name: String,
    /// The text, with no byte order mark.
    pub text: String,
}

/// One of the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileId(u32);

impl FileId {
    /// The OpenAPI document.
    pub const DOCUMENT: FileId = FileId(0);
}

/// The files that a crate is made from.
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

    /// Adds a file.
    pub fn add(&mut self, role: Role, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push((role, source));
        id
    }

    /// The text and the name of a file; the document's for an id that is none of these.
    pub fn get(&self, file: FileId) -> &Source {
        let index = usize::try_from(file.0).unwrap_or(usize::MAX);
        &self.files.get(index).unwrap_or(&self.files[0]).1
    }

    /// The document.
    pub fn document(&self) -> &Source {
        &self.files[0].1
    }

    /// All files, the document first.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Role, &Source)> {
        (0..).map(FileId).zip(&self.files).map(|(id, (role, source))| (id, role, source))
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
