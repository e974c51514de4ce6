use http::{HeaderMap, Method, StatusCode, header};
use url::Url;

use crate::runtime::error::UnfollowedRedirect;
use crate::runtime::text;
use crate::runtime::wire::path;

/// The statuses that lead to another URL by `Location`, with nothing for the caller to choose.
pub(crate) const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

/// How many redirects one attempt follows.
const MAX_REDIRECTS: u32 = 10;

/// Where the answer redirects to, with the same method; nothing if it is no redirect (RFC 9110, section 15.4).
///
/// Only the origin that the request went to gets it again, since the request carries credentials. A redirect that
/// may change the method is refused, because the answer to the `GET` that it becomes would look like a success of the
/// request itself. `GET` and `HEAD` are what they are with all of them.
pub(crate) fn target(
    method: &Method,
    status: StatusCode,
    headers: &HeaderMap,
    from: &Url,
    followed: u32,
) -> Result<Option<Url>, UnfollowedRedirect> {
    if !REDIRECTS.contains(&status.as_u16()) {
        return Ok(None);
    }
    let Some(url) = location(headers, from) else {
        return Err(unfollowed(Some(status), None, "it leads nowhere"));
    };
    let reason = if url.origin() != from.origin() {
        "it leads to another origin"
    } else if url.scheme() != from.scheme() {
        // A `blob:` has the origin of the URL in it.
        "its URL is none of HTTP"
    } else if !url.username().is_empty() || url.password().is_some() {
        "it has a user name"
    } else if url.as_str().len() > path::MAX_URL_LENGTH {
        "its URL is too long"
    } else if !keeps_method(method, status) {
        "it may change the method"
    } else if followed >= MAX_REDIRECTS {
        "there were 10 before it"
    } else {
        return Ok(Some(url));
    };
    Err(unfollowed(Some(status), Some(&url), reason))
}

/// A redirect to this URL that isn't followed.
pub(super) fn unfollowed(status: Option<StatusCode>, url: Option<&Url>, reason: &'static str) -> UnfollowedRedirect {
    let origin = url.map(|url| text::clean(&url.origin().ascii_serialization(), 100));
    UnfollowedRedirect { status, origin, reason }
}

fn keeps_method(method: &Method, status: StatusCode) -> bool {
    matches!(status.as_u16(), 307 | 308) || matches!(*method, Method::GET | Method::HEAD)
}

fn location(headers: &HeaderMap, from: &Url) -> Option<Url> {
    let location = headers.get(header::LOCATION)?.to_str().ok().filter(|location| !location.trim().is_empty())?;
    let mut url = from.join(location).ok()?;
    url.set_fragment(None);
    Some(url)
}
