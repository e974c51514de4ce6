//! Bodies: the media types of requests and responses.

use super::Reader;
use super::arena::{Context, Owner, SchemaId};
use super::node::Node;
use crate::findings::codes;
use crate::ledger::{Construct, EntryId};
use crate::normalise::ObjectKind;
use crate::text::excerpt;

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
    pub(crate) kind: MediaKind,
    /// The schema of its values.
    pub(crate) schema: Option<SchemaId>,
    /// The schema of the items that its values are a sequence of.
    pub(crate) items: Option<SchemaId>,
    pub(crate) entry: EntryId,
}

/// What is known of how values of a media type are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaKind {
    /// JSON (RFC 8259), or a format on top of it (RFC 6839, section 3.1).
    Json,
    /// Anything else.
    Bytes,
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
            let Some([schema, items]) = self.media_type(at, &context(name)) else { continue };
            all.push(Media { name: name.to_owned(), kind: kind_of(name), schema, items, entry });
        }
        all
    }

    /// Reads the media type at `node`, which may be a reference, with all that is in it: the schema of its values, that of
    /// their items, and the headers of their parts. The schemas are given, where there are any; nothing where the
    /// reference can't be followed.
    pub(super) fn media_type(&mut self, node: Node<'d>, context: &Context<'d>) -> Option<[Option<SchemaId>; 2]> {
        let used = self.account(Construct::MediaType, &node);
        let target = self.resolve(node, "mediaTypes").map_err(|loosened| self.ledger.loosen(used, loosened)).ok()?;
        let entry = self.account(Construct::MediaType, &target);
        self.ledger.refer(used, entry);
        let schema = target.get("schema").map(|schema| self.schema(schema, context.clone()));
        let items = target.get("itemSchema").map(|items| self.schema(items, context.clone()));
        self.encodings(&target);
        Some([schema, items])
    }

    /// The headers of the parts of a body, and of the parts of these.
    fn encodings(&mut self, node: &Node<'d>) {
        let named = node.objects_of("encoding").map(|(name, encoding)| (name.to_owned(), encoding));
        let items = node.items_of("prefixEncoding").chain(node.get("itemEncoding"));
        for (part, encoding) in named.chain(items.map(|encoding| ("item".to_owned(), encoding))).collect::<Vec<_>>() {
            for (name, header) in encoding.objects_of("headers") {
                self.header(name, header, &Owner::Incoming(format!("{part} part")));
            }
            self.encodings(&encoding);
        }
    }

    /// A media type under `components/mediaTypes`.
    pub(super) fn reusable_media_type(&mut self, name: &str, node: Node<'d>) {
        let context = Context::RequestBody(Owner::Component("mediaTypes", name.to_owned()), name.to_owned());
        self.media_type(node, &context);
    }

    /// The media type that is used: JSON where there is some, else the first. The others are told of.
    pub(super) fn chosen(&mut self, all: &[Media], what: &str) -> Option<Media> {
        let chosen = all.iter().find(|media| media.kind == MediaKind::Json).or(all.first())?;
        let others: Vec<_> = all.iter().filter(|media| media.name != chosen.name).cloned().collect();
        for other in others {
            let message =
                format!("{what} `{}` has no type: `{}` is left out", excerpt(&chosen.name), excerpt(&other.name));
            let location = self.ledger.location(other.entry);
            let help = "use the client's `request` for it";
            self.loosen(other.entry, codes::OTHER_MEDIA_TYPE, location, message, help);
        }
        Some(chosen.clone())
    }
}

/// What is known of a media type by its name.
fn kind_of(name: &str) -> MediaKind {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = essence == "application/json"
        || essence == "text/json"
        || (essence.contains('/') && essence.ends_with("+json"));
    if is_json { MediaKind::Json } else { MediaKind::Bytes }
}
