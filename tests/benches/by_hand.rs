//! The delete of a contact, written by hand.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use reqwest::redirect::Policy;
use serde::Deserialize;

/// Everything but RFC 3986's unreserved characters (section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const TIMEOUT: Duration = Duration::from_secs(60);

/// The longest body that is read, in bytes.
const BODY_LIMIT: usize = 8 << 20;

pub(crate) struct ByHand {
    http: reqwest::Client,
    base_url: String,
    key: String,
}

#[derive(Deserialize)]
pub(crate) struct Deleted {
    pub(crate) id: String,
    pub(crate) object: Object,
    pub(crate) deleted: bool,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Object {
    Contact,
}

impl ByHand {
    pub(crate) fn new(base_url: String, key: &str) -> Result<Self> {
        let http = reqwest::Client::builder()
            .user_agent("by-hand/0.1.0")
            .timeout(TIMEOUT)
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .build()?;
        Ok(Self { http, base_url, key: key.to_owned() })
    }

    pub(crate) async fn delete(&self, id: &str) -> Result<Deleted> {
        ensure!(!matches!(id, "" | "." | ".."), "the ID can't be in a path");
        let url = format!("{}/v2/contacts/{}", self.base_url, utf8_percent_encode(id, RESERVED));
        let request = self.http.delete(url).bearer_auth(&self.key).header(ACCEPT, "application/json");
        let mut response = request.send().await?;
        ensure!(response.status() == 200, "the status is {}", response.status());
        ensure!(is_json(response.headers()), "the answer isn't JSON");
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            ensure!(body.len() + chunk.len() <= BODY_LIMIT, "the answer is too long");
            body.extend_from_slice(&chunk);
        }
        let deleted: Deleted = serde_json::from_slice(&body)?;
        if deleted.object != Object::Contact || !deleted.deleted {
            bail!("the contact isn't deleted");
        }
        Ok(deleted)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}
