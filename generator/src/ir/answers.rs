//! What an operation answers: its successes and its failures, by status.

use serde::Serialize;

use super::{Status, TypeRef};
use crate::names::Ident;

/// What a success is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Success {
    /// The answers that mean it, in the order of their statuses. There is at least one.
    pub answers: Vec<Answer>,
    /// The media types that are asked for, where it isn't JSON alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// The enum of the answers, where their types differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enum_type: Option<Ident>,
}

/// One documented success.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The statuses that mean it.
    pub status: Status,
    /// Its variant of the enum, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<Ident>,
    /// Its body, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<AnswerBody>,
    /// The response's description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// The body of a success.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerBody {
    /// How it is read.
    pub format: AnswerFormat,
    /// The type of its values; of a stream, that of each.
    #[serde(rename = "type")]
    pub ty: TypeRef,
}

/// How the body of a success is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerFormat {
    /// As JSON.
    Json,
    /// As text, which is a string.
    Text,
    /// As bytes, as they came, all at once.
    Bytes,
    /// As bytes, as they come.
    Download,
    /// As server-sent events, with JSON of the type as their data.
    Events,
    /// As server-sent events, with text as their data.
    TextEvents,
    /// As JSON values of the type, one after another.
    JsonLines,
}

impl AnswerFormat {
    /// Whether the body is handed on as it comes.
    pub fn is_stream(self) -> bool {
        matches!(self, Self::Download | Self::Events | Self::TextEvents | Self::JsonLines)
    }
}

impl Success {
    /// The body that all answers have, unless they are an enum.
    pub fn body(&self) -> Option<&AnswerBody> {
        self.answers.first().filter(|_| self.enum_type.is_none())?.body.as_ref()
    }

    /// Whether a call gives anything but the news that it succeeded.
    pub fn has_value(&self) -> bool {
        self.enum_type.is_some() || self.body().is_some()
    }

    /// The types of the bodies.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.answers.iter().filter_map(|answer| Some(&answer.body.as_ref()?.ty))
    }
}

/// One documented failure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failure {
    /// The statuses that mean it.
    pub status: Status,
    /// Its variant of the operation's error type.
    pub variant: Ident,
    /// The type of the body; `None` where none is documented.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<TypeRef>,
    /// The response's description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl Failure {
    /// The type of the body that the variant has: of bytes, nothing is kept but what every error keeps.
    pub fn body(&self) -> Option<&TypeRef> {
        self.ty.as_ref().filter(|ty| **ty != TypeRef::Bytes)
    }
}

/// A header of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// Its name on the wire, in lower case.
    pub wire: String,
    /// The constant that reads it.
    pub name: Ident,
    /// The type of its values.
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// How its values are written.
    pub form: HeaderForm,
    /// The document's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether the document calls it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
}

/// How the values of a header are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderForm {
    /// As text.
    Text,
    /// As JSON, which numbers and booleans are.
    Json,
    /// As texts with commas between.
    TextList,
    /// As numbers or booleans with commas between.
    JsonList,
}
