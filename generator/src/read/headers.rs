//! Headers of responses, and of the parts of bodies.

use super::Reader;
use super::SchemaId;
use super::arena::Context;
use super::bodies::Media;
use super::node::Node;
use crate::ledger::{Construct, EntryId};
use crate::normalise::ObjectKind;

/// A header, by its place in the list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct HeaderId(pub(crate) usize);

/// A header.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) entry: EntryId,
    /// The schema of its values, as they are written in simple style.
    pub(crate) schema: Option<SchemaId>,
    /// The media types of its values, where they have one.
    pub(crate) contents: Vec<Media>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

impl<'d> Reader<'d, '_> {
    /// The headers of the response or the part at `node`.
    pub(super) fn headers(&mut self, node: &Node<'d>) -> Vec<(String, HeaderId)> {
        let all = node.objects_of("headers").collect::<Vec<_>>().into_iter();
        all.filter_map(|(name, header)| Some((name.to_owned(), self.header(name, header)?))).collect()
    }

    /// The header at `node`, which may be a reference.
    pub(super) fn header(&mut self, name: &str, node: Node<'d>) -> Option<HeaderId> {
        let used = self.account(Construct::Header, &node);
        let node = match self.resolve(node, "headers") {
            Ok(node) => node,
            Err(loosened) => {
                self.ledger.loosen(used, loosened);
                return None;
            }
        };
        let entry = self.account(Construct::Header, &node);
        self.ledger.refer(used, entry);
        let key = (ObjectKind::Header, node.address());
        if let Some(known) = self.known.get(&key) {
            return Some(HeaderId(*known));
        }
        let context = Context::Header(name.to_owned());
        let contents = self.content(&node, &|_| context.clone());
        let schema = node.get("schema").map(|schema| self.schema(schema, context.clone()));
        let (description, deprecated) = (node.prose("description"), node.flag("deprecated"));
        self.headers.push(Header { entry, schema, contents, description, deprecated });
        self.known.insert(key, self.headers.len() - 1);
        Some(HeaderId(self.headers.len() - 1))
    }
}
