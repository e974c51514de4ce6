use std::fmt;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::api::Place;
use super::{base64, path};

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
pub(crate) enum Carried {
    /// Marked as sensitive.
    Header(HeaderName, HeaderValue),
    /// The name of the parameter, and the escaped pair.
    Query(&'static str, Zeroizing<String>),
    /// The pair.
    Cookie(Zeroizing<String>),
}

impl Secret {
    /// The secret as a request carries it in this place; or the rule which the secret breaks.
    pub(crate) fn carried(&self, place: Place) -> Result<Carried, &'static str> {
        let text = self.0.expose_secret();
        match place {
            Place::Basic => check_basic(text)?,
            Place::Cookie(_) => check_cookie(text)?,
            _ => check(text)?,
        }
        Ok(match place {
            Place::Bearer => Carried::Header(header::AUTHORIZATION, sensitive(&["Bearer ", text])?),
            Place::Basic => {
                let both = Zeroizing::new(base64::encode(text.as_bytes()));
                Carried::Header(header::AUTHORIZATION, sensitive(&["Basic ", &both])?)
            }
            Place::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                let name = name.map_err(|_| "belongs in a header whose name is invalid")?;
                Carried::Header(name, sensitive(&[text])?)
            }
            Place::Query(name) => {
                // No growing, which would leave copies behind: an escaped byte is three.
                let longest = (name.len() + text.len()).saturating_mul(3).saturating_add(1);
                let mut pair = Zeroizing::new(String::with_capacity(longest));
                path::push_query(&mut pair, name, text);
                Carried::Query(name, pair)
            }
            Place::Cookie(name) => Carried::Cookie(Zeroizing::new([name, "=", text].concat())),
        })
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

fn sensitive(parts: &[&str]) -> Result<HeaderValue, &'static str> {
    header_of(parts.concat().into_bytes())
}

/// A header's value whose memory is overwritten when its last clone is dropped.
pub(crate) fn header_of(line: Vec<u8>) -> Result<HeaderValue, &'static str> {
    let line = Bytes::from_owner(Zeroizing::new(line));
    let mut value = HeaderValue::from_maybe_shared(line).map_err(|_| NOT_VISIBLE)?;
    value.set_sensitive(true);
    Ok(value)
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        // A `String` with room to spare would be moved, and the text stay behind where it was.
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
