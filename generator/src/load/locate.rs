//! Lines and columns of places.

use std::ops::Range;

use crate::load::index::Index;
use crate::load::problems::Problems;
use crate::load::tree::Tree;
use crate::load::{Failure, brackets, has_extension, json, may_be_json, must_be_json, surrogate, yaml};
use crate::pointer::Pointer;
use crate::source::{FileId, Place, Source};

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
    let needs_tree = places.iter().any(|place| **place != Place::File);
    with_tree(source, index, needs_tree, |tree| {
        let find = |place: &Place| match place {
            Place::Text { start, end } => Some(*start..*end),
            place => tree?.find(place),
        };
        let span = |place: &Place| {
            let bytes = index.clamp(find(place)?);
            let (line, column) = index.line_column(bytes.start);
            let around = || tree?.pointer_at(bytes.start);
            let pointer = place.pointer().cloned().or_else(around);
            Some(Span { bytes, line, column, pointer })
        };
        places.iter().map(|place| span(place)).collect()
    })
}

/// Gives `then` the places of a document's values, read in the way in which it is read for its value.
fn with_tree<T>(source: &Source, index: &Index<'_>, is_needed: bool, then: impl FnOnce(Option<&Tree<'_>>) -> T) -> T {
    if !is_needed || has_extension(source, "toml") {
        return then(None);
    }
    if may_be_json(source) {
        let readable = json::readable(&source.text);
        let tree = readable.as_deref().and_then(|text| json::tree(text, None));
        if tree.is_some() || must_be_json(source) {
            return then(tree.as_ref());
        }
    }
    let mut ignored = Problems::new(FileId::DOCUMENT);
    let patched = surrogate::Patched::new(&source.text);
    let joined = match yaml::walk(&patched, index, &mut ignored) {
        Ok(walked) => return then(Some(&walked.tree)),
        Err(Failure::Syntax(at, _)) => brackets::joined(&source.text, at),
        Err(Failure::Rule(_)) => None,
    };
    let Some(joined) = joined else { return then(None) };
    let patched = surrogate::Patched::new(&joined);
    let walked = yaml::walk(&patched, index, &mut ignored).ok();
    then(walked.as_ref().map(|walked| &walked.tree))
}
