//! Which operations of a document the crate has.

use glob::{MatchOptions, Pattern};
use toml::Spanned;
use toml::de::DeValue;

use crate::config::table::{Problems, Table};
use crate::source::{FileId, Location};

/// Patterns that select operations, and patterns that leave some of these out.
///
/// In a pattern, `*` stands for anything, `?` for one character, `[ab]` for one of these; in a path, `*` ends at a `/`, and
/// `**` doesn't.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    rules: Vec<Rule>,
}

/// One pattern.
#[derive(Debug, Clone)]
struct Rule {
    excludes: bool,
    subject: Subject,
    pattern: Pattern,
    location: Location,
}

/// What of an operation a pattern is about.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Id,
    Tag,
    Path,
}

impl Selection {
    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether all operations are selected.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether the crate has an operation: one of `include`, or all where that is empty, but for those of `exclude`. Notes
    /// in `matched`, which has a place for each pattern, which patterns it matches.
    pub fn selects(&self, id: Option<&str>, tags: &[&str], path: &str, matched: &mut [bool]) -> bool {
        let mut included = self.rules.iter().all(|rule| rule.excludes);
        let mut excluded = false;
        for (rule, matched) in self.rules.iter().zip(matched) {
            if rule.matches(id, tags, path) {
                *matched = true;
                if rule.excludes { excluded = true } else { included = true }
            }
        }
        included && !excluded
    }

    /// Whether one of the patterns is of an operation.
    pub fn names(&self, id: Option<&str>, tags: &[&str], path: &str, matched: &mut [bool]) -> bool {
        !self.is_empty() && self.selects(id, tags, path, matched)
    }

    /// Where the patterns are that no operation has matched.
    pub fn unmatched(&self, matched: &[bool]) -> Vec<Location> {
        let unmatched = self.rules.iter().zip(matched).filter(|(_, matched)| !**matched);
        unmatched.map(|(rule, _)| rule.location.clone()).collect()
    }
}

impl Rule {
    fn matches(&self, id: Option<&str>, tags: &[&str], path: &str) -> bool {
        match self.subject {
            Subject::Id => id.is_some_and(|id| self.pattern.matches(id)),
            Subject::Tag => tags.iter().any(|tag| self.pattern.matches(tag)),
            Subject::Path => {
                let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
                self.pattern.matches_with(path, options)
            }
        }
    }
}

const HELP: &str = "write one of `{ id = \"..\" }`, `{ tag = \"..\" }` and `{ path = \"..\" }`";

/// Reads `include` and `exclude` of `[operations]` or `[pagination]`.
pub(super) fn read(table: &mut Table<'_, '_>, file: FileId) -> Selection {
    let mut rules = rules(table, "include", false, file);
    rules.extend(self::rules(table, "exclude", true, file));
    Selection { rules }
}

/// Reads the operations that a key names.
pub(super) fn named(table: &mut Table<'_, '_>, key: &'static str, file: FileId) -> Selection {
    Selection { rules: rules(table, key, false, file) }
}

fn rules(table: &mut Table<'_, '_>, key: &'static str, excludes: bool, file: FileId) -> Vec<Rule> {
    let items = table.items(key, "an array of tables", HELP);
    items.into_iter().filter_map(|item| rule(item, excludes, file, table.problems())).collect()
}

fn rule(item: &Spanned<DeValue<'_>>, excludes: bool, file: FileId, problems: &mut Problems) -> Option<Rule> {
    let members: Vec<_> = item.get_ref().as_table().into_iter().flat_map(|table| table.iter()).collect();
    let [(key, value)] = members.as_slice() else {
        problems.add(Some(item.span()), "this selects nothing", HELP);
        return None;
    };
    let subject = match key.get_ref().as_ref() {
        "id" => Subject::Id,
        "tag" => Subject::Tag,
        "path" => Subject::Path,
        other => {
            problems.add(Some(key.span()), format!("operations can't be selected by `{other}`"), HELP);
            return None;
        }
    };
    let Some(text) = value.get_ref().as_str() else {
        problems.add(Some(value.span()), "a pattern is a string", HELP);
        return None;
    };
    match Pattern::new(text) {
        Ok(pattern) => Some(Rule { excludes, subject, pattern, location: Location::text(file, value.span()) }),
        Err(error) => {
            let message = format!("`{text}` is no pattern: {}", error.msg);
            problems.add(Some(value.span()), message, "write `[*]` for a `*` itself, and `[[]` for a `[`");
            None
        }
    }
}
