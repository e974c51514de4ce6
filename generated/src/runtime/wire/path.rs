//! Builds URLs from the base URL, a path or its template, and a query.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::{Position, Url};

use super::argument::InvalidArgument;
use super::percent;

/// What a path can't have (RFC 3986, section 3.3), for the literal text of a template. Percent signs are not in it: the
/// text may be percent-encoded already.
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

/// The value of a template's variable, percent-encoded.
pub(crate) struct Variable {
    name: &'static str,
    encoded: String,
}

impl Variable {
    pub(crate) fn new(name: &'static str, value: &str) -> Result<Self, InvalidArgument> {
        if value.is_empty() {
            return Err(InvalidArgument::new(name, "must not be empty"));
        }
        Ok(Self { name, encoded: percent::encode(value) })
    }

    /// The variable of an expansion, which may be empty: then nothing stands in its place.
    pub(crate) fn expanded(name: &'static str, encoded: String) -> Self {
        Self { name, encoded }
    }
}

/// Adds a parameter to a query.
pub(crate) fn push_query(query: &mut String, name: &str, value: &str) {
    join_query(query, &format!("{}={}", percent::encode(name), percent::encode(value)));
}

/// Adds what is part of a query already.
pub(crate) fn join_query(query: &mut String, encoded: &str) {
    if !query.is_empty() && !encoded.is_empty() {
        query.push('&');
    }
    query.push_str(encoded);
}

/// Adds parameters that are percent-encoded already. Refuses characters that a query can't have (RFC 3986, section
/// 3.4), or that a URL parser would encode.
pub(crate) fn push_encoded(query: &mut String, encoded: &str) -> Result<(), InvalidArgument> {
    if !encoded.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'#' | b'\'' | b'<' | b'>')) {
        return Err(InvalidArgument::new("query", "must be percent-encoded"));
    }
    join_query(query, encoded);
    Ok(())
}

/// Whether a query has a parameter of this name.
pub(crate) fn has_parameter(query: &str, name: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).any(|(known, _)| known == name)
}

/// The URL of a template like `/v2/contacts/{id}` below a base URL, with this query.
///
/// If values make a segment `.`, `..` or empty, that is refused: the server, or a proxy before it, would take the path
/// for another one (RFC 3986, section 5.2.4).
pub(crate) fn expand(base: &Url, template: &str, variables: &[Variable], query: &str) -> Result<Url, InvalidArgument> {
    let encoded: usize = variables.iter().map(|variable| variable.encoded.len()).sum();
    let mut text = prefix(base, template.len() + encoded + query.len());
    for segment in template.strip_prefix('/').unwrap_or(template).split('/') {
        text.push('/');
        let start = text.len();
        let last = expand_segment(&mut text, segment, variables)?;
        if let Some(variable) = last
            && matches!(text.get(start..), Some("" | "." | ".."))
        {
            return Err(InvalidArgument::new(variable, "must not make a segment of the path `.` or `..`"));
        }
    }
    let longest = variables.iter().max_by_key(|variable| variable.encoded.len());
    parse(base, text, query, longest.map_or("path", |variable| variable.name))
}

/// Fills in one segment. Returns the name of the last variable in it.
fn expand_segment<'t>(
    text: &mut String,
    segment: &'t str,
    variables: &[Variable],
) -> Result<Option<&'t str>, InvalidArgument> {
    let mut last = None;
    let mut rest = segment;
    while let Some((literal, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        let variable = variables.iter().find(|variable| variable.name == name);
        let variable = variable.ok_or_else(|| InvalidArgument::new(name, "is missing"))?;
        text.extend(utf8_percent_encode(literal, NOT_IN_PATH));
        text.push_str(&variable.encoded);
        last = Some(name);
        rest = after;
    }
    text.extend(utf8_percent_encode(rest, NOT_IN_PATH));
    Ok(last)
}

/// Splits a raw target into base URL, path and query. The target is a path below the base URL, or a whole URL of the
/// same origin. For a whole URL the base is that origin.
pub(crate) fn target<'u, 't>(
    base: &'u Url,
    target: &'t str,
) -> Result<(Cow<'u, Url>, &'t str, &'t str), InvalidArgument> {
    let fail = |rule| Err(InvalidArgument::new("path", rule));
    let mut base = Cow::Borrowed(base);
    let mut rest = target;
    if !target.starts_with('/') {
        let (Ok(url), Some((_, after))) = (Url::parse(target), target.split_once("://")) else {
            return fail("must begin with `/`");
        };
        if url.scheme() != base.scheme() || url.origin() != base.origin() {
            return fail("must not lead to another origin than the base URL's");
        }
        let authority = after.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        if authority.contains('@') {
            return fail("must not have a user name or a password");
        }
        // The parser skips such characters, and takes what follows as the host.
        if authority.is_empty() || authority.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return fail("must have a host");
        }
        rest = after.get(authority.len()..).unwrap_or_default();
        base.to_mut().set_path("");
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if !path.starts_with('/') || path.starts_with("//") {
        return fail("must begin with one `/`");
    }
    Ok((base, path, query))
}

/// The URL of this path and query, which are percent-encoded, below a base URL.
pub(crate) fn join(base: &Url, path: &str, query: &str) -> Result<Url, InvalidArgument> {
    let mut text = prefix(base, path.len() + query.len());
    text.push_str(path);
    parse(base, text, query, "path")
}

/// The longest URL that HTTP clients take, in bytes.
pub(crate) const MAX_URL_LENGTH: usize = 65_534;

/// The text of the base URL without a slash at its end, with room for a path and a query of this length.
fn prefix(base: &Url, length: usize) -> String {
    let base = base.as_str().trim_end_matches('/');
    let mut text = String::with_capacity(base.len() + length + 2);
    text.push_str(base);
    text
}

/// The URL of this text and query. `longest` is the parameter to name if it is too long.
///
/// The URL is refused if parsing changes its text. So nothing that a URL parser resolves, drops or rewrites (`..`,
/// `%2e`, a backslash, a newline) goes on the wire as something else.
fn parse(base: &Url, mut text: String, query: &str, longest: &str) -> Result<Url, InvalidArgument> {
    if !query.is_empty() {
        text.extend(["?", query]);
    }
    if text.len() > MAX_URL_LENGTH {
        let parameter = if query.len() > MAX_URL_LENGTH / 2 { "query" } else { longest };
        return Err(InvalidArgument::new(parameter, "must not make a URL of more than 65534 bytes"));
    }
    // Parsing a reference costs half, since the host isn't parsed again. But a reference that begins with `//` has a
    // host (RFC 3986, section 4.2).
    let reference = text.get(base[..Position::BeforePath].len()..).unwrap_or_default();
    let parsed = if reference.starts_with("//") { Url::parse(&text) } else { base.join(reference) };
    let same = parsed.ok().filter(|url| url.as_str() == text && url.fragment().is_none());
    same.ok_or_else(|| InvalidArgument::new("path", "must be percent-encoded, and have no `.` or `..` as a segment"))
}
