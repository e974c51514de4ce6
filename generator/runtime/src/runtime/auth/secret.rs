use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::credential::CredentialLocation;
use crate::runtime::wire::path;

/// A credential: a token, an API key.
///
/// Its memory is overwritten when it is dropped, and nothing shows its text: no `Debug`, no `Display`, no error.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// let secret = Secret::from("s3cr3t");
/// assert_eq!(format!("{secret:?}"), "Secret(..)");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

/// A credential as a request carries it.
pub(crate) enum EncodedCredential {
    /// Marked as sensitive.
    Header(HeaderName, HeaderValue),
    /// The name of the parameter, and the escaped pair.
    Query(&'static str, Zeroizing<String>),
    /// The pair.
    Cookie(Zeroizing<String>),
}

impl Secret {
    /// The secret as requests carry it in this location; or the rule that it breaks.
    pub(crate) fn encode(&self, location: CredentialLocation) -> Result<EncodedCredential, &'static str> {
        let text = self.0.expose_secret();
        match location {
            CredentialLocation::Basic => check_basic(text)?,
            CredentialLocation::Cookie(_) => check_cookie(text)?,
            _ => check(text)?,
        }
        Ok(match location {
            CredentialLocation::Bearer => {
                EncodedCredential::Header(header::AUTHORIZATION, sensitive_value(["Bearer ", text].concat())?)
            }
            CredentialLocation::Basic => {
                let both = Zeroizing::new(STANDARD.encode(text));
                EncodedCredential::Header(header::AUTHORIZATION, sensitive_value(["Basic ", &both].concat())?)
            }
            CredentialLocation::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                let name = name.map_err(|_| "belongs in a header whose name is invalid")?;
                EncodedCredential::Header(name, sensitive_value(text.to_owned())?)
            }
            CredentialLocation::Query(name) => {
                // Growing would leave copies of the secret behind. An escaped byte takes three.
                let longest = (name.len() + text.len()).saturating_mul(3).saturating_add(1);
                let mut pair = Zeroizing::new(String::with_capacity(longest));
                path::push_query(&mut pair, name, text);
                EncodedCredential::Query(name, pair)
            }
            CredentialLocation::Cookie(name) => EncodedCredential::Cookie(Zeroizing::new([name, "=", text].concat())),
        })
    }

    /// Whether both are one text.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }

    /// A user name and a password as one text (RFC 7617, section 2); or the rule which they break.
    pub(crate) fn basic(user: &str, password: &Self) -> Result<Self, &'static str> {
        if user.contains(':') {
            return Err("must not have a colon in the user name");
        }
        Ok(Self([user, ":", password.0.expose_secret()].concat().into()))
    }
}

const NOT_VISIBLE: &str = "must be visible ASCII characters";

fn check(text: &str) -> Result<(), &'static str> {
    if text.trim().is_empty() {
        return Err("must not be empty");
    }
    if !text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Err(NOT_VISIBLE);
    }
    if text.trim().len() != text.len() {
        return Err("must not begin or end with a space");
    }
    Ok(())
}

/// RFC 7617, section 2. Either of the two may be empty: a key is often the user name, without a password.
fn check_basic(text: &str) -> Result<(), &'static str> {
    let Some((user, password)) = text.split_once(':') else {
        return Err("must be a user name and a password, with a colon between them");
    };
    if user.is_empty() && password.is_empty() {
        return Err("must not be empty");
    }
    if text.chars().any(char::is_control) {
        return Err("must not have control characters");
    }
    Ok(())
}

/// RFC 6265, section 4.1.1.
fn check_cookie(text: &str) -> Result<(), &'static str> {
    check(text)?;
    if text.contains([' ', '"', ',', ';', '\\']) {
        return Err("must not have a space, quote, comma, semicolon or backslash, as no cookie can");
    }
    Ok(())
}

/// A header's value that no `Debug` shows, and whose memory is overwritten when its last clone is dropped.
pub(crate) fn sensitive_value(text: String) -> Result<HeaderValue, &'static str> {
    let value = Bytes::from_owner(Zeroizing::new(text.into_bytes()));
    let mut value = HeaderValue::from_maybe_shared(value).map_err(|_| NOT_VISIBLE)?;
    value.set_sensitive(true);
    Ok(value)
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        // Converting a `String` may move its text, and would leave the old memory as it is.
        let text = Zeroizing::new(text);
        Self::from(text.as_str())
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
