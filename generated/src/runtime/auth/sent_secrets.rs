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
use crate::runtime::wire::path;

/// What a request carried of secrets, kept until its answer is read. No text is made of it before there is an error.
#[derive(Clone, Default)]
pub(crate) struct SentSecrets(Vec<Arc<EncodedCredential>>);

impl SentSecrets {
    /// The credentials of the last attempt, and the caller's own: headers that are marked as sensitive, and parameters
    /// of the query that the API knows for credentials.
    pub(crate) fn new(
        credentials: AttemptCredentials,
        headers: &HeaderMap,
        url: &Url,
        known: &[&'static Credential],
    ) -> Self {
        let mut secrets = credentials.into_encoded();
        for (name, value) in headers.iter().filter(|(_, value)| value.is_sensitive()) {
            secrets.push(Arc::new(EncodedCredential::Header(name.clone(), value.clone())));
        }
        let query = url.query().unwrap_or_default();
        for credential in known {
            if let CredentialLocation::Query(name) = credential.location
                && path::has_parameter(query, name)
            {
                secrets.push(Arc::new(EncodedCredential::Query(name, Zeroizing::new(query.to_owned()))));
            }
        }
        Self(secrets)
    }

    /// What keeps the secrets out of texts.
    pub(crate) fn redactor(&self) -> Redactor {
        let mut secrets = Secrets::default();
        for encoded in &self.0 {
            match &**encoded {
                EncodedCredential::Header(name, value) => secrets.header(name, value),
                EncodedCredential::Query(name, query) => secrets.query(query, name),
                EncodedCredential::Cookie(pair) => secrets.cookies(pair),
            }
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

    /// The value of this parameter.
    fn query(&mut self, query: &str, name: &str) {
        let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(known, _)| known == name);
        self.0.extend(pairs.map(|(_, value)| Zeroizing::new(value.into_owned())));
    }
}
