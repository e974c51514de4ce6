use super::api::Credential;
use super::argument::InvalidArgument;
use super::parts::Parts;
use super::response::Response;
use super::unexpected::Unexpected;

/// Alternatives of credentials, each of them a set that is sent together.
#[doc(hidden)]
pub type Security = &'static [&'static [&'static Credential]];

/// An operation of the API.
pub trait Operation {
    /// What it answers when it succeeds.
    type Output;

    /// What it answers when it fails: a variant for each documented status, and one for every other.
    type Error;

    /// The operation's name in the API's document.
    const ID: &'static str;

    /// The method: `GET`.
    const METHOD: &'static str;

    /// The path below the base URL, with its variables in braces: `/v2/contacts/{id}`.
    const PATH: &'static str;

    /// What the header `Accept` asks for, unless the caller sets it.
    #[doc(hidden)]
    const ACCEPT: &'static str = "application/json";

    /// Alternatives of credentials: the first set that is complete is sent. An empty one says that none is needed.
    #[doc(hidden)]
    const SECURITY: Security;

    /// Writes the parameters and the body.
    #[doc(hidden)]
    fn write(&self, parts: &mut Parts) -> Result<(), InvalidArgument>;

    /// Reads an answer.
    #[doc(hidden)]
    fn read(response: &Response) -> Result<Self::Output, Failure<Self::Error>>;
}

/// An answer that is not the operation's success.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Failure<E> {
    /// An error of the API.
    Api(E),
    /// A success that isn't what the API's document describes, by its status or its body.
    Unexpected(Unexpected),
}
