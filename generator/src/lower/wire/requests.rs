//! How the bodies of requests are sent.

use super::forms::{MultipartBody, is_multipart};
use super::{Content, Cx, is_sendable};
use crate::findings::{Finding, codes};
use crate::ir::{FieldEncoding, PartFormat};
use crate::lower::kinds::{Kind, Kinds};
use crate::media_types::{Writing, essence, writing};
use crate::read::{Media, RequestBody, SchemaId};
use crate::source::Location;
use crate::text::excerpt;

/// A media type that a body is sent as.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) struct RequestContent {
    /// The value of `Content-Type`.
    pub(in crate::lower) media_type: String,
    /// As the document writes it.
    pub(in crate::lower) name: String,
    pub(in crate::lower) format: RequestFormat,
}

/// How the values of a body are written.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) enum RequestFormat {
    /// JSON of this schema; any JSON where there is none.
    Json(Option<SchemaId>),
    /// JSON texts of this schema, of any JSON where there is none: each on a line, or after a record separator.
    JsonTexts(Option<SchemaId>, TextSeparator),
    /// The text of a scalar of this schema; any text where there is none.
    Text(Option<SchemaId>),
    /// A form of the fields of this schema, any object where there is none; and how some of them are written.
    Form(Option<SchemaId>, Vec<FieldEncoding>),
    /// A form of parts.
    Multipart(MultipartBody),
    /// A form whose parts are the members of this schema, of any object where there is none.
    Members(Option<SchemaId>),
    /// Bytes as they are.
    Bytes,
}

/// What tells JSON texts apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum TextSeparator {
    /// The end of a line.
    Line,
    /// A record separator before each (RFC 7464).
    Record,
}

impl RequestFormat {
    /// The schemas whose types it is written of.
    pub(in crate::lower) fn schemas(&self) -> Vec<SchemaId> {
        match self {
            Self::Json(schema)
            | Self::JsonTexts(schema, _)
            | Self::Text(schema)
            | Self::Form(schema, _)
            | Self::Members(schema) => schema.iter().copied().collect(),
            Self::Multipart(MultipartBody { parts, .. }) => {
                let values = parts.iter().filter(|(_, part)| part.format != PartFormat::File);
                values.map(|(property, _)| property.schema).collect()
            }
            Self::Bytes => Vec::new(),
        }
    }
}

impl Cx<'_, '_, '_> {
    /// The media types that a body can be sent as. Of several that are written alike, of the same values, the first is
    /// the one that is sent.
    pub(super) fn request_body(&mut self, body: &RequestBody) -> Vec<RequestContent> {
        let mut contents: Vec<RequestContent> = Vec::new();
        for media in &body.media {
            let has_parts = contents.iter().any(|other| matches!(other.format, RequestFormat::Multipart(_)));
            let content = self.request_content(media, has_parts);
            self.ledger.refer(body.entry, media.entry);
            let known = contents.iter().position(|other| self.is_alike(&other.format, &content.format));
            match known {
                // A range is sent as what it stands for only where there is nothing better.
                Some(index) if !is_sendable(&contents[index].name) && is_sendable(&content.name) => {
                    contents[index] = content;
                }
                Some(_) => {}
                None => contents.push(content),
            }
        }
        contents
    }

    /// A media type that a body can be sent as; an operation has one type of forms of parts.
    fn request_content(&mut self, media: &Media, has_parts: bool) -> RequestContent {
        let format = match writing(&media.name) {
            _ if is_multipart(&media.name) && !has_parts => self.multipart(media),
            Writing::Form => self.form(media),
            Writing::Json => self.json_format(media),
            Writing::JsonLines => RequestFormat::JsonTexts(self.items(media), TextSeparator::Line),
            Writing::JsonSequence => RequestFormat::JsonTexts(self.items(media), TextSeparator::Record),
            Writing::Xml => self.loose_text(media),
            Writing::Text => self.text(media),
            Writing::Bytes => RequestFormat::Bytes,
            // What a range stands for is JSON, if its values have properties.
            Writing::Unknown if media.name.contains('*') && self.is_structured(media.schema) => self.json_format(media),
            Writing::Unknown => self.unknown(media),
        };
        let location = self.ledger.location(media.entry);
        let media_type = self.sendable(media, &format, &location);
        RequestContent { media_type, name: media.name.clone(), format }
    }

    fn json_format(&mut self, media: &Media) -> RequestFormat {
        match self.json(media) {
            Content::Json(schema) => RequestFormat::Json(Some(self.kinds.request(schema))),
            _ => RequestFormat::Json(None),
        }
    }

    /// The schema of the items of a sequence: `itemSchema`, or the items of an array.
    fn items(&self, media: &Media) -> Option<SchemaId> {
        let of_array = |schema: SchemaId| match self.kinds.resolved(schema) {
            Kind::List(items) => *items,
            _ => Some(schema),
        };
        let items = media.items.or_else(|| of_array(media.schema?))?;
        Some(self.kinds.request(items)).filter(|id| *self.kinds.resolved(*id) != Kind::Any)
    }

    /// A text of which the document says more than that.
    pub(super) fn loose_text(&mut self, media: &Media) -> RequestFormat {
        let message = format!("a body of `{}` is given as text", excerpt(&media.name));
        let help = "write the text as the media type has it, by a library for it";
        let location = self.ledger.location(media.entry);
        self.loosen(media.entry, codes::BODY_TEXT, location, message, help);
        RequestFormat::Text(None)
    }

    /// A text is that of a scalar, if the document says so.
    fn text(&mut self, media: &Media) -> RequestFormat {
        let Some(schema) = media.schema else { return RequestFormat::Text(None) };
        if self.kinds.is_scalar(schema) && !self.kinds.is_nullable(schema) {
            return RequestFormat::Text(Some(schema));
        }
        if self.is_structured(Some(schema)) {
            return self.loose_text(media);
        }
        RequestFormat::Text(None)
    }

    /// A format that nothing is known of is bytes, which is all that there is to say unless the document says more.
    fn unknown(&mut self, media: &Media) -> RequestFormat {
        if self.is_structured(media.schema) || media.items.is_some() {
            let message = format!("a body of `{}` is given as bytes", excerpt(&media.name));
            let help = "write the bytes as the media type has it";
            let location = self.ledger.location(media.entry);
            self.loosen(media.entry, codes::BODY_BYTES, location, message, help);
        }
        RequestFormat::Bytes
    }

    /// Whether a schema says more of its values than that they are bytes or text.
    pub(super) fn is_structured(&self, schema: Option<SchemaId>) -> bool {
        let is_plain = |id| matches!(self.kinds.resolved(id), Kind::String | Kind::Text(_) | Kind::Any);
        schema.is_some_and(|id| !is_plain(id))
    }

    /// Whether the values of two contents have one type, and are written alike.
    fn is_alike(&self, a: &RequestFormat, b: &RequestFormat) -> bool {
        let is_same = |a: &Option<SchemaId>, b: &Option<SchemaId>| match (a, b) {
            (Some(a), Some(b)) => {
                self.kinds.target(*a) == self.kinds.target(*b)
                    && self.kinds.is_nullable(*a) == self.kinds.is_nullable(*b)
            }
            (a, b) => a == b,
        };
        match (a, b) {
            (RequestFormat::Json(a), RequestFormat::Json(b)) => is_same(a, b),
            (RequestFormat::JsonTexts(a, one), RequestFormat::JsonTexts(b, other)) => one == other && is_same(a, b),
            (RequestFormat::Bytes, RequestFormat::Bytes) => true,
            _ => false,
        }
    }

    /// The media type that a body can be sent with: a range, or what is none, is sent as the one that is written.
    fn sendable(&mut self, media: &Media, format: &RequestFormat, location: &Location) -> String {
        if let RequestFormat::Multipart(_) | RequestFormat::Members(_) = format {
            // The boundary is its parameter.
            return essence(&media.name);
        }
        if is_sendable(&media.name) {
            return media.name.clone();
        }
        let sent = match format {
            RequestFormat::Json(_) => "application/json",
            RequestFormat::JsonTexts(_, TextSeparator::Line) => "application/jsonl",
            RequestFormat::JsonTexts(_, TextSeparator::Record) => "application/json-seq",
            RequestFormat::Text(_) => "text/plain",
            RequestFormat::Form(..) => "application/x-www-form-urlencoded",
            RequestFormat::Multipart(_) | RequestFormat::Members(_) => "multipart/form-data",
            RequestFormat::Bytes => "application/octet-stream",
        };
        let message =
            format!("`{}` is no media type that a body can be sent with; it is sent as `{sent}`", excerpt(&media.name));
        let help = match format {
            RequestFormat::Bytes => "say what is sent by `Upload::content_type`",
            _ => "write the media type that is sent, or set the header `Content-Type` on the request",
        };
        self.findings.push(Finding::new(codes::MEDIA_TYPE, location.clone(), message).with_help(help));
        sent.to_owned()
    }
}

impl Kinds {
    /// Whether values of the schema are written as one text.
    fn is_scalar(&self, id: SchemaId) -> bool {
        use crate::ir::EnumRepr;
        match self.resolved(id) {
            Kind::String | Kind::Text(_) | Kind::Boolean | Kind::True | Kind::False => true,
            Kind::Integer(_) | Kind::Double | Kind::Number => true,
            Kind::Enum(of) => of.repr != EnumRepr::Json,
            _ => false,
        }
    }
}
