//! The walk over the whole document that tells what nothing later would see.

use serde_json::{Map, Value};

use super::keys::{Kind, Shape, member};
use super::values;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// Checks that `document` is an OpenAPI 3.0 document, and that each of its nodes has only the keys of its kind.
pub fn check(document: &Value) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    match version(document) {
        Ok(()) => node(Kind::Document, document, &Pointer::root(), &mut diagnostics),
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    diagnostics
}

/// Whether this is a document of a version that can be read.
fn version(document: &Value) -> Result<(), Diagnostic> {
    let root = Pointer::root();
    let Value::Object(object) = document else {
        let message = format!("this is not an OpenAPI document: its root is {}, not an object", article(document));
        return Err(Diagnostic::error(Place::File, message).with_help("check that this is the right file"));
    };
    let version = match object.get("openapi") {
        Some(Value::String(version)) => version,
        Some(other) => {
            let message = format!("`openapi` is {}, where the version is a string", article(other));
            let help = "put the version in quotes, such as `openapi: \"3.0.3\"`";
            return Err(Diagnostic::error(Place::Value(root.push("openapi")), message).with_help(help));
        }
        None if object.contains_key("swagger") => {
            let message = "this is a Swagger 2.0 document, which is not supported";
            let help = "convert it to OpenAPI 3.0 first, with `npx swagger2openapi` for example";
            return Err(Diagnostic::error(Place::Key(root.push("swagger")), message).with_help(help));
        }
        None => {
            let message = "this is not an OpenAPI document: it has no `openapi` key";
            let help = "check that this is the right file; an OpenAPI document begins with `openapi: 3.0.3`";
            return Err(Diagnostic::error(Place::File, message).with_help(help));
        }
    };
    let is_supported = version.strip_prefix("3.0.").is_some_and(|patch| {
        let patch = patch.split_once('-').map_or(patch, |(patch, _)| patch);
        !patch.is_empty() && patch.chars().all(|c| c.is_ascii_digit())
    });
    if is_supported {
        return Ok(());
    }
    let message = format!("OpenAPI version `{version}` is not supported");
    Err(Diagnostic::error(Place::Value(root.push("openapi")), message).with_help("use a document of version 3.0.x"))
}

fn node(kind: Kind, value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Value::Object(object) = value else {
        // The one place in 3.0 where a boolean may stand for a schema.
        if !(value.is_boolean() && at.last().as_deref() == Some("additionalProperties")) {
            diagnostics.push(not_an(kind, value, at));
        }
        return;
    };
    if kind.may_be_reference() && object.contains_key("$ref") {
        reference(object, at, diagnostics);
        return;
    }
    for (key, value) in object {
        let at = at.push(key);
        match member(kind, key) {
            Some(Shape::Node(of)) => node(of, value, &at, diagnostics),
            Some(Shape::List(of)) => list(of, value, &at, diagnostics),
            Some(Shape::Map(of)) => map(of, value, &at, diagnostics),
            Some(shape) => values::check(kind, key, shape, value, &at, diagnostics),
            None => diagnostics.push(unknown_key(kind, key, at)),
        }
    }
}

fn list(of: Kind, value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Value::Array(items) = value else {
        let message = format!("expected an array of {} Objects, found {}", of.name(), article(value));
        let help = match of {
            Kind::SecurityRequirement => "write a list of sets of security schemes, such as `[{ bearerAuth: [] }]`",
            _ => "write a list, with `-` before each item in YAML",
        };
        diagnostics.push(Diagnostic::error(Place::Value(at.clone()), message).with_help(help));
        return;
    };
    for (index, item) in items.iter().enumerate() {
        node(of, item, &at.push(&index.to_string()), diagnostics);
    }
}

fn map(of: Kind, value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Value::Object(members) = value else {
        let message = format!("expected an object of {} Objects, found {}", of.name(), article(value));
        let help = "write each under a name of its own, such as `name: ..`";
        diagnostics.push(Diagnostic::error(Place::Value(at.clone()), message).with_help(help));
        return;
    };
    for (key, value) in members {
        node(of, value, &at.push(key), diagnostics);
    }
}

fn reference(object: &Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let at_ref = at.push("$ref");
    if !object.get("$ref").is_some_and(Value::is_string) {
        let help = "write a reference into the document, such as `$ref: '#/components/schemas/Cat'`";
        diagnostics.push(Diagnostic::error(Place::Value(at_ref), "`$ref` is not a string").with_help(help));
        return;
    }
    for key in object.keys().filter(|key| *key != "$ref" && !key.starts_with("x-")) {
        let message = format!("`{key}` beside a `$ref` has no meaning in OpenAPI 3.0 and is ignored");
        let help = "move it to what the `$ref` names, or put the `$ref` into an `allOf`";
        diagnostics.push(Diagnostic::warning(Place::Key(at.push(key)), message).with_help(help));
    }
}

fn unknown_key(kind: Kind, key: &str, at: Pointer) -> Diagnostic {
    let place = Place::Key(at);
    match kind {
        Kind::Paths => Diagnostic::error(place, format!("the path `{key}` does not begin with `/`"))
            .with_help(format!("write it as `/{key}`")),
        Kind::Responses => {
            let message = format!("`{key}` is neither a status, nor a class of statuses, nor `default`");
            let upper = key.to_ascii_uppercase();
            Diagnostic::error(place, message).with_help(match member(kind, &upper) {
                Some(_) => format!("did you mean `{upper}`?"),
                None => "write a status such as `404`, a class such as `4XX`, or `default`".to_owned(),
            })
        }
        _ => {
            let owner = match kind {
                Kind::Document => "the root of an OpenAPI 3.0 document".to_owned(),
                _ => format!("{} Object of OpenAPI 3.0", with_article(kind)),
            };
            let near = nearest(key, kind.keys().iter().map(|(name, _)| *name));
            let help = match (kind, key, near) {
                (Kind::Schema, "const", _) => "write an `enum` of the one value".to_owned(),
                (Kind::Schema, "examples", _) => "write one `example`".to_owned(),
                (Kind::Document, "webhooks", _) => "webhooks are of OpenAPI 3.1; remove them".to_owned(),
                (_, _, Some(near)) => format!("did you mean `{near}`? An extension's name would begin with `x-`"),
                _ => "remove it, or begin its name with `x-` if it is an extension".to_owned(),
            };
            Diagnostic::error(place, format!("{owner} has no `{key}`")).with_help(help)
        }
    }
}

fn not_an(kind: Kind, value: &Value, at: &Pointer) -> Diagnostic {
    let message = format!("expected {} Object, found {}", with_article(kind), article(value));
    let diagnostic = Diagnostic::error(Place::Value(at.clone()), message);
    match (kind, value) {
        (Kind::Schema, Value::Bool(_)) => diagnostic.with_help("write a schema, such as `{ type: string }`"),
        (_, Value::Null) => diagnostic.with_help("remove the key, or give it a value"),
        (Kind::Paths, _) => diagnostic.with_help("write each operation under its path, such as `/cats:`"),
        _ => diagnostic.with_help(format!("see the {} Object in the OpenAPI 3.0 specification", kind.name())),
    }
}

fn with_article(kind: Kind) -> String {
    let name = kind.name();
    let article = if name.starts_with(['A', 'E', 'I', 'O', 'U', 'X']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// What a value is, with its article.
pub(crate) fn article(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The one of `names` that `text` may have been meant to be.
pub(crate) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (text.chars().count() / 3).clamp(1, 3);
    let text = text.to_lowercase();
    names
        .map(|name| (strsim::damerau_levenshtein(&name.to_lowercase(), &text), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}
