//! Parameters: what an operation's request is made from.

use openapiv3::{HeaderStyle, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};
use serde_json::Value;

use super::context::{Context, Node};
use super::schemas::{Origin, Owner, Schema, Shape, read};
use crate::config::is_token_byte;
use crate::diagnostic::{Diagnostic, Place};
use crate::dialect::{Kind, nearest};
use crate::ir::{EnumValue, ParameterPlace};
use crate::pointer::Pointer;

/// A parameter of an operation, before it has a name.
#[derive(Debug, Clone)]
pub(super) struct Parameter {
    pub(super) pointer: Pointer,
    pub(super) wire: String,
    pub(super) place: ParameterPlace,
    pub(super) required: bool,
    /// Where the schema of its values stands.
    pub(super) schema: Pointer,
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    pub(super) example: Option<String>,
}

/// The parameters of `operation`, with those of its path that it doesn't override.
pub(super) fn parameters<'d>(
    cx: &mut Context<'d>,
    path: &str,
    path_item: &Node<'d>,
    operation: &Node<'d>,
) -> Vec<Parameter> {
    let own = one_scope(cx, operation, operation);
    let mut all = one_scope(cx, path_item, operation);
    all.retain(|outer| !own.iter().any(|inner| same(outer, inner)));
    all.extend(own);
    check_path(cx, path, &all, operation);
    all.retain(|parameter| is_ours(cx, parameter));
    all
}

fn same(a: &Parameter, b: &Parameter) -> bool {
    let place_ignores_case = a.place == ParameterPlace::Header;
    // Header names are compared without case (RFC 9110, section 5.1).
    let equal = |a: &str, b: &str| if place_ignores_case { a.eq_ignore_ascii_case(b) } else { a == b };
    a.place == b.place && equal(&a.wire, &b.wire)
}

/// The parameters that stand in `node`, each once.
fn one_scope<'d>(cx: &mut Context<'d>, node: &Node<'d>, operation: &Node<'d>) -> Vec<Parameter> {
    let mut known: Vec<Parameter> = Vec::new();
    for item in node.get("parameters").into_iter().flat_map(|list| list.items()) {
        let place = item.place();
        let Some(parameter) = parameter(cx, item, operation) else { continue };
        if known.iter().any(|other| same(other, &parameter)) {
            let message = format!("the parameter `{}` stands here twice", parameter.wire);
            cx.error(place, message, "remove one of the two");
        } else {
            known.push(parameter);
        }
    }
    known
}

fn parameter<'d>(cx: &mut Context<'d>, item: Node<'d>, operation: &Node<'d>) -> Option<Parameter> {
    let node = cx.resolve(item, "parameters")?;
    match node.value.get("in").and_then(Value::as_str) {
        Some("path" | "query" | "header") => {}
        Some("cookie") => {
            cx.unsupported(Place::Value(node.pointer.push("in")), "a cookie parameter is", "send it as a header");
            return None;
        }
        _ => {
            let place = if node.get("in").is_some() { Place::Value(node.pointer.push("in")) } else { node.place() };
            cx.error(
                place,
                "this parameter does not say where it is sent",
                "give it an `in` of `path`, `query`, `header` or `cookie`",
            );
            return None;
        }
    }
    if node.get("schema").is_none() && node.get("content").is_none() {
        cx.error(
            node.place(),
            "this parameter has no `schema`",
            "say what it is, with `schema: { type: string }` for example",
        );
        return None;
    }
    let read: openapiv3::Parameter = cx.read(Kind::Parameter, &node)?;
    let (place, plain) = match &read {
        openapiv3::Parameter::Path { style, .. } => (ParameterPlace::Path, *style == PathStyle::Simple),
        openapiv3::Parameter::Query { style, allow_reserved, .. } => {
            (ParameterPlace::Query, *style == QueryStyle::Form && !allow_reserved)
        }
        openapiv3::Parameter::Header { style, .. } => (ParameterPlace::Header, *style == HeaderStyle::Simple),
        openapiv3::Parameter::Cookie { .. } => return None,
    };
    if !plain {
        let key = if node.value.get("style").is_some() { "style" } else { "allowReserved" };
        cx.unsupported(
            Place::Key(node.pointer.push(key)),
            &format!("this `{key}` of a parameter is"),
            "remove it to have the default",
        );
        return None;
    }
    let data = read.parameter_data_ref();
    check_data(cx, &node, data, place)?;
    let schema = schema(cx, &node, data, operation)?;
    Some(Parameter {
        wire: data.name.clone(),
        place,
        required: data.required,
        schema,
        description: data.description.clone().filter(|text| !text.trim().is_empty()),
        deprecated: data.deprecated.unwrap_or_default(),
        example: data.example.as_ref().and_then(Value::as_str).map(str::to_owned),
        pointer: node.pointer,
    })
}

fn check_data(cx: &mut Context<'_>, node: &Node<'_>, data: &ParameterData, place: ParameterPlace) -> Option<()> {
    if data.name.is_empty() {
        cx.error(
            Place::Value(node.pointer.push("name")),
            "this parameter has an empty name",
            "give it the name that is sent",
        );
        return None;
    }
    if place == ParameterPlace::Path && !data.required {
        let message = format!("the path parameter `{}` is not required", data.name);
        cx.error(node.place(), message, "add `required: true`: a path is not complete without its parameters");
        return None;
    }
    if place == ParameterPlace::Header && !data.name.bytes().all(is_token_byte) {
        let message = format!("`{}` is no header name (RFC 9110, section 5.1)", data.name);
        cx.error(Place::Value(node.pointer.push("name")), message, "use letters, digits and `-`");
        return None;
    }
    Some(())
}

fn schema<'d>(cx: &mut Context<'d>, node: &Node<'d>, data: &ParameterData, operation: &Node<'d>) -> Option<Pointer> {
    if let ParameterSchemaOrContent::Content(_) = data.format {
        cx.unsupported(Place::Key(node.pointer.push("content")), "a parameter with `content` is", "give it a `schema`");
        return None;
    }
    let owner = match component_name(&node.pointer, "parameters") {
        Some(name) => Owner::Component(name),
        None => Owner::Operation(operation.pointer.clone()),
    };
    let schema_node = node.get("schema")?;
    let place = schema_node.place();
    let schema = read(cx, schema_node, Origin::Parameter(owner, data.name.clone()))?;
    match cx.schemas.get(&schema).map(|schema: &Schema| &schema.shape) {
        Some(Shape::List(_)) => cx.unsupported(place, "a parameter that is an array is", "describe it as a string"),
        Some(Shape::Object(_)) => cx.unsupported(place, "a parameter that is an object is", "describe it as a string"),
        _ => return Some(schema),
    }
    None
}

/// The name of the reusable object of this `kind` at `pointer`, where one stands there.
pub(super) fn component_name(pointer: &Pointer, kind: &str) -> Option<String> {
    let tokens: Vec<_> = pointer.tokens().collect();
    match tokens.as_slice() {
        [components, of, name] if components == "components" && of == kind => Some(name.to_string()),
        _ => None,
    }
}

/// The headers that the runtime lets no caller set.
const OF_THE_CONNECTION: &[&str] = &[
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

/// Whether the document may say what this parameter is: some headers are the client's own.
fn is_ours(cx: &mut Context<'_>, parameter: &Parameter) -> bool {
    const BY_OTHER_MEANS: &[&str] = &["accept", "content-type", "authorization"];
    let name = parameter.wire.to_ascii_lowercase();
    if parameter.place != ParameterPlace::Header {
        return true;
    }
    let reason = if BY_OTHER_MEANS.contains(&name.as_str()) {
        "OpenAPI 3.0 ignores a header parameter of this name"
    } else if OF_THE_CONNECTION.contains(&name.as_str()) {
        "this header belongs to the connection, and is not sent by callers"
    } else {
        return true;
    };
    let warning =
        Diagnostic::warning(Place::Value(parameter.pointer.clone()), format!("`{}`: {reason}", parameter.wire));
    cx.diagnostics.push(warning.with_help("remove the parameter"));
    cx.note(&parameter.pointer, format!("the header parameter `{}` is left out: {reason}", parameter.wire));
    false
}

/// Checks that the template of the path and the path parameters name each other, and that the rest of it is a path.
fn check_path(cx: &mut Context<'_>, path: &str, parameters: &[Parameter], operation: &Node<'_>) {
    let place = || Place::Key(operation.pointer.parent().unwrap_or_default());
    let expressions = match template(path) {
        Ok(expressions) => expressions,
        Err(message) => {
            cx.error(
                place(),
                format!("`{path}`: {message}"),
                "write the path as it is sent, with `{name}` for each parameter",
            );
            return;
        }
    };
    let known: Vec<&str> =
        parameters.iter().filter(|p| p.place == ParameterPlace::Path).map(|p| p.wire.as_str()).collect();
    for name in expressions.iter().filter(|name| !known.contains(name)) {
        let broken = operation.get("parameters").is_some_and(|list| cx.tells_of_error_in(&list.pointer));
        if !broken {
            let message = format!("`{{{name}}}` in the path is not defined as a path parameter of this operation");
            let unused = known.iter().copied().filter(|known| !expressions.contains(known));
            let help = match nearest(name, unused) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!(
                    "add `{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}` to its `parameters`"
                ),
            };
            cx.error(operation.key_place(), message, help);
        }
    }
    for parameter in parameters.iter().filter(|p| p.place == ParameterPlace::Path) {
        let undefined = expressions.iter().copied().filter(|name| !known.contains(name));
        if !expressions.contains(&parameter.wire.as_str()) && nearest(&parameter.wire, undefined).is_none() {
            let message = format!("the path parameter `{}` does not stand in the path `{path}`", parameter.wire);
            cx.error(Place::Value(parameter.pointer.clone()), message, "put it into the path, or remove it");
        }
        check_values(cx, path, parameter);
    }
}

/// Tells of the values of a path parameter that would make another path: the client refuses them, whoever gives them.
fn check_values(cx: &mut Context<'_>, path: &str, parameter: &Parameter) {
    let Some(Shape::Enum(_, values)) = cx.schemas.get(&parameter.schema).map(|schema| &schema.shape) else { return };
    let is_segment = path.split('/').any(|segment| segment == format!("{{{}}}", parameter.wire));
    let never_sent = values.iter().filter_map(|value| match value {
        EnumValue::String(text) if text.is_empty() || (is_segment && matches!(text.as_str(), "." | "..")) => Some(text),
        _ => None,
    });
    for text in never_sent.cloned().collect::<Vec<_>>() {
        let value = if text.is_empty() { "the empty value".to_owned() } else { format!("the value `{text}`") };
        let message = format!("{value} of this path parameter would make another path, and is never sent");
        let warning = Diagnostic::warning(Place::Value(parameter.schema.push("enum")), message);
        cx.diagnostics.push(warning.with_help("remove it"));
    }
}

/// The names of the expressions in a path template.
fn template(path: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    for segment in path.split('/').skip(1) {
        if matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..") {
            return Err("a path has no `.` and no `..`");
        }
    }
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let (literal, from) = rest.split_at(open);
        check_literal(literal)?;
        let inside = from.strip_prefix('{').ok_or("a `}` has no `{` before it")?;
        let (name, after) = inside.split_once('}').ok_or("a `{` has no `}` after it")?;
        if name.is_empty() || name.contains(['{', '/']) {
            return Err("a template expression has no name");
        }
        if names.contains(&name) {
            return Err("a template expression stands in it twice");
        }
        names.push(name);
        rest = after;
    }
    check_literal(rest)?;
    Ok(names)
}

/// What may stand in a path as it is (RFC 3986, section 3.3).
fn check_literal(text: &str) -> Result<(), &'static str> {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let fits = match byte {
            b'%' => {
                let digits = bytes.get(at + 1..at + 3);
                digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            }
            b'/' => true,
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte),
        };
        match (fits, byte) {
            (true, _) => {}
            (false, b'?' | b'#') => return Err("a path has no query and no fragment"),
            _ => return Err("it has a character that a path can't have unless it is percent-encoded"),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{OF_THE_CONNECTION, template};

    #[test]
    fn expressions_are_found() {
        assert_eq!(template("/v2/contacts/{id}"), Ok(vec!["id"]));
        assert_eq!(template("/{owner}:{repo}.json"), Ok(vec!["owner", "repo"]));
        assert_eq!(template("/a%20b"), Ok(vec![]));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for bad in [
            "/{id",
            "/id}",
            "/{}",
            "/{a}/{a}",
            "/a?b",
            "/a#b",
            "/a b",
            "/..",
            "/./a",
            "/a/%2e%2E/b",
            "/%zz",
            "/é",
            "/{a{b}}",
        ] {
            assert!(template(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_runtime_refuses_what_no_parameter_may_be() {
        let runtime = include_str!("../../runtime/src/runtime/headers.rs");
        let list = runtime.split_once("OF_THE_CONNECTION: [").and_then(|(_, rest)| rest.split_once("];"));
        let quoted = list.map_or("", |(list, _)| list).split('"').skip(1).step_by(2);
        assert_eq!(quoted.collect::<Vec<_>>(), OF_THE_CONNECTION);
    }
}
