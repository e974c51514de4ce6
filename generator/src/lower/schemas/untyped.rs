//! Schemas of no type, or whose keywords don't fit it: what to say of them.

use serde_json::Value;

use super::Shape;
use super::shape::unsupported;
use crate::diagnostic::Place;
use crate::dialect::article;
use crate::lower::context::{Context, Node};

/// A schema that `openapiv3` finds no type for: none is given, or what stands beside it doesn't fit it.
pub(super) fn any_shape<'d>(cx: &mut Context<'d>, node: &Node<'d>) -> Shape {
    for key in ["oneOf", "anyOf", "allOf", "not"] {
        if node.get(key).is_some() {
            return unsupported(
                cx,
                node,
                key,
                &format!("`{key}` beside other keywords is"),
                "describe the value in one schema",
            );
        }
    }
    let Some(ty) = node.get("type") else {
        cx.unsupported(node.place(), "a schema without a `type` is", &format!("add `type: {}`", likely_type(node)));
        return Shape::Unsupported;
    };
    let name = ty.value.as_str().unwrap_or_default();
    let Some(own) = own_keywords(name) else {
        let help = "use one of `string`, `number`, `integer`, `boolean`, `array`, `object`";
        cx.error(ty.place(), format!("`{name}` is no type of OpenAPI 3.0"), help);
        return Shape::Unsupported;
    };
    let foreign = |key: &&str| !own.contains(key) && TYPED_KEYWORDS.contains(key);
    let foreign: Vec<_> = node.own_members().map(|(key, _)| key).filter(foreign).collect();
    match (foreign.first(), node.get("enum")) {
        (Some(first), _) => {
            let all = foreign.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let message = format!("this schema is of type `{name}`, and {all} is for values of another type");
            cx.error(Place::Key(node.pointer.push(first)), message, "remove it, or correct the `type`");
            Shape::Unsupported
        }
        (None, Some(values)) => odd_enum(cx, &values, name),
        (None, None) => {
            let message = format!("a keyword of this schema has a value that a schema of type `{name}` can't have");
            cx.error(node.place(), message, "see the Schema Object in the OpenAPI 3.0 specification");
            Shape::Unsupported
        }
    }
}

/// The keywords that are for values of one type only, and that a type is made from.
const TYPED_KEYWORDS: &[&str] = &["items", "properties", "required", "additionalProperties", "format"];

/// Those of them that are for values of this type; `None` where it is none.
fn own_keywords(ty: &str) -> Option<&'static [&'static str]> {
    Some(match ty {
        "string" | "number" | "integer" => &["format"],
        "boolean" => &[],
        "array" => &["items"],
        "object" => &["properties", "required", "additionalProperties"],
        _ => return None,
    })
}

/// The type that a schema without one is likely to be of.
fn likely_type(node: &Node<'_>) -> &'static str {
    let first = node.value.get("enum").and_then(|values| values.get(0));
    match first {
        Some(Value::String(_)) => "string",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(number)) if number.is_f64() => "number",
        Some(Value::Number(_)) => "integer",
        _ if node.get("items").is_some() => "array",
        _ if node.get("pattern").is_some() || node.get("format").is_some() => "string",
        _ => "object",
    }
}

/// Tells of every value of an `enum` that isn't of the schema's type.
fn odd_enum(cx: &mut Context<'_>, values: &Node<'_>, ty: &str) -> Shape {
    let fits: fn(&Value) -> bool = match ty {
        "string" => Value::is_string,
        "number" => Value::is_number,
        "integer" => Value::is_i64,
        "boolean" => Value::is_boolean,
        _ => {
            cx.unsupported(values.key_place(), &format!("an `enum` of type `{ty}` is"), "remove the `enum`");
            return Shape::Unsupported;
        }
    };
    for odd in values.items().filter(|item| !fits(item.value)) {
        match odd.value {
            Value::Null => cx.unsupported(odd.place(), "`null` in an `enum` is", "remove the `null`"),
            Value::Number(number) if ty == "integer" && !number.is_f64() => {
                cx.unsupported(odd.place(), "an integer of more than 63 bits in an `enum` is", "remove the `enum`");
            }
            other => {
                let found = match other {
                    Value::Number(_) if ty == "integer" => "a number that is no integer",
                    _ => article(other),
                };
                let message = format!("this value of an `enum` of type `{ty}` is {found}");
                cx.error(odd.place(), message, format!("write a value of type `{ty}`, or remove it"));
            }
        }
    }
    Shape::Unsupported
}
