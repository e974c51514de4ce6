//! Where the values of a changed document were written.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::pointer::Pointer;
use crate::source::{FileId, Location, Place};

/// Where the values of a document are written that overlays have changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// By the pointer in the changed document.
    origins: BTreeMap<Pointer, Origin>,
}

/// Where a value is written that was added, replaced, or moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) file: FileId,
    pub(super) pointer: Pointer,
    /// Whether what is inside the value is written inside that place. It isn't where an action copies.
    pub(super) inside: bool,
}

impl Changes {
    /// None yet.
    pub fn new() -> Changes {
        Changes::default()
    }

    /// The file and the pointer at which the value is written that `pointer` names in the changed document. `None` where
    /// it is written in the document, at that same pointer.
    pub fn origin(&self, pointer: &Pointer) -> Option<(FileId, Pointer)> {
        self.find(pointer).map(|origin| (origin.file, origin.pointer))
    }

    /// The origin of a value: that of the longest changed pointer that leads to it.
    fn find(&self, pointer: &Pointer) -> Option<Origin> {
        let mut below = Vec::new();
        let mut ancestor = pointer.clone();
        loop {
            if let Some(found) = self.origins.get(&ancestor) {
                let rest = below.iter().rev().filter(|_| found.inside);
                let pointer = rest.fold(found.pointer.clone(), |pointer, token: &String| pointer.push(token));
                return Some(Origin { pointer, ..found.clone() });
            }
            below.push(ancestor.last()?.into_owned());
            ancestor = ancestor.parent()?;
        }
    }

    /// A value was added or replaced.
    /// Where what stands at a location of the changed document is written, if an overlay wrote it.
    pub(crate) fn relocate(&self, location: &Location) -> Option<Location> {
        if location.file != FileId::DOCUMENT {
            return None;
        }
        match &location.place {
            Place::Value(pointer) => self.origin(pointer).map(|(file, at)| Location::value(file, at)),
            Place::Key(pointer) => self.origin(pointer).map(|(file, at)| Location::key(file, at)),
            Place::File | Place::Text { .. } => None,
        }
    }

    pub(super) fn set(&mut self, pointer: Pointer, origin: Origin) {
        self.origins.insert(pointer, origin);
    }

    /// A value was removed, and what is inside it.
    pub(super) fn removed(&mut self, pointer: &Pointer) {
        self.take(pointer);
    }

    /// Items of an array were removed: for each that stays, its old index and its new one, in ascending order.
    pub(super) fn moved(&mut self, array: &Pointer, items: &[(usize, usize)]) {
        for (old, new) in items.iter().filter(|(old, new)| old != new) {
            let (from, to) = (array.index(*old), array.index(*new));
            let own = Origin { file: FileId::DOCUMENT, pointer: from.clone(), inside: true };
            let origin = self.find(&from).unwrap_or(own);
            let inner = self.take(&from);
            self.take(&to);
            self.origins.extend(inner.into_iter().map(|(pointer, origin)| (rebase(&pointer, &from, &to), origin)));
            self.origins.insert(to, origin);
        }
    }

    /// Takes out the changes of a value and of what is inside it.
    fn take(&mut self, pointer: &Pointer) -> Vec<(Pointer, Origin)> {
        // All that is inside begins with the pointer and a slash, and so stands together.
        let first = pointer.push("");
        let from = (Bound::Included(&first), Bound::Unbounded);
        let inside = self.origins.range::<Pointer, _>(from).map(|(key, _)| key);
        let mut keys: Vec<_> = inside.take_while(|key| key.starts_with(pointer)).cloned().collect();
        keys.push(pointer.clone());
        keys.into_iter().filter_map(|key| self.origins.remove_entry(&key)).collect()
    }
}

/// The pointer `pointer`, which is inside `from`, as it is inside `to`.
fn rebase(pointer: &Pointer, from: &Pointer, to: &Pointer) -> Pointer {
    pointer.tokens().skip(from.tokens().count()).fold(to.clone(), |pointer, token| pointer.push(&token))
}
