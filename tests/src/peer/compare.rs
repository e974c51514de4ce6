//! Whether two clients have sent the same.

use std::collections::BTreeMap;

use anyhow::{Result, bail, ensure};

use crate::Recorded;

/// The headers that are not compared, with the reason. A `*` at the end stands for any rest of the name.
pub const IGNORED: [(&str, &str); 6] = [
    ("user-agent", "who is calling"),
    ("x-stainless-*", "who is calling, on what, and how often: the official client's generator"),
    ("accept-encoding", "what the HTTP library can unpack; ours is told to unpack nothing"),
    ("accept-language", "`*`, which the Fetch standard has its implementations send"),
    ("sec-fetch-mode", "what the Fetch standard has its implementations send"),
    ("connection", "about the connection and not the request (RFC 9110, section 7.6.1)"),
];

/// Checks that two clients have sent the same requests in the same order: method, target as on the wire, headers but for
/// those [`IGNORED`], body.
///
/// # Errors
///
/// With the first difference.
pub fn same(theirs: &[Recorded], ours: &[Recorded]) -> Result<()> {
    for (number, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
        let parts = [
            ("method", theirs.method.to_string(), ours.method.to_string()),
            ("target", theirs.uri.to_string(), ours.uri.to_string()),
            ("headers", format!("{:?}", headers(theirs)), format!("{:?}", headers(ours))),
            ("body", format!("{:?}", theirs.body), format!("{:?}", ours.body)),
        ];
        for (part, theirs, ours) in parts {
            if theirs != ours {
                bail!("the {part} of request {} differs:\nofficial {theirs}\nours     {ours}", number + 1);
            }
        }
    }
    ensure!(theirs.len() == ours.len(), "the official client sent {} requests, ours {}", theirs.len(), ours.len());
    Ok(())
}

/// The headers that are compared: their values by their names.
pub(super) fn headers(request: &Recorded) -> BTreeMap<&str, Vec<String>> {
    let mut headers: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, value) in request.headers.iter().filter(|(name, _)| !is_ignored(name.as_str())) {
        let value = value.as_bytes().escape_ascii().to_string();
        headers.entry(name.as_str()).or_default().push(value);
    }
    headers
}

fn is_ignored(name: &str) -> bool {
    IGNORED.iter().any(|(ignored, _)| match ignored.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == *ignored,
    })
}

#[cfg(test)]
mod tests {
    use anyhow::Result;
    use axum::body::Bytes;
    use axum::http::header::HeaderName;
    use axum::http::{HeaderMap, HeaderValue, Method};

    use super::same;
    use crate::Recorded;

    fn request(target: &'static str, headers: &[(&str, &str)], body: &'static str) -> Result<Recorded> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
        }
        let uri = target.parse()?;
        Ok(Recorded { method: Method::DELETE, uri, headers: map, body: Bytes::from_static(body.as_bytes()) })
    }

    fn difference(theirs: &[Recorded], ours: &[Recorded]) -> String {
        same(theirs, ours).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_clients_own_headers_are_not_compared() -> Result<()> {
        let theirs = request("/a", &[("User-Agent", "a"), ("x-stainless-os", "Linux"), ("accept", "b")], "")?;
        let ours = request("/a", &[("accept", "b"), ("User-Agent", "c")], "")?;
        same(&[theirs], &[ours])
    }

    #[test]
    fn every_other_part_is() -> Result<()> {
        let one = || request("/a", &[("accept", "b"), ("accept", "c")], "");
        same(&[one()?], &[one()?])?;
        for (part, other) in [
            ("target", request("/%61", &[("accept", "b"), ("accept", "c")], "")?),
            ("headers", request("/a", &[("accept", "b")], "")?),
            ("headers", request("/a", &[("accept", "c"), ("accept", "b")], "")?),
            ("headers", request("/a", &[("accept", "b"), ("accept", "c"), ("x-stainles", "")], "")?),
            ("body", request("/a", &[("accept", "b"), ("accept", "c")], "{}")?),
        ] {
            let found = difference(&[one()?], &[one()?, other.clone()]);
            assert_eq!(found, "the official client sent 1 requests, ours 2");
            let found = difference(&[one()?, one()?], &[one()?, other]);
            assert!(found.starts_with(&format!("the {part} of request 2 differs:\n")), "{found}");
        }
        let other = Recorded { method: Method::GET, ..one()? };
        assert_eq!(difference(&[one()?], &[other]), "the method of request 1 differs:\nofficial DELETE\nours     GET");
        Ok(())
    }
}
