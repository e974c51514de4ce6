//! Paths: their templates, and the parameters that belong to them.

use std::collections::{HashMap, HashSet};

use super::Reader;
use super::arena::Owner;
use super::node::Node;
use super::parameters::{Parameter, ParameterId};
use crate::findings::codes;
use crate::ir::{ParameterEncoding, ParameterLocation};
use crate::ledger::EntryId;
use crate::text::{excerpt, nearest};

/// The path of an operation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Path {
    /// As the document writes it.
    pub(crate) written: String,
    /// The template that requests are made from: it begins with `/`, and has no query.
    pub(crate) template: String,
    /// The parameters of the query that the document writes into the path.
    pub(crate) query: Vec<(String, String)>,
}

/// The headers that no caller sets: those of the connection and of the message's length.
const FORBIDDEN_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers that OpenAPI describes elsewhere (3.0.4, section 4.7.12).
const IGNORED_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

impl<'d> Reader<'d, '_> {
    /// The path under which `item` stands, as it can be sent.
    pub(super) fn path(&mut self, written: &str, item: &Node<'d>) -> Path {
        let location = item.key_location();
        let mut template = written.to_owned();
        if !template.starts_with('/') {
            let message = format!("the path `{}` does not begin with `/`; it is read as if it did", excerpt(written));
            self.tell(codes::PATH_WITHOUT_SLASH, location.clone(), message, format!("write `/{}`", excerpt(written)));
            template.insert(0, '/');
        }
        let mut query = Vec::new();
        if let Some((path, _)) = template.split_once('#') {
            let message = "a path has no fragment; what stands after `#` is not sent";
            self.tell(codes::PATH_TEMPLATE, location.clone(), message, "write the path as it is sent");
            template = path.to_owned();
        }
        if let Some((path, rest)) = template.split_once('?') {
            let is_fixed = !rest.contains(['{', '}']);
            let message = match is_fixed {
                true => "a path has no query; what stands after `?` is sent with each request",
                false => "a path has no query; what stands after `?` is not sent",
            };
            self.tell(codes::PATH_TEMPLATE, location.clone(), message, "describe it as parameters in `query`");
            if is_fixed {
                query = url::form_urlencoded::parse(rest.as_bytes()).into_owned().collect();
            }
            template = path.to_owned();
        }
        if let Err(problem) = check(&template) {
            let message = format!("`{}`: {problem}", excerpt(written));
            let help = "write the path as it is sent, with `{name}` for each parameter";
            self.tell(codes::PATH_TEMPLATE, location, message, help);
        }
        Path { written: written.to_owned(), template, query }
    }

    /// The parameters of an operation, with those of its path that it doesn't override.
    pub(super) fn operation_parameters(
        &mut self,
        path: &Path,
        item: &Node<'d>,
        operation: &Node<'d>,
        owner: &Owner,
    ) -> Vec<ParameterId> {
        let own = self.one_list(operation, owner, &path.template);
        let shared = Owner::PathItem(path.written.clone());
        let mut all = self.one_list(item, &shared, &path.template);
        let overridden: HashSet<_> = own.iter().map(|(parameter, _)| self.identity(*parameter)).collect();
        all.retain(|(outer, _)| !overridden.contains(&self.identity(*outer)));
        all.extend(own);
        all.retain(|(parameter, used)| self.is_sent(*parameter, *used));
        self.match_template(&mut all, path, operation);
        all.into_iter().map(|(parameter, _)| parameter).collect()
    }

    /// The parameters that stand in `node`, each once.
    fn one_list(&mut self, node: &Node<'d>, owner: &Owner, path: &str) -> Vec<(ParameterId, EntryId)> {
        let mut known: Vec<(ParameterId, EntryId)> = Vec::new();
        let mut seen = HashSet::new();
        for item in node.items_of("parameters") {
            let location = item.location();
            let Some((parameter, used)) = self.parameter(item, owner, Some(path)) else { continue };
            if !seen.insert(self.identity(parameter)) {
                let wire = excerpt(&self.parameters[parameter.0].wire);
                let message = format!("the parameter `{wire}` stands here twice; the first one counts");
                self.loosen(used, codes::PARAMETER_TWICE, location, message, "remove one of the two");
            } else {
                known.push((parameter, used));
            }
        }
        known
    }

    /// What no two parameters of an operation have in common: the place and the name (OpenAPI 3.2.0, section 4.12).
    fn identity(&self, id: ParameterId) -> (ParameterLocation, String) {
        let parameter = &self.parameters[id.0];
        // Header names are compared without case (RFC 9110, section 5.1).
        let name = match parameter.location {
            ParameterLocation::Header => parameter.wire.to_ascii_lowercase(),
            _ => parameter.wire.clone(),
        };
        (parameter.location, name)
    }

    /// Whether callers can send it: some headers are the client's own.
    fn is_sent(&mut self, parameter: ParameterId, used: EntryId) -> bool {
        let parameter = &self.parameters[parameter.0];
        let name = parameter.wire.to_ascii_lowercase();
        if parameter.location != ParameterLocation::Header {
            return true;
        }
        let reason = if IGNORED_HEADERS.contains(&name.as_str()) {
            "OpenAPI ignores a header parameter of this name"
        } else if FORBIDDEN_HEADERS.contains(&name.as_str()) {
            "this header belongs to the connection, and is not sent by callers"
        } else {
            return true;
        };
        let message = format!("`{}`: {reason}", excerpt(&parameter.wire));
        let location = parameter.node.location();
        self.loosen(used, codes::HEADER_NOT_SENT, location, message, "remove the parameter");
        false
    }

    /// Makes the template of the path and the path parameters name each other.
    fn match_template(&mut self, all: &mut Vec<(ParameterId, EntryId)>, path: &Path, operation: &Node<'d>) {
        let variables = variables(&path.template);
        let is_path = |parameter: &Parameter<'d>| parameter.location == ParameterLocation::Path;
        let known: HashMap<String, ParameterId> = all
            .iter()
            .filter(|(id, _)| is_path(&self.parameters[id.0]))
            .map(|(id, _)| (self.parameters[id.0].wire.clone(), *id))
            .collect();
        let unused: Vec<String> = known.keys().filter(|name| !variables.contains(name)).cloned().collect();
        for name in variables.iter().filter(|name| !known.contains_key(*name)) {
            let message = format!(
                "`{{{}}}` in the path is not defined as a path parameter of this operation; it is given as text",
                excerpt(name)
            );
            let help = match nearest(name, unused.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!(
                    "add `{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}` to its `parameters`"
                ),
            };
            let finding =
                crate::findings::Finding::new(codes::PATH_VARIABLE_UNDECLARED, operation.key_location(), message);
            let loosened = self.findings.loosen(finding.with_help(help));
            // It stands nowhere: the ledger has no entry for it, and the finding is its place.
            self.parameters.push(Parameter {
                node: operation.clone(),
                entry: EntryId::NONE,
                wire: name.clone(),
                location: ParameterLocation::Path,
                required: true,
                schema: Err(loosened),
                encoding: ParameterEncoding::Text,
                description: None,
                deprecated: false,
                example: None,
            });
            all.push((ParameterId(self.parameters.len() - 1), EntryId::NONE));
        }
        let mut unused_entries = Vec::new();
        all.retain(|(id, used)| {
            let is_unused = known.values().any(|known| known == id) && unused.contains(&self.parameters[id.0].wire);
            if is_unused {
                unused_entries.push((*id, *used));
            }
            !is_unused
        });
        for (id, used) in unused_entries {
            let parameter = &self.parameters[id.0];
            let wire = excerpt(&parameter.wire);
            let message = format!(
                "the path parameter `{wire}` does not stand in the path `{}`; it is left out",
                excerpt(&path.written)
            );
            let location = parameter.node.location();
            self.loosen(used, codes::PATH_PARAMETER_UNUSED, location, message, "put it into the path, or remove it");
        }
    }

    /// Paths that differ only in the names of their variables are one and the same (OpenAPI 3.0.4, section 4.7.8).
    pub(super) fn tell_equal_paths(&mut self) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let paths: Vec<_> = self.root.get("paths").into_iter().flat_map(|paths| paths.own_members()).collect();
        for (path, node) in paths {
            let mut shape = String::new();
            for piece in path.split('{') {
                shape.push_str(piece.split_once('}').map_or(piece, |(_, after)| after));
                shape.push('{');
            }
            match seen.get(&shape) {
                Some(first) => {
                    let first = excerpt(first);
                    let message = format!("this path differs from `{first}` only in the names of its parameters");
                    let help = "put the operations of both under one path";
                    self.tell(codes::PATHS_ALIKE, node.key_location(), message, help);
                }
                None => drop(seen.insert(shape, path)),
            }
        }
    }
}

/// The names of the variables in a path template, each once.
pub(crate) fn variables(template: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = template;
    while let Some((_, inside)) = rest.split_once('{') {
        let Some((name, after)) = inside.split_once('}') else { break };
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = after;
    }
    names
}

/// Whether a template can be sent as it is written.
fn check(template: &str) -> Result<(), &'static str> {
    for segment in template.split('/').skip(1) {
        if matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..") {
            return Err("a path has no `.` and no `..`; no request to it is sent");
        }
    }
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (literal, from) = rest.split_at(at);
        check_literal(literal)?;
        let inside = from.strip_prefix('{').ok_or("a `}` has no `{` before it; it is sent percent-encoded")?;
        let (name, after) = inside.split_once('}').ok_or("a `{` has no `}` after it; it is sent percent-encoded")?;
        if name.is_empty() || name.contains(['{', '/']) {
            return Err("a variable has no name; no request to it is sent");
        }
        rest = after;
    }
    check_literal(rest)
}

/// What may stand in a path as it is (RFC 3986, section 3.3).
fn check_literal(text: &str) -> Result<(), &'static str> {
    let bytes = text.as_bytes();
    let fits = bytes.iter().enumerate().all(|(at, &byte)| match byte {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        _ => byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte),
    });
    if fits { Ok(()) } else { Err("it has a character that a path can't have; it is sent percent-encoded") }
}

#[cfg(test)]
mod tests {
    use super::FORBIDDEN_HEADERS;

    /// The generator tells of the headers that the runtime refuses.
    #[test]
    fn the_runtime_forbids_the_same_headers() {
        let runtime = include_str!("../../runtime/src/runtime/wire/headers.rs");
        let (_, list) = runtime.split_once("const FORBIDDEN_HEADERS").expect("the runtime has the list");
        let (_, list) = list.split_once("= [").expect("it is a list");
        let (list, _) = list.split_once("];").expect("it ends");
        let names: Vec<_> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(names, FORBIDDEN_HEADERS);
    }
}
