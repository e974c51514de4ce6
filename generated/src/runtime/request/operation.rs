use super::parts::RequestParts;
use crate::runtime::auth::Credential;
use crate::runtime::response::{Failure, Response};
use crate::runtime::wire::argument::InvalidArgument;

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

    /// The statuses of redirects (301, 302, 303, 307, 308) that the document has for it.
    #[doc(hidden)]
    const REDIRECTS: &'static [u16] = &[];

    /// Alternatives of credentials: the first set that is complete is sent. An empty one says that none is needed.
    #[doc(hidden)]
    const SECURITY: Security;

    /// Writes the parameters and the body.
    #[doc(hidden)]
    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument>;

    /// Reads an answer.
    #[doc(hidden)]
    fn read(response: &Response) -> Result<Self::Output, Failure<Self::Error>>;
}
