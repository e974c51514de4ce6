use std::error::Error as StdError;
use std::pin::Pin;

use super::secret::Secret;

/// The token that a [`TokenProvider`] is about to give, or why it has none.
pub type TokenFuture<'p> = Pin<Box<dyn Future<Output = Result<Secret, Box<dyn StdError + Send + Sync>>> + Send + 'p>>;

/// Gives the token that requests carry: for OAuth 2 (RFC 6749) and OpenID Connect, where tokens run out.
///
/// It is asked before each attempt, and should keep a token as long as that is good. The time it takes is part of the
/// attempt's. If it fails, so does the call, with its error as the source.
///
/// If the server refuses the token (401), the provider is asked once more in that call, by [`refresh`](Self::refresh).
/// With another token the request is sent again, whatever its method, since a refused request does nothing. This attempt
/// is beyond those of `max_retries`. With the same token again, or after a second refusal, the answer is the call's.
///
/// A closure that makes a future is one.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// async fn fetch() -> Result<String, std::io::Error> {
///     Ok(String::from("a token, kept as long as it is good"))
/// }
///
/// fn provider() -> impl TokenProvider {
///     || async { Ok(Secret::from(fetch().await?)) }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// The token for one attempt.
    fn token(&self) -> TokenFuture<'_>;

    /// The token in place of one that the server has refused. Asks for [`token`](Self::token), unless it is implemented.
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
