use super::api::Credential;
use super::argument::InvalidArgument;
use super::parts::Parts;
use super::response::Response;
use super::unexpected::Unexpected;

/// Alternatives of credentials, each of them a set that is sent together.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// fn works_without_a_credential(security: Security) -> bool {
///     security.is_empty() || security.iter().any(|set| set.is_empty())
/// }
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
///     const METHOD: &'static str = "GET";
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
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn keep<O: Operation>(kept: &mut Vec<O::Output>, output: O::Output) {
    ///     kept.push(output);
    /// }
    /// ```
    type Output;

    /// What it answers when it fails: a variant for each documented status, and one for all else that is no success.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn typed<O: Operation>(error: &OperationError<O::Error>) -> Option<&O::Error> {
    ///     error.api()
    /// }
    /// ```
    type Error;

    /// The operation's name in the API's document.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn name<O: Operation>(_: &O) -> &'static str {
    ///     O::ID
    /// }
    /// ```
    const ID: &'static str;

    /// The method (RFC 9110, section 9).
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn only_reads<O: Operation>(_: &O) -> bool {
    ///     O::METHOD == "GET"
    /// }
    /// ```
    const METHOD: &'static str;

    /// The path below the base URL, with its variables in braces: `/v2/contacts/{id}`.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn has_parameters<O: Operation>(_: &O) -> bool {
    ///     O::PATH.contains('{')
    /// }
    /// ```
    const PATH: &'static str;

    /// What the header `Accept` asks for, unless the caller sets it.
    const ACCEPT: &'static str = "application/json";

    /// The credentials that the operation needs: one of these sets. It needs none if there is no set, or if an empty
    /// one is among them and no other is complete.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn works_without_a_credential<O: Operation>(_: &O) -> bool {
    ///     O::SECURITY.is_empty() || O::SECURITY.iter().any(|set| set.is_empty())
    /// }
    /// ```
    const SECURITY: Security;

    /// Writes the parameters.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn check<O: Operation>(operation: &O) -> Result<(), InvalidArgument> {
    ///     operation.write(&mut Parts::default())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is.
    fn write(&self, parts: &mut Parts) -> Result<(), InvalidArgument>;

    /// Reads an answer.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// fn is_success<O: Operation>(_: &O, response: &Response) -> bool {
    ///     O::read(response).is_ok()
    /// }
    /// ```
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
    /// A success that isn't what the API's document describes, by its status or its body.
    Unexpected(Unexpected),
}
