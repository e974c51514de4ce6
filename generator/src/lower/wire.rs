//! How parameters and bodies are sent and read.

use std::collections::HashSet;

use super::kinds::{Kind, Kinds};
use crate::findings::{Code, Finding, Findings, Loosened, codes};
use crate::ir::{EnumRepr, EnumValue, ParameterLocation, Status};
use crate::ledger::{EntryId, Ledger};
use crate::read::{BodyId, Media, MediaKind, Operation, Parameter, SchemaId, Spec};
use crate::source::Location;
use crate::text::excerpt;

/// How everything goes over the wire.
#[derive(Debug)]
pub(super) struct Wire {
    /// By parameter: the schema of its values, or why they are given as text.
    pub(super) parameters: Vec<Result<SchemaId, Loosened>>,
    /// By request body; nothing where none is documented.
    pub(super) bodies: Vec<Option<Payload>>,
    /// By operation: what its success is.
    pub(super) successes: Vec<Success>,
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
    /// Bytes as they are.
    Bytes,
}

/// What the success of an operation is.
#[derive(Debug, Clone)]
pub(super) struct Success {
    pub(super) statuses: Vec<Status>,
    /// The media type that is asked for, where it isn't JSON.
    pub(super) accept: Option<String>,
    pub(super) content: Option<Content>,
    pub(super) description: String,
}

/// Decides for all of them.
pub(super) fn wire(spec: &Spec<'_>, kinds: &Kinds, findings: &mut Findings, ledger: &mut Ledger) -> Wire {
    let mut cx = Cx { spec, kinds, findings, ledger };
    // The bodies of requests that the API makes are not sent.
    let sent: HashSet<BodyId> = spec.operations.iter().filter_map(|operation| operation.body).collect();
    let bodies = spec.bodies.iter().enumerate();
    let bodies = bodies.map(|(index, body)| {
        let media = body.media.as_ref().filter(|_| sent.contains(&BodyId(index)))?;
        cx.request_body(body.entry, media)
    });
    Wire {
        bodies: bodies.collect(),
        parameters: spec.parameters.iter().map(|parameter| cx.parameter(parameter)).collect(),
        failures: spec.responses.iter().map(|_| None).collect(),
        successes: Vec::new(),
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
}

impl<'d> Cx<'_, 'd, '_> {
    /// A parameter's values are scalars; all others are given as text.
    fn parameter(&mut self, parameter: &Parameter<'d>) -> Result<SchemaId, Loosened> {
        let schema = parameter.schema?;
        let (code, what) = match self.kinds.resolved(schema) {
            Kind::List(_) | Kind::Tuple(_) => (codes::PARAMETER_STRUCTURED, "is an array"),
            Kind::Object(_) | Kind::Map(_) | Kind::FreeObject => (codes::PARAMETER_STRUCTURED, "is an object"),
            Kind::Any | Kind::Loose(_) | Kind::Reference(_) | Kind::Null | Kind::Union(_) => {
                (codes::PARAMETER_ANY, "has no scalar type")
            }
            Kind::Enum(enumeration) if enumeration.repr == EnumRepr::Json => {
                (codes::PARAMETER_ANY, "has no scalar type")
            }
            _ => return Ok(schema),
        };
        let message = format!("the parameter `{}` {what}; it is given as text", excerpt(&parameter.wire));
        let help = "write the value as the API reads it; a value that is repeated is added with `query`";
        Err(self.loosen(parameter.entry, code, parameter.node.location(), message, help))
    }

    /// Tells of the values of a path parameter that would make another path: the client refuses them, whoever gives them.
    fn tell_never_sent(&mut self, operation: &Operation<'d>) {
        for id in &operation.parameters {
            let parameter = &self.spec.parameters[id.0];
            let Ok(schema) = parameter.schema.map(|schema| self.kinds.target(schema)) else { continue };
            let Kind::Enum(enumeration) = self.kinds.get(schema) else { continue };
            let variable = format!("{{{}}}", parameter.wire);
            let is_segment = operation.path.template.split('/').any(|segment| segment == variable);
            let is_never_sent = |value: &&EnumValue| match value {
                EnumValue::String(text) => text.is_empty() || (is_segment && matches!(text.as_str(), "." | "..")),
                EnumValue::Integer(_) | EnumValue::Json(_) => false,
            };
            if parameter.location != ParameterLocation::Path {
                continue;
            }
            for value in enumeration.values().filter(is_never_sent) {
                let value = match value {
                    EnumValue::String(text) if text.is_empty() => "the empty value".to_owned(),
                    EnumValue::String(text) => format!("the value `{text}`"),
                    EnumValue::Integer(integer) => format!("the value `{integer}`"),
                    EnumValue::Json(text) => format!("the value `{text}`"),
                };
                let message = format!("{value} of this path parameter would make another path, and is never sent");
                let location = self.spec.schemas[schema].node.value_of("enum");
                let finding = Finding::new(codes::PATH_VALUE_NEVER_SENT, location, message);
                self.findings.push(finding.with_help("remove it"));
            }
        }
    }

    fn request_body(&mut self, entry: EntryId, media: &Media) -> Option<Payload> {
        let location = self.ledger.location(media.entry);
        let name = excerpt(&media.name);
        let media_type = self.sendable(media, &location);
        let content = match media.kind {
            MediaKind::Json => match self.json(media) {
                Content::AnyJson => Content::AnyJson,
                _ => {
                    let message = format!("a body of `{name}` is given as JSON");
                    let help = "make it with `serde_json::json!`, or of a value of its type";
                    self.loosen(media.entry, codes::BODY_JSON, location, message, help);
                    Content::AnyJson
                }
            },
            MediaKind::Bytes => {
                if !is_plain_bytes(&media.name) {
                    let message = format!("a body of `{name}` is given as bytes");
                    let help = "write the bytes as the media type has it";
                    self.loosen(media.entry, codes::BODY_BYTES, location, message, help);
                }
                Content::Bytes
            }
        };
        self.ledger.refer(entry, media.entry);
        Some(Payload { media_type, content })
    }

    /// The success of an operation: what all successes have in common, or else the bytes that come.
    fn success(&mut self, operation: &Operation<'d>) -> Success {
        let successes: Vec<_> = operation.responses.iter().filter(|(status, _)| is_success(*status)).collect();
        let Some((_, first)) = successes.first() else { return self.undocumented(operation) };
        let statuses = successes.iter().map(|(status, _)| *status).collect();
        let description = self.spec.responses[first.0].description.clone();
        let contents: Vec<_> = successes.iter().map(|(_, id)| self.answer(id.0)).collect();
        let first = contents.first().cloned().flatten();
        let is_same = |other: &Option<Payload>| match (other, &first) {
            (Some(a), Some(b)) => self.is_same(a.content, b.content) && a.media_type == b.media_type,
            (a, b) => a == b,
        };
        if !contents.iter().all(is_same) {
            for (_, id) in &successes {
                let response = &self.spec.responses[id.0];
                let (entry, location) = (response.entry, operation.node.key_of("responses"));
                let message = "the successes of this operation have different bodies; the body is read as bytes";
                let help = "look at the status with `send_with_meta`, and read the bytes as JSON";
                self.loosen(entry, codes::SUCCESSES_DIFFER, location, message, help);
            }
            let accept = Some("*/*".to_owned());
            return Success { statuses, accept, content: Some(Content::Bytes), description };
        }
        let accept = first.as_ref().map(|payload| payload.media_type.clone()).filter(|name| name != "application/json");
        Success { statuses, accept, content: first.map(|payload| payload.content), description }
    }

    /// An operation that documents no success: any success is one, and its body is there as bytes.
    fn undocumented(&mut self, operation: &Operation<'d>) -> Success {
        let location = operation.node.value_of("responses");
        let message = "no response of this operation is a success; the body of one is read as bytes";
        let has_default = operation.responses.iter().any(|(status, _)| *status == Status::Default);
        let help = match has_default {
            true => "document the response with status 200, or whichever the API sends; `default` is read as an error",
            false => "document the response with status 200, or whichever the API sends",
        };
        self.loosen(operation.entry, codes::NO_SUCCESS, location, message, help);
        Success {
            statuses: vec![Status::Class(2)],
            accept: Some("*/*".to_owned()),
            content: Some(Content::Bytes),
            description: String::new(),
        }
    }

    /// The body of a success.
    fn answer(&mut self, response: usize) -> Option<Payload> {
        let response = &self.spec.responses[response];
        let media = response.media.as_ref()?;
        let location = self.ledger.location(media.entry);
        let content = match media.kind {
            MediaKind::Json => self.json(media),
            MediaKind::Bytes => {
                if !is_plain_bytes(&media.name) {
                    let message = format!("a body of `{}` is read as bytes", excerpt(&media.name));
                    let help = "read the bytes as the media type has it";
                    let loosened = self.loosen(media.entry, codes::RESPONSE_BYTES, location, message, help);
                    self.ledger.loosen(response.entry, loosened);
                }
                Content::Bytes
            }
        };
        let media_type = if is_sendable(&media.name) { media.name.clone() } else { "*/*".to_owned() };
        Some(Payload { media_type, content })
    }

    /// The body of an error.
    fn failure(&mut self, response: usize) -> Option<Payload> {
        let response = &self.spec.responses[response];
        let media = response.media.as_ref()?;
        if media.kind == MediaKind::Json {
            return Some(Payload { media_type: media.name.clone(), content: self.json(media) });
        }
        let message = format!("an error's body of `{}` has no type; it is there as bytes", excerpt(&media.name));
        let location = self.ledger.location(media.entry);
        let loosened = self.loosen(media.entry, codes::ERROR_BYTES, location, message, "read it with `error.body()`");
        self.ledger.loosen(response.entry, loosened);
        None
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

    /// The media type that a body can be sent with: a range, or what is none, is sent as bytes of no known type.
    fn sendable(&mut self, media: &Media, location: &Location) -> String {
        if is_sendable(&media.name) {
            return media.name.clone();
        }
        let sent = if media.kind == MediaKind::Json { "application/json" } else { "application/octet-stream" };
        let message =
            format!("`{}` is no media type that a body can be sent with; it is sent as `{sent}`", excerpt(&media.name));
        let help = "write the media type that is sent, or set the header `Content-Type` on the request";
        self.findings.push(Finding::new(codes::MEDIA_TYPE, location.clone(), message).with_help(help));
        sent.to_owned()
    }

    fn is_same(&self, a: Content, b: Content) -> bool {
        match (a, b) {
            (Content::Json(a), Content::Json(b)) => {
                self.kinds.target(a) == self.kinds.target(b) && self.kinds.is_nullable(a) == self.kinds.is_nullable(b)
            }
            (a, b) => a == b,
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

/// Whether bytes are all that there is to say of a media type.
fn is_plain_bytes(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/octet-stream"
        || ["image/", "audio/", "video/", "font/"].iter().any(|top| essence.starts_with(top))
}

/// Whether a media type can be the value of `Content-Type` (RFC 9110, section 8.3.1): it is no range.
fn is_sendable(name: &str) -> bool {
    let (essence, parameters) = name.split_once(';').map_or((name, ""), |(essence, rest)| (essence, rest));
    let is_token = |text: &str| !text.is_empty() && text != "*" && text.bytes().all(crate::text::is_token_byte);
    let is_type = essence.trim().split_once('/').is_some_and(|(top, sub)| is_token(top) && is_token(sub));
    is_type && !essence.contains('*') && parameters.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
