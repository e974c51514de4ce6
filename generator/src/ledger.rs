//! The ledger: what became of everything that the document describes.
//!
//! Every operation, parameter, body, media type, response, header, schema and property of the document has exactly one
//! disposition. Nothing is lost in silence: what isn't typed is loosened, with the code of the finding that tells how.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::findings::{Code, Loosened};
use crate::source::{FileId, Location};

/// What became of everything, in the order in which it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    /// References, with what they refer to.
    references: Vec<(EntryId, EntryId)>,
}

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub construct: Construct,
    /// Where it stands. A reference is an entry of its own beside what it refers to.
    pub location: Location,
    /// What became of it.
    pub disposition: Disposition,
}

/// What the ledger keeps account of: the objects of the OpenAPI Specification by their names, and properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Construct {
    /// An Operation Object under `paths`, `webhooks`, a callback or `components/pathItems`.
    Operation,
    /// A Parameter Object.
    Parameter,
    /// A Request Body Object.
    RequestBody,
    /// A Media Type Object.
    MediaType,
    /// A Response Object.
    Response,
    /// A Header Object.
    Header,
    /// A Schema Object or a boolean schema.
    Schema,
    /// A property of a schema.
    Property,
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// The crate says what the document says.
    Typed,
    /// The crate says less, as the finding of this code tells.
    Loosened(Code),
    /// The configuration leaves it out.
    Excluded,
}

/// The number of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryId(usize);

impl EntryId {
    /// The entry of what stands nowhere in the document.
    pub(crate) const NONE: EntryId = EntryId(usize::MAX);
}

impl Ledger {
    /// Adds a thing, which is typed until it is [loosened](Self::loosen).
    pub(crate) fn add(&mut self, construct: Construct, location: Location) -> EntryId {
        self.push(Entry { construct, location, disposition: Disposition::Typed });
        EntryId(self.entries.len() - 1)
    }

    /// Says that what becomes of `reference` is what becomes of `target`.
    pub(crate) fn refer(&mut self, reference: EntryId, target: EntryId) {
        if reference != target {
            self.references.push((reference, target));
        }
    }

    /// Gives references the disposition of what they refer to, which may be a reference itself.
    pub(crate) fn finish(&mut self) {
        let mut referring: HashMap<usize, Vec<usize>> = HashMap::new();
        for (reference, target) in std::mem::take(&mut self.references) {
            referring.entry(target.0).or_default().push(reference.0);
        }
        let is_loosened = |(_, entry): &(usize, &Entry)| matches!(entry.disposition, Disposition::Loosened(_));
        let loosened = self.entries.iter().enumerate().filter(is_loosened);
        let mut targets: Vec<_> = loosened.map(|(number, entry)| (number, entry.disposition)).collect();
        while let Some((target, disposition)) = targets.pop() {
            for reference in referring.remove(&target).unwrap_or_default() {
                if let Some(entry) = self.entries.get_mut(reference)
                    && entry.disposition == Disposition::Typed
                {
                    entry.disposition = disposition;
                    targets.push((reference, disposition));
                }
            }
        }
    }

    /// Where a thing stands.
    pub(crate) fn location(&self, entry: EntryId) -> Location {
        match self.entries.get(entry.0) {
            Some(entry) => entry.location.clone(),
            None => Location::file(FileId::DOCUMENT),
        }
    }

    /// Says that a thing is expressed loosely. The first reason stays.
    pub(crate) fn loosen(&mut self, entry: EntryId, loosened: Loosened) {
        if let Some(entry) = self.entries.get_mut(entry.0)
            && entry.disposition == Disposition::Typed
        {
            entry.disposition = Disposition::Loosened(loosened.code());
        }
    }

    /// Says that all things from the entry numbered `first` on are left out.
    pub(crate) fn exclude_from(&mut self, first: usize) {
        self.entries.iter_mut().skip(first).for_each(|entry| entry.disposition = Disposition::Excluded);
    }

    /// All entries.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }
}

impl<'l> IntoIterator for &'l Ledger {
    type Item = &'l Entry;
    type IntoIter = std::slice::Iter<'l, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
