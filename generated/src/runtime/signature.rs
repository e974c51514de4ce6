//! The credentials of one attempt.

use std::error::Error as StdError;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use url::Url;

use super::api::Credential;
use super::client::Config;
use super::path;
use super::problem::Problem;
use super::secret::{Carried, header_of};
use super::token::TokenProvider;

/// What a client has for a credential.
pub(crate) enum Held {
    /// What all requests carry.
    Set(Arc<Carried>),
    /// Who is asked for it.
    Provided(Arc<dyn TokenProvider>),
}

/// The credentials of one attempt, ready to be written.
pub(crate) struct Signature(Vec<Part>);

struct Part {
    /// What errors call the credential.
    name: &'static str,
    /// Whether it was asked for.
    is_provided: bool,
    carried: Arc<Carried>,
}

/// Why there is no signature.
pub(crate) struct Unsigned {
    pub(crate) problem: Problem,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Gathers the credentials, asking those who provide them.
pub(crate) async fn sign(config: &Config, credentials: &[&'static Credential]) -> Result<Signature, Unsigned> {
    let mut parts = Vec::with_capacity(credentials.len());
    for credential in credentials {
        let name = credential.name;
        parts.push(match config.held(credential) {
            Some(Held::Set(carried)) => Part { name, is_provided: false, carried: Arc::clone(carried) },
            Some(Held::Provided(provider)) => {
                let token = provider.token().await;
                let secret =
                    token.map_err(|error| Unsigned { problem: Problem::Token(name, None), source: Some(error) })?;
                let carried = secret.carried(credential.place);
                let carried = carried.map_err(|rule| Unsigned::new(Problem::Token(name, Some(rule))))?;
                Part { name, is_provided: true, carried: Arc::new(carried) }
            }
            None => return Err(Unsigned::new(Problem::Credential(credential))),
        });
    }
    Ok(Signature(parts))
}

impl Signature {
    /// How many credentials there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes the credentials to a request; or tells which of them it can't carry, and why.
    pub(crate) fn write(&self, url: &mut Url, headers: &mut HeaderMap) -> Result<(), Problem> {
        self.0.iter().try_for_each(|part| part.write(url, headers).map_err(|rule| part.problem(rule)))
    }
}

impl Part {
    /// A redirect may lead to a query that has the credential already: it isn't there twice.
    fn write(&self, url: &mut Url, headers: &mut HeaderMap) -> Result<(), &'static str> {
        match &*self.carried {
            Carried::Header(name, value) => {
                headers.insert(name.clone(), value.clone());
            }
            Carried::Query(name, pair) if !path::has_parameter(url.query().unwrap_or_default(), name) => {
                let query = Zeroizing::new(joined(url.query().unwrap_or_default().as_bytes(), b"&", pair));
                url.set_query(std::str::from_utf8(&query).ok());
                if url.as_str().len() > path::LONGEST {
                    return Err("makes the URL too long");
                }
            }
            Carried::Query(..) => {}
            Carried::Cookie(pair) => {
                let others = headers.get(header::COOKIE).map_or(&b""[..], HeaderValue::as_bytes);
                let line = joined(others, b"; ", pair);
                headers.insert(header::COOKIE, header_of(line)?);
            }
        }
        Ok(())
    }

    fn problem(&self, rule: &'static str) -> Problem {
        if self.is_provided {
            return Problem::Token(self.name, Some(rule));
        }
        Problem::Configuration(format!("the credential `{}` {rule}", self.name))
    }
}

impl Unsigned {
    pub(crate) fn new(problem: Problem) -> Self {
        Self { problem, source: None }
    }
}

fn joined(others: &[u8], separator: &[u8], pair: &str) -> Vec<u8> {
    let separator = if others.is_empty() { &[] } else { separator };
    [others, separator, pair.as_bytes()].concat()
}
