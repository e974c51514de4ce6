//! The URL below which all paths are.

use http::Uri;
use url::{Host, Url};

const NOT_ABSOLUTE: &str = "must be an absolute URL, like `https://api.example.com`";

/// Parses a base URL. An error is the rule that it breaks.
///
/// Its path is kept, with or without a slash at the end.
pub(crate) fn parse(text: &str) -> Result<Url, &'static str> {
    if text.is_empty() {
        return Err("must not be empty");
    }
    // The parser would drop these in silence.
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("must not have white space or control characters");
    }
    let url = Url::parse(text).map_err(|_| NOT_ABSOLUTE)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("must begin with `https://` or `http://`");
    }
    // The parser reads `https:host` and `https:\\host` as `https://host`.
    let (_, rest) = text.split_once("://").ok_or(NOT_ABSOLUTE)?;
    let (authority, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, "/"));
    let broken = [
        (url.host_str().is_none_or(str::is_empty), "must have a host"),
        // The parser drops an empty user name.
        (authority.contains('@'), "must not have a user name or a password"),
        (url.query().is_some(), "must not have a query"),
        (url.fragment().is_some(), "must not have a fragment"),
        // URLs may have hosts that HTTP can't name.
        (url.as_str().parse::<Uri>().is_err(), "must have a host that is a domain name or an IP address"),
        // Where the parser has changed the path, requests would not go where the caller meant.
        (url.path() != path, "must have a path that is percent-encoded, and has no `.` or `..` as a segment"),
    ];
    match broken.into_iter().find(|(is_broken, _)| *is_broken) {
        Some((_, rule)) => Err(rule),
        None => Ok(url),
    }
}

/// Parses the URL of the API's document. Only its origin and its path are used.
pub(crate) fn parse_document(text: &str) -> Result<Url, &'static str> {
    let mut url = Url::parse(text).map_err(|_| NOT_ABSOLUTE)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("must begin with `https://` or `http://`");
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// Whether requests go to another machine unencrypted.
pub(crate) fn is_cleartext(url: &Url) -> bool {
    url.scheme() == "http" && !is_loopback(url)
}

/// Whether the host is this machine (RFC 6761, section 6.3, has its names).
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}
