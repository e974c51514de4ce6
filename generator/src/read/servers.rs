//! Servers: where requests go unless the caller says otherwise.

use std::collections::HashSet;

use serde_json::Value;

use super::Reader;
use super::node::Node;
use super::operations::Operation;
use crate::findings::{Finding, codes};
use crate::normalise::ObjectKind;
use crate::text::excerpt;

/// A server that requests can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    /// What it is chosen by, which no other one of its list has: its name, its description, or its URL.
    pub(crate) name: String,
    /// The template of its URL, absolute or relative, without a slash at the end.
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    /// The variables of the template, in the order of the document.
    pub(crate) variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    /// Its value where the caller gives none.
    pub(crate) default: Option<String>,
    /// Its known values; none where it may have any.
    pub(crate) values: Vec<String>,
    pub(crate) description: Option<String>,
}

const WRITE_AN_ABSOLUTE_URL: &str = "write an absolute URL, such as `https://api.example.com`";

impl<'d> Reader<'d, '_> {
    /// The servers of the API: the configuration's, or the document's that requests can be sent to.
    pub(super) fn root_servers(&mut self) -> Vec<Server> {
        if let Some(url) = self.config.client.base_url.clone() {
            if let Err(reason) = check(&url) {
                let location = self.config.location_of(&["client", "base-url"]);
                let finding = Finding::new(codes::CONFIG, location, format!("`base-url` {reason}"));
                self.findings.push(finding.with_help(WRITE_AN_ABSOLUTE_URL));
            }
            return vec![Server { name: url.clone(), url, description: None, variables: Vec::new() }];
        }
        let servers = self.servers(&self.root.clone());
        if servers.first().is_some_and(|server| server.is_relative())
            && let Some(first) = self.root.items_of("servers").next()
        {
            let message = "the server's URL is relative, so the client has no default base URL";
            let help = "set `document_url` or the base URL on the builder, or `base-url` in the configuration";
            self.tell(codes::SERVER_RELATIVE, first.value_of("url"), message, help);
        }
        servers
    }

    /// The servers that an operation has of its own, or by its path.
    pub(super) fn own_servers(&mut self, item: &Node<'d>, operation: &Node<'d>) -> Vec<Server> {
        match self.servers(operation) {
            own if own.is_empty() => self.servers(item),
            own => own,
        }
    }

    /// Leaves to operations only servers that differ from those of the API. Where the document gives servers to
    /// operations alone, and to all of them, the API's are those of the first.
    pub(super) fn share_servers(&self, root: &mut Vec<Server>, operations: &mut [Operation<'d>]) {
        let is_everywhere = operations.iter().all(|operation| !operation.servers.is_empty());
        if root.is_empty()
            && is_everywhere
            && let Some(first) = operations.first()
        {
            root.clone_from(&first.servers);
        }
        let is_configured = self.config.client.base_url.is_some();
        for operation in operations.iter_mut().filter(|operation| is_configured || operation.servers == *root) {
            operation.servers.clear();
        }
    }

    /// The servers that an object lists.
    fn servers(&mut self, of: &Node<'d>) -> Vec<Server> {
        let Some(list) = of.get("servers") else { return Vec::new() };
        if let Some(known) = self.servers.get(&list.address()) {
            return known.clone();
        }
        let mut servers: Vec<Server> = Vec::new();
        for node in list.items() {
            let Some(mut server) = self.server(&node) else { continue };
            let is_equal = |other: &Server| other.url == server.url && other.variables == server.variables;
            if servers.iter().any(is_equal) {
                continue;
            }
            if servers.iter().any(|other| other.name == server.name) {
                server.name = server.url.clone();
            }
            servers.push(server);
        }
        self.servers.insert(list.address(), servers.clone());
        servers
    }

    fn server(&mut self, node: &Node<'d>) -> Option<Server> {
        let read: openapiv3::Server = self.object(ObjectKind::Server, node)?;
        let url = match read.url.trim_end_matches('/') {
            "" => "/",
            url => url,
        };
        let in_url: HashSet<_> = expressions(url).collect();
        let variables = node.members_of("variables").filter(|(name, _)| in_url.contains(name));
        let variables: Vec<_> = variables.collect();
        let variables = variables.into_iter().map(|(name, node)| self.server_variable(name, &node)).collect();
        let description = node.prose("description");
        let name = node.prose("name").or_else(|| description.clone());
        let name = name.map_or_else(|| url.to_owned(), |name| name.trim().trim_end_matches('.').to_owned());
        let server = Server { name, url: url.to_owned(), description, variables };
        if let Some(name) = in_url.iter().find(|name| server.variables.iter().all(|known| known.name != **name)) {
            let message = format!("the server's URL has `{{{}}}`, which isn't defined; it is left out", excerpt(name));
            self.tell(codes::SERVER_URL, node.value_of("url"), message, "define it under `variables`");
            return None;
        }
        let shown = server.with_defaults("x");
        let absolute =
            if server.is_relative() { format!("https://x/{}", shown.trim_start_matches('/')) } else { shown };
        if let Err(reason) = check(&absolute) {
            let message = format!("the server's URL `{}` {reason}; it is left out", excerpt(url));
            self.tell(codes::SERVER_URL, node.value_of("url"), message, WRITE_AN_ABSOLUTE_URL);
            return None;
        }
        Some(server)
    }

    fn server_variable(&mut self, name: &str, node: &Node<'d>) -> ServerVariable {
        let variable = variable(name, node);
        if node.get("default").is_none() {
            let then = match variable.default {
                Some(_) => "its first value is the default",
                None => "callers have to set it",
            };
            let message =
                format!("the server variable `{}` has no `default`, which is required; {then}", excerpt(name));
            self.tell(codes::MISSING_KEY, node.location(), message, "give it a `default`, a string");
        }
        variable
    }
}

fn variable(name: &str, node: &Node<'_>) -> ServerVariable {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut values: Vec<String> = node.items_of("enum").filter_map(|value| text(value.value)).collect();
    let default = node.value.get("default").and_then(text).or_else(|| values.first().cloned());
    if !values.is_empty() {
        values.extend(default.clone());
    }
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
    ServerVariable { name: name.to_owned(), default, values, description: node.prose("description") }
}

impl Server {
    /// Its URL where the caller sets nothing, if it is absolute.
    pub(crate) fn default_url(&self) -> Option<String> {
        let is_complete = self.variables.iter().all(|variable| variable.default.is_some());
        (is_complete && !self.is_relative()).then(|| self.with_defaults("").trim_end_matches('/').to_owned())
    }

    /// Whether it has to be resolved against another URL.
    pub(crate) fn is_relative(&self) -> bool {
        !self.with_defaults("https").contains("://")
    }

    /// The URL with the default values of its variables, and `otherwise` where there is none.
    fn with_defaults(&self, otherwise: &str) -> String {
        // Each expression once: a default isn't a template.
        let mut url = String::new();
        let mut rest = self.url.as_str();
        while let Some((before, inside)) = rest.split_once('{')
            && let Some((name, after)) = inside.split_once('}')
        {
            let variable = self.variables.iter().find(|variable| variable.name == name);
            url.push_str(before);
            url.push_str(variable.and_then(|variable| variable.default.as_deref()).unwrap_or(otherwise));
            rest = after;
        }
        url.push_str(rest);
        url
    }
}

/// The names in a template.
fn expressions(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
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
