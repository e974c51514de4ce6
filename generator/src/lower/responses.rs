//! Responses: what success is, and which failures are documented.

use super::context::{Context, Node};
use super::parameters::component_name;
use super::schemas::{Origin, Owner, read};
use crate::diagnostic::Place;
use crate::dialect::Kind;
use crate::ir::Status;
use crate::pointer::Pointer;

/// A documented response, before its type has a name.
#[derive(Debug, Clone)]
pub(super) struct Response {
    pub(super) status: Status,
    /// Where the schema of the body stands; `None` where there is none to be read.
    pub(super) schema: Option<Pointer>,
    pub(super) description: String,
}

/// What an operation may answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Responses {
    /// The statuses of success; all have one schema.
    pub(super) successes: Vec<Response>,
    /// The documented failures, by status.
    pub(super) failures: Vec<Response>,
}

/// The responses of `operation`.
pub(super) fn responses<'d>(cx: &mut Context<'d>, operation: &Node<'d>) -> Responses {
    let mut known = Responses::default();
    let Some(node) = operation.get("responses") else { return known };
    for (key, item) in node.own_members() {
        let Some(status) = status(key) else { continue };
        match status {
            Status::Code(code) if !(200..300).contains(&code) && code < 400 => ignore(cx, &item, key),
            Status::Class(class) if class != 2 && class < 4 => ignore(cx, &item, key),
            Status::Code(200..300) | Status::Class(2) => {
                known.successes.extend(response(cx, item, status, operation, true));
            }
            _ => known.failures.extend(response(cx, item, status, operation, false)),
        }
    }
    known.successes.sort_by_key(|response| response.status);
    known.failures.sort_by_key(|response| response.status);
    check_successes(cx, &node, &known.successes);
    known
}

fn status(key: &str) -> Option<Status> {
    match key.strip_suffix("XX") {
        Some(class) => class.parse().ok().map(Status::Class),
        None if key == "default" => Some(Status::Default),
        None => key.parse().ok().map(Status::Code),
    }
}

fn ignore(cx: &mut Context<'_>, item: &Node<'_>, key: &str) {
    cx.note(&item.pointer, format!("the response `{key}` is neither a success nor a failure, and has no type"));
}

/// One result type needs one schema, whatever the status.
fn check_successes(cx: &mut Context<'_>, node: &Node<'_>, successes: &[Response]) {
    let is_success =
        |(key, _): (&str, Node<'_>)| matches!(status(key), Some(Status::Code(200..300) | Status::Class(2)));
    let Some((first, others)) = successes.split_first() else {
        // One that is documented, and can't be read, has been told of.
        if !node.own_members().any(is_success) {
            let message = "no response of this operation is a success";
            let help = match node.get("default") {
                Some(_) => {
                    "document the response with status 200, or whichever the API sends; `default` is read as a failure"
                }
                None => "document the response with status 200, or whichever the API sends",
            };
            cx.error(node.key_place(), message, help);
        }
        return;
    };
    if others.iter().any(|other| other.schema != first.schema) {
        let what = "successes with different bodies are";
        cx.unsupported(node.key_place(), what, "give all responses of class 2 one schema");
    }
}

fn response<'d>(
    cx: &mut Context<'d>,
    item: Node<'d>,
    status: Status,
    operation: &Node<'d>,
    is_success: bool,
) -> Option<Response> {
    let node = cx.resolve(item, "responses")?;
    let read_node: openapiv3::Response = cx.read(Kind::Response, &node)?;
    if !read_node.headers.is_empty() {
        cx.note(&node.pointer.push("headers"), "the response's headers have no types; they are there as they came");
    }
    if !read_node.links.is_empty() {
        cx.note(&node.pointer.push("links"), "links are not expressed");
    }
    let owner = match component_name(&node.pointer, "responses") {
        Some(name) => Owner::Component(name),
        None => Owner::Operation(operation.pointer.clone()),
    };
    let origin = if is_success { Origin::Success(owner) } else { Origin::Failure(owner) };
    let schema = match body(cx, &node, is_success) {
        Body::None => None,
        Body::Json(schema) => Some(read(cx, schema, origin)?),
        Body::Unsupported => return None,
    };
    Some(Response { status, schema, description: read_node.description.trim().to_owned() })
}

enum Body<'d> {
    None,
    /// JSON of this schema.
    Json(Node<'d>),
    /// Something of which an error tells.
    Unsupported,
}

fn body<'d>(cx: &mut Context<'d>, response: &Node<'d>, is_success: bool) -> Body<'d> {
    let Some(content) = response.get("content") else { return Body::None };
    let media: Vec<_> = content.own_members().collect();
    let json = media.iter().find(|(name, _)| is_json(name));
    let Some((chosen, node)) = json else {
        return match media.first() {
            None => Body::None,
            Some((name, _)) if is_success => {
                let place = Place::Key(content.pointer.push(name));
                cx.unsupported(place, &format!("a body of `{name}` is"), "describe a body of `application/json`");
                Body::Unsupported
            }
            Some((name, _)) => {
                cx.note(&content.pointer, format!("a failure's body of `{name}` has no type; it is there as bytes"));
                Body::None
            }
        };
    };
    for (name, _) in media.iter().filter(|(name, _)| name != chosen) {
        cx.note(&content.pointer.push(name), format!("of the response's content types, only `{chosen}` is read"));
    }
    match node.get("schema") {
        Some(schema) => Body::Json(schema),
        None => {
            cx.unsupported(node.place(), "a body without a `schema` is", "give it a schema");
            Body::Unsupported
        }
    }
}

/// Whether a content type is JSON (RFC 8259), or says so by its suffix (RFC 6839, section 3.1).
fn is_json(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.contains('/') && essence.ends_with("+json"))
}
