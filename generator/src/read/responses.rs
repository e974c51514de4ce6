//! Responses: what an operation answers, by status.

use std::collections::HashSet;

use serde_json::Value;

use super::Reader;
use super::arena::{Context, Owner};
use super::bodies::Media;
use super::headers::HeaderId;
use super::node::Node;
use crate::findings::{Loosened, codes};
use crate::ir::Status;
use crate::ledger::{Construct, EntryId};
use crate::normalise::{ObjectKind, is_response_key};
use crate::pointer::Pointer;
use crate::text::excerpt;

/// A response, by its place in the list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ResponseId(pub(crate) usize);

/// A response, before its type has a name.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) entry: EntryId,
    pub(crate) description: String,
    /// The media types of its body, in the document's order; none where there is no body.
    pub(crate) contents: Vec<Media>,
    /// Its headers, by name.
    pub(crate) headers: Vec<(String, HeaderId)>,
}

/// The responses of an operation, by status.
#[derive(Debug, Default)]
pub(super) struct Responses {
    pub(super) typed: Vec<(Status, ResponseId)>,
    /// What is neither a success nor an error.
    pub(super) untyped: Vec<Status>,
}

impl<'d> Reader<'d, '_> {
    /// The responses of the operation at `node`.
    pub(super) fn responses(&mut self, node: &Node<'d>, owner: &Owner) -> Responses {
        let mut known = Responses::default();
        let Some(all) = node.get("responses") else { return known };
        let has_success = has_success(&all);
        for (key, item) in all.own_members() {
            let is_taken = |status: &Status| known.typed.iter().any(|(other, _)| other == status);
            let Some(status) = status(key).filter(|status| !is_taken(status)) else {
                self.unknown_key(item, key, owner);
                continue;
            };
            if !is_response_key(key) {
                let (meant, help) = (written(status), format!("write `{}`", written(status)));
                let message = format!("`{}` is no key of a response, and is read as `{meant}`", excerpt(key));
                self.tell(codes::RESPONSE_KEY, item.key_location(), message, help);
            }
            let location = item.location();
            let Ok((response, entry)) = self.response(item, key, owner, is_named_success(status, has_success)) else {
                continue;
            };
            if is_neither(status) {
                let message = format!("the response `{key}` is neither a success nor an error, and has no type");
                self.loosen(entry, codes::OTHER_STATUS, location, message, "read it with `send_raw`");
                known.untyped.push(status);
                continue;
            }
            known.typed.push((status, response));
        }
        known.typed.sort_by_key(|(status, _)| *status);
        known.untyped.sort();
        known
    }

    /// Reads the responses of the operation at `node` that are no references.
    pub(super) fn own_responses(&mut self, node: &Node<'d>, owner: &Owner) {
        let Some(all) = node.get("responses") else { return };
        let has_success = has_success(&all);
        for (key, item) in all.own_members() {
            if let Some(status) = status(key)
                && item.value.get("$ref").is_none()
            {
                // It is no reference, so that there is nothing that can't be followed.
                let _ = self.response(item, key, owner, is_named_success(status, has_success));
            }
        }
    }

    /// A response under a key that stands for no status, or for one that has a response already.
    fn unknown_key(&mut self, item: Node<'d>, key: &str, owner: &Owner) {
        let entry = self.account(Construct::Response, &item);
        let message = match status(key) {
            Some(_) => format!("`{}` stands for the same statuses as a key before it; it is left out", excerpt(key)),
            None => format!(
                "`{}` is neither a status, nor a class of statuses, nor `default`; it is left out",
                excerpt(key)
            ),
        };
        let help = "write a status such as `404`, a class such as `4XX`, or `default`";
        self.loosen(entry, codes::RESPONSE_KEY, item.key_location(), message, help);
        self.read_parts(item, key, owner);
    }

    /// The response at `node`, which may be a reference, and the entry of this use of it. An inline body is named as a
    /// success's or an error's.
    pub(super) fn response(
        &mut self,
        node: Node<'d>,
        key: &str,
        owner: &Owner,
        is_success: bool,
    ) -> Result<(ResponseId, EntryId), Loosened> {
        let used = self.account(Construct::Response, &node);
        let is_reference = node.value.get("$ref").is_some();
        let node = self.resolve(node, "responses").inspect_err(|loosened| self.ledger.loosen(used, *loosened))?;
        let address = (ObjectKind::Response, node.address());
        if let Some(known) = self.known.get(&address) {
            self.ledger.refer(used, self.responses[*known].entry);
            return Ok((ResponseId(*known), used));
        }
        let entry = if is_reference { self.account(Construct::Response, &node) } else { used };
        self.ledger.refer(used, entry);
        let read = self.object::<openapiv3::Response>(ObjectKind::Response, &node);
        let headers = self.headers(&node);
        if node.get("links").is_some_and(|links| links.members().next().is_some()) {
            let help = "call the operations that it names";
            self.tell(codes::LINK, node.key_of("links"), "links are not expressed", help);
        }
        let context = |media: &str| match is_success {
            true => Context::Success(owner.clone(), key.to_owned(), media.to_owned()),
            false => Context::Failure(owner.clone(), key.to_owned(), media.to_owned()),
        };
        let contents = self.content(&node, &context);
        let description = read.map(|read| read.description.trim().to_owned()).unwrap_or_default();
        self.responses.push(Response { entry, description, contents, headers });
        self.known.insert(address, self.responses.len() - 1);
        Ok((ResponseId(self.responses.len() - 1), entry))
    }

    /// The reusable responses that an operation answers with when it fails, by what references to them say.
    pub(super) fn failing_references(&self) -> HashSet<&'d str> {
        let items = self.root.members_of("paths").chain(self.root.members_of("webhooks"));
        let operations = items.flat_map(|(_, item)| item.members().collect::<Vec<_>>());
        let responses = operations.flat_map(|(_, operation)| operation.members_of("responses"));
        responses
            .filter(|(key, _)| status(key).is_some_and(|status| !is_success(status)))
            .filter_map(|(_, response)| response.text("$ref"))
            .flat_map(|reference| self.chain(reference))
            .collect()
    }

    /// A reference within this document, and those that it leads to.
    fn chain(&self, reference: &'d str) -> HashSet<&'d str> {
        let mut chain = HashSet::new();
        let mut next = Some(reference);
        while let Some(reference) = next.filter(|reference| chain.insert(*reference)) {
            let pointer = reference.strip_prefix('#').and_then(Pointer::from_fragment);
            let target = pointer.and_then(|pointer| pointer.resolve(self.root.value));
            next = target.and_then(|target| target.get("$ref")).and_then(Value::as_str);
        }
        chain
    }

    /// Reads what is below a response that the operation does not know.
    fn read_parts(&mut self, node: Node<'d>, key: &str, owner: &Owner) {
        if node.value.get("$ref").is_none() {
            self.headers(&node);
            self.content(&node, &|media| Context::Failure(owner.clone(), key.to_owned(), media.to_owned()));
        }
    }
}

/// The key that stands for these statuses.
fn written(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The statuses that a key of the Responses Object stands for, be it in letters of the wrong case.
fn status(key: &str) -> Option<Status> {
    let meant = [key.to_owned(), key.to_ascii_uppercase(), key.to_ascii_lowercase()];
    let key = meant.into_iter().find(|key| is_response_key(key))?;
    match key.strip_suffix("XX") {
        Some(class) => class.parse().ok().map(Status::Class),
        None if key == "default" => Some(Status::Default),
        None => key.parse().ok().map(Status::Code),
    }
}

/// Whether a success is documented beside `default`.
fn has_success(responses: &Node<'_>) -> bool {
    responses.own_members().any(|(key, _)| status(key).is_some_and(is_success))
}

/// Whether the type of a body is called after a success: it is one of a success, or of `default` where no other is
/// documented.
fn is_named_success(status: Status, has_success: bool) -> bool {
    is_success(status) || (status == Status::Default && !has_success)
}

/// Whether the statuses are those of a success.
pub(super) fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..300) | Status::Class(2))
}

/// Whether the statuses are those of an informational response or a redirect.
fn is_neither(status: Status) -> bool {
    match status {
        Status::Code(code) => !(200..300).contains(&code) && code < 400,
        Status::Class(class) => class != 2 && class < 4,
        Status::Default => false,
    }
}
