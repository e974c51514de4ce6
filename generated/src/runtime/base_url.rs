use url::Url;

/// Reads a base URL; the error is the rule that it breaks.
///
/// A path is kept, with or without a slash at its end.
pub(crate) fn parse(text: &str) -> Result<Url, &'static str> {
    if text.is_empty() {
        return Err("must not be empty");
    }
    // The parser would drop these in silence.
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("must not have white space or control characters");
    }
    let url = Url::parse(text).map_err(|_| "must be an absolute URL, like `https://api.example.com`")?;
    check(&url)?;
    // What the parser resolves or rewrites would be another path than the one that was given.
    let path = text.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    if url.path() != path.unwrap_or("/") {
        return Err("must have a path that is percent-encoded, and has no `.` or `..` as a segment");
    }
    Ok(url)
}

fn check(url: &Url) -> Result<(), &'static str> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err("must begin with `https://` or `http://`");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("must have a host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not have a user name or a password");
    }
    if url.query().is_some() {
        return Err("must not have a query");
    }
    if url.fragment().is_some() {
        return Err("must not have a fragment");
    }
    Ok(())
}
