use std::fmt;

use http::{HeaderName, HeaderValue};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::api::Place;

/// A credential: a token, an API key.
///
/// Its memory is overwritten when it is dropped, and nothing shows its text: no `Debug`, no `Display`, no error.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The header that carries the secret, marked as sensitive; or the rule which the secret breaks.
    pub(crate) fn header(&self, place: Place) -> Result<(HeaderName, HeaderValue), &'static str> {
        let text = self.0.expose_secret();
        check(text)?;
        let line = Zeroizing::new(match place {
            Place::Bearer => format!("Bearer {text}"),
            Place::Header(_) => text.to_owned(),
        });
        let mut value = HeaderValue::from_str(&line).map_err(|_| NOT_VISIBLE)?;
        value.set_sensitive(true);
        let name = HeaderName::from_bytes(place.header().as_bytes())
            .map_err(|_| "belongs in a header whose name is invalid")?;
        Ok((name, value))
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

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
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
