//! The servers that the document names: the templates of their URLs, and the URLs that they become.

use url::Url;

use super::base_url;

/// A server of the API: a Server Object of its document.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerObject {
    /// What callers choose it by. Servers of several operations may share a name.
    pub name: &'static str,
    /// The template of its URL, with `{name}` for each variable. It may be relative.
    pub url: &'static str,
    /// The variables, each with its default value.
    pub variables: &'static [(&'static str, Option<&'static str>)],
}

/// What the caller said about servers.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct ServerSettings {
    /// The names of the chosen servers. The last one that an operation has is used.
    pub(crate) names: Vec<String>,
    /// The values of variables. They hold for all servers.
    pub(crate) variables: Vec<(&'static str, String)>,
    /// What relative URLs are resolved against.
    pub(crate) document_url: Option<String>,
}

impl ServerObject {
    /// A server whose URL has no variables.
    pub const fn at(url: &'static str) -> Self {
        Self { name: url, url, variables: &[] }
    }
}

impl ServerSettings {
    /// The server that is used of these. It is the first one, unless another is chosen.
    pub(crate) fn choose<'s>(&self, servers: &'s [ServerObject]) -> Option<&'s ServerObject> {
        let named = |name: &String| servers.iter().find(|server| server.name == name);
        self.names.iter().rev().find_map(named).or(servers.first())
    }

    /// Sets the value of a variable.
    pub(crate) fn set(&mut self, name: &'static str, value: String) {
        self.variables.retain(|(known, _)| *known != name);
        self.variables.push((name, value));
    }

    /// The URL of a server; `None` if it is relative, and there is neither a `base` nor a URL of the document to resolve
    /// it against. An error says what can't be used.
    pub(crate) fn url(&self, server: &ServerObject, base: Option<&Url>) -> Result<Option<Url>, String> {
        let text = self.expand(server)?;
        let broken = |rule: &str| format!("the URL of the server {rule}");
        if !matches!(Url::parse(&text), Err(url::ParseError::RelativeUrlWithoutBase)) {
            return base_url::parse(&text).map(Some).map_err(broken);
        }
        let document_url = self.document_url.as_deref().map(base_url::parse_document).transpose();
        let document_url = document_url.map_err(|rule| format!("the URL of the document {rule}"))?;
        // What two slashes begin is resolved to another host. An empty value must not make them.
        if text.starts_with("//") && !server.url.starts_with("//") {
            return Err(broken("must not begin with `//` by the value of a variable"));
        }
        let Some(base) = document_url.as_ref().or(base) else { return Ok(None) };
        let joined = base.join(&text).map_err(|_| broken("can't be resolved"))?;
        base_url::parse(joined.as_str()).map(Some).map_err(broken)
    }

    /// The URL with the values of its variables. A value is never read as a template.
    fn expand(&self, server: &ServerObject) -> Result<String, String> {
        let mut text = String::new();
        let mut rest = server.url;
        while let Some((literal, after)) = rest.split_once('{')
            && let Some((name, after)) = after.split_once('}')
        {
            text.push_str(literal);
            let default = server.variables.iter().find(|(known, _)| *known == name).and_then(|(_, value)| *value);
            if let Some((_, value)) = self.variables.iter().find(|(known, _)| *known == name) {
                check(value, &text, after, default).map_err(|rule| format!("the server variable `{name}` {rule}"))?;
                text.push_str(value);
            } else {
                text.push_str(default.ok_or_else(|| format!("the server variable `{name}` has no value: set it"))?);
            }
            rest = after;
        }
        text.push_str(rest);
        Ok(text)
    }
}

/// Checks a value of the caller, who may have it from elsewhere: the name of a tenant must not lead to another host.
/// `before` and `after` are what surrounds it in the URL.
fn check(value: &str, before: &str, after: &str, default: Option<&str>) -> Result<(), &'static str> {
    let authority = before.split_once("//").map(|(_, authority)| authority);
    let in_path = authority.map_or(before.starts_with('/'), |authority| authority.contains('/'));
    let ends_host =
        authority.is_some_and(|authority| !authority.is_empty()) && matches!(after.get(..1), None | Some("/"));
    // Behind a host, the default tells whether the value continues its name or begins a path.
    let begins_path =
        !in_path && ends_host && default.is_none_or(|default| default.is_empty() || default.starts_with('/'));
    if begins_path && !value.is_empty() && !value.starts_with('/') {
        return Err("must begin with `/`");
    }
    if in_path || begins_path {
        let is_path = value.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'\\'));
        // Two slashes at the beginning of a relative URL are followed by a host.
        let is_safe = is_path && !(before.ends_with('/') && value.starts_with('/'));
        return if is_safe { Ok(()) } else { Err("must be a path that is percent-encoded") };
    }
    if value.is_empty() {
        return Err("must not be empty");
    }
    // A URL may begin with a variable, whose value is all that comes before the path.
    let is_whole = before.is_empty() && !after.starts_with(':');
    let is_host = |b: u8| b.is_ascii_alphanumeric() || b"-._~:[]".contains(&b);
    match is_whole || value.bytes().all(is_host) {
        true => Ok(()),
        false => Err("must be a part of the name of a host: letters, digits, `-` and `.`"),
    }
}
