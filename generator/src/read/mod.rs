//! Reads a normalised document: every node once, borrowed.
//!
//! Schema Objects are kept in an [arena](arena), by number, since a schema may have several places or none of its own;
//! the other objects are read through `openapiv3`, one at a time, with what later versions of OpenAPI add beside it.
//! After this stage nobody looks for a node in the document.
//!
//! Reading is total: what can't be followed or understood is [loosened](crate::findings::Findings::loosen), and stays in
//! its place. The [ledger](crate::ledger) gets an entry for everything.
//!
//! Knows nothing of names, and nothing of tokens.

mod arena;
mod bodies;
mod components;
mod headers;
mod incoming;
mod node;
mod operations;
mod parameters;
mod path;
mod references;
mod responses;
mod schema;
mod security;
mod servers;
mod styles;

use std::collections::HashMap;

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) use arena::{
    Arena, Conjunct, Context, Derived, Edge, JsonType, OperationId, Owner, Schema, SchemaId, Target,
};
pub(crate) use bodies::{BodyId, Encoding, Media, RequestBody};
pub(crate) use headers::{Header, HeaderId};
pub(crate) use node::Node;
pub(crate) use operations::{Answers, Operation};
pub(crate) use parameters::{Parameter, ParameterId};
pub(crate) use responses::Response;
pub(crate) use security::Scheme;
pub(crate) use servers::{Server, ServerVariable};
pub(crate) use styles::{default_style, written_name};

use crate::config::Config;
use crate::findings::{Code, Finding, Findings, codes};
use crate::ledger::{Construct, EntryId, Ledger};
use crate::load::Documents;
use crate::normalise::{ObjectKind, Version, shallow};
use crate::pointer::Pointer;
use crate::source::{FileId, Location};

/// All that the documents say, before anything of it has a name.
#[derive(Debug)]
pub(crate) struct Spec<'d> {
    /// The document itself, to say whether something stands in it.
    pub(crate) document: &'d Value,
    pub(crate) version_of_openapi: Version,
    /// The other files by their paths below the document's folder.
    pub(crate) file_names: HashMap<FileId, String>,
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    /// The servers of all operations that have none of their own.
    pub(crate) servers: Vec<Server>,
    /// The operations that the crate has methods for, in the document's order.
    pub(crate) operations: Vec<Operation<'d>>,
    pub(crate) parameters: Vec<Parameter<'d>>,
    pub(crate) bodies: Vec<RequestBody>,
    pub(crate) responses: Vec<Response>,
    pub(crate) headers: Vec<Header>,
    /// The security schemes in use that the client can apply, by name.
    pub(crate) schemes: IndexMap<String, Scheme>,
    /// The descriptions of the tags, by name.
    pub(crate) tags: IndexMap<String, String>,
    pub(crate) schemas: Arena<'d>,
}

/// What is read from.
pub(crate) struct Reader<'d, 'r> {
    pub(crate) documents: &'d Documents,
    version: Version,
    pub(crate) config: &'d Config,
    pub(crate) findings: &'r mut Findings,
    pub(crate) ledger: &'r mut Ledger,
    root: Node<'d>,
    schemas: Arena<'d>,
    /// The schemas whose `$ref` has not been followed yet.
    unresolved: Vec<SchemaId>,
    parameters: Vec<Parameter<'d>>,
    bodies: Vec<RequestBody>,
    responses: Vec<Response>,
    headers: Vec<Header>,
    /// What has been read, by the address of its node: its index in the list of its kind.
    known: HashMap<(ObjectKind, usize), usize>,
    /// The entries of the ledger, by what they are and the address of their node: an object that several operations
    /// share is one.
    entries: HashMap<(Construct, usize), EntryId>,
    schemes: IndexMap<String, Option<Scheme>>,
    /// The lists of servers that have been read, by the address of their node.
    servers: HashMap<usize, Vec<Server>>,
    /// What references lead to, by the section of `components` that they are for and the address of their node.
    targets: HashMap<(&'static str, usize), Result<Node<'d>, Finding>>,
}

/// Reads the document and the files that it refers to.
pub(crate) fn read<'d>(
    documents: &'d Documents,
    version: Version,
    config: &'d Config,
    findings: &mut Findings,
    ledger: &mut Ledger,
) -> Spec<'d> {
    static NOTHING: serde_json::Value = serde_json::Value::Null;
    let value = documents.get(FileId::DOCUMENT).unwrap_or(&NOTHING);
    let root = Node { file: FileId::DOCUMENT, pointer: Pointer::root(), value };
    let reader = Reader {
        documents,
        version,
        config,
        findings,
        ledger,
        root,
        schemas: Arena::default(),
        unresolved: Vec::new(),
        parameters: Vec::new(),
        bodies: Vec::new(),
        responses: Vec::new(),
        headers: Vec::new(),
        known: HashMap::new(),
        entries: HashMap::new(),
        schemes: IndexMap::new(),
        servers: HashMap::new(),
        targets: HashMap::new(),
    };
    reader.spec()
}

impl<'d> Reader<'d, '_> {
    fn spec(mut self) -> Spec<'d> {
        let info = self.root.get("info").and_then(|node| self.object::<openapiv3::Info>(ObjectKind::Info, &node));
        let mut servers = self.root_servers();
        self.components();
        let mut operations = self.operations();
        self.share_servers(&mut servers, &mut operations);
        let tags = self.tags();
        let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let (title, version, description) = info
            .map(|info| (text(Some(info.title)), text(Some(info.version)), text(info.description)))
            .unwrap_or_default();
        let known = |(name, scheme): (String, Option<Scheme>)| Some((name, scheme?));
        Spec {
            document: self.root.value,
            version_of_openapi: self.version,
            file_names: self.documents.file_names(),
            title: title.unwrap_or_else(|| "API".to_owned()),
            version: version.unwrap_or_else(|| "0".to_owned()),
            description,
            servers,
            operations,
            parameters: self.parameters,
            bodies: self.bodies,
            responses: self.responses,
            headers: self.headers,
            schemes: self.schemes.into_iter().filter_map(known).collect(),
            tags,
            schemas: self.schemas,
        }
    }

    fn tags(&mut self) -> IndexMap<String, String> {
        let mut known = IndexMap::new();
        for node in self.root.items_of("tags") {
            if let Some(tag) = self.object::<openapiv3::Tag>(ObjectKind::Tag, &node)
                && let Some(description) = tag.description.filter(|text| !text.trim().is_empty())
            {
                known.entry(tag.name).or_insert(description);
            }
        }
        known
    }

    /// An object as `openapiv3` reads it, without its children. Normalising leaves nothing that it could refuse; what it
    /// refuses all the same is told of, and treated as if it said nothing.
    fn object<T: DeserializeOwned>(&mut self, kind: ObjectKind, node: &Node<'d>) -> Option<T> {
        match serde_json::from_value(shallow(kind, node.value)) {
            Ok(read) => Some(read),
            Err(error) => {
                let message = format!("this {} Object can't be read: {error}; what it says is left out", kind.name());
                let help = format!("see the {} Object in the OpenAPI specification", kind.name());
                self.tell(codes::WRONG_KIND, node.location(), message, help);
                None
            }
        }
    }

    fn tell(&mut self, code: Code, location: Location, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(code, location, message).with_help(help));
    }

    /// The entry of an object in the ledger.
    fn account(&mut self, construct: Construct, node: &Node<'d>) -> EntryId {
        let ledger = &mut self.ledger;
        *self.entries.entry((construct, node.address())).or_insert_with(|| ledger.add(construct, node.location()))
    }

    /// Tells of a fallback, and accounts for it.
    fn loosen(
        &mut self,
        entry: EntryId,
        code: Code,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> crate::findings::Loosened {
        let loosened = self.findings.loosen(Finding::new(code, location, message).with_help(help));
        self.ledger.loosen(entry, loosened);
        loosened
    }
}
