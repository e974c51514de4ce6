//! What is found wrong while a text is read, and doesn't keep it from being read: collected, bounded, and worded in one
//! place for JSON and YAML.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::findings::codes::{DUPLICATE_KEY, NUMBER, SURROGATE};
use crate::findings::{Code, Finding, Findings};
use crate::load::index::Index;
use crate::load::scalar::Unfit;
use crate::source::{FileId, Location};

/// How many problems of one file are collected at most. A hostile document could hold one every six bytes.
const MAX_PROBLEMS: usize = 1_000;

/// The problems of a file, as far as it is read.
pub(super) struct Problems {
    file: FileId,
    findings: Findings,
}

impl Problems {
    /// None yet.
    pub(super) fn new(file: FileId) -> Problems {
        Problems { file, findings: Findings::new() }
    }

    /// The file that they are of.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// Adds one at a part of the text. What comes after the first thousand is only said to be there.
    pub(super) fn add(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>, help: &str) {
        if self.findings.len() < MAX_PROBLEMS {
            self.findings.push(Finding::new(code, Location::text(self.file, span.clone()), message).with_help(help));
        } else if self.findings.len() == MAX_PROBLEMS {
            let message = format!("there are more than {MAX_PROBLEMS} problems of this kind; the rest is not shown");
            self.findings.push(Finding::new(code, Location::file(self.file), message));
        }
    }

    /// Adds that a number is read as another one, or not at all.
    pub(super) fn unfit(&mut self, span: &Range<usize>, unfit: &Unfit) {
        let message = match unfit {
            Unfit::NotFinite => "infinity and not-a-number can't be said in JSON: this is read as null".to_owned(),
            Unfit::Inexact(None) => "this number is too large to be held: it is read as null".to_owned(),
            Unfit::Inexact(Some(nearest)) => {
                format!("this number is too large or too small to be held exactly: it is read as {nearest}")
            }
        };
        self.add(NUMBER, span, message, "quote it if a text is meant");
    }

    /// Adds that half of a character is left out.
    pub(super) fn surrogate(&mut self, span: &Range<usize>) {
        let message = "this text has half of a surrogate pair: it is read as U+FFFD";
        self.add(SURROGATE, span, message, "characters beyond U+FFFF take a pair of `\\u` escapes");
    }

    /// All of them.
    pub(super) fn finish(self) -> Findings {
        self.findings
    }
}

/// The keys of one mapping, to find those that are given twice.
#[derive(Default)]
pub(super) struct Keys<'t> {
    seen: HashMap<Cow<'t, str>, Range<usize>>,
}

impl<'t> Keys<'t> {
    /// Notes a key, and adds a problem if it is there already.
    pub(super) fn add(&mut self, key: Cow<'t, str>, span: &Range<usize>, index: &Index<'_>, problems: &mut Problems) {
        match self.seen.entry(key) {
            Entry::Occupied(entry) => {
                let (line, column) = index.line_column(entry.get().start);
                let key = entry.key();
                let message = format!(
                    "the key `{key}` is given twice, and the last one counts; the first is at line {line}, column {column}"
                );
                problems.add(DUPLICATE_KEY, span, message, "remove or rename one of them");
            }
            Entry::Vacant(entry) => {
                entry.insert(span.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Place;

    #[test]
    fn a_flood_is_bounded_and_says_so() {
        let mut problems = Problems::new(FileId::DOCUMENT);
        (0..5_000).for_each(|at| problems.add(NUMBER, &(at..at), "wrong", "right it"));
        let all = problems.finish();
        assert_eq!(all.len(), MAX_PROBLEMS + 1);
        assert!(all.iter().last().is_some_and(|last| last.message.contains("more than 1000 problems")));
    }

    #[test]
    fn each_repetition_of_a_key_names_the_first() {
        let index = Index::new("a\nb a a");
        let (mut keys, mut problems) = (Keys::default(), Problems::new(FileId::DOCUMENT));
        for (key, at) in [("a", 0), ("b", 2), ("a", 4), ("a", 6)] {
            keys.add(Cow::Borrowed(key), &(at..at + 1), &index, &mut problems);
        }
        let places: Vec<_> = problems.finish().into_iter().map(|one| (one.location.place, one.message)).collect();
        let message =
            "the key `a` is given twice, and the last one counts; the first is at line 1, column 1".to_owned();
        let expected = [4, 6].map(|start| (Place::Text { start, end: start + 1 }, message.clone()));
        assert_eq!(places, expected);
    }
}
