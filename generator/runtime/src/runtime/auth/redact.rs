//! Servers may echo the secrets that they were sent. The texts of errors are shown without them.

use std::str;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, header};
use secrecy::zeroize::Zeroizing;
use url::{Url, form_urlencoded};

use super::attempt::AttemptCredentials;
use super::credential::{Credential, CredentialLocation};
use super::secret::EncodedCredential;
use super::source::CredentialSource;
use crate::runtime::text;
use crate::runtime::wire::path;

/// The secrets that a request carried, kept until its response is read. They are decoded only if there is an error.
#[derive(Clone, Default)]
pub(crate) struct SentSecrets(Vec<Arc<EncodedCredential>>);

/// Replaces secrets in texts.
#[derive(Default)]
pub(crate) struct Redactor(Vec<Zeroizing<String>>);

const REDACTED: &str = "[redacted]";

/// Shorter secrets are not replaced: they occur within ordinary words, and the gaps would give them away.
const MIN_LENGTH: usize = 6;

impl SentSecrets {
    /// The secrets are the credentials of the last attempt, the headers that are marked as sensitive, and the query
    /// parameters that are credentials of the API.
    pub(crate) fn new(
        sources: Vec<(&'static Credential, CredentialSource)>,
        tokens: AttemptCredentials,
        headers: &HeaderMap,
        url: &Url,
        api_credentials: &[&'static Credential],
    ) -> Self {
        let fixed = |(_, source)| match source {
            CredentialSource::Fixed(encoded) => Some(encoded),
            CredentialSource::Provider(_) => None,
        };
        // Collecting reuses the memory of the sources, so that a successful call allocates nothing here.
        let mut secrets: Vec<_> = sources.into_iter().filter_map(fixed).collect();
        secrets.extend(tokens.into_encoded());
        for (name, value) in headers.iter().filter(|(_, value)| value.is_sensitive()) {
            secrets.push(Arc::new(EncodedCredential::Header(name.clone(), value.clone())));
        }
        let query = url.query().unwrap_or_default();
        for credential in api_credentials {
            if let CredentialLocation::Query(name) = credential.location
                && path::has_parameter(query, name)
            {
                secrets.push(Arc::new(EncodedCredential::Query(name, Zeroizing::new(query.to_owned()))));
            }
        }
        Self(secrets)
    }

    pub(crate) fn redactor(&self) -> Redactor {
        let mut secrets = Vec::new();
        for encoded in &self.0 {
            match &**encoded {
                EncodedCredential::Header(name, value) => {
                    push_header(&mut secrets, name, value.to_str().unwrap_or_default());
                }
                EncodedCredential::Query(name, query) => {
                    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(known, _)| known == name);
                    secrets.extend(pairs.map(|(_, value)| Zeroizing::new(value.into_owned())));
                }
            }
        }
        Redactor::new(secrets)
    }
}

/// Adds the secrets of a header: the value, and what follows its scheme (RFC 9110, section 11.4).
fn push_header(secrets: &mut Vec<Zeroizing<String>>, name: &HeaderName, value: &str) {
    let mut push = |secret: &str| secrets.push(Zeroizing::new(secret.to_owned()));
    if name == header::COOKIE {
        return value.split(';').filter_map(|pair| pair.split_once('=')).for_each(|(_, value)| push(value.trim()));
    }
    push(value);
    let Some((scheme, rest)) = value.split_once(' ') else { return };
    push(rest);
    if scheme.eq_ignore_ascii_case("basic")
        && let Ok(decoded) = STANDARD.decode(rest).map(Zeroizing::new)
        && let Ok(both) = str::from_utf8(&decoded)
    {
        push(both);
        match both.split_once(':') {
            // With a short password, the key is the user name.
            Some((user, password)) if password.chars().count() < MIN_LENGTH => push(user),
            Some((_, password)) => push(password),
            None => {}
        }
    }
}

impl Redactor {
    pub(crate) fn new(mut secrets: Vec<Zeroizing<String>>) -> Self {
        secrets.retain(|secret| secret.chars().count() >= MIN_LENGTH);
        Self(secrets)
    }

    /// The text without the secrets, cleaned as by [`text::clean`]. Secrets are replaced before the text is cut, so
    /// that no part of one is left at the end.
    pub(crate) fn clean(&self, text: &str, limit: usize) -> String {
        let (mut line, mut length, mut rest) = (String::new(), 0, text.chars());
        while length <= limit {
            let after_longest =
                self.0.iter().filter_map(|secret| strip_secret(rest.as_str(), secret)).min_by_key(|rest| rest.len());
            if let Some(after) = after_longest {
                line.push_str(REDACTED);
                length += REDACTED.len();
                rest = after.chars();
            } else if let Some(c) = rest.next() {
                line.push(c);
                length += 1;
            } else {
                break;
            }
        }
        text::clean(&line, limit)
    }

    /// The beginning of a body, without white space before it, as by [`clean`](Self::clean).
    pub(crate) fn excerpt(&self, body: &[u8], limit: usize) -> String {
        self.clean(&String::from_utf8_lossy(body.trim_ascii_start()), limit)
    }
}

/// The text behind the secret, if it begins with it. Any character of the secret may be escaped, and the secret may be
/// cut short with `…`.
fn strip_secret<'t>(text: &'t str, secret: &str) -> Option<&'t str> {
    // `%25` may be an escape, or three characters of the secret. So there may be several ways to read the text.
    let mut rests = vec![text];
    for (index, c) in secret.chars().enumerate() {
        if index >= MIN_LENGTH
            && let Some(cut) = rests.iter().find(|rest| rest.starts_with('…'))
        {
            return Some(cut);
        }
        let next = |rest: &&'t str| [rest.strip_prefix(c), strip_escape(rest, c)];
        rests = rests.iter().flat_map(next).flatten().collect();
        rests.sort_by_key(|rest| rest.len());
        rests.dedup_by_key(|rest| rest.len());
    }
    rests.first().copied()
}

/// The text behind the character, if it begins with an escape of it: one of URLs, JSON or HTML.
fn strip_escape(text: &str, c: char) -> Option<&str> {
    if !text.starts_with(['%', '\\', '&']) {
        return None;
    }
    if let Some(rest) = text.strip_prefix('\\').and_then(|rest| rest.strip_prefix(c)) {
        return Some(rest);
    }
    let utf_8: String = c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02x}")).collect();
    let utf_16: String = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    let (decimal, hexadecimal) = (format!("&#{};", u32::from(c)), format!("&#x{:x};", u32::from(c)));
    let named = match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => &decimal,
    };
    [&utf_8, &utf_16, &decimal, &hexadecimal, named].into_iter().find_map(|escape| {
        let (start, rest) = text.split_at_checked(escape.len())?;
        start.eq_ignore_ascii_case(escape).then_some(rest)
    })
}
