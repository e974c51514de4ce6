//! The fourth pass: how parameters and bodies are sent and read.

mod answers;
mod forms;
mod headers;
mod parameters;
mod requests;
mod response_media;
mod streams;

use std::collections::{BTreeMap, HashSet};

use super::kinds::{Kind, Kinds};
pub(super) use forms::{MultipartBody, is_form};
pub(super) use headers::Header;
pub(super) use requests::{RequestContent, RequestFormat, TextSeparator};

use crate::findings::{Code, Finding, Findings, Loosened, codes};
use crate::ir::{ParameterEncoding, Status};
use crate::ledger::{EntryId, Ledger};
use crate::read::{Answers, BodyId, Media, SchemaId, Spec};
use crate::source::Location;
use crate::text::excerpt;

/// How everything goes over the wire.
#[derive(Debug)]
pub(super) struct Wire {
    /// By parameter: the schema of its values, or why they are given as text.
    pub(super) parameters: Vec<Result<SchemaId, Loosened>>,
    /// By parameter: how its values are written.
    pub(super) encodings: Vec<ParameterEncoding>,
    /// By request body: what it can be sent as. Nothing where no media type is documented, or no operation sends it.
    pub(super) bodies: Vec<Vec<RequestContent>>,
    /// By operation: what its success is.
    pub(super) successes: Vec<Success>,
    /// The headers of answers, by name.
    pub(super) headers: BTreeMap<String, Header>,
    /// The schemas of the media types of responses that are read.
    pub(super) read: Vec<SchemaId>,
    /// The schemas of media types that have no type of their own: another one of the response says the same of the same
    /// value, or the answer is text or bytes.
    pub(super) other_forms: HashSet<SchemaId>,
    /// By response: the body of an error. Nothing where none is documented, or it is left as bytes.
    pub(super) failures: Vec<Option<Payload>>,
}

/// A body, and the media type that it is sent with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Payload {
    pub(super) media_type: String,
    pub(super) content: Content,
}

/// What a body consists of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content {
    /// JSON of this schema.
    Json(SchemaId),
    /// Any JSON.
    AnyJson,
    /// Text.
    Text,
    /// Bytes as they are, all at once.
    Bytes,
    /// Bytes as they come.
    Download,
    /// Server-sent events with JSON of this schema as data; of any JSON where there is none.
    Events(Option<SchemaId>),
    /// Server-sent events with text as data.
    TextEvents,
    /// JSON of this schema, of any JSON where there is none, one value after another.
    JsonLines(Option<SchemaId>),
}

impl Content {
    /// The schema whose type it has.
    pub(super) fn schema(self) -> Option<SchemaId> {
        match self {
            Self::Json(schema) => Some(schema),
            Self::Events(schema) | Self::JsonLines(schema) => schema,
            Self::AnyJson | Self::Text | Self::Bytes | Self::Download | Self::TextEvents => None,
        }
    }
}

/// What the success of an operation is.
#[derive(Debug, Clone)]
pub(super) struct Success {
    /// In the order of their statuses.
    pub(super) answers: Vec<Answer>,
    /// The media types that are asked for, where it isn't JSON alone.
    pub(super) accept: Option<String>,
}

/// One success.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: Status,
    /// Its place among the responses of the operation; nothing where none is documented.
    pub(super) place: Option<usize>,
    pub(super) content: Option<Content>,
}

/// Decides for all of them.
pub(super) fn wire(spec: &Spec<'_>, kinds: &Kinds, findings: &mut Findings, ledger: &mut Ledger) -> Wire {
    let mut cx = Cx { spec, kinds, findings, ledger, other_forms: HashSet::new() };
    // The bodies of requests that the API makes are not sent.
    let sent: HashSet<BodyId> = spec.operations.iter().filter_map(|operation| operation.body).collect();
    let bodies = spec.bodies.iter().enumerate();
    let bodies = bodies.map(|(index, body)| match sent.contains(&BodyId(index)) {
        true => cx.request_body(body),
        false => Vec::new(),
    });
    let bodies = bodies.collect();
    let (parameters, encodings) = spec.parameters.iter().map(|parameter| cx.parameter(parameter)).unzip();
    Wire {
        bodies,
        parameters,
        encodings,
        failures: spec.responses.iter().map(|_| None).collect(),
        successes: Vec::new(),
        headers: cx.headers(),
        read: cx.read(),
        other_forms: std::mem::take(&mut cx.other_forms),
    }
    .with_answers(&mut cx)
}

impl Wire {
    fn with_answers(mut self, cx: &mut Cx<'_, '_, '_>) -> Self {
        for operation in &cx.spec.operations {
            self.successes.push(cx.success(operation));
            cx.tell_never_sent(operation);
            for (status, id) in &operation.responses {
                if !is_success(*status) && self.failures[id.0].is_none() {
                    self.failures[id.0] = cx.failure(id.0);
                }
            }
        }
        self
    }
}

/// What the functions of this pass share.
struct Cx<'a, 'd, 'f> {
    spec: &'a Spec<'d>,
    kinds: &'a Kinds,
    findings: &'f mut Findings,
    ledger: &'f mut Ledger,
    /// See [`Wire::other_forms`].
    other_forms: HashSet<SchemaId>,
}

impl<'d> Cx<'_, 'd, '_> {
    /// The schemas of the media types of responses that are read.
    fn read(&mut self) -> Vec<SchemaId> {
        let streaming = self.spec.operations.iter().filter(|operation| operation.answers == Answers::Streams);
        let successes = streaming.flat_map(|operation| &operation.responses).filter(|(status, _)| is_success(*status));
        let streamed: HashSet<usize> = successes.map(|(_, id)| id.0).collect();
        let responses = self.spec.responses.iter().enumerate();
        let read = responses.map(|(index, response)| self.left_out(&response.contents, streamed.contains(&index)));
        read.collect::<Vec<_>>().concat()
    }

    fn json(&mut self, media: &Media) -> Content {
        let Some(schema) = media.schema else {
            let message = format!("`{}` has no `schema`; any JSON is allowed here", excerpt(&media.name));
            let location = self.ledger.location(media.entry);
            self.loosen(media.entry, codes::NO_SCHEMA, location, message, "give it a `schema`");
            return Content::AnyJson;
        };
        match self.kinds.resolved(schema) {
            Kind::Any => Content::AnyJson,
            _ => Content::Json(schema),
        }
    }

    fn loosen(
        &mut self,
        entry: EntryId,
        code: Code,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Loosened {
        let loosened = self.findings.loosen(Finding::new(code, location, message).with_help(help));
        self.ledger.loosen(entry, loosened);
        loosened
    }
}

/// Whether the statuses are those of a success.
pub(super) fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..300) | Status::Class(2))
}

/// Whether a media type can be the value of `Content-Type` (RFC 9110, section 8.3.1): it is no range.
fn is_sendable(name: &str) -> bool {
    let (essence, parameters) = name.split_once(';').map_or((name, ""), |(essence, rest)| (essence, rest));
    let is_token = |text: &str| !text.is_empty() && text != "*" && text.bytes().all(crate::text::is_token_byte);
    let is_type = essence.trim().split_once('/').is_some_and(|(top, sub)| is_token(top) && is_token(sub));
    is_type && !essence.contains('*') && parameters.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
