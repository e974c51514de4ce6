//! How the answers of operations are read.

use super::{Answer, Content, Cx, Payload, Success, is_sendable, is_success};
use crate::findings::codes;
use crate::ir::{AnswerFormat, Status};
use crate::media_types::{Writing, writing};
use crate::read::{Answers, Operation};
use crate::text::excerpt;

/// What is asked for unless an operation says otherwise.
const JSON: &str = "application/json";

impl<'d> Cx<'_, 'd, '_> {
    /// The successes of an operation: the documented ones; or else `default`, which stands for any other status; or else
    /// the bytes of what comes.
    pub(super) fn success(&mut self, operation: &Operation<'d>) -> Success {
        let mut known: Vec<_> = operation.responses.iter().enumerate().collect();
        known.retain(|(_, (status, _))| is_success(*status));
        if known.is_empty() {
            let all = operation.responses.iter().enumerate();
            known = all.filter(|(_, (status, _))| *status == Status::Default).collect();
        }
        if known.is_empty() {
            return self.undocumented(operation);
        }
        let (mut answers, mut accepted) = (Vec::new(), Vec::new());
        for (place, (status, id)) in known {
            let content = self.answer(id.0, operation.answers, &mut accepted);
            let status = if *status == Status::Default { Status::Class(2) } else { *status };
            answers.push(Answer { status, place: Some(place), content });
        }
        Success { answers, accept: accept(&accepted) }
    }

    /// An operation that documents no success: any success is one, and its body is there as bytes.
    fn undocumented(&mut self, operation: &Operation<'d>) -> Success {
        let location = operation.node.value_of("responses");
        let message = "no response of this operation is a success; the body of one is read as bytes";
        let help = "document the response with status 200, or whichever the API sends";
        self.loosen(operation.entry, codes::NO_SUCCESS, location, message, help);
        let answer = Answer { status: Status::Class(2), place: None, content: Some(Content::Bytes) };
        Success { answers: vec![answer], accept: Some("*/*".to_owned()) }
    }

    /// The body of a success; the media types that it may have are added to those that are accepted.
    fn answer(&mut self, response: usize, answers: Answers, accepted: &mut Vec<String>) -> Option<Content> {
        let response = &self.spec.responses[response];
        let chosen = self.chosen(&response.contents, answers)?;
        match chosen.format {
            AnswerFormat::Json => {
                let name = &chosen.media.name;
                accepted.push(if name.contains('*') { JSON.to_owned() } else { name.clone() });
                return Some(self.json(chosen.media));
            }
            AnswerFormat::JsonLines | AnswerFormat::Events | AnswerFormat::TextEvents => {
                accepted.extend(chosen.all.iter().map(|media| media.name.clone()));
                let is_lines = chosen.format == AnswerFormat::JsonLines;
                return Some(if is_lines { self.lines(chosen.media) } else { self.events(chosen.media) });
            }
            AnswerFormat::Text | AnswerFormat::Bytes | AnswerFormat::Download => {}
        }
        let is_text = chosen.format == AnswerFormat::Text;
        for media in &chosen.all {
            accepted.push(media.name.clone());
            let is_plain = writing(&media.name) == Writing::Bytes || !self.is_structured(media.schema);
            if !is_plain {
                let read = if is_text { "text" } else { "bytes" };
                let message = format!("a body of `{}` is read as {read}", excerpt(&media.name));
                let (location, help) = (self.ledger.location(media.entry), "read it as the media type has it");
                let loosened = self.loosen(media.entry, codes::RESPONSE_BYTES, location, message, help);
                self.ledger.loosen(response.entry, loosened);
            }
        }
        Some(if is_text { Content::Text } else { Content::Download })
    }

    /// The body of an error.
    pub(super) fn failure(&mut self, response: usize) -> Option<Payload> {
        let response = &self.spec.responses[response];
        let chosen = self.chosen(&response.contents, Answers::Any)?;
        if chosen.format == AnswerFormat::Json {
            return Some(Payload { media_type: chosen.media.name.clone(), content: self.json(chosen.media) });
        }
        for media in &chosen.all {
            let message = format!("an error's body of `{}` has no type; it is there as bytes", excerpt(&media.name));
            let location = self.ledger.location(media.entry);
            let help = "read it with `error.body()`";
            let loosened = self.loosen(media.entry, codes::ERROR_BYTES, location, message, help);
            self.ledger.loosen(response.entry, loosened);
        }
        None
    }
}

/// The value of `Accept`; nothing where it is JSON alone, or where no body is documented.
fn accept(accepted: &[String]) -> Option<String> {
    if !accepted.iter().all(|name| is_sendable(name)) {
        return Some("*/*".to_owned());
    }
    let mut names: Vec<&str> = Vec::new();
    for name in accepted {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    (!names.is_empty() && names != [JSON]).then(|| names.join(", "))
}
