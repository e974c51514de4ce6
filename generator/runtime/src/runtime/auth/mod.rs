//! Credentials: what the API takes, what a client has, and what an attempt carries.

pub(crate) mod attempt_credentials;
mod credential;
pub(crate) mod secret;
mod sent_secrets;
mod source;
mod token_provider;

pub(crate) use attempt_credentials::{AttemptCredentials, CredentialError};
pub use credential::{Credential, CredentialLocation};
pub use secret::Secret;
pub(crate) use sent_secrets::SentSecrets;
pub(crate) use source::CredentialSource;
pub use token_provider::{TokenFuture, TokenProvider};
