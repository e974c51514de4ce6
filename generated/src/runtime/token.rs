use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::secret::Secret;

/// The token that a [`TokenProvider`] is about to give, or why it has none.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// struct Fixed(Secret);
///
/// impl TokenProvider for Fixed {
///     fn token(&self) -> TokenFuture<'_> {
///         Box::pin(async { Ok(self.0.clone()) })
///     }
/// }
/// ```
pub type TokenFuture<'p> = Pin<Box<dyn Future<Output = Result<Secret, Box<dyn StdError + Send + Sync>>> + Send + 'p>>;

/// Gives the token that requests carry: for OAuth 2 (RFC 6749) and OpenID Connect, where tokens run out.
///
/// It is asked before each attempt of a call, so that a retry can have a newer token than the attempt before it. It
/// should keep the token as long as that is good. The time it takes is part of the attempt's.
///
/// If it fails, the call ends with an error of the kind [`Token`](super::ErrorKind::Token), which has the provider's
/// own error as its source, and doesn't show it otherwise. If the server refuses a token (401), the call ends with that
/// answer: the next one asks anew.
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
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// async fn ask(provider: &dyn TokenProvider) -> bool {
    ///     provider.token().await.is_ok()
    /// }
    /// ```
    fn token(&self) -> TokenFuture<'_>;
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

/// Where the text of a credential comes from.
pub(crate) enum Origin {
    /// It was set.
    Set(Secret),
    /// It is asked for.
    Provided(Arc<dyn TokenProvider>),
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Set(_) => "Set(..)",
            Self::Provided(_) => "Provided(..)",
        })
    }
}
