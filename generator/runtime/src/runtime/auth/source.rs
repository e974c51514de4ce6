use std::sync::Arc;

use super::secret::{EncodedCredential, Secret};
use super::token_provider::TokenProvider;

/// What a client is set up with for a credential.
#[derive(Clone)]
pub(crate) enum CredentialSetting {
    /// The credential itself, or the rule that it breaks.
    Fixed(Result<Secret, &'static str>),
    /// The same, from the environment variable of the credential.
    Variable(Result<Secret, &'static str>),
    /// Who is asked for it.
    Provider(Arc<dyn TokenProvider>),
}

/// Where the requests of a client get a credential from.
#[derive(Clone)]
pub(crate) enum CredentialSource {
    /// Checked and encoded once, for all requests.
    Fixed(Arc<EncodedCredential>),
    /// Asked before each attempt.
    Provider(Arc<dyn TokenProvider>),
}
