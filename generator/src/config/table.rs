//! TOML tables, read key by key: whatever is wrong with one key, the others are read too.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::Entry;
use crate::findings::codes::CONFIG;
use crate::findings::{Finding, Findings};
use crate::source::{FileId, Location};
use crate::text::nearest;

/// What is wrong with a configuration.
pub(super) struct Problems {
    file: FileId,
    pub(super) findings: Findings,
}

impl Problems {
    pub(super) fn new(file: FileId) -> Problems {
        Problems { file, findings: Findings::new() }
    }

    /// Adds one at a part of the text; at the whole file where there is none. Of several at one place, the first counts.
    pub(super) fn add(&mut self, span: Option<Range<usize>>, message: impl Into<String>, help: impl Into<String>) {
        let location = span.map_or(Location::file(self.file), |span| Location::text(self.file, span));
        if self.findings.iter().any(|known| known.location == location) {
            return;
        }
        self.findings.push(Finding::new(CONFIG, location, message).with_help(help));
    }

    fn expected(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str, help: &str) {
        let message = format!("`{key}` is {}, where {expected} is expected", what(value.get_ref()));
        self.add(Some(value.span()), message, help);
    }
}

/// What a value is, with its article.
fn what(value: &DeValue<'_>) -> String {
    let name = value.type_str();
    let article = if name.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// A table of which each key is asked for once.
pub(super) struct Table<'t, 'p> {
    /// How messages name it: `[client]`. The root has no name.
    name: String,
    /// `None` where the configuration doesn't have it.
    table: Option<&'t DeTable<'t>>,
    problems: &'p mut Problems,
    known: Vec<&'static str>,
}

impl<'t, 'p> Table<'t, 'p> {
    /// The whole configuration.
    pub(super) fn root(table: &'t DeTable<'t>, problems: &'p mut Problems) -> Table<'t, 'p> {
        Table { name: String::new(), table: Some(table), problems, known: Vec::new() }
    }

    /// The value of a key.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table?.get(key)
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => {
                self.problems.expected(key, value, "a string", "put it in quotes");
                None
            }
        }
    }

    pub(super) fn path(&mut self, key: &'static str) -> Option<PathBuf> {
        self.text(key).map(PathBuf::from)
    }

    /// A boolean, false by default.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.problems.expected(key, value, "a boolean", "write `true` or `false`");
            false
        })
    }

    /// A list of strings, empty by default.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let items = self.items(key, "an array of strings", "write it as `[\"..\"]`");
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.clone().into_owned()),
                _ => {
                    let message =
                        format!("this item of `{key}` is {}, where a string is expected", what(item.get_ref()));
                    self.problems.add(Some(item.span()), message, "put it in quotes");
                }
            }
        }
        texts
    }

    /// A list of strings, if there is one.
    pub(super) fn texts_if_any(&mut self, key: &'static str) -> Option<Vec<String>> {
        let texts = self.texts(key);
        self.table.filter(|table| table.contains_key(key)).map(|_| texts)
    }

    /// The items of an array; none by default.
    pub(super) fn items(
        &mut self,
        key: &'static str,
        expected: &str,
        help: &str,
    ) -> impl Iterator<Item = &'t Spanned<DeValue<'t>>> + use<'t> {
        let value = self.value(key);
        let array = value.and_then(|value| value.get_ref().as_array());
        if let (Some(value), None) = (value, array) {
            self.problems.expected(key, value, expected, help);
        }
        array.into_iter().flat_map(|array| array.iter())
    }

    /// A table of strings under any keys, in the order of the text; empty by default.
    pub(super) fn map(&mut self, key: &'static str) -> IndexMap<String, String> {
        let mut members: Vec<_> = self.members(key).collect();
        members.sort_by_key(|(name, _)| name.span().start);
        let mut map = IndexMap::new();
        for (name, value) in members {
            match value.get_ref() {
                DeValue::String(text) => {
                    map.insert(name.get_ref().clone().into_owned(), text.clone().into_owned());
                }
                _ => self.problems.expected(name.get_ref(), value, "a string", "put it in quotes"),
            }
        }
        map
    }

    fn members(
        &mut self,
        key: &'static str,
    ) -> impl Iterator<Item = (&'t Spanned<std::borrow::Cow<'t, str>>, &'t Spanned<DeValue<'t>>)> + use<'t> {
        self.subtable(key).into_iter().flat_map(|table| table.iter())
    }

    fn subtable(&mut self, key: &'static str) -> Option<&'t DeTable<'t>> {
        let value = self.value(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            let help = format!("write a table: `[{}]`, and its keys in the lines after it", self.name_of(key));
            self.problems.expected(key, value, "a table", &help);
        }
        table
    }

    fn name_of(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// A table inside of this one. All of its keys are asked for in `read`.
    pub(super) fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Table<'t, '_>) -> T) -> T {
        let name = self.name_of(key);
        let table = self.subtable(key);
        let mut inner = Table { name, table, problems: self.problems, known: Vec::new() };
        let made = read(&mut inner);
        inner.finish();
        made
    }

    /// Tells of keys that nobody asked for.
    pub(super) fn finish(self) {
        let table = if self.name.is_empty() { String::new() } else { format!(" under `[{}]`", self.name) };
        for (key, _) in self.table.into_iter().flat_map(|table| table.iter()) {
            let name = key.get_ref();
            if self.known.iter().any(|known| known == name) {
                continue;
            }
            let help = match nearest(name, self.known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it may be one of `{}`", self.known.join("`, `")),
            };
            self.problems.add(Some(key.span()), format!("there is no key `{name}`{table}"), help);
        }
    }

    /// Where problems go that aren't of one key.
    pub(super) fn problems(&mut self) -> &mut Problems {
        self.problems
    }
}

/// Where all keys and values are, by the keys that lead there; items of arrays by their numbers.
pub(super) fn places(table: &DeTable<'_>) -> HashMap<Vec<String>, Entry> {
    let mut places = HashMap::new();
    add_places(table, &[], &mut places);
    places
}

/// As deep as the text, which the parser bounds.
fn add_places(table: &DeTable<'_>, path: &[String], places: &mut HashMap<Vec<String>, Entry>) {
    for (key, value) in table.iter() {
        let path: Vec<String> = path.iter().cloned().chain([key.get_ref().clone().into_owned()]).collect();
        if let Some(table) = value.get_ref().as_table() {
            add_places(table, &path, places);
        }
        let items = value.get_ref().as_array().into_iter().flat_map(|array| array.iter());
        for (number, item) in items.enumerate() {
            let path = path.iter().cloned().chain([number.to_string()]).collect();
            places.insert(path, Entry { key: item.span(), value: item.span() });
        }
        places.insert(path, Entry { key: key.span(), value: value.span() });
    }
}
