use std::error::Error as StdError;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use url::Url;

use super::credential::Credential;
use super::secret::{EncodedCredential, sensitive_value};
use super::source::CredentialSource;
use crate::runtime::wire::path;

/// The credentials of one attempt, ready to be written to its requests.
#[derive(Default)]
pub(crate) struct AttemptCredentials(Vec<AttemptCredential>);

struct AttemptCredential {
    /// The credential's name in errors.
    name: &'static str,
    /// Whether a provider gave it.
    is_provided: bool,
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
    /// Gathers the credentials, and asks their providers.
    pub(crate) async fn gather(
        credentials: &[(&'static Credential, CredentialSource)],
    ) -> Result<Self, CredentialError> {
        let mut gathered = Vec::with_capacity(credentials.len());
        for (credential, source) in credentials {
            let name = credential.name;
            let (is_provided, encoded) = match source {
                CredentialSource::Fixed(encoded) => (false, Arc::clone(encoded)),
                CredentialSource::Provider(provider) => {
                    let token = provider.token().await.map_err(|error| CredentialError::Provider(name, error))?;
                    let encoded = token.encode(credential.location);
                    (true, Arc::new(encoded.map_err(|rule| CredentialError::Token(name, rule))?))
                }
            };
            gathered.push(AttemptCredential { name, is_provided, encoded });
        }
        Ok(Self(gathered))
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
            EncodedCredential::Header(name, value) => {
                headers.insert(name.clone(), value.clone());
            }
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
                headers.insert(header::COOKIE, sensitive_value([others, separator, pair].concat())?);
            }
        }
        Ok(())
    }

    fn error(&self, rule: &'static str) -> CredentialError {
        match self.is_provided {
            true => CredentialError::Token(self.name, rule),
            false => CredentialError::Fixed(self.name, rule),
        }
    }
}
