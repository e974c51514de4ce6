use std::fmt;

use super::{content_type, json, text};
use http::HeaderMap;

/// Why a response isn't what the API's document describes. The error that carries it has the response.
#[derive(Debug, Clone, PartialEq)]
pub struct Unexpected(Box<Reason>);

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reason {
    UndocumentedStatus,
    EmptyBody,
    ContentType(Option<String>),
    ContentCoding(String),
    Body(json::Error),
}

impl Unexpected {
    pub(crate) fn status() -> Self {
        Self(Box::new(Reason::UndocumentedStatus))
    }

    pub(crate) fn empty_body() -> Self {
        Self(Box::new(Reason::EmptyBody))
    }

    /// The content type of these headers, as the reason.
    pub(crate) fn content_type(headers: &HeaderMap) -> Self {
        let essence = content_type::essence(headers);
        let reason = Reason::ContentType(essence.map(|essence| text::clean(essence, 60)));
        Self(Box::new(reason))
    }

    pub(crate) fn content_coding(coding: &str) -> Self {
        Self(Box::new(Reason::ContentCoding(text::clean(coding, 60))))
    }

    pub(crate) fn body(error: json::Error) -> Self {
        Self(Box::new(Reason::Body(error)))
    }

    pub(crate) fn reason(&self) -> &Reason {
        &self.0
    }

    /// Whether the status is one that the document doesn't have for this operation.
    pub fn is_undocumented_status(&self) -> bool {
        matches!(*self.0, Reason::UndocumentedStatus)
    }

    /// Why the body could not be read as the type that the document gives it, if that is the reason.
    pub fn decode_error(&self) -> Option<&json::Error> {
        match &*self.0 {
            Reason::Body(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::UndocumentedStatus => f.write_str("the status is not documented"),
            Reason::EmptyBody => f.write_str("expected a JSON body, found none"),
            Reason::ContentType(None) => f.write_str("expected a JSON body, found no content type"),
            Reason::ContentType(Some(found)) => write!(f, "expected a JSON body, found `{found}`"),
            Reason::ContentCoding(found) => {
                write!(f, "the body has the content coding `{found}`, which was not asked for")
            }
            Reason::Body(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unexpected {}
