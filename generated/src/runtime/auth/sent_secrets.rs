use std::str;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use url::{Url, form_urlencoded};

use super::attempt_credentials::AttemptCredentials;
use super::credential::{Credential, CredentialLocation};
use super::secret::EncodedCredential;
use crate::runtime::redact::Redactor;

/// What a request carried of secrets, kept until its answer is read. It costs nothing before there is an error.
#[derive(Clone, Default)]
pub(crate) struct SentSecrets {
    /// Those of the last attempt.
    pub(crate) credentials: AttemptCredentials,
    /// The caller's own are marked as sensitive.
    pub(crate) headers: HeaderMap,
    /// The caller's own may be in the query.
    pub(crate) url: Option<Arc<Url>>,
    /// The credentials that the API knows.
    pub(crate) known: &'static [&'static Credential],
}

impl SentSecrets {
    /// What keeps the secrets out of texts.
    pub(crate) fn redactor(&self) -> Redactor {
        let mut secrets = Secrets::default();
        for encoded in self.credentials.encoded() {
            match encoded {
                EncodedCredential::Header(name, value) => secrets.header(name, value),
                EncodedCredential::Query(_, pair) => secrets.query(pair, |_| true),
                EncodedCredential::Cookie(pair) => secrets.cookies(pair),
            }
        }
        for (name, value) in self.headers.iter().filter(|(_, value)| value.is_sensitive()) {
            secrets.header(name, value);
        }
        if let Some(query) = self.url.as_ref().and_then(|url| url.query()) {
            let is_known = |name: &str| {
                self.known
                    .iter()
                    .any(|known| matches!(known.location, CredentialLocation::Query(known) if known == name))
            };
            secrets.query(query, is_known);
        }
        Redactor::new(secrets.0)
    }
}

/// The secrets as text, in each form that a server may echo.
#[derive(Default)]
struct Secrets(Vec<Zeroizing<String>>);

impl Secrets {
    fn push(&mut self, secret: &str) {
        self.0.push(Zeroizing::new(secret.to_owned()));
    }

    /// The value; and without the scheme that it may begin with (RFC 9110, section 11.4).
    fn header(&mut self, name: &HeaderName, value: &HeaderValue) {
        let Ok(value) = value.to_str() else { return };
        if name == header::COOKIE {
            return self.cookies(value);
        }
        self.push(value);
        let Some((scheme, rest)) = value.split_once(' ') else { return };
        self.push(rest);
        if scheme.eq_ignore_ascii_case("basic") {
            self.basic(rest);
        }
    }

    /// User name and password, and the password; or the user name, if it is all.
    fn basic(&mut self, encoded: &str) {
        let Ok(decoded) = STANDARD.decode(encoded).map(Zeroizing::new) else { return };
        let Ok(both) = str::from_utf8(&decoded) else { return };
        self.push(both);
        match both.split_once(':') {
            Some((user, "")) => self.push(user),
            Some((_, password)) => self.push(password),
            None => {}
        }
    }

    fn cookies(&mut self, line: &str) {
        line.split(';').filter_map(|pair| pair.split_once('=')).for_each(|(_, value)| self.push(value.trim()));
    }

    /// The values of these parameters.
    fn query(&mut self, query: &str, is_secret: impl Fn(&str) -> bool) {
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if is_secret(&name) {
                self.0.push(Zeroizing::new(value.into_owned()));
            }
        }
    }
}
