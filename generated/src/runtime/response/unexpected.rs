use std::fmt;

use crate::runtime::auth::Redactor;
use crate::runtime::json;

/// Why a response isn't what the API's document describes.
#[derive(Debug, Clone, PartialEq)]
pub struct UnexpectedResponse(pub(crate) Box<Mismatch>);

/// How a response differs from the document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mismatch {
    UndocumentedStatus,
    /// A documented status that is neither a success nor an error.
    Untyped,
    EmptyBody,
    IncompleteBody,
    /// Not JSON, but this type, if the header has one.
    ContentType(Option<String>),
    /// A content coding that the HTTP client has not decoded.
    ContentCoding(String),
    /// Not of the expected type, but of this one, if the header has one.
    OtherContentType(&'static str, Option<String>),
    /// The JSON of the item of this number doesn't fit the type.
    Item(u64, json::Error),
    /// There is no way to the next page, for this reason.
    NextPage(&'static str),
    /// Text that isn't in a charset that can be read.
    Charset,
    /// The JSON doesn't fit the type.
    Body(json::Error),
}

impl UnexpectedResponse {
    /// The body isn't what the document describes.
    pub(crate) fn body(error: json::Error, redactor: &Redactor) -> Self {
        // The error has names of members, which may be anything.
        Mismatch::Body(error.map_text(|text| redactor.clean(text, usize::MAX))).into()
    }

    /// Whether the status is one that the document doesn't have for this operation.
    pub fn is_undocumented_status(&self) -> bool {
        matches!(*self.0, Mismatch::UndocumentedStatus)
    }

    /// Why the body could not be read as its type, if that is the reason.
    pub fn decode_error(&self) -> Option<&json::Error> {
        match &*self.0 {
            Mismatch::Body(error) | Mismatch::Item(_, error) => Some(error),
            _ => None,
        }
    }
}

impl From<Mismatch> for UnexpectedResponse {
    fn from(mismatch: Mismatch) -> Self {
        Self(Box::new(mismatch))
    }
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Mismatch::UndocumentedStatus => f.write_str("the status is not documented"),
            Mismatch::Untyped => f.write_str("the response is neither a success nor an error"),
            Mismatch::EmptyBody => f.write_str("expected a JSON body, found none"),
            Mismatch::IncompleteBody => f.write_str("the body is incomplete"),
            Mismatch::ContentType(None) => f.write_str("expected a JSON body, found no content type"),
            Mismatch::ContentType(Some(found)) => write!(f, "expected a JSON body, found `{found}`"),
            Mismatch::ContentCoding(found) => {
                write!(f, "the body has the content coding `{found}`, which was not asked for")
            }
            Mismatch::OtherContentType(expected, None) => write!(f, "expected {expected}, found no content type"),
            Mismatch::OtherContentType(expected, Some(found)) => write!(f, "expected {expected}, found `{found}`"),
            Mismatch::Item(number, error) => write!(f, "item {number} of the stream: {error}"),
            Mismatch::NextPage(reason) => write!(f, "the next page can't be asked for: {reason}"),
            Mismatch::Charset => f.write_str("expected text in UTF-8"),
            Mismatch::Body(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for UnexpectedResponse {}
