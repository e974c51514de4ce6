//! What is found wrong while a document is walked: collected, bounded, and worded in one place for JSON and YAML.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::index::Index;
use crate::load::scalar::Unfit;

/// How many problems are collected at most. A hostile document could hold one every six bytes.
const MOST: usize = 1_000;

/// The problems of a document, as far as the walk has come.
#[derive(Default)]
pub(super) struct Report {
    diagnostics: Diagnostics,
}

impl Report {
    /// Adds one at a part of the text. What comes after the first thousand is only said to be there.
    pub(super) fn add(&mut self, span: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        if self.diagnostics.len() < MOST {
            let place = Place::Text { start: span.start, end: span.end };
            self.diagnostics.push(Diagnostic::error(place, message).with_help(help));
        } else if self.diagnostics.len() == MOST {
            let message = format!("there are more than {MOST} problems of this kind; the rest is not shown");
            self.diagnostics.push(Diagnostic::error(Place::File, message));
        }
    }

    /// Whether a number can be held; says so where it can't.
    pub(super) fn unfit(&mut self, span: &Range<usize>, unfit: Unfit) {
        let (message, help) = match unfit {
            Unfit::NotFinite => ("infinity and not-a-number can't be said in JSON", "quote it if a text is meant"),
            Unfit::Inexact => {
                ("this number is too large or too small to be held exactly", "quote it if a text is meant")
            }
        };
        self.add(span, message, help);
    }

    /// All of them.
    pub(super) fn finish(self) -> Diagnostics {
        self.diagnostics
    }
}

/// The keys of one mapping, to find those that are given twice.
#[derive(Default)]
pub(super) struct Keys<'t> {
    seen: HashMap<Cow<'t, str>, Range<usize>>,
}

impl<'t> Keys<'t> {
    /// Notes a key, and reports it if it is there already.
    pub(super) fn add(&mut self, key: Cow<'t, str>, span: &Range<usize>, index: &Index<'_>, report: &mut Report) {
        match self.seen.entry(key) {
            Entry::Occupied(entry) => {
                let (line, column) = index.line_column(entry.get().start);
                let key = entry.key();
                let message = format!("the key `{key}` is given twice; the first is at line {line}, column {column}");
                report.add(span, message, "remove or rename one of them: readers disagree on which one counts");
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

    #[test]
    fn a_flood_is_bounded_and_says_so() {
        let mut report = Report::default();
        (0..5_000).for_each(|at| report.add(&(at..at), "wrong", "right it"));
        let all = report.finish();
        assert_eq!(all.len(), MOST + 1);
        assert!(all.iter().last().is_some_and(|last| last.message.contains("more than 1000 problems")));
    }

    #[test]
    fn each_repetition_of_a_key_names_the_first() {
        let (mut keys, mut report, index) = (Keys::default(), Report::default(), Index::new("a\nb a a"));
        for (key, at) in [("a", 0), ("b", 2), ("a", 4), ("a", 6)] {
            keys.add(Cow::Borrowed(key), &(at..at + 1), &index, &mut report);
        }
        let places: Vec<_> = report.finish().into_iter().map(|one| (one.place, one.message)).collect();
        let message = "the key `a` is given twice; the first is at line 1, column 1".to_owned();
        let expected = [4, 6].map(|start| (Place::Text { start, end: start + 1 }, message.clone()));
        assert_eq!(places, expected);
    }
}
