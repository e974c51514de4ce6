//! From a template and its parameters to the URL that goes on the wire.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Position, Url};

use super::argument::InvalidArgument;

/// Everything but RFC 3986's unreserved characters (section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a template's own text can't have in a path (RFC 3986, section 3.3). Its percent signs are taken to be
/// escapes.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The value of a template's variable, escaped.
pub(crate) struct Variable {
    name: &'static str,
    escaped: String,
}

impl Variable {
    pub(crate) fn new(name: &'static str, value: &str) -> Result<Self, InvalidArgument> {
        if value.is_empty() {
            return Err(InvalidArgument::new(name, "must not be empty"));
        }
        let escaped = utf8_percent_encode(value, RESERVED).to_string();
        Ok(Self { name, escaped })
    }
}

/// Adds a parameter to a query.
pub(crate) fn push_query(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(utf8_percent_encode(name, RESERVED));
    query.push('=');
    query.extend(utf8_percent_encode(value, RESERVED));
}

/// Adds parameters that are escaped already. The text can't have what a query has not (RFC 3986, section 3.4), nor
/// what a URL parser would escape in it.
pub(crate) fn push_escaped(query: &mut String, escaped: &str) -> Result<(), InvalidArgument> {
    if !escaped.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'#' | b'\'' | b'<' | b'>')) {
        return Err(InvalidArgument::new("query", "must be percent-encoded"));
    }
    if !query.is_empty() && !escaped.is_empty() {
        query.push('&');
    }
    query.push_str(escaped);
    Ok(())
}

/// Whether a query has a parameter of this name.
pub(crate) fn has_parameter(query: &str, name: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).any(|(known, _)| known == name)
}

/// Fills in a template: `/v2/contacts/{id}`.
///
/// A segment that would come out empty, as `.` or as `..` is refused, because the server, or anything on the way to
/// it, would take the path for another one (RFC 3986, section 5.2.4).
pub(crate) fn expand(template: &str, variables: &[Variable]) -> Result<String, InvalidArgument> {
    let mut path = String::with_capacity(template.len() + 32);
    for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
        path.push('/');
        let start = path.len();
        let last = expand_segment(&mut path, segment, variables)?;
        let written = path.get(start..).unwrap_or_default();
        if let Some(variable) = last
            && matches!(written, "" | "." | "..")
        {
            return Err(InvalidArgument::new(variable, "must not make a segment of the path `.` or `..`"));
        }
    }
    Ok(path)
}

/// Fills in one segment, and tells the last variable in it.
fn expand_segment<'t>(
    path: &mut String,
    segment: &'t str,
    variables: &[Variable],
) -> Result<Option<&'t str>, InvalidArgument> {
    let mut last = None;
    let mut rest = segment;
    while let Some((literal, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        let variable = variables
            .iter()
            .find(|variable| variable.name == name)
            .ok_or_else(|| InvalidArgument::new(name, "is missing"))?;
        path.extend(utf8_percent_encode(literal, NOT_IN_PATH));
        path.push_str(&variable.escaped);
        last = Some(name);
        rest = after;
    }
    path.extend(utf8_percent_encode(rest, NOT_IN_PATH));
    Ok(last)
}

/// The target of a raw request, taken apart.
pub(crate) struct Target {
    /// The base URL, or only its origin if the target is a whole URL.
    pub(crate) base: Url,
    pub(crate) path: String,
    pub(crate) query: String,
}

/// Takes a raw target apart: a path with its query, or a URL of the same origin.
pub(crate) fn target(base: &Url, target: &str) -> Result<Target, InvalidArgument> {
    let fail = |rule| Err(InvalidArgument::new("path", rule));
    let mut base = base.clone();
    let mut rest = target;
    if !target.starts_with('/') {
        let (Ok(url), Some((_, after))) = (Url::parse(target), target.split_once("://")) else {
            return fail("must begin with `/`");
        };
        if url.origin() != base.origin() {
            return fail("must not lead to another origin than the base URL's");
        }
        let (authority, path) =
            after.split_at_checked(after.find(['/', '?', '#', '\\']).unwrap_or(after.len())).unwrap_or_default();
        if authority.contains('@') {
            return fail("must not have a user name or a password");
        }
        // What the parser drops, and looks for the host behind.
        if authority.is_empty() || authority.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return fail("must have a host");
        }
        rest = path;
        base.set_path("");
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if !path.starts_with('/') || path.starts_with("//") {
        return fail("must begin with one `/`");
    }
    Ok(Target { base, path: path.to_owned(), query: query.to_owned() })
}

/// The longest URL that HTTP clients take, in bytes.
pub(crate) const MAX_URL_LENGTH: usize = 65_534;

/// The parameter that makes the URL long.
fn longest<'p>(path: &str, query: &str, variables: &'p [Variable]) -> &'p str {
    let longest = variables.iter().max_by_key(|variable| variable.escaped.len());
    match longest {
        _ if query.len() > path.len() => "query",
        Some(variable) => variable.name,
        None => "path",
    }
}

/// The URL of this path and query below a base URL, with the base's own path before it.
///
/// The URL is parsed from its text, and must come out with the same path and query: what a URL parser resolves, drops
/// or rewrites (`..`, `%2e`, a backslash, a newline) never goes on the wire as something else. The path's variables are
/// for the error.
pub(crate) fn join(base: &Url, path: &str, query: &str, variables: &[Variable]) -> Result<Url, InvalidArgument> {
    // The base has no user name, so that this is its origin.
    let origin = &base[..Position::BeforePath];
    let before = base.path().trim_end_matches('/');
    let mut text = String::with_capacity(origin.len() + before.len() + path.len() + 1 + query.len());
    text.extend([before, path]);
    if !query.is_empty() {
        text.extend(["?", query]);
    }
    if origin.len() + text.len() > MAX_URL_LENGTH {
        let parameter = longest(path, query, variables);
        return Err(InvalidArgument::new(parameter, "must not make a URL of more than 65534 bytes"));
    }
    let parsed = if text.starts_with("//") {
        // By itself it would begin with a host (RFC 3986, section 4.2).
        text.insert_str(0, origin);
        Url::parse(&text)
    } else {
        // As a reference it costs half, since the host isn't parsed again.
        base.join(&text)
    };
    let same = |url: &Url| {
        url.path().strip_prefix(before) == Some(path)
            && url.query().unwrap_or_default() == query
            && url.fragment().is_none()
            && &url[..Position::BeforePath] == origin
    };
    parsed
        .ok()
        .filter(same)
        .ok_or_else(|| InvalidArgument::new("path", "must be percent-encoded, and have no `.` or `..` as a segment"))
}
