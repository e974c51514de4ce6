//! What all passes share: the document, the findings, and how a node is read.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::schemas::Schema;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::dialect::{Kind, nearest, shallow};
use crate::names::{Case, Ident};
use crate::pointer::Pointer;

/// A node of the document.
#[derive(Debug, Clone)]
pub(super) struct Node<'d> {
    /// Where it stands.
    pub(super) pointer: Pointer,
    /// What stands there.
    pub(super) value: &'d Value,
}

impl<'d> Node<'d> {
    /// The member of this name.
    pub(super) fn get(&self, key: &str) -> Option<Node<'d>> {
        let value = self.value.get(key)?;
        Some(Node { pointer: self.pointer.push(key), value })
    }

    /// The members, in the document's order; none where this is no object.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        let pointer = self.pointer.clone();
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, value)| (key.as_str(), Node { pointer: pointer.push(key), value }))
    }

    /// The members that aren't extensions.
    pub(super) fn own_members(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        self.members().filter(|(key, _)| !key.starts_with("x-"))
    }

    /// The items; none where this is no array.
    pub(super) fn items(&self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let pointer = self.pointer.clone();
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| Node { pointer: pointer.index(index), value })
    }

    /// The place of its value.
    pub(super) fn place(&self) -> Place {
        Place::Value(self.pointer.clone())
    }

    /// The place of its key.
    pub(super) fn key_place(&self) -> Place {
        Place::Key(self.pointer.clone())
    }
}

/// What the passes share.
pub(super) struct Context<'d> {
    pub(super) root: Node<'d>,
    pub(super) config: &'d Config,
    pub(super) diagnostics: Diagnostics,
    /// What the crate will say less exactly than the document.
    pub(super) notes: IndexSet<(Pointer, String)>,
    /// The schemas in use, by where they stand, in the order in which they were come upon.
    pub(super) schemas: IndexMap<Pointer, Schema>,
    /// The component schemas that are referred to, and still to be read.
    pub(super) waiting: Vec<Node<'d>>,
    /// The names of the configuration that something has.
    pub(super) used_pins: HashSet<Pointer>,
}

impl<'d> Context<'d> {
    pub(super) fn new(document: &'d Value, config: &'d Config) -> Self {
        Self {
            root: Node { pointer: Pointer::root(), value: document },
            config,
            diagnostics: Diagnostics::default(),
            notes: IndexSet::new(),
            schemas: IndexMap::new(),
            waiting: Vec::new(),
            used_pins: HashSet::new(),
        }
    }

    /// Tells of an error.
    pub(super) fn error(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(place, message).with_help(help));
    }

    /// Tells of something that the document may say, and that isn't supported yet.
    pub(super) fn unsupported(&mut self, place: Place, what: &str, help: &str) {
        self.error(place, format!("{what} not supported yet"), help);
    }

    /// Whether an error has been told of something at or below `pointer`, which may be why another thing is missing.
    pub(super) fn tells_of_error_in(&self, pointer: &Pointer) -> bool {
        let is_in =
            |diagnostic: &Diagnostic| diagnostic.place.pointer().is_some_and(|place| place.starts_with(pointer));
        self.diagnostics.iter().any(is_in)
    }

    /// Notes that the crate says something less exactly than the document, or not at all.
    pub(super) fn note(&mut self, pointer: &Pointer, text: impl Into<String>) {
        self.notes.insert((pointer.clone(), text.into()));
    }

    /// The node itself, or what its `$ref` names; `None` after an error.
    ///
    /// `section` is where reusable objects of its kind stand, under `components`.
    pub(super) fn resolve(&mut self, node: Node<'d>, section: &str) -> Option<Node<'d>> {
        let mut at = node;
        let mut seen = vec![at.pointer.clone()];
        while let Some(reference) = at.get("$ref") {
            let place = reference.place();
            let text = reference.value.as_str().unwrap_or_default();
            let Some(pointer) = local_pointer(text) else {
                let what = format!("a `$ref` to outside of the document (`{text}`) is");
                let near = self.reusable(section, text.rsplit(['/', '#']).next().unwrap_or_default());
                let help = near.unwrap_or_else(|| "bundle the document into one file first".to_owned());
                self.unsupported(place, &what, &help);
                return None;
            };
            let Some(value) = pointer.resolve(self.root.value) else {
                let help = self.help_for_lost(&pointer, section);
                self.error(place, format!("`{text}` names nothing in this document"), help);
                return None;
            };
            if seen.contains(&pointer) {
                let help = "let one of the references name an object that isn't a reference";
                self.error(place, "this `$ref` leads back to itself", help);
                return None;
            }
            let tokens: Vec<_> = pointer.tokens().collect();
            match tokens.as_slice() {
                [components, found, _] if components == "components" && found != section => {
                    let message = format!("`{text}` is one of the `{found}`, where one of the `{section}` is expected");
                    let name = pointer.last().unwrap_or_default().into_owned();
                    let near = self.reusable(section, &name);
                    self.error(place, message, near.unwrap_or_else(|| format!("refer to `#/components/{section}/..`")));
                    return None;
                }
                [components, ..] if components == "components" && tokens.len() == 3 => {}
                _ if section == "schemas" => {
                    let what = "a `$ref` to a schema that is not under `components/schemas` is";
                    self.unsupported(place, what, "move the schema to `components/schemas` and refer to it there");
                    return None;
                }
                _ => {}
            }
            seen.push(pointer.clone());
            at = Node { pointer, value };
        }
        Some(at)
    }

    /// A hint at the reusable object of about this name.
    fn reusable(&self, section: &str, name: &str) -> Option<String> {
        let all = self.root.get("components")?.get(section)?;
        let near = nearest(name, all.members().map(|(name, _)| name))?;
        Some(format!("did you mean `#{}`?", all.pointer.push(near)))
    }

    fn help_for_lost(&self, pointer: &Pointer, section: &str) -> String {
        let last = pointer.last().unwrap_or_default();
        let siblings = pointer.parent().filter(|parent| parent.resolve(self.root.value).is_some_and(Value::is_object));
        match (self.reusable(section, &last), siblings) {
            (Some(near), _) => near,
            (None, Some(parent)) if !parent.is_root() => {
                format!("define `{last}` under `{parent}`, or correct the name")
            }
            _ => format!("define `{last}` under `/components/{section}`, or correct the name"),
        }
    }

    /// Reads a node, without its children, as `openapiv3` sees it; `None` after an error.
    pub(super) fn read<T: DeserializeOwned>(&mut self, kind: Kind, node: &Node<'d>) -> Option<T> {
        let value = shallow(kind, node.value);
        let error = match serde_json::from_value(value.clone()) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        let name = kind.name();
        let culprits = culprits::<T>(kind, &value);
        for key in &culprits {
            let place = Place::Value(node.pointer.push(key));
            let found = value.get(key).map_or("nothing", crate::dialect::article);
            let message = format!("`{key}` of this {name} Object is {found} that OpenAPI 3.0 does not allow there");
            self.error(
                place,
                message,
                "see the specification for what may stand there, or whether the document is of another version",
            );
        }
        let text = error.to_string();
        let missing = text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        match missing {
            Some(key) => {
                let message = format!("this {name} Object has no `{key}`, which OpenAPI 3.0 asks for");
                self.error(node.place(), message, format!("add `{key}: ..`"));
            }
            None if culprits.is_empty() => {
                let message = format!("this {name} Object is not complete or not consistent: {text}");
                self.error(node.place(), message, format!("see the {name} Object in the OpenAPI 3.0 specification"));
            }
            None => {}
        }
        None
    }

    /// The name that the configuration gives to what stands at `pointer`, if it is written as such a name is.
    ///
    /// A property with a schema of its own is a field and a type: how the name is written says which of them is meant.
    pub(super) fn pin(&mut self, pointer: &Pointer, case: Case) -> Option<Ident> {
        let ident = Ident::pinned(self.config.names.get(pointer.as_str())?, case)?;
        self.used_pins.insert(pointer.clone());
        Some(ident)
    }

    /// Tells of the names in the configuration that nothing took.
    pub(super) fn refuse_unused_pins(&mut self) {
        let config = self.config;
        for (pointer, name) in &config.names {
            let Some(at) = Pointer::parse(pointer).filter(|at| !self.used_pins.contains(at)) else { continue };
            let cases = [Case::Type, Case::Value];
            let message = match cases.iter().any(|case| Ident::pinned(name, *case).is_some()) {
                true => {
                    format!("the configuration calls this `{name}`, and nothing of it has a name that is written so")
                }
                false => format!("the configuration calls this `{name}`, which can't be a name in Rust"),
            };
            let help = "under `[names]`, write a type or a variant like `DeletedContact`, a field or a parameter like \
                        `deleted_contact`; or remove it";
            self.error(Place::Key(at), message, help);
        }
    }
}

/// The pointer in a reference into the document itself: a URI fragment (RFC 6901, section 6).
fn local_pointer(reference: &str) -> Option<Pointer> {
    let fragment = reference.strip_prefix('#')?;
    let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8().ok()?;
    Pointer::parse(&decoded)
}

/// The members that keep `value` from being read: those with which alone a least node of the kind can't be, either.
fn culprits<T: DeserializeOwned>(kind: Kind, value: &Value) -> Vec<String> {
    let least = match kind {
        Kind::Operation => json!({ "responses": {} }),
        Kind::Response => json!({ "description": "" }),
        Kind::Info => json!({ "title": "", "version": "" }),
        Kind::Server => json!({ "url": "" }),
        Kind::Tag => json!({ "name": "" }),
        Kind::Parameter => json!({ "name": "", "in": value.get("in").cloned().unwrap_or_default(), "schema": {} }),
        _ => json!({}),
    };
    let reads = |members: Map<String, Value>| serde_json::from_value::<T>(Value::Object(members)).is_ok();
    let (Value::Object(least), Value::Object(members)) = (least, value) else { return Vec::new() };
    if !reads(least.clone()) {
        return Vec::new();
    }
    let breaks = |(key, value): &(&String, &Value)| {
        let mut members = least.clone();
        members.insert((*key).clone(), (*value).clone());
        !reads(members)
    };
    members.iter().filter(breaks).map(|(key, _)| key.clone()).collect()
}
