//! Credentials: what the API takes, what a client has, what an attempt carries, and what no text may show.

mod attempt;
mod credential;
pub(crate) mod redact;
pub(crate) mod secret;
mod source;

pub(crate) use attempt::{AttemptCredentials, CredentialError};
pub use credential::{Credential, CredentialLocation};
pub(crate) use redact::{Redactor, SentSecrets};
pub use secret::Secret;
pub(crate) use source::CredentialSource;
pub use source::{TokenFuture, TokenProvider};
