//! The check of what stands under a key that has no object: strings, booleans, numbers, and arrays of them.

use serde_json::Value;

use super::check::article;
use super::keys::{Kind, Shape};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// Tells of `value` under `key` of a `kind` node where it isn't of its `shape`.
pub(super) fn check(kind: Kind, key: &str, shape: Shape, value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let fits = match shape {
        Shape::Text => value.is_string(),
        Shape::Flag => value.is_boolean(),
        Shape::Number => value.is_number(),
        Shape::Texts | Shape::Values => value.is_array(),
        _ => true,
    };
    if !fits {
        let message = format!("`{key}` is {}, where {} is expected", article(value), expected(shape));
        diagnostics.push(Diagnostic::error(Place::Value(at.clone()), message).with_help(help(kind, key, shape, value)));
    }
    if let (Shape::Texts, Value::Array(items)) = (shape, value) {
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_string()) {
            let message = format!("this item of `{key}` is {}, where a string is expected", article(item));
            let help = help(kind, key, Shape::Text, item);
            diagnostics.push(Diagnostic::error(Place::Value(at.index(index)), message).with_help(help));
        }
    }
}

fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Flag => "a boolean",
        Shape::Number => "a number",
        Shape::Texts => "an array of strings",
        Shape::Values => "an array",
        _ => "a string",
    }
}

fn help(kind: Kind, key: &str, shape: Shape, value: &Value) -> String {
    match (kind, key, shape, value) {
        (Kind::Schema, "required", Shape::Texts, Value::Bool(_)) => {
            "`required` lists the names of the properties that are always there, beside `properties`: `required: [id]`"
                .to_owned()
        }
        (Kind::Schema, "type", _, Value::Array(_)) => "OpenAPI 3.0 has one type for each schema".to_owned(),
        (Kind::Schema, "exclusiveMinimum" | "exclusiveMaximum", _, Value::Number(_)) => {
            let bound = if key == "exclusiveMinimum" { "minimum" } else { "maximum" };
            format!("OpenAPI 3.0 has it as a boolean beside the bound: `{bound}: {value}` and `{key}: true`")
        }
        (_, _, _, Value::Null) => "remove the key, or give it a value".to_owned(),
        (_, _, Shape::Text, Value::Number(_) | Value::Bool(_)) => format!("put it in quotes: `\"{value}\"`"),
        (_, _, Shape::Texts, Value::String(text)) => format!("write `[{}]`", text.chars().take(40).collect::<String>()),
        (_, _, Shape::Flag, _) => "write `true` or `false`, without quotes".to_owned(),
        (_, _, Shape::Number, _) => "write a number, without quotes".to_owned(),
        _ => format!("see the {} Object in the OpenAPI 3.0 specification", kind.name()),
    }
}
