//! How operations read their responses.

use bytes::Bytes;

use super::Response;
use super::text;
use super::unexpected::{Mismatch, UnexpectedResponse};
use crate::runtime::json::{self, Decode};
use crate::runtime::wire::content_type;

/// Why a response is not the operation's output.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Failure<E> {
    /// An error of the API.
    Api(E),
    /// An error of the API, with a status that its document doesn't have.
    Undocumented(E),
    /// A success that isn't what the API's document describes, by its status or its body.
    Unexpected(UnexpectedResponse),
}

#[doc(hidden)]
impl Response {
    /// Reads a success that has a JSON body.
    pub fn value<T: Decode, E>(&self) -> Result<T, Failure<E>> {
        self.check_json().map_err(Failure::Unexpected)?;
        self.json().map_err(|error| Failure::Unexpected(self.body_mismatch(error)))
    }

    /// Reads a success that has no body. If one comes, it is ignored.
    pub fn empty<E>(&self) -> Result<(), Failure<E>> {
        Ok(())
    }

    /// Reads a success whose body is taken as it came, whatever its content type.
    pub fn bytes<E>(&self) -> Result<Bytes, Failure<E>> {
        Ok(self.body.clone())
    }

    /// Reads a success whose body is text, whatever its content type.
    pub fn string<E>(&self) -> Result<String, Failure<E>> {
        self.check_coding().map_err(Failure::Unexpected)?;
        text::decoded(&self.body, content_type::charset(self.headers()).as_deref())
            .ok_or_else(|| Failure::Unexpected(Mismatch::Charset.into()))
    }

    /// Reads an error that has a JSON body. A body that doesn't fit makes it the error type's `Other`. The content type
    /// isn't checked, since errors often come from proxies that don't know the API.
    pub fn error<T, R, E>(&self, make: impl FnOnce(T) -> E) -> Result<R, Failure<E>>
    where
        T: Decode,
        E: From<UnexpectedResponse>,
    {
        let error = self.json().map(make);
        Err(Failure::Api(error.unwrap_or_else(|error| self.body_mismatch(error).into())))
    }

    /// The error for a status that isn't documented. A success (2xx) is not an error of the API.
    pub fn other<R, E: From<UnexpectedResponse>>(&self) -> Result<R, Failure<E>> {
        let unexpected = UnexpectedResponse::from(Mismatch::UndocumentedStatus);
        Err(match self.status().is_success() {
            true => Failure::Unexpected(unexpected),
            false => Failure::Undocumented(unexpected.into()),
        })
    }

    /// The error for a documented status that is neither a success nor an error, such as a redirect.
    pub fn untyped<R, E: From<UnexpectedResponse>>(&self) -> Result<R, Failure<E>> {
        Err(Failure::Api(UnexpectedResponse::from(Mismatch::Untyped).into()))
    }

    fn check_json(&self) -> Result<(), UnexpectedResponse> {
        if self.body.is_empty() {
            return Err(Mismatch::EmptyBody.into());
        }
        self.check_coding()?;
        if content_type::is_json(self.headers()) {
            return Ok(());
        }
        Err(Mismatch::ContentType(content_type::essence(self.headers()).map(|found| self.clean(found))).into())
    }

    fn check_coding(&self) -> Result<(), UnexpectedResponse> {
        match content_type::coding(self.headers()) {
            Some(coding) => Err(Mismatch::ContentCoding(self.clean(coding)).into()),
            None => Ok(()),
        }
    }

    /// Text of the server, for a message.
    fn clean(&self, text: &str) -> String {
        self.secrets.redactor().clean(text, 60)
    }

    /// Why the body can't be read: it is incomplete, its headers don't fit, or else its JSON doesn't.
    fn body_mismatch(&self, error: json::Error) -> UnexpectedResponse {
        if !self.is_complete {
            return Mismatch::IncompleteBody.into();
        }
        self.check_json().err().unwrap_or_else(|| UnexpectedResponse::body(error, &self.secrets.redactor()))
    }
}
