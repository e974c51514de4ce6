use std::sync::Arc;

use super::secret::EncodedCredential;
use super::token_provider::TokenProvider;

/// Where the requests of a client get a credential from.
#[derive(Clone)]
pub(crate) enum CredentialSource {
    /// Checked and encoded once, for all requests.
    Fixed(Arc<EncodedCredential>),
    /// Asked before each attempt.
    Provider(Arc<dyn TokenProvider>),
}
