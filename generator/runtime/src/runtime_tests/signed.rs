//! What the credentials make of a request, without sending it.

use http::HeaderMap;
use url::Url;

use crate::runtime::plan;
use crate::runtime::signature::{Unsigned, sign};
use crate::runtime::{Client, Operation, Request};

/// A request with its credentials.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) headers: HeaderMap,
    pub(super) target: String,
}

/// Plans the request and signs its first attempt; or tells why not.
pub(super) async fn signed<O: Operation>(client: &Client, request: Request<'_, Client, O>) -> Result<Signed, String> {
    let plan = plan::operation(client.config(), &request.operation, request.options).map_err(|e| e.to_string())?;
    let problem = |unsigned: Unsigned| format!("{:?}", unsigned.problem);
    let signature = sign(client.config(), &plan.credentials).await.map_err(problem)?;
    let (mut url, mut headers) = (Url::clone(&plan.url), plan.headers);
    signature.write(&mut url, &mut headers).unwrap();
    let target = url.as_str().split_once(".com").map_or("", |(_, target)| target).to_owned();
    Ok(Signed { headers, target })
}
