//! The texts of credentials, and their encoding in requests.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::credential::CredentialLocation;
use crate::runtime::wire::path;

/// The text of a credential: a token, an API key.
///
/// Its memory is overwritten when it is dropped, and no `Debug`, `Display` or error shows its text.
#[derive(Clone)]
pub struct Secret(SecretString);

/// A credential as a request carries it.
pub(crate) enum EncodedCredential {
    /// A header, marked as sensitive. `Cookie` is added to the request's own cookies.
    Header(HeaderName, HeaderValue),
    /// The name of a query parameter, and its percent-encoded `name=value`.
    Query(&'static str, Zeroizing<String>),
}

impl Secret {
    /// The credential as requests carry it in this location. An error is the rule that it breaks.
    pub(crate) fn encode(&self, location: CredentialLocation) -> Result<EncodedCredential, &'static str> {
        let text = self.0.expose_secret();
        check(text, location)?;
        let header = |name, value: String| Ok(EncodedCredential::Header(name, sensitive_value(value)?));
        match location {
            CredentialLocation::Bearer => header(header::AUTHORIZATION, ["Bearer ", text].concat()),
            CredentialLocation::Basic => {
                let both = Zeroizing::new(STANDARD.encode(text));
                header(header::AUTHORIZATION, ["Basic ", &both].concat())
            }
            CredentialLocation::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                header(name.map_err(|_| "belongs in a header whose name is invalid")?, text.to_owned())
            }
            CredentialLocation::Query(name) => {
                // A string that grows leaves copies of the secret behind. An encoded byte takes three.
                let longest = (name.len() + text.len()).saturating_mul(3).saturating_add(1);
                let mut pair = Zeroizing::new(String::with_capacity(longest));
                path::push_query(&mut pair, name, text);
                Ok(EncodedCredential::Query(name, pair))
            }
            CredentialLocation::Cookie(name) => header(header::COOKIE, [name, "=", text].concat()),
        }
    }

    /// Whether both have the same text.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }

    /// A user name and a password as one text (RFC 7617, section 2). An error is the rule that they break.
    pub(crate) fn basic(user: &str, password: &Self) -> Result<Self, &'static str> {
        if user.contains(':') {
            return Err("must not have a colon in the user name");
        }
        Ok(Self([user, ":", password.0.expose_secret()].concat().into()))
    }
}

impl EncodedCredential {
    /// Writes the credential to a request. An error is the rule that it breaks.
    pub(crate) fn write(&self, url: &mut Url, headers: &mut HeaderMap) -> Result<(), &'static str> {
        match self {
            Self::Header(name, value) => {
                let value = match headers.get(name).filter(|others| *name == header::COOKIE && !others.is_empty()) {
                    Some(others) => {
                        let others = others.to_str().map_err(|_| "can't follow cookies that aren't ASCII")?;
                        sensitive_value([others, "; ", value.to_str().unwrap_or_default()].concat())?
                    }
                    None => value.clone(),
                };
                headers.try_insert(name, value).map_err(|_| "can't be sent with so many headers")?;
            }
            Self::Query(name, pair) => {
                let others = url.query().unwrap_or_default();
                // A redirect may lead to a URL that has the credential already.
                if path::has_parameter(others, name) {
                    return Ok(());
                }
                let separator = if others.is_empty() { "" } else { "&" };
                let query = Zeroizing::new([others, separator, pair].concat());
                url.set_query(Some(&query));
                if url.as_str().len() > path::MAX_URL_LENGTH {
                    return Err("makes the URL too long");
                }
            }
        }
        Ok(())
    }
}

const NOT_VISIBLE: &str = "must be visible ASCII characters";

fn check(text: &str, location: CredentialLocation) -> Result<(), &'static str> {
    match (location, text.split_once(':')) {
        // Either of the two may be empty: many APIs take a key as the user name, without a password.
        (CredentialLocation::Basic, None) => Err("must be a user name and a password, with a colon between them"),
        (CredentialLocation::Basic, Some(("", ""))) => Err("must not be empty"),
        (CredentialLocation::Basic, _) if text.chars().any(char::is_control) => Err("must not have control characters"),
        (CredentialLocation::Basic, _) => Ok(()),
        _ if text.trim().is_empty() => Err("must not be empty"),
        _ if !text.bytes().all(|b| matches!(b, b' '..=b'~')) => Err(NOT_VISIBLE),
        _ if text.trim().len() != text.len() => Err("must not begin or end with a space"),
        // RFC 6265, section 4.1.1.
        (CredentialLocation::Cookie(_), _) if text.contains([' ', '"', ',', ';', '\\']) => {
            Err("must not have a space, quote, comma, semicolon or backslash, as no cookie can")
        }
        _ => Ok(()),
    }
}

/// The value of a header, marked as sensitive. Its memory is overwritten when the last clone is dropped.
pub(crate) fn sensitive_value(text: String) -> Result<HeaderValue, &'static str> {
    let value = Bytes::from_owner(Zeroizing::new(text.into_bytes()));
    let mut value = HeaderValue::from_maybe_shared(value).map_err(|_| NOT_VISIBLE)?;
    value.set_sensitive(true);
    Ok(value)
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        // Converting a `String` may move its text, and would leave the old memory as it is.
        Self::from(Zeroizing::new(text).as_str())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
