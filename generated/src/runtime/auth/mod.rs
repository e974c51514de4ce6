//! Credentials: which ones the API takes, where a client gets them, how requests carry them, and how texts of the
//! server are shown without them.

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
