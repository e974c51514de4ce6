//! Servers: where requests go unless the caller says otherwise.

use super::Reader;
use super::node::Node;
use crate::findings::{Finding, codes};
use crate::normalise::ObjectKind;
use crate::text::excerpt;

const WRITE_AN_ABSOLUTE_URL: &str = "write an absolute URL, such as `https://api.example.com`";

impl<'d> Reader<'d, '_> {
    /// The base URL of the crate: the configuration's, or that of the document's first server that can be one.
    pub(super) fn base_url(&mut self) -> Option<String> {
        if let Some(url) = self.config.client.base_url.clone() {
            if let Err(reason) = check(&url) {
                let location = self.config.location_of(&["client", "base-url"]);
                let finding = Finding::new(codes::CONFIG, location, format!("`base-url` {reason}"));
                self.findings.push(finding.with_help(WRITE_AN_ABSOLUTE_URL));
            }
            return Some(url);
        }
        let servers = self.root.get("servers")?;
        let mut items = servers.items();
        let first = items.next()?;
        if items.next().is_some() {
            let message = "of the servers, the first is the default";
            let help = "any other can be set as the base URL";
            self.tell(codes::OTHER_SERVERS, servers.key_location(), message, help);
        }
        let url = self.server_url(&first)?;
        if url.starts_with('/') || url.is_empty() {
            let message = "the server's URL is relative, so the client has no default base URL";
            let help = "set the base URL on the builder, or `base-url` in the configuration";
            self.tell(codes::SERVER_RELATIVE, first.value_of("url"), message, help);
            return None;
        }
        if let Err(reason) = check(&url) {
            let message = format!("the server's URL `{}` {reason}; the client has no default base URL", excerpt(&url));
            self.tell(codes::SERVER_URL, first.value_of("url"), message, WRITE_AN_ABSOLUTE_URL);
            return None;
        }
        Some(url.trim_end_matches('/').to_owned())
    }

    /// Tells of servers of a path or an operation.
    pub(super) fn tell_local_servers(&mut self, node: &Node<'d>) {
        if let Some(servers) = node.get("servers").filter(|servers| servers.items().next().is_some()) {
            let message = "requests go to the client's base URL, and not to the `servers` of this path or operation";
            let help = "make another client with that base URL for it";
            self.tell(codes::LOCAL_SERVERS, servers.key_location(), message, help);
        }
    }

    /// The URL with the default values of its variables.
    fn server_url(&mut self, server: &Node<'d>) -> Option<String> {
        let read: openapiv3::Server = self.object(ObjectKind::Server, server)?;
        let variables: Vec<_> = server.members_of("variables").collect();
        let mut defaults = Vec::new();
        for (name, variable) in variables {
            let first = || variable.items_of("enum").find_map(|value| value.value.as_str());
            let Some(default) = variable.text("default").or_else(first) else {
                let message = format!(
                    "the server variable `{}` has no default; the client has no default base URL",
                    excerpt(name)
                );
                self.tell(codes::SERVER_URL, variable.location(), message, "give it a `default`, a string");
                return None;
            };
            defaults.push((name, default));
            let message = format!("the server variable `{}` has its default value in the base URL", excerpt(name));
            let help = "set the base URL to have another";
            self.tell(codes::SERVER_VARIABLE, variable.key_location(), message, help);
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
            let message =
                format!("`{}` has a variable that isn't defined; the client has no default base URL", excerpt(&url));
            self.tell(codes::SERVER_URL, server.value_of("url"), message, "define it under `variables`");
            return None;
        }
        Some(url)
    }
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
