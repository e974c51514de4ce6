use http::Method;

use super::api::Credential;
use super::argument::InvalidArgument;
use super::parts::Parts;
use super::response::Response;
use super::unexpected::Unexpected;

/// Alternatives of credentials, each of them a set that is sent together.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// static KEY: Credential =
///     Credential { scheme: "key", name: "key", env: "THINGS_KEY", place: Place::Header("x-api-key") };
///
/// /// With the key, or with nothing.
/// const SECURITY: Security = &[&[&KEY], &[]];
/// ```
pub type Security = &'static [&'static [&'static Credential]];

/// An operation of the API: how its request is written, and how its answers are read.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// struct ThingGet {
///     id: String,
/// }
///
/// impl Operation for ThingGet {
///     type Output = json::Any;
///     type Error = Unexpected;
///
///     const ID: &'static str = "getThing";
///     const METHOD: Method = Method::GET;
///     const PATH: &'static str = "/v2/things/{id}";
///     const SECURITY: Security = &[];
///
///     fn write(&self, parts: &mut Parts) -> Result<(), InvalidArgument> {
///         parts.path("id", &self.id)
///     }
///
///     fn read(response: &Response) -> Result<json::Any, Failure<Unexpected>> {
///         match response.status().as_u16() {
///             200 => response.value(),
///             _ => response.other(),
///         }
///     }
/// }
/// ```
pub trait Operation {
    /// What the operation answers when it succeeds.
    type Output;

    /// What it answers when it fails: a variant for each documented status, and one for all else.
    type Error;

    /// The operation's name in the API's document.
    const ID: &'static str;

    /// The method (RFC 9110, section 9).
    const METHOD: Method;

    /// The path below the base URL, with its variables in braces: `/v2/contacts/{id}`.
    const PATH: &'static str;

    /// The credentials that the operation needs: one of these sets. It needs none if there is no set, or if an empty
    /// one is among them and no other is complete.
    const SECURITY: Security;

    /// Writes the parameters.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is.
    fn write(&self, parts: &mut Parts) -> Result<(), InvalidArgument>;

    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// If the answer is an error of the API, or isn't what the document describes.
    fn read(response: &Response) -> Result<Self::Output, Failure<Self::Error>>;
}

/// An answer that is not the operation's success.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// fn is_documented<E>(failure: &Failure<E>) -> bool {
///     matches!(failure, Failure::Api(_))
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Failure<E> {
    /// An error of the API.
    Api(E),
    /// A success that isn't what the API's document describes.
    Unexpected(Unexpected),
}
