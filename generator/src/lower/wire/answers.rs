//! How answers are read: what the success of an operation is, and the bodies of its errors.

use super::{Content, Cx, Payload, Success, is_plain_bytes, is_sendable, is_success};
use crate::findings::codes;
use crate::ir::Status;
use crate::read::{MediaKind, Operation};
use crate::text::excerpt;

impl<'d> Cx<'_, 'd, '_> {
    /// The success of an operation: what all successes have in common, or else the bytes that come.
    pub(super) fn success(&mut self, operation: &Operation<'d>) -> Success {
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
    pub(super) fn failure(&mut self, response: usize) -> Option<Payload> {
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

    fn is_same(&self, a: Content, b: Content) -> bool {
        match (a, b) {
            (Content::Json(a), Content::Json(b)) => {
                self.kinds.target(a) == self.kinds.target(b) && self.kinds.is_nullable(a) == self.kinds.is_nullable(b)
            }
            (a, b) => a == b,
        }
    }
}
