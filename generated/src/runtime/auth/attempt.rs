use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::HeaderMap;
use url::Url;

use super::credential::Credential;
use super::secret::{EncodedCredential, Secret};
use super::source::CredentialSource;

/// The tokens that the providers gave for one attempt. Fixed credentials need no gathering.
#[derive(Default)]
pub(crate) struct AttemptCredentials(Vec<Token>);

struct Token {
    /// The [`name`](Credential::name) of the credential.
    name: &'static str,
    secret: Secret,
    encoded: Arc<EncodedCredential>,
}

/// Why an attempt can't have a credential. It has the name of the credential first.
#[derive(Debug)]
pub(crate) enum CredentialError {
    /// The provider failed with this error.
    Provider(&'static str, Box<dyn StdError + Send + Sync>),
    /// The provider's token breaks this rule.
    Token(&'static str, &'static str),
    /// The client's fixed credential breaks this rule.
    Fixed(&'static str, &'static str),
}

impl AttemptCredentials {
    /// Asks the providers for their tokens; for new ones in place of those in `rejected`.
    pub(crate) async fn gather(
        sources: &[(&'static Credential, CredentialSource)],
        rejected: Option<&Self>,
    ) -> Result<Self, CredentialError> {
        let mut tokens = Vec::new();
        for (credential, source) in sources {
            let CredentialSource::Provider(provider) = source else { continue };
            let name = credential.name;
            let secret = match rejected.and_then(|rejected| rejected.token(name)) {
                Some(rejected) => provider.refresh(&rejected.secret).await,
                None => provider.token().await,
            };
            let secret = secret.map_err(|error| CredentialError::Provider(name, error))?;
            let encoded = secret.encode(credential.location).map_err(|rule| CredentialError::Token(name, rule))?;
            tokens.push(Token { name, secret, encoded: Arc::new(encoded) });
        }
        Ok(Self(tokens))
    }

    /// Whether all tokens are also in `other`.
    pub(crate) fn has_same_tokens(&self, other: &Self) -> bool {
        self.0.iter().all(|one| other.token(one.name).is_some_and(|two| one.secret.is_same(&two.secret)))
    }

    /// Writes the client's fixed credentials and these tokens to a request, in the order of the sources.
    pub(crate) fn write(
        &self,
        sources: &[(&'static Credential, CredentialSource)],
        url: &mut Url,
        headers: &mut HeaderMap,
    ) -> Result<(), CredentialError> {
        for (credential, source) in sources {
            let token = self.token(credential.name);
            let encoded = match (source, token) {
                (CredentialSource::Fixed(encoded), _) => encoded,
                (CredentialSource::Provider(_), Some(token)) => &token.encoded,
                (CredentialSource::Provider(_), None) => continue,
            };
            encoded.write(url, headers).map_err(|rule| match token {
                Some(_) => CredentialError::Token(credential.name, rule),
                None => CredentialError::Fixed(credential.name, rule),
            })?;
        }
        Ok(())
    }

    pub(super) fn into_encoded(self) -> impl Iterator<Item = Arc<EncodedCredential>> {
        self.0.into_iter().map(|token| token.encoded)
    }

    fn token(&self, name: &str) -> Option<&Token> {
        self.0.iter().find(|token| token.name == name)
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider(name, _) => write!(f, "the provider of `{name}` failed"),
            Self::Token(name, rule) => write!(f, "the token from the provider of `{name}` {rule}"),
            Self::Fixed(name, rule) => write!(f, "the credential `{name}` {rule}"),
        }
    }
}
