use std::error::Error as StdError;
use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use url::Url;

use super::credential::Credential;
use super::secret::{EncodedCredential, Secret, sensitive_value};
use super::source::CredentialSource;
use crate::runtime::wire::path;

/// The credentials of one attempt, ready to be written to its requests.
#[derive(Default)]
pub(crate) struct AttemptCredentials(Vec<AttemptCredential>);

struct AttemptCredential {
    /// The credential's name in errors.
    name: &'static str,
    /// The token, if a provider gave it.
    token: Option<Secret>,
    encoded: Arc<EncodedCredential>,
}

/// Why an attempt can't have its credentials.
#[derive(Debug)]
pub(crate) enum CredentialError {
    /// The provider of this credential failed.
    Provider(&'static str, Box<dyn StdError + Send + Sync>),
    /// The provider of this credential gave a token that breaks this rule.
    Token(&'static str, &'static str),
    /// This credential, which is no provider's, breaks this rule.
    Fixed(&'static str, &'static str),
}

impl AttemptCredentials {
    /// Gathers the credentials, and asks their providers: for other tokens than the `rejected` ones, if there are any.
    pub(crate) async fn gather(
        credentials: &[(&'static Credential, CredentialSource)],
        rejected: Option<&Self>,
    ) -> Result<Self, CredentialError> {
        let mut gathered = Vec::with_capacity(credentials.len());
        for (credential, source) in credentials {
            let name = credential.name;
            let (token, encoded) = match source {
                CredentialSource::Fixed(encoded) => (None, Arc::clone(encoded)),
                CredentialSource::Provider(provider) => {
                    let token = match rejected.and_then(|rejected| rejected.token(name)) {
                        Some(rejected) => provider.refresh(rejected).await,
                        None => provider.token().await,
                    };
                    let token = token.map_err(|error| CredentialError::Provider(name, error))?;
                    let encoded = token.encode(credential.location);
                    let encoded = encoded.map_err(|rule| CredentialError::Token(name, rule))?;
                    (Some(token), Arc::new(encoded))
                }
            };
            gathered.push(AttemptCredential { name, token, encoded });
        }
        Ok(Self(gathered))
    }

    /// Whether all tokens are the same as these.
    pub(crate) fn has_tokens_of(&self, other: &Self) -> bool {
        self.0.iter().all(|credential| match (&credential.token, other.token(credential.name)) {
            (Some(one), Some(two)) => one.is_same(two),
            (one, two) => one.is_none() && two.is_none(),
        })
    }

    /// The token of this credential, if a provider gave it.
    fn token(&self, name: &str) -> Option<&Secret> {
        self.0.iter().find(|credential| credential.name == name)?.token.as_ref()
    }

    /// How many credentials there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The credentials as the requests carry them.
    pub(crate) fn into_encoded(self) -> Vec<Arc<EncodedCredential>> {
        self.0.into_iter().map(|credential| credential.encoded).collect()
    }

    /// Writes the credentials to a request.
    pub(crate) fn write(&self, url: &mut Url, headers: &mut HeaderMap) -> Result<(), CredentialError> {
        self.0.iter().try_for_each(|credential| credential.write(url, headers).map_err(|rule| credential.error(rule)))
    }
}

impl AttemptCredential {
    fn write(&self, url: &mut Url, headers: &mut HeaderMap) -> Result<(), &'static str> {
        match &*self.encoded {
            EncodedCredential::Header(name, value) => insert(headers, name, value.clone())?,
            // A redirect may lead to a URL that has the credential already: it isn't added twice.
            EncodedCredential::Query(name, pair) if !path::has_parameter(url.query().unwrap_or_default(), name) => {
                let others = url.query().unwrap_or_default();
                let separator = if others.is_empty() { "" } else { "&" };
                let query = Zeroizing::new([others, separator, pair].concat());
                url.set_query(Some(&query));
                if url.as_str().len() > path::MAX_URL_LENGTH {
                    return Err("makes the URL too long");
                }
            }
            EncodedCredential::Query(..) => {}
            EncodedCredential::Cookie(pair) => {
                let others = headers.get(header::COOKIE).map(HeaderValue::to_str).transpose();
                let others = others.map_err(|_| "can't follow cookies that aren't ASCII")?.unwrap_or_default();
                let separator = if others.is_empty() { "" } else { "; " };
                insert(headers, &header::COOKIE, sensitive_value([others, separator, pair].concat())?)?;
            }
        }
        Ok(())
    }

    fn error(&self, rule: &'static str) -> CredentialError {
        match self.token {
            Some(_) => CredentialError::Token(self.name, rule),
            None => CredentialError::Fixed(self.name, rule),
        }
    }
}

fn insert(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) -> Result<(), &'static str> {
    headers.try_insert(name, value).map(drop).map_err(|_| "can't be sent with so many headers")
}
