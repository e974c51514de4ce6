//! Bodies: the media types of requests and responses.

use super::Reader;
use super::arena::{Context, Owner, SchemaId};
use super::node::Node;
use crate::ledger::{Construct, EntryId};
use crate::normalise::ObjectKind;

/// A request's body, by its place in the list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct BodyId(pub(crate) usize);

/// The body of a request.
#[derive(Debug)]
pub(crate) struct RequestBody {
    pub(crate) entry: EntryId,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    /// Its media types, in the document's order.
    pub(crate) media: Vec<Media>,
}

impl RequestBody {
    /// The schemas of its values, and of their items.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        self.media.iter().flat_map(|media| media.schema.into_iter().chain(media.items))
    }
}

/// A media type, and what is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Media {
    /// As the document writes it.
    pub(crate) name: String,
    /// The schema of its values.
    pub(crate) schema: Option<SchemaId>,
    /// The schema of the items that its values are a sequence of.
    pub(crate) items: Option<SchemaId>,
    /// How its properties are written, where the document says it.
    pub(crate) encodings: Vec<Encoding>,
    pub(crate) entry: EntryId,
}

/// How a property of a form is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Encoding {
    /// The property.
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) style: Option<String>,
    pub(crate) explode: Option<bool>,
    pub(crate) allow_reserved: bool,
}

/// What a media type says of its values.
pub(super) struct MediaParts {
    schema: Option<SchemaId>,
    items: Option<SchemaId>,
    encodings: Vec<Encoding>,
}

impl<'d> Reader<'d, '_> {
    /// The request body at `node`, which may be a reference.
    pub(super) fn request_body(&mut self, node: Node<'d>, owner: &Owner) -> Option<BodyId> {
        let used = self.account(Construct::RequestBody, &node);
        let is_reference = node.value.get("$ref").is_some();
        let node = match self.resolve(node, "requestBodies") {
            Ok(node) => node,
            Err(loosened) => {
                self.ledger.loosen(used, loosened);
                return None;
            }
        };
        let key = (ObjectKind::RequestBody, node.address());
        if let Some(known) = self.known.get(&key) {
            self.ledger.refer(used, self.bodies[*known].entry);
            return Some(BodyId(*known));
        }
        let entry = if is_reference { self.account(Construct::RequestBody, &node) } else { used };
        self.ledger.refer(used, entry);
        let read = self.object::<openapiv3::RequestBody>(ObjectKind::RequestBody, &node);
        let context = |media: &str| Context::RequestBody(owner.clone(), media.to_owned());
        let all = self.content(&node, &context);
        let (required, description) = read.map(|body| (body.required, body.description)).unwrap_or_default();
        let description = description.filter(|text| !text.trim().is_empty());
        self.bodies.push(RequestBody { entry, required, description, media: all });
        self.known.insert(key, self.bodies.len() - 1);
        Some(BodyId(self.bodies.len() - 1))
    }

    /// All media types under `content`, with their schemas.
    pub(super) fn content(&mut self, node: &Node<'d>, context: &dyn Fn(&str) -> Context<'d>) -> Vec<Media> {
        let Some(content) = node.get("content") else { return Vec::new() };
        let mut all = Vec::new();
        for (name, at) in content.objects() {
            let entry = self.account(Construct::MediaType, &at);
            let Some(MediaParts { schema, items, encodings }) = self.media_type(at, &context(name)) else { continue };
            all.push(Media { name: name.to_owned(), schema, items, encodings, entry });
        }
        all
    }

    /// Reads the media type at `node`, which may be a reference, with all that is in it: the schema of its values, that of
    /// their items, how their parts are written, and the headers of these; nothing where the reference can't be
    /// followed.
    pub(super) fn media_type(&mut self, node: Node<'d>, context: &Context<'d>) -> Option<MediaParts> {
        let used = self.account(Construct::MediaType, &node);
        let target = self.resolve(node, "mediaTypes").map_err(|loosened| self.ledger.loosen(used, loosened)).ok()?;
        let entry = self.account(Construct::MediaType, &target);
        self.ledger.refer(used, entry);
        let schema = target.get("schema").map(|schema| self.schema(schema, context.clone()));
        let items = target.get("itemSchema").map(|items| self.schema(items, context.clone()));
        let encodings = target.objects_of("encoding").map(|(name, node)| encoding(name, &node)).collect();
        self.encodings(&target);
        Some(MediaParts { schema, items, encodings })
    }

    /// The headers of the parts of a body, and of the parts of these.
    fn encodings(&mut self, node: &Node<'d>) {
        let named = node.objects_of("encoding").map(|(_, encoding)| encoding);
        let items = node.items_of("prefixEncoding").chain(node.get("itemEncoding"));
        for encoding in named.chain(items).collect::<Vec<_>>() {
            self.headers(&encoding);
            self.encodings(&encoding);
        }
    }

    /// A media type under `components/mediaTypes`.
    pub(super) fn reusable_media_type(&mut self, name: &str, node: Node<'d>) {
        let context = Context::RequestBody(Owner::Component("mediaTypes", name.to_owned()), name.to_owned());
        self.media_type(node, &context);
    }
}

fn encoding(name: &str, node: &Node<'_>) -> Encoding {
    Encoding {
        name: name.to_owned(),
        content_type: node.text("contentType").map(str::to_owned),
        style: node.text("style").map(str::to_owned),
        explode: node.value.get("explode").and_then(serde_json::Value::as_bool),
        allow_reserved: node.flag("allowReserved"),
    }
}
