//! Servers: where requests go unless the caller says otherwise.

use super::context::{Context, Node};
use crate::diagnostic::Place;
use crate::dialect::Kind;

/// The base URL of the crate: the configuration's, or that of the document's first server.
pub(super) fn base_url(cx: &mut Context<'_>) -> Option<String> {
    if let Some(url) = cx.config.client.base_url.clone() {
        if let Err(reason) = check(&url) {
            let message = format!("`base-url` of the configuration {reason}");
            cx.error(Place::File, message, "write an absolute URL, such as `https://api.example.com`");
        }
        return Some(url);
    }
    let servers = cx.root.get("servers")?;
    let mut items = servers.items();
    let first = items.next()?;
    if items.next().is_some() {
        cx.note(&servers.pointer, "of the servers, the first is the default; any other can be set as the base URL");
    }
    let url = url(cx, &first)?;
    if url.starts_with('/') || url.is_empty() {
        cx.note(&first.pointer, "the server's URL is relative, so the client has no default base URL");
        return None;
    }
    if let Err(reason) = check(&url) {
        cx.error(
            Place::Value(first.pointer.push("url")),
            format!("the server's URL `{url}` {reason}"),
            "write an absolute URL, such as `https://api.example.com`",
        );
        return None;
    }
    Some(url.trim_end_matches('/').to_owned())
}

/// Tells of servers of a path or an operation.
pub(super) fn refuse_local(cx: &mut Context<'_>, node: &Node<'_>) {
    if let Some(servers) = node.get("servers").filter(|servers| servers.items().next().is_some()) {
        let what = "`servers` of a single path or operation are";
        cx.unsupported(servers.key_place(), what, "remove them, and set the client's base URL");
    }
}

/// The URL with the default values of its variables.
fn url<'d>(cx: &mut Context<'d>, server: &Node<'d>) -> Option<String> {
    let read: openapiv3::Server = cx.read(Kind::Server, server)?;
    let variables: Vec<_> = server.get("variables").iter().flat_map(Node::members).collect();
    let mut defaults = Vec::new();
    for (name, variable) in variables {
        let Some(default) = variable.value.get("default").and_then(|default| default.as_str()) else {
            let message = format!("the server variable `{name}` has no default");
            cx.error(variable.place(), message, "give it a `default`, a string");
            return None;
        };
        defaults.push((name, default));
        cx.note(&variable.pointer, format!("the server variable `{name}` has its default value in the base URL"));
    }
    // Each expression once: a default isn't a template.
    let mut url = String::new();
    let mut rest = read.url.as_str();
    while let Some((before, inside)) = rest.split_once('{') {
        let known = inside.split_once('}').and_then(|(name, after)| {
            let (_, default) = defaults.iter().find(|(known, _)| *known == name)?;
            Some((*default, after))
        });
        let Some((default, after)) = known else { break };
        url.push_str(before);
        url.push_str(default);
        rest = after;
    }
    url.push_str(rest);
    if url.contains(['{', '}']) {
        cx.error(
            Place::Value(server.pointer.push("url")),
            format!("`{url}` has a variable that isn't defined"),
            "define it under `variables`",
        );
        return None;
    }
    Some(url)
}

/// Whether `url` can be the base of requests.
fn check(url: &str) -> Result<(), &'static str> {
    let Some(rest) = ["http://", "https://"].iter().find_map(|scheme| url.strip_prefix(scheme)) else {
        return Err("is not an absolute `http` or `https` URL");
    };
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() {
        Err("has no host")
    } else if host.contains('@') {
        Err("has a user name in it")
    } else if url.contains(['?', '#']) {
        Err("has a query or a fragment")
    } else if url.chars().any(|c| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(c)) {
        Err("has a character that a URL can't have")
    } else {
        // The client refuses a URL whose path would be sent as another one.
        let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
        match url::Url::parse(url) {
            Ok(parsed) if parsed.path() == path => Ok(()),
            Ok(_) => Err("has a path with `.` or `..` in it, or one that is not percent-encoded"),
            Err(_) => Err("has a host or a port that can't be"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_can_be_a_base() {
        assert_eq!(check("https://do.featurebase.app"), Ok(()));
        assert_eq!(check("http://127.0.0.1:8080/v1"), Ok(()));
        for bad in [
            "ftp://x",
            "https://",
            "https://u@x",
            "https://x?y",
            "https://x#y",
            "https://x y",
            "//x",
            "https:///a",
            "https://x:notaport",
            "https://x:99999",
            "https://[::",
            "https://x/../a",
            "https://x/%2e%2E/a",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
