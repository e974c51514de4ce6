//! The walk over a document that leaves nothing of the wrong kind in it.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::keys::{ObjectKind, ValueKind, known_keys, member};
use super::version::Version;
use crate::findings::{Code, Finding, Findings, codes};
use crate::pointer::Pointer;
use crate::source::{FileId, Location};
use crate::text::{nearest, with_article};

/// A walk over one file.
pub(crate) struct Walk<'a> {
    pub(super) version: Version,
    file: FileId,
    findings: &'a mut Findings,
    /// The pointer of the value that is being looked at, in its written form.
    path: String,
    /// The references that were met, with the kind of object that is expected behind them.
    pub(crate) references: HashSet<(ObjectKind, String)>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(version: Version, file: FileId, findings: &'a mut Findings) -> Self {
        Self { version, file, findings, path: String::new(), references: HashSet::new() }
    }

    /// Makes the value at `at` a `kind` object, with all that is in it.
    pub(crate) fn run(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        at.as_str().clone_into(&mut self.path);
        match kind {
            ObjectKind::Schema => self.schema(value, true),
            _ => self.node(kind, value),
        }
    }

    fn node(&mut self, kind: ObjectKind, value: &mut Value) {
        let Value::Object(object) = value else {
            let message = format!("expected {} {} Object, found {}", kind.article(), kind.name(), with_article(value));
            let help = match (kind, &*value) {
                (_, Value::Null) => "remove the key, or give it a value".to_owned(),
                (ObjectKind::Paths, _) => "write each operation under its path, such as `/cats:`".to_owned(),
                _ => format!("see the {} Object in the OpenAPI specification", kind.name()),
            };
            self.tell(codes::WRONG_KIND, message, help);
            // An empty requirement would say that no credential is needed.
            *value = if kind == ObjectKind::SecurityRequirement { Value::Null } else { Value::Object(Map::new()) };
            return;
        };
        if kind.may_be_reference() && object.contains_key("$ref") {
            self.reference(kind, object);
        }
        if kind.may_be_reference() && kind != ObjectKind::PathItem && object.contains_key("$ref") {
            return;
        }
        self.members(kind, object);
        self.tell_missing(kind, object);
    }

    /// Looks at the members of an object. Those that can't be read are removed.
    pub(super) fn members(&mut self, kind: ObjectKind, object: &mut Map<String, Value>) {
        let mut unreadable: HashSet<String> = HashSet::new();
        for (key, value) in object.iter_mut() {
            let before = self.enter(key);
            match member(kind, key) {
                Some((expected, since)) => {
                    if since > self.version {
                        self.tell_later(kind, key, since);
                    }
                    if !self.value(kind, key, expected, value) {
                        unreadable.insert(key.clone());
                    }
                }
                None => self.tell_unknown(kind, key),
            }
            self.leave(before);
        }
        if !unreadable.is_empty() {
            object.retain(|key, _| !unreadable.contains(key));
        }
    }

    fn value(&mut self, kind: ObjectKind, key: &str, expected: ValueKind, value: &mut Value) -> bool {
        match expected {
            ValueKind::Node(of) => self.node(of, value),
            ValueKind::Schema => self.schema(value, key == "additionalProperties"),
            ValueKind::List(of) => {
                let Value::Array(items) = value else { return self.refuse(kind, key, expected, value) };
                for (index, item) in items.iter_mut().enumerate() {
                    let before = self.enter_index(index);
                    self.part(of, item);
                    self.leave(before);
                }
            }
            ValueKind::Map(of) => {
                let Value::Object(members) = value else { return self.refuse(kind, key, expected, value) };
                for (name, member) in members.iter_mut() {
                    // Specification extensions may stand among names, but a property or a schema may begin like one.
                    if name.starts_with("x-") && of != ObjectKind::Schema && !member.is_object() {
                        continue;
                    }
                    let before = self.enter(name);
                    self.part(of, member);
                    self.leave(before);
                }
            }
            _ => return self.repair(kind, key, expected, value),
        }
        true
    }

    fn part(&mut self, kind: ObjectKind, value: &mut Value) {
        match kind {
            ObjectKind::Schema => self.schema(value, false),
            _ => self.node(kind, value),
        }
    }

    fn reference(&mut self, kind: ObjectKind, object: &mut Map<String, Value>) {
        match object.get("$ref") {
            Some(Value::String(text)) => {
                self.references.insert((kind, text.clone()));
            }
            found => {
                let found = found.map_or("nothing", with_article);
                let before = self.enter("$ref");
                let help = "write a reference, such as `$ref: '#/components/schemas/Cat'`";
                self.tell(
                    codes::WRONG_KIND,
                    format!("`$ref` is {found}, where a string is expected; it is ignored"),
                    help,
                );
                self.leave(before);
                object.shift_remove("$ref");
                return;
            }
        }
        if kind == ObjectKind::PathItem {
            return;
        }
        let may_stand = |key: &str| {
            key == "$ref"
                || key.starts_with("x-")
                || (self.version > Version::V3_0 && matches!(key, "summary" | "description"))
        };
        let others: Vec<String> = object.keys().filter(|key| !may_stand(key)).cloned().collect();
        others.iter().for_each(|key| self.tell_sibling(key));
    }

    pub(super) fn tell_sibling(&mut self, key: &str) {
        let message =
            format!("`{key}` beside a `$ref` has no meaning in OpenAPI {} and is ignored", self.version.name());
        let before = self.enter(key);
        let help = "move it to what the `$ref` names, or put the `$ref` into an `allOf`";
        self.tell_key(codes::REFERENCE_SIBLINGS, message, help);
        self.leave(before);
    }

    fn tell_missing(&mut self, kind: ObjectKind, object: &Map<String, Value>) {
        let required: &[&str] = match kind {
            ObjectKind::Document => &["info"],
            ObjectKind::Info => &["title", "version"],
            ObjectKind::Response if self.version < Version::V3_2 => &["description"],
            ObjectKind::Operation if self.version == Version::V3_0 => &["responses"],
            ObjectKind::Tag => &["name"],
            _ => &[],
        };
        for key in required.iter().filter(|key| !object.contains_key(**key)) {
            let name = kind.name();
            let message = format!("this {name} Object has no `{key}`, which OpenAPI {} asks for", self.version.name());
            self.tell(codes::MISSING_KEY, message, format!("add `{key}: ..`"));
        }
    }

    fn tell_later(&mut self, kind: ObjectKind, key: &str, since: Version) {
        let (article, name) = (kind.article(), kind.name());
        let message = format!(
            "`{key}` of {article} {name} Object is of OpenAPI {}, and this document is of {}; it is read all the same",
            since.name(),
            self.version.name()
        );
        self.tell_key(codes::OTHER_VERSION_KEY, message, format!("write `openapi: {}.0` at the start", since.name()));
    }

    fn tell_unknown(&mut self, kind: ObjectKind, key: &str) {
        let near = nearest(key, known_keys(kind));
        // JSON Schema 2020-12 lets authors add keywords of their own.
        if kind == ObjectKind::Schema && self.version > Version::V3_0 && near.is_none() {
            let message = format!("`{key}` is no keyword of JSON Schema 2020-12, and is ignored");
            self.tell_key(codes::KEYWORD, message, "begin its name with `x-` if it is an extension");
            return;
        }
        let owner = match kind {
            ObjectKind::Document => "the root of an OpenAPI document".to_owned(),
            _ => format!("{} {} Object", kind.article(), kind.name()),
        };
        let help = match near {
            Some(near) => format!("did you mean `{near}`? An extension's name would begin with `x-`"),
            None => "remove it, or begin its name with `x-` if it is an extension".to_owned(),
        };
        self.tell_key(codes::UNKNOWN_KEY, format!("{owner} has no `{key}`; it is ignored"), help);
    }

    /// Goes to a member; [`leave`](Self::leave) takes what this gives.
    pub(super) fn enter(&mut self, key: &str) -> usize {
        let before = self.path.len();
        Pointer::write_token(&mut self.path, key);
        before
    }

    pub(super) fn enter_index(&mut self, index: usize) -> usize {
        let before = self.path.len();
        self.path.push('/');
        self.path.push_str(&index.to_string());
        before
    }

    pub(super) fn leave(&mut self, before: usize) {
        self.path.truncate(before);
    }

    /// A finding about the value that is being looked at.
    pub(super) fn tell(&mut self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        let location = Location::value(self.file, Pointer::parse(&self.path).unwrap_or_default());
        self.findings.push(Finding::new(code, location, message).with_help(help));
    }

    /// A finding about its key.
    pub(super) fn tell_key(&mut self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        let location = Location::key(self.file, Pointer::parse(&self.path).unwrap_or_default());
        self.findings.push(Finding::new(code, location, message).with_help(help));
    }

    /// Notes a reference to an object of this kind.
    pub(super) fn refers_to(&mut self, kind: ObjectKind, text: &str) {
        if !self.references.contains(&(kind, text.to_owned())) {
            self.references.insert((kind, text.to_owned()));
        }
    }
}
