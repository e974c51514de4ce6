//! How forms are sent: those of fields (`application/x-www-form-urlencoded`), and those of parts (`multipart/form-data`).

use serde_json::Value;

use super::requests::RequestFormat;
use super::{Cx, is_sendable};
use crate::findings::codes;
use crate::ir::{FieldEncoding, FieldStyle, PartFormat};
use crate::lower::kinds::{Kind, Property};
use crate::media_types::{Writing, essence, writing};
use crate::normalise::Version;
use crate::read::{Encoding, Media, SchemaId};
use crate::text::excerpt;

/// A form of parts: an object, whose properties are the parts.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) struct MultipartBody {
    /// The object.
    pub(in crate::lower) schema: SchemaId,
    /// By property.
    pub(in crate::lower) parts: Vec<(Property, Part)>,
}

/// How a property is sent.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) struct Part {
    pub(in crate::lower) format: PartFormat,
    /// Whether there is one of each item.
    pub(in crate::lower) is_list: bool,
    /// The media type of its data, where the document says it.
    pub(in crate::lower) content_type: Option<String>,
}

impl Cx<'_, '_, '_> {
    pub(super) fn form(&mut self, media: &Media) -> RequestFormat {
        let schema = media.schema.map(|schema| self.kinds.request(schema));
        let is_object = |kind: &Kind| {
            !matches!(kind, Kind::String | Kind::Text(_) | Kind::Boolean | Kind::Integer(_) | Kind::List(_))
        };
        match schema {
            Some(schema) if is_object(self.kinds.resolved(schema)) => {
                let fields = media.encodings.iter().filter_map(|encoding| self.field(media, encoding)).collect();
                RequestFormat::Form(Some(schema).filter(|id| *self.kinds.resolved(*id) != Kind::Any), fields)
            }
            Some(_) => self.loose_text(media),
            None => RequestFormat::Form(None, Vec::new()),
        }
    }

    /// How a field is written, where that is not what the kind of its values asks for.
    fn field(&mut self, media: &Media, encoding: &Encoding) -> Option<FieldEncoding> {
        let has_style = encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let is_json = encoding.content_type.as_deref().is_some_and(|name| writing(name) == Writing::Json);
        let style = match encoding.style.as_deref() {
            // Where a style is said, the content type has no meaning.
            None if !has_style && is_json => FieldStyle::Json,
            None if !has_style => return None,
            None | Some("form") if encoding.explode.unwrap_or(true) => FieldStyle::Form,
            None | Some("form") => FieldStyle::Commas,
            Some("spaceDelimited") => FieldStyle::Spaces,
            Some("pipeDelimited") => FieldStyle::Pipes,
            Some("deepObject") => FieldStyle::DeepObject,
            Some(other) => {
                let message = format!("the field `{}` has the style `{}`", excerpt(&encoding.name), excerpt(other));
                self.tell_encoding(media, message, "write a style that a query can have");
                return None;
            }
        };
        Some(FieldEncoding { wire: encoding.name.clone(), style, allow_reserved: encoding.allow_reserved })
    }

    /// A form of parts, if its schema says which there are.
    pub(super) fn multipart(&mut self, media: &Media) -> RequestFormat {
        let schema = media.schema.map(|schema| self.kinds.target(self.kinds.request(schema)));
        let Some((schema, Kind::Object(object))) = schema.map(|schema| (schema, self.kinds.get(schema).clone())) else {
            return self.members(media, schema);
        };
        if object.rest.is_some() {
            let message = "parts that have no name in the document can't be sent".to_owned();
            self.tell_encoding(media, message, "name them under `properties`");
        }
        let parts = object.properties.into_iter().map(|property| {
            let part = self.part(media, &property);
            (property, part)
        });
        let parts = parts.collect();
        RequestFormat::Multipart(MultipartBody { schema, parts })
    }

    /// A form whose parts are the members of an object that isn't known to have these or those: a map, a union.
    fn members(&mut self, media: &Media, schema: Option<SchemaId>) -> RequestFormat {
        let Some(schema) = schema else { return RequestFormat::Members(None) };
        let kind = self.kinds.get(schema).clone();
        if !matches!(kind, Kind::Map(_) | Kind::FreeObject | Kind::Any | Kind::Loose(_) | Kind::Union(_)) {
            let message =
                format!("what has no members can't be `{}`; its body is given as bytes", excerpt(&media.name));
            let help = "give it a `schema` with `properties`; with bytes, say the boundary by `Upload::content_type`";
            let location = self.ledger.location(media.entry);
            self.loosen(media.entry, codes::BODY_BYTES, location, message, help);
            return RequestFormat::Bytes;
        }
        let objects = self.kinds.parts(schema).into_iter().map(|part| self.kinds.resolved(part).clone());
        let mut properties = objects.flat_map(|kind| match kind {
            Kind::Object(object) => object.properties,
            _ => Vec::new(),
        });
        if properties.any(|property| self.is_file(property.schema)) {
            let message = "files can't be sent where a union says which parts there are".to_owned();
            self.tell_encoding(media, message, "let the form be one object, by an overlay");
        }
        let schema = Some(schema).filter(|_| !matches!(kind, Kind::Any | Kind::Loose(_)));
        RequestFormat::Members(schema)
    }

    fn part(&mut self, media: &Media, property: &Property) -> Part {
        let encoding = media.encodings.iter().find(|encoding| encoding.name == property.name);
        let style = encoding.and_then(|encoding| self.field(media, encoding)).map(|field| field.style);
        let (item, is_list) = match self.kinds.resolved(property.schema) {
            Kind::List(Some(items)) => (*items, true),
            _ => (property.schema, false),
        };
        let said = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let content_type = said.filter(|name| is_sendable(name) && !name.contains(',')).map(str::to_owned);
        let said = said.map(|name| writing(name.split(',').next().unwrap_or_default()));
        let is_text = matches!(self.kinds.resolved(item), Kind::String);
        let format = match said {
            _ if self.is_file(item) => PartFormat::File,
            Some(Writing::Json) => PartFormat::Json,
            Some(Writing::Bytes | Writing::Unknown) if is_text => PartFormat::File,
            _ => PartFormat::Value,
        };
        // A style says it all.
        let format = match style.filter(|style| *style != FieldStyle::Json && format != PartFormat::File) {
            Some(style) => PartFormat::Styled(style),
            None => format,
        };
        let is_list = is_list && format == PartFormat::File;
        Part { format, is_list, content_type }
    }

    /// Whether values of the schema are the data of a file.
    fn is_file(&self, id: SchemaId) -> bool {
        let target = self.kinds.target(id);
        let sources = [id, target].into_iter().flat_map(|id| self.kinds.sources(id).iter().copied().chain([id]));
        let mut nodes = sources.map(|id| &self.spec.schemas[id].node);
        match self.kinds.get(target) {
            Kind::String => nodes.any(|node| {
                let is_of_bytes = |name: &str| matches!(writing(name), Writing::Bytes | Writing::Unknown);
                ["format", "contentEncoding"].iter().any(|key| node.text(key) == Some("binary"))
                    || node.text("contentMediaType").is_some_and(is_of_bytes)
            }),
            // From 3.1 on, what has no type is bytes where it is a part.
            Kind::Any => self.spec.version_of_openapi != Version::V3_0 && nodes.all(|node| says_nothing(node.value)),
            _ => false,
        }
    }

    fn tell_encoding(&mut self, media: &Media, message: String, help: &str) {
        let location = self.ledger.location(media.entry);
        self.loosen(media.entry, codes::FORM_ENCODING, location, message, help);
    }
}

/// Whether a schema says nothing of its values but what they are for.
fn says_nothing(schema: &Value) -> bool {
    const ANNOTATIONS: &[&str] = &["title", "description", "deprecated", "examples", "contentMediaType"];
    schema.as_object().is_some_and(|object| object.keys().all(|key| ANNOTATIONS.contains(&key.as_str())))
}

/// Whether the media type is that of forms, of fields or of parts.
pub(in crate::lower) fn is_form(name: &str) -> bool {
    is_multipart(name) || writing(name) == Writing::Form
}

/// Whether the media type is that of forms of parts.
pub(super) fn is_multipart(name: &str) -> bool {
    essence(name) == "multipart/form-data"
}
