//! Operations: what each sends and may be answered.

use std::collections::HashMap;

use super::Reader;
use super::arena::{OperationId, Owner};
use super::bodies::BodyId;
use super::node::Node;
use super::parameters::ParameterId;
use super::path::Path;
use super::responses::{ResponseId, Responses};
use super::security::Requirements;
use super::servers::Server;
use crate::config::Selection;
use crate::findings::codes;
use crate::ir::Status;
use crate::ledger::{Construct, EntryId};
use crate::media_types::is_stream;
use crate::normalise::{METHODS, ObjectKind};
use crate::text::excerpt;

/// Which of its documented answers an operation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// All there are.
    Any,
    /// Whole values, where there are streams of them, too.
    Values,
    /// Streams, where there are whole values, too.
    Streams,
}

/// An operation, before anything of it has a name. What answers a value or a stream, as the caller asks, is two.
#[derive(Debug, Clone)]
pub(crate) struct Operation<'d> {
    pub(crate) node: Node<'d>,
    pub(crate) entry: EntryId,
    pub(crate) operation_id: Option<String>,
    pub(crate) first_tag: Option<String>,
    /// In capitals.
    pub(crate) http_method: String,
    pub(crate) path: Path,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    /// Whether the document or the configuration says that it can be sent twice.
    pub(crate) idempotent: bool,
    pub(crate) parameters: Vec<ParameterId>,
    pub(crate) body: Option<BodyId>,
    pub(crate) security: Requirements,
    /// Those of its own, where they differ from the API's.
    pub(crate) servers: Vec<Server>,
    /// By status.
    pub(crate) responses: Vec<(Status, ResponseId)>,
    /// What is neither a success nor an error.
    pub(crate) untyped_responses: Vec<Status>,
    pub(crate) answers: Answers,
}

impl Operation<'_> {
    /// What tells it apart from all others, whatever the document's order.
    pub(crate) fn key(&self) -> String {
        let stream = if self.answers == Answers::Streams { " stream" } else { "" };
        format!("{} {}{stream}", self.http_method, self.path.written)
    }
}

/// An operation that has not been read yet.
struct Found<'d> {
    path: &'d str,
    method: String,
    item: Node<'d>,
    node: Node<'d>,
}

impl<'d> Reader<'d, '_> {
    /// All operations of the document, in its order, and the requests that the API makes.
    pub(super) fn operations(&mut self) -> Vec<Operation<'d>> {
        let found = self.found_operations();
        let mut matched = vec![false; self.config.operations.len()];
        let (selected, excluded): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|found| self.is_selected(found, &mut matched));
        let mut idempotent = vec![false; self.config.idempotent.len()];
        self.own_objects(&selected);
        let mut operations = Vec::new();
        for found in selected {
            let is_named = self.is_named(&self.config.idempotent, &found, &mut idempotent);
            let operation = self.operation(found, OperationId(operations.len()));
            operations.push(Operation { idempotent: is_named || operation.idempotent, ..operation });
        }
        self.tell_unused_parameters();
        self.incoming(&excluded.iter().map(|found| found.node.address()).collect());
        self.resolve_schemas();
        self.leave_out(excluded);
        self.tell_unmatched(&self.config.operations, &matched);
        self.tell_unmatched(&self.config.idempotent, &idempotent);
        self.tell_equal_ids(&operations);
        self.tell_equal_paths();
        if operations.is_empty() {
            let location = self.root.value_of("paths");
            let message = "the document has no operation; the crate has its types alone";
            self.tell(codes::NO_OPERATION, location, message, "describe operations under `paths`");
        }
        self.split_by_answers(&mut operations);
        operations
    }

    /// Makes two of each operation that answers a whole value or a stream.
    fn split_by_answers(&self, operations: &mut Vec<Operation<'d>>) {
        let mut streaming = Vec::new();
        for operation in &mut *operations {
            let is_success = |status: &Status| matches!(status, Status::Code(200..300) | Status::Class(2));
            let successes = operation.responses.iter().filter(|(status, _)| is_success(status));
            let has_both = |response: ResponseId| {
                let media = &self.responses[response.0].contents;
                media.iter().any(|media| is_stream(&media.name)) && media.iter().any(|media| !is_stream(&media.name))
            };
            if successes.into_iter().any(|(_, response)| has_both(*response)) {
                operation.answers = Answers::Values;
                streaming.push(Operation { answers: Answers::Streams, ..operation.clone() });
            }
        }
        operations.extend(streaming);
    }

    /// Where operations refer to parts of each other, reads first what each has itself: a part is called after the
    /// operation that it stands in, whichever comes first.
    fn own_objects(&mut self, operations: &[Found<'d>]) {
        let parts = |node: &Node<'d>| {
            let responses = node.members_of("responses").map(|(_, response)| response);
            node.items_of("parameters").chain(node.get("requestBody")).chain(responses).collect::<Vec<_>>()
        };
        let refers = |part: &Node<'d>| part.text("$ref").is_some_and(|text| text.starts_with("#/paths/"));
        if !operations.iter().any(|found| parts(&found.node).iter().any(refers)) {
            return;
        }
        for (index, found) in operations.iter().enumerate() {
            let owner = Owner::Operation(OperationId(index));
            let is_own = |part: &Node<'d>| part.value.get("$ref").is_none();
            for parameter in found.node.items_of("parameters").filter(is_own) {
                self.parameter(parameter, &owner, Some(found.path));
            }
            if let Some(body) = found.node.get("requestBody").filter(is_own) {
                self.request_body(body, &owner);
            }
            self.own_responses(&found.node, &owner);
        }
    }

    fn found_operations(&mut self) -> Vec<Found<'d>> {
        let mut found = Vec::new();
        let Some(paths) = self.root.get("paths") else { return found };
        for (path, item) in paths.own_members() {
            for (item, method, node) in self.methods(item) {
                found.push(Found { path, method, item, node });
            }
        }
        found
    }

    /// A path item, and the one that it refers to.
    pub(super) fn items(&mut self, item: Node<'d>) -> Vec<Node<'d>> {
        let mut items = vec![item.clone()];
        if item.value.get("$ref").is_some()
            && let Ok(target) = self.resolve(item, "pathItems")
        {
            items.push(target);
        }
        items
    }

    /// The operations of a path item: its own, and those of the one that it refers to.
    pub(super) fn methods(&mut self, item: Node<'d>) -> Vec<(Node<'d>, String, Node<'d>)> {
        let mut all: Vec<(Node<'d>, String, Node<'d>)> = Vec::new();
        for item in self.items(item) {
            let fixed = item.own_members().filter(|(key, _)| METHODS.contains(key));
            let fixed = fixed.map(|(key, node)| (key.to_ascii_uppercase(), node));
            let additional = item.objects_of("additionalOperations").map(|(key, node)| (key.to_owned(), node));
            for (method, node) in fixed.chain(additional) {
                if !all.iter().any(|(_, other, _)| *other == method) {
                    all.push((item.clone(), method, node));
                }
            }
        }
        all
    }

    /// Tells of the parameters of path items that no operation has.
    fn tell_unused_parameters(&mut self) {
        for (path, item) in self.root.get("paths").into_iter().flat_map(|paths| paths.own_members()) {
            let operations = self.methods(item.clone());
            for item in self.items(item) {
                let is_used = operations.iter().any(|(of, ..)| of.address() == item.address());
                let unused = if is_used { None } else { Some(item.items_of("parameters")) };
                for parameter in unused.into_iter().flatten() {
                    let location = parameter.location();
                    let entry = self.account(Construct::Parameter, &parameter);
                    self.parameter(parameter, &Owner::PathItem(path.to_owned()), Some(path));
                    let message = "no operation has this parameter of its path; it is left out";
                    let help = "move it to the operations, or remove it";
                    self.loosen(entry, codes::PATH_PARAMETER_UNUSED, location, message, help);
                }
            }
        }
    }

    fn is_selected(&self, found: &Found<'d>, matched: &mut [bool]) -> bool {
        let tags: Vec<&str> = found.node.items_of("tags").filter_map(|tag| tag.value.as_str()).collect();
        self.config.operations.selects(found.node.text("operationId"), &tags, found.path, matched)
    }

    /// Whether a list of the configuration has the operation.
    fn is_named(&self, list: &Selection, found: &Found<'d>, matched: &mut [bool]) -> bool {
        let tags: Vec<&str> = found.node.items_of("tags").filter_map(|tag| tag.value.as_str()).collect();
        list.names(found.node.text("operationId"), &tags, found.path, matched)
    }

    /// Reads what the configuration leaves out, for the ledger: nothing of it is told of or made.
    fn leave_out(&mut self, excluded: Vec<Found<'d>>) {
        let (findings, entries, schemas) = (self.findings.len(), self.ledger.len(), self.schemas.len());
        let lists = (self.parameters.len(), self.bodies.len(), self.responses.len(), self.headers.len());
        for found in excluded {
            self.operation(found, OperationId(usize::MAX));
        }
        self.resolve_schemas();
        self.findings.truncate(findings);
        self.ledger.exclude_from(entries);
        self.parameters.truncate(lists.0);
        self.bodies.truncate(lists.1);
        self.responses.truncate(lists.2);
        self.headers.truncate(lists.3);
        let late: Vec<_> = self.schemas.ids().skip(schemas).collect();
        for id in late {
            if let Some(schema) = self.schemas.get_mut(id) {
                schema.excluded = true;
            }
        }
    }

    fn operation(&mut self, found: Found<'d>, id: OperationId) -> Operation<'d> {
        let Found { path, method, item, node } = found;
        let entry = self.account(Construct::Operation, &node);
        let owner = Owner::Operation(id);
        let read = self.object::<openapiv3::Operation>(ObjectKind::Operation, &node);
        let read = read.unwrap_or_default();
        let method = self.method(method, &node, entry);
        let path = self.path(path, &item);
        let parameters = self.operation_parameters(&path, &item, &node, &owner);
        let body = node.get("requestBody").and_then(|body| self.request_body(body, &owner));
        let Responses { typed: responses, untyped: untyped_responses } = self.responses(&node, &owner);
        for (name, callback) in node.objects_of("callbacks") {
            self.callback(name, callback);
        }
        let servers = self.own_servers(&item, &node);
        let security = self.requirements(&node);
        let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Operation {
            entry,
            operation_id: text(read.operation_id),
            first_tag: read.tags.into_iter().next(),
            http_method: method,
            path,
            summary: text(read.summary).or_else(|| item.prose("summary")),
            description: text(read.description).or_else(|| item.prose("description")),
            deprecated: read.deprecated,
            idempotent: node.flag("x-idempotent"),
            parameters,
            body,
            security,
            servers,
            responses,
            untyped_responses,
            answers: Answers::Any,
            node,
        }
    }

    /// A method is a token (RFC 9110, section 9.1); what is none could not be sent.
    fn method(&mut self, method: String, node: &Node<'d>, entry: EntryId) -> String {
        if !method.is_empty() && method.bytes().all(crate::text::is_token_byte) {
            return method;
        }
        let message = format!("`{}` is no HTTP method (RFC 9110, section 9.1); it is sent as POST", excerpt(&method));
        self.loosen(entry, codes::UNKNOWN_KEY, node.key_location(), message, "use letters, such as `PURGE`");
        "POST".to_owned()
    }

    /// Two operations may have one `operationId`: both are made, and named by their paths where the names clash.
    fn tell_equal_ids(&mut self, operations: &[Operation<'d>]) {
        let mut seen: HashMap<&str, &Node<'d>> = HashMap::new();
        let mut equal = Vec::new();
        for operation in operations {
            let Some(id) = operation.operation_id.as_deref() else { continue };
            match seen.get(id) {
                Some(first) => equal.push((id, first.pointer.clone(), operation.node.value_of("operationId"))),
                None => drop(seen.insert(id, &operation.node)),
            }
        }
        for (id, first, location) in equal {
            let id = excerpt(id);
            let message = format!("two operations have the `operationId` `{id}`; the other stands at {first}");
            self.tell(codes::OPERATION_ID_TWICE, location, message, "give one of them another `operationId`");
        }
    }

    fn tell_unmatched(&mut self, list: &Selection, matched: &[bool]) {
        for location in list.unmatched(matched) {
            let message = "no operation of the document is selected by this";
            let help = "select by `id`, `tag` or `path`, as the document writes them; `*` stands for anything";
            self.tell(codes::SELECTION, location, message, help);
        }
    }
}
