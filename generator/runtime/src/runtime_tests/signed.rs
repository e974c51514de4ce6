//! What the credentials make of a request, without sending it.

use http::HeaderMap;
use url::Url;

use crate::runtime::auth::AttemptCredentials;
use crate::runtime::request::prepare;
use crate::runtime::{Client, Operation, Request};

/// A request with its credentials.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) headers: HeaderMap,
    pub(super) target: String,
    pub(super) url: Url,
}

/// Prepares the request, and writes the credentials of its first attempt; or tells why not.
pub(super) async fn signed<O: Operation>(client: &Client, request: Request<'_, Client, O>) -> Result<Signed, String> {
    let prepared =
        prepare::operation(client.config(), &request.operation, request.options).map_err(|e| e.to_string())?;
    let gathered = AttemptCredentials::gather(&prepared.credentials, None).await;
    let credentials = gathered.map_err(|error| format!("{error:?}"))?;
    let (mut url, mut headers) = (Url::clone(&prepared.url), prepared.headers);
    credentials.write(&prepared.credentials, &mut url, &mut headers).unwrap();
    let target = url.as_str().split_once(".com").map_or("", |(_, target)| target).to_owned();
    Ok(Signed { headers, target, url })
}
