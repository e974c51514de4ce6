//! The first pass: what the document offers, before anything of it has a name.

use indexmap::IndexMap;
use serde_json::Value;

use super::context::{Context, Node};
use super::operations::{Operation, operations};
use super::security::Scheme;
use super::{endless, servers};
use crate::diagnostic::Place;
use crate::dialect::Kind;

/// What the document offers.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) title: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) operations: Vec<Operation>,
    /// The security schemes in use, by name.
    pub(super) schemes: IndexMap<String, Option<Scheme>>,
    /// The descriptions of the tags, by name.
    pub(super) tags: IndexMap<String, String>,
}

/// Reads all that the document's operations use.
pub(super) fn survey(cx: &mut Context<'_>) -> Survey {
    let info = info(cx);
    let base_url = servers::base_url(cx);
    let mut schemes = IndexMap::new();
    let operations = operations(cx, &mut schemes);
    let tags = tags(cx);
    endless::refuse_endless(cx);
    refuse_lost_pins(cx);
    note_unused_schemas(cx);
    let (title, version, description) = info.unwrap_or_default();
    Survey { title, version, description, base_url, operations, schemes, tags }
}

fn info(cx: &mut Context<'_>) -> Option<(String, String, Option<String>)> {
    let Some(node) = cx.root.get("info") else {
        cx.error(Place::File, "the document has no `info`", "add `info` with a `title` and a `version`");
        return None;
    };
    let read: openapiv3::Info = cx.read(Kind::Info, &node)?;
    Some((read.title, read.version, read.description.filter(|text| !text.trim().is_empty())))
}

fn tags(cx: &mut Context<'_>) -> IndexMap<String, String> {
    let mut known = IndexMap::new();
    let list = cx.root.get("tags");
    for node in list.iter().flat_map(Node::items) {
        if let Some(tag) = cx.read::<openapiv3::Tag>(Kind::Tag, &node)
            && let Some(description) = tag.description
        {
            known.insert(tag.name, description);
        }
    }
    known
}

/// A name for what isn't there is a mistake, or was left behind when the document changed.
fn refuse_lost_pins(cx: &mut Context<'_>) {
    let (document, config) = (cx.root.value, cx.config);
    for (pointer, name) in &config.names {
        let found = crate::pointer::Pointer::parse(pointer).and_then(|pointer| pointer.resolve(document));
        if found.is_none() {
            let message = format!("the configuration calls `{pointer}` `{name}`, and nothing stands there");
            cx.error(Place::File, message, "correct the pointer under `[names]`, or remove it");
        }
    }
}

/// What no operation uses isn't made, and isn't passed over in silence.
fn note_unused_schemas(cx: &mut Context<'_>) {
    let schemas = cx.root.get("components").and_then(|components| components.get("schemas"));
    for (_, node) in schemas.iter().flat_map(Node::members) {
        if !cx.schemas.contains_key(&node.pointer) && node.value.get("$ref").and_then(Value::as_str).is_none() {
            cx.note(&node.pointer, "no operation uses this schema, so it has no type");
        }
    }
}
