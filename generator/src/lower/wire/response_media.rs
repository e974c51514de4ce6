//! Which media types of a response are read, and how.

use serde_json::{Map, Value};

use super::Cx;
use crate::findings::codes;
use crate::ir::AnswerFormat;
use crate::lower::kinds::Kind;
use crate::media_types::{Writing, essence, is_stream, writing};
use crate::read::{Answers, Media, SchemaId};
use crate::text::excerpt;

/// The media types of a response that are read, all in one way.
#[derive(Debug, Clone)]
pub(super) struct Chosen<'m> {
    pub(super) format: AnswerFormat,
    /// The first of them, which says the type.
    pub(super) media: &'m Media,
    /// All of them. Text and bytes are of any type, JSON is of one.
    pub(super) all: Vec<&'m Media>,
}

impl<'m> Cx<'_, '_, '_> {
    /// JSON where there is some, else what the first media type is; of an operation that asks for streams, the first
    /// stream.
    pub(super) fn chosen(&self, contents: &'m [Media], answers: Answers) -> Option<Chosen<'m>> {
        let is_json = |media: &&Media| self.format(media) == AnswerFormat::Json;
        let is_wanted = |media: &&Media| match answers {
            Answers::Any => false,
            Answers::Values => !is_stream(&media.name),
            Answers::Streams => is_stream(&media.name),
        };
        let json = contents.iter().find(|media| answers != Answers::Streams && is_json(media));
        let media = json.or(contents.iter().find(is_wanted)).or(contents.iter().find(is_json)).or(contents.first())?;
        let format = self.format(media);
        let is_read = |other: &&Media| match format {
            AnswerFormat::Json => self.is_same_value(media.schema, other.schema),
            AnswerFormat::JsonLines | AnswerFormat::Events | AnswerFormat::TextEvents => {
                self.format(other) == format
                    && self.is_same_value(media.schema.or(media.items), other.schema.or(other.items))
            }
            format => self.format(other) == format,
        };
        Some(Chosen { format, media, all: contents.iter().filter(is_read).collect() })
    }

    /// Tells of the media types of a response that are not read, and gives the schemas of those that are. Another form of
    /// the same value is nothing that callers miss.
    pub(super) fn left_out(&mut self, contents: &[Media], is_streamed: bool) -> Vec<SchemaId> {
        let whole = if is_streamed { Answers::Values } else { Answers::Any };
        let Some(chosen) = self.chosen(contents, whole) else { return Vec::new() };
        let streams = self.chosen(contents, Answers::Streams).filter(|_| is_streamed);
        let read: Vec<_> = chosen.all.iter().chain(streams.iter().flat_map(|chosen| &chosen.all)).copied().collect();
        for other in contents.iter().filter(|media| read.iter().all(|read| read.entry != media.entry)) {
            if self.is_other_form(chosen.media.schema, other.schema) {
                self.other_forms.extend(other.schema);
                continue;
            }
            let (read, name) = (excerpt(&chosen.media.name), excerpt(&other.name));
            let message = format!("an answer of another media type than `{read}` has no type: `{name}` is left out");
            let location = self.ledger.location(other.entry);
            let help = "use the client's `request` for it";
            self.loosen(other.entry, codes::OTHER_MEDIA_TYPE, location, message, help);
        }
        // What is text or bytes has no type of its own, unless the document says more of it.
        let is_plain = |media: &&Media| {
            matches!(writing(&media.name), Writing::Text | Writing::Bytes) && !self.is_structured(media.schema)
        };
        let (plain, typed): (Vec<_>, Vec<_>) = read.into_iter().partition(is_plain);
        let plain: Vec<_> = plain.iter().filter_map(|media| media.schema).collect();
        self.other_forms.extend(plain);
        typed.iter().filter_map(|media| media.schema).collect()
    }

    /// How a body of a media type is read. What a range stands for is JSON, if its values have properties.
    fn format(&self, media: &Media) -> AnswerFormat {
        let essence = essence(&media.name);
        let is_any = matches!(essence.as_str(), "*/*" | "application/*");
        match writing(&media.name) {
            _ if essence == "text/event-stream" => AnswerFormat::Events,
            Writing::JsonLines | Writing::JsonSequence => AnswerFormat::JsonLines,
            Writing::Json => AnswerFormat::Json,
            Writing::Unknown if is_any && self.is_structured(media.schema) => AnswerFormat::Json,
            Writing::Xml | Writing::Text => AnswerFormat::Text,
            Writing::Unknown if is_text(&essence) => AnswerFormat::Text,
            _ => AnswerFormat::Download,
        }
    }

    /// Whether two schemas say the same of a value, so that one type holds it.
    fn is_same_value(&self, a: Option<SchemaId>, b: Option<SchemaId>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return a == b };
        let is_nullable = |id| self.kinds.is_nullable(id);
        let is_one = self.kinds.target(a) == self.kinds.target(b) && is_nullable(a) == is_nullable(b);
        let value = |id: SchemaId| self.spec.schemas[id].node.value;
        // An inline type would be made twice.
        is_one || (self.is_plain(a) && value(a) == value(b))
    }

    /// Whether two schemas say the same of a value but for how it is written as XML, and for what is said to people.
    fn is_other_form(&self, a: Option<SchemaId>, b: Option<SchemaId>) -> bool {
        let value = |id: SchemaId| without_annotations(self.spec.schemas[id].node.value);
        a.zip(b).is_some_and(|(a, b)| value(a) == value(b))
    }

    /// Whether nothing of a schema needs a type of its own. Lists that hold themselves do.
    fn is_plain(&self, id: SchemaId) -> bool {
        match self.kinds.get(id) {
            Kind::List(Some(items)) | Kind::Map(items) => !self.kinds.is_wrapper(id) && self.is_plain(*items),
            Kind::Tuple(items) => items.iter().all(|item| self.is_plain(*item)),
            _ => !self.kinds.is_type(id),
        }
    }
}

/// Whether a media type that isn't called one of text is one of text that people read.
fn is_text(essence: &str) -> bool {
    const TEXTS: &[&str] = &["yaml", "x-yaml", "javascript", "x-javascript", "graphql", "sql", "toml", "rtf"];
    let application = essence.strip_prefix("application/").unwrap_or_default();
    TEXTS.contains(&application) || essence.ends_with("+yaml")
}

/// A schema without what doesn't say which values it has.
fn without_annotations(schema: &Value) -> Value {
    const ANNOTATIONS: &[&str] = &["xml", "title", "description", "example", "examples", "externalDocs"];
    // Under these, keys are names of the document's.
    const NAMED: &[&str] = &["properties", "patternProperties", "$defs", "dependentSchemas"];
    let values = |map: &Map<String, Value>| {
        Value::Object(map.iter().map(|(key, value)| (key.clone(), without_annotations(value))).collect())
    };
    match schema {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !ANNOTATIONS.contains(&key.as_str()));
            let kept = kept.map(|(key, value)| {
                let value = match value {
                    Value::Object(named) if NAMED.contains(&key.as_str()) => values(named),
                    value if matches!(key.as_str(), "const" | "default" | "enum") => value.clone(),
                    value => without_annotations(value),
                };
                (key.clone(), value)
            });
            Value::Object(kept.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_annotations).collect()),
        other => other.clone(),
    }
}
