//! Operations: what each sends and may be answered.

use indexmap::IndexMap;
use serde_json::Value;

use super::context::{Context, Node};
use super::parameters::{Parameter, parameters};
use super::place::{Clues, Placement, place};
use super::responses::{Responses, responses};
use super::security::{Requirements, Scheme, requirements};
use super::servers;
use crate::dialect::{Kind, METHODS};
use crate::names::words;
use crate::pointer::Pointer;

/// An operation, before anything of it has a name.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub(super) pointer: Pointer,
    pub(super) operation_id: Option<String>,
    pub(super) http_method: String,
    pub(super) path: String,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    pub(super) placement: Placement,
    pub(super) parameters: Vec<Parameter>,
    pub(super) security: Requirements,
    pub(super) responses: Responses,
}

/// All operations of the document, in its order.
pub(super) fn operations(cx: &mut Context<'_>, schemes: &mut IndexMap<String, Option<Scheme>>) -> Vec<Operation> {
    let mut known = Vec::new();
    let Some(paths) = cx.root.get("paths") else {
        let place = crate::diagnostic::Place::File;
        cx.error(place, "the document has no `paths`", "describe at least one operation under `paths`");
        return known;
    };
    for (path, item) in paths.own_members() {
        if let Some(reference) = item.get("$ref") {
            cx.unsupported(
                reference.key_place(),
                "a `$ref` in a Path Item is",
                "write the operations out in its place",
            );
            continue;
        }
        servers::refuse_local(cx, &item);
        // The document's order, not the specification's.
        for (method, node) in item.own_members().filter(|(key, _)| METHODS.contains(key)) {
            known.extend(operation(cx, path, method, &item, &node, schemes));
        }
    }
    refuse_equal_ids(cx, &paths);
    refuse_equal_paths(cx, &paths);
    if known.is_empty() && !cx.diagnostics.has_errors() {
        cx.error(paths.key_place(), "the document has no operation", "describe at least one operation under `paths`");
    }
    known
}

fn operation<'d>(
    cx: &mut Context<'d>,
    path: &str,
    method: &str,
    item: &Node<'d>,
    node: &Node<'d>,
    schemes: &mut IndexMap<String, Option<Scheme>>,
) -> Option<Operation> {
    let read: openapiv3::Operation = cx.read(Kind::Operation, node)?;
    if let Some(body) = node.get("requestBody") {
        cx.unsupported(body.key_place(), "a request body is", "leave the operation out of the document");
    }
    if method == "trace" {
        cx.unsupported(node.key_place(), "the method `trace` is", "leave the operation out of the document");
    }
    if let Some(callbacks) = node.get("callbacks") {
        cx.note(&callbacks.pointer, "callbacks are not expressed: they are requests that the API makes");
    }
    servers::refuse_local(cx, node);
    let pin = cx.config.names.get(node.pointer.as_str());
    if pin.is_some() {
        cx.used_pins.insert(node.pointer.clone());
    }
    if let Some(pin) = pin.filter(|pin| !is_dotted(pin)) {
        let message = format!("the configuration calls this operation `{pin}`, which names no resource and method");
        cx.error(node.key_place(), message, "write it like `users.contacts.delete`");
    }
    let clues = Clues {
        operation_id: pin.map(String::as_str).or(read.operation_id.as_deref()),
        first_tag: read.tags.first().map(String::as_str),
        http_method: method,
        path,
    };
    let placement = place(&clues);
    Some(Operation {
        parameters: parameters(cx, path, item, node),
        security: requirements(cx, node, schemes),
        responses: responses(cx, node),
        pointer: node.pointer.clone(),
        operation_id: read.operation_id,
        http_method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        summary: read.summary.filter(|text| !text.trim().is_empty()),
        description: read.description.filter(|text| !text.trim().is_empty()),
        deprecated: read.deprecated,
        placement,
    })
}

/// Whether a pin names at least one resource, and a method.
fn is_dotted(pin: &str) -> bool {
    pin.split('.').count() > 1 && pin.split('.').all(|part| !words(part).is_empty())
}

/// Paths that differ only in the names of their parameters are one and the same (OpenAPI 3.0.4, section 4.7.8).
fn refuse_equal_paths(cx: &mut Context<'_>, paths: &Node<'_>) {
    let mut seen: IndexMap<String, &str> = IndexMap::new();
    for (path, node) in paths.own_members() {
        let mut shape = String::new();
        for piece in path.split('{') {
            shape.push_str(piece.split_once('}').map_or(piece, |(_, after)| after));
            shape.push('{');
        }
        if let Some(first) = seen.get(&shape) {
            let message = format!("this path differs from `{first}` only in the names of its parameters");
            cx.error(node.key_place(), message, "put the operations of both under one path");
        } else {
            seen.insert(shape, path);
        }
    }
}

/// An `operationId` is unique in its document.
fn refuse_equal_ids(cx: &mut Context<'_>, paths: &Node<'_>) {
    let mut seen: IndexMap<String, Pointer> = IndexMap::new();
    let operations = paths.own_members().flat_map(|(_, item)| item.own_members());
    for (_, node) in operations.filter(|(key, _)| METHODS.contains(key)) {
        let Some(id) = node.get("operationId") else { continue };
        let Value::String(text) = id.value else { continue };
        if let Some(first) = seen.get(text) {
            let message = format!("two operations have the `operationId` `{text}`; the other stands at {first}");
            cx.error(id.place(), message, "give one of them another `operationId`");
        } else {
            seen.insert(text.clone(), node.pointer.clone());
        }
    }
}
