//! Which redirects are followed.

use http::{HeaderMap, Method, StatusCode, header};
use url::Url;

use crate::runtime::error::UnfollowedRedirect;
use crate::runtime::text;
use crate::runtime::wire::path;

/// The statuses of redirects by `Location` (RFC 9110, section 15.4). With 300 the caller chooses, so it isn't one.
pub(crate) const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

/// How many redirects one attempt follows.
const MAX_REDIRECTS: u32 = 10;

/// The URL that a response redirects to; `None` if it is no redirect. An error says why the redirect isn't followed.
///
/// The request carries credentials, so it only goes to the same origin again. It keeps its method: a `DELETE` that
/// became a `GET` would seem to succeed. So 301, 302 and 303 are followed for `GET` and `HEAD` only.
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
        return Err(unfollowed(Some(status), None, "it has no valid `Location`"));
    };
    let reason = if url.origin() != from.origin() {
        "it leads to another origin"
    } else if url.scheme() != from.scheme() {
        // A `blob:` URL has the origin of the URL within it.
        "its URL has another scheme"
    } else if !url.username().is_empty() || url.password().is_some() {
        "it has a user name"
    } else if url.as_str().len() > path::MAX_URL_LENGTH {
        "its URL is too long"
    } else if !keeps_method(method, status) {
        "it may change the method"
    } else if followed >= MAX_REDIRECTS {
        "10 were followed before it"
    } else {
        return Ok(Some(url));
    };
    Err(unfollowed(Some(status), Some(&url), reason))
}

/// The error for a redirect to this URL. It shows the origin only.
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
