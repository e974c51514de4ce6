//! Where a client gets a credential.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;

use super::secret::{EncodedCredential, Secret};

/// The future of a [`TokenProvider`]'s token.
pub type TokenFuture<'p> = Pin<Box<dyn Future<Output = Result<Secret, Box<dyn StdError + Send + Sync>>> + Send + 'p>>;

/// Provides the token that requests carry, where tokens expire: with OAuth 2 (RFC 6749) and OpenID Connect. A closure
/// that returns a future is a provider.
///
/// It is asked before each attempt, and should cache the token while that is valid. The time it takes counts towards
/// the attempt's timeout. If it fails, the call fails with its error as the source.
///
/// If the server refuses the token (401), the call asks once for a new one, by [`refresh`](Self::refresh), and sends
/// the request again. It does so whatever the method, since a refused request has no effect. This attempt doesn't count
/// towards `max_retries`. If the token is the same, comes too late, or is refused too, the call ends with the 401.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// async fn fetch() -> Result<String, std::io::Error> {
///     Ok(String::from("a token, cached while it is valid"))
/// }
///
/// fn provider() -> impl TokenProvider {
///     || async { Ok(Secret::from(fetch().await?)) }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// The token for one attempt.
    fn token(&self) -> TokenFuture<'_>;

    /// A new token, in place of one that the server has refused. By default this is [`token`](Self::token).
    fn refresh(&self, rejected: &Secret) -> TokenFuture<'_> {
        let _ = rejected;
        self.token()
    }
}

impl<P, F> TokenProvider for P
where
    P: Fn() -> F + Send + Sync + 'static,
    F: Future<Output = Result<Secret, Box<dyn StdError + Send + Sync>>> + Send + 'static,
{
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self())
    }
}

/// Where the requests of a client get a credential.
#[derive(Clone)]
pub(crate) enum CredentialSource {
    /// Checked and encoded once, for all requests.
    Fixed(Arc<EncodedCredential>),
    /// Asked before each attempt.
    Provider(Arc<dyn TokenProvider>),
}
