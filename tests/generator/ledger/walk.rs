//! A walk over the values of a document, that finds what the ledger has to account for.
//!
//! It knows the places of OpenAPI 3.0 to 3.2 and nothing of the generator's reader. What counts:
//!
//! - Whatever stands at a place of the specification is what the specification has there, be it of the wrong kind: a
//!   parameter that is `null` is a parameter. A list or a map of the wrong kind has nothing in it.
//! - A reference is a thing of its own, beside what it refers to. What is referred to counts once, wherever it stands;
//!   a reference that leads nowhere, or to a reusable object of another kind, counts alone.
//! - A path item and a callback are no things themselves: their operations are. Of a path item that another refers to,
//!   the operations count that the other one has none of itself.
//! - Members that begin with `x-` are extensions where the specification has fixed or patterned fields; in a map they are
//!   extensions where they are no objects, since a header may be called `x-request-id`.
//! - Examples, links and security schemes hold nothing that counts. The headers of an Encoding Object do.
//! - In 3.0, nothing counts that stands beside the `$ref` of a schema; in 3.1, it does.
//! - An array of `items` counts as `prefixItems`, as which it is read, and not at all where there are `prefixItems`, too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use specwright::ledger::Construct;
use specwright::source::{FileId, Sources};

use crate::input::Document;

/// Where something stands.
pub(crate) type At = (FileId, String);

/// What a document describes.
#[derive(Default)]
pub(crate) struct Found {
    /// What the ledger accounts for.
    pub(crate) things: BTreeSet<(Construct, At)>,
    /// The operations under `paths`: path, method in capitals, where it stands, and where its path item stands.
    pub(crate) operations: Vec<(String, String, At, At)>,
    /// References that lead somewhere: the thing at the first place is what the second is.
    pub(crate) references: Vec<(Construct, At, At)>,
}

/// The values of a document.
pub(crate) struct Files<'s> {
    sources: &'s Sources,
    values: BTreeMap<FileId, Value>,
    is_3_0: bool,
}

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Keywords of a schema by what stands below them.
const ONE: [&str; 11] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
const SEVERAL: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const NAMED: [&str; 5] = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];

impl<'s> Files<'s> {
    /// Reads all files; nothing where the document can't be read.
    pub(crate) fn read(document: &'s Document) -> Option<Files<'s>> {
        let files = document.sources.iter().map(|(file, _, _)| file);
        let mut values: BTreeMap<_, _> = files.filter_map(|file| Some((file, document.value(file)?))).collect();
        values.values_mut().for_each(rename_items);
        let root = values.get(&FileId::DOCUMENT)?;
        let is_3_0 = match root.get("openapi")? {
            Value::String(version) => version == "3" || version.starts_with("3.0"),
            version => version.to_string().starts_with("3.0") || *version == "3",
        };
        Some(Files { sources: &document.sources, values, is_3_0 })
    }

    /// What stands at a place.
    pub(crate) fn get(&self, at: &At) -> Option<&Value> {
        self.values.get(&at.0)?.pointer(&at.1)
    }

    /// What a reference names, be it another reference.
    fn target(&self, reference: &At, section: &str) -> Option<At> {
        let text = self.get(reference)?.get("$ref")?.as_str()?;
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let file = if path.is_empty() { reference.0 } else { self.file(reference.0, path)? };
        let pointer = percent_encoding::percent_decode_str(fragment).decode_utf8().ok()?.into_owned();
        let tokens: Vec<&str> = pointer.split('/').skip(1).collect();
        if let ["components", other, _] = tokens.as_slice()
            && *other != section
        {
            return None;
        }
        let at = (file, pointer);
        self.get(&at).map(|_| at)
    }

    /// The file that another refers to by this path.
    fn file(&self, from: FileId, path: &str) -> Option<FileId> {
        use specwright::source::Role;
        let mut parts: Vec<&str> = match self.sources.role(from) {
            Role::Reference(own) => own.split('/').collect(),
            _ => vec![""],
        };
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let path = parts.join("/");
        if path == self.sources.document().name { Some(FileId::DOCUMENT) } else { self.sources.reference(&path) }
    }

    /// What a chain of references leads to in the end, with all places on the way.
    pub(crate) fn resolve(&self, at: &At, section: &str) -> Option<Vec<At>> {
        let mut chain = vec![at.clone()];
        while let Some(last) = chain.last().filter(|last| self.is_reference(last)) {
            let next = self.target(last, section)?;
            if chain.contains(&next) {
                return None;
            }
            chain.push(next);
        }
        Some(chain)
    }

    fn is_reference(&self, at: &At) -> bool {
        self.get(at).and_then(|value| value.get("$ref")).is_some_and(Value::is_string)
    }

    /// Everything that the document describes.
    pub(crate) fn walk(&self) -> Found {
        let mut walk = Walk { files: self, found: Found::default(), seen: BTreeSet::new() };
        walk.document();
        walk.found
    }
}

/// The place of a member.
pub(crate) fn below(at: &At, key: &str) -> At {
    (at.0, format!("{}/{}", at.1, key.replace('~', "~0").replace('/', "~1")))
}

/// Makes arrays of `items` what they are read as.
fn rename_items(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(rename_items),
        Value::Object(members) => {
            if members.get("items").is_some_and(Value::is_array)
                && let Some(items) = members.remove("items")
            {
                members.entry("prefixItems").or_insert(items);
            }
            members.values_mut().for_each(rename_items);
        }
        _ => {}
    }
}

struct Walk<'f, 's> {
    files: &'f Files<'s>,
    found: Found,
    /// The schemas and the path items that have been looked at.
    seen: BTreeSet<(&'static str, At)>,
}

impl<'f> Walk<'f, '_> {
    fn document(&mut self) {
        let root = (FileId::DOCUMENT, String::new());
        for (path, at) in self.fields(&below(&root, "paths")) {
            self.paths_item(&path, &at);
        }
        for (_, at) in self.members(&below(&root, "webhooks")) {
            self.path_item(&at);
        }
        let components = below(&root, "components");
        for (_, at) in self.all_members(&below(&components, "schemas")) {
            self.schema(&at);
        }
        for (section, visit) in [
            ("parameters", Self::parameter as fn(&mut Self, &At)),
            ("headers", Self::header),
            ("requestBodies", Self::request_body),
            ("responses", Self::response),
            ("mediaTypes", Self::media_type),
            ("callbacks", Self::callback),
            ("pathItems", Self::path_item),
        ] {
            self.members(&below(&components, section)).iter().for_each(|(_, at)| visit(self, at));
        }
    }

    /// The operations of a path.
    fn paths_item(&mut self, path: &str, at: &At) {
        self.path_item(at);
        let mut methods = BTreeSet::new();
        for item in self.items_of(at) {
            for (method, operation) in self.operations(&item) {
                if methods.insert(method.clone()) {
                    self.found.operations.push((path.to_owned(), method, operation, item.clone()));
                }
            }
        }
    }

    /// A path item, and the one that it refers to.
    fn items_of(&self, at: &At) -> Vec<At> {
        let mut items = vec![at.clone()];
        if self.files.is_reference(at)
            && let Some(chain) = self.files.resolve(at, "pathItems")
        {
            items.extend(chain.last().cloned());
        }
        items
    }

    /// The operations of one path item, by method.
    fn operations(&self, item: &At) -> Vec<(String, At)> {
        let fixed = self.fields(item).into_iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
        let fixed = fixed.map(|(key, at)| (key.to_uppercase(), at));
        fixed.chain(self.members(&below(item, "additionalOperations"))).collect()
    }

    fn path_item(&mut self, at: &At) {
        let mut methods = BTreeSet::new();
        for item in self.items_of(at) {
            self.list(&below(&item, "parameters")).iter().for_each(|at| self.parameter(at));
            for (method, at) in self.operations(&item) {
                if methods.insert(method) {
                    self.operation(&at);
                }
            }
        }
    }

    fn operation(&mut self, at: &At) {
        if !self.count(Construct::Operation, at) {
            return;
        }
        self.list(&below(at, "parameters")).iter().for_each(|at| self.parameter(at));
        self.one(at, "requestBody").iter().for_each(|at| self.request_body(at));
        for (_, response) in self.fields(&below(at, "responses")) {
            self.response(&response);
        }
        for (_, callback) in self.members(&below(at, "callbacks")) {
            self.callback(&callback);
        }
    }

    fn callback(&mut self, at: &At) {
        let Some(at) = self.files.resolve(at, "callbacks").and_then(|mut chain| chain.pop()) else { return };
        if self.seen.insert(("callback", at.clone())) {
            for (_, item) in self.fields(&at) {
                self.path_item(&item);
            }
        }
    }

    /// Counts an object, and what it refers to; where that is, if it has not been looked at yet.
    fn object(&mut self, construct: Construct, at: &At, section: &str) -> Option<At> {
        self.found.things.insert((construct, at.clone()));
        let chain = self.files.resolve(at, section)?;
        let end = chain.last()?.clone();
        for step in &chain {
            self.found.things.insert((construct, step.clone()));
        }
        if end != *at {
            self.found.references.push((construct, at.clone(), end.clone()));
        }
        self.seen.insert((section_of(construct), end.clone())).then_some(end)
    }

    fn parameter(&mut self, at: &At) {
        let Some(at) = self.object(Construct::Parameter, at, "parameters") else { return };
        self.values(&at);
    }

    fn header(&mut self, at: &At) {
        let Some(at) = self.object(Construct::Header, at, "headers") else { return };
        self.values(&at);
    }

    /// What a parameter or a header says of its values.
    fn values(&mut self, at: &At) {
        self.one(at, "schema").iter().for_each(|at| self.schema(at));
        self.content(at);
    }

    fn content(&mut self, at: &At) {
        for (_, media) in self.members(&below(at, "content")) {
            self.media_type(&media);
        }
    }

    fn request_body(&mut self, at: &At) {
        let Some(at) = self.object(Construct::RequestBody, at, "requestBodies") else { return };
        self.content(&at);
    }

    fn response(&mut self, at: &At) {
        let Some(at) = self.object(Construct::Response, at, "responses") else { return };
        for (_, header) in self.members(&below(&at, "headers")) {
            self.header(&header);
        }
        self.content(&at);
    }

    fn media_type(&mut self, at: &At) {
        let Some(at) = self.object(Construct::MediaType, at, "mediaTypes") else { return };
        for key in ["schema", "itemSchema"] {
            self.one(&at, key).iter().for_each(|at| self.schema(at));
        }
        self.encodings(&at);
    }

    /// The headers of the parts of a body.
    fn encodings(&mut self, at: &At) {
        let mut all: Vec<At> = self.members(&below(at, "encoding")).into_iter().map(|(_, at)| at).collect();
        all.extend(self.list(&below(at, "prefixEncoding")));
        all.extend(self.one(at, "itemEncoding"));
        for encoding in all {
            for (_, header) in self.members(&below(&encoding, "headers")) {
                self.header(&header);
            }
            self.encodings(&encoding);
        }
    }

    fn schema(&mut self, at: &At) {
        if !self.count(Construct::Schema, at) {
            return;
        }
        if self.files.is_reference(at) {
            if let Some(target) = self.files.target(at, "schemas") {
                self.schema(&target);
            }
            if self.files.is_3_0 {
                return;
            }
        }
        for keyword in ONE {
            self.one(at, keyword).iter().for_each(|at| self.schema(at));
        }
        for keyword in SEVERAL {
            self.list(&below(at, keyword)).iter().for_each(|at| self.schema(at));
        }
        for keyword in NAMED {
            for (_, part) in self.all_members(&below(at, keyword)) {
                if keyword == "properties" {
                    self.count(Construct::Property, &part);
                }
                self.schema(&part);
            }
        }
    }

    /// Notes a thing; whether it is new.
    fn count(&mut self, construct: Construct, at: &At) -> bool {
        self.found.things.insert((construct, at.clone()))
    }

    fn object_at(&self, at: &At) -> Option<&'f Map<String, Value>> {
        self.files.get(at)?.as_object()
    }

    /// The member of this name.
    fn one(&self, at: &At, key: &str) -> Option<At> {
        self.object_at(at)?.get(key).map(|_| below(at, key))
    }

    /// The fields of an object that are no extensions.
    fn fields(&self, at: &At) -> Vec<(String, At)> {
        self.all_members(at).into_iter().filter(|(key, _)| !key.starts_with("x-")).collect()
    }

    /// The members of a map, but for what can only be extensions.
    fn members(&self, at: &At) -> Vec<(String, At)> {
        let is_member = |(key, at): &(String, At)| !key.starts_with("x-") || self.object_at(at).is_some();
        self.all_members(at).into_iter().filter(is_member).collect()
    }

    fn all_members(&self, at: &At) -> Vec<(String, At)> {
        let members = self.object_at(at).into_iter().flat_map(Map::keys);
        members.map(|key| (key.clone(), below(at, key))).collect()
    }

    fn list(&self, at: &At) -> Vec<At> {
        let items = self.files.get(at).and_then(Value::as_array).map_or(0, Vec::len);
        (0..items).map(|index| below(at, &index.to_string())).collect()
    }
}

fn section_of(construct: Construct) -> &'static str {
    match construct {
        Construct::Parameter => "parameter",
        Construct::Header => "header",
        Construct::RequestBody => "request body",
        Construct::Response => "response",
        Construct::MediaType => "media type",
        Construct::Operation | Construct::Schema | Construct::Property => "other",
    }
}
