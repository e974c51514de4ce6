//! The schemas of a document as values, and where their references lead.

use serde_json::Value;
use specwright::load::Documents;
use specwright::pointer::Pointer;
use specwright::source::{FileId, Location};

/// A document and the files that it refers to, normalised.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schemas<'d> {
    pub(crate) documents: &'d Documents,
}

/// A schema and the file that it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'d> {
    pub(crate) file: FileId,
    pub(crate) value: &'d Value,
}

impl<'d> Schemas<'d> {
    /// The schema at a location.
    pub(crate) fn at(self, location: &Location) -> Option<Place<'d>> {
        let value = location.place.pointer()?.resolve(self.documents.get(location.file)?)?;
        Some(Place { file: location.file, value })
    }

    /// What a reference leads to that stands in the file `from`.
    pub(crate) fn resolve(self, from: FileId, reference: &str) -> Option<Place<'d>> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = self.documents.resolve_file(from, path)?;
        let pointer = percent_encoding::percent_decode_str(fragment).decode_utf8().ok()?;
        let value = Pointer::parse(&pointer)?.resolve(self.documents.get(file)?)?;
        Some(Place { file, value })
    }

    /// What the `$ref` of a schema leads to.
    pub(crate) fn target(self, place: Place<'d>) -> Option<Place<'d>> {
        self.resolve(place.file, place.value.get("$ref")?.as_str()?)
    }

    /// The schema and all that it combines, whatever branches a value takes: `$ref`, `allOf`, `anyOf`, `oneOf` and
    /// conditions are followed.
    pub(crate) fn expanded(self, places: &[Place<'d>]) -> Vec<Place<'d>> {
        let mut found: Vec<Place<'d>> = Vec::new();
        let mut waiting = places.to_vec();
        while let Some(place) = waiting.pop() {
            if found.iter().any(|known| std::ptr::eq(known.value, place.value)) {
                continue;
            }
            found.push(place);
            waiting.extend(self.target(place));
            for keyword in ["allOf", "anyOf", "oneOf"] {
                waiting.extend(place.list(keyword));
            }
            for keyword in ["if", "then", "else"] {
                waiting.extend(place.get(keyword));
            }
            waiting.extend(place.members("dependentSchemas").map(|(_, schema)| schema));
        }
        found
    }
}

impl<'d> Place<'d> {
    /// The schema under a keyword.
    pub(crate) fn get(self, keyword: &str) -> Option<Place<'d>> {
        Some(Place { file: self.file, value: self.value.get(keyword)? })
    }

    /// The schemas of a list under a keyword.
    pub(crate) fn list(self, keyword: &str) -> impl Iterator<Item = Place<'d>> + use<'d> {
        let items = self.value.get(keyword).and_then(Value::as_array);
        items.into_iter().flatten().map(move |value| Place { file: self.file, value })
    }

    /// The schemas with names under a keyword.
    pub(crate) fn members(self, keyword: &str) -> impl Iterator<Item = (&'d str, Place<'d>)> + use<'d> {
        let members = self.value.get(keyword).and_then(Value::as_object);
        members.into_iter().flatten().map(move |(name, value)| (name.as_str(), Place { file: self.file, value }))
    }

    /// A number that is its own.
    pub(crate) fn address(self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}
