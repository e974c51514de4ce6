//! What a schema means for a type, by its own `type`.

use indexmap::IndexSet;
use openapiv3::{ReferenceOr, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde_json::Value;

use super::untyped::any_shape;
use super::{Origin, Property, Shape, read_part};
use crate::diagnostic::{Diagnostic, Place};
use crate::dialect::nearest;
use crate::ir::{EnumRepr, EnumValue};
use crate::lower::context::{Context, Node};

/// What the schema at `node` means.
pub(super) fn shape<'d>(cx: &mut Context<'d>, node: &Node<'d>, schema: &openapiv3::Schema) -> Shape {
    let data = &schema.schema_data;
    if data.nullable {
        return unsupported(
            cx,
            node,
            "nullable",
            "a schema with `nullable: true` is",
            "make the property optional instead",
        );
    }
    if data.discriminator.is_some() {
        return unsupported(cx, node, "discriminator", "a `discriminator` is", "describe the variant that is used");
    }
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => string_shape(cx, node, string),
        SchemaKind::Type(Type::Number(number)) => number_shape(cx, node, number),
        SchemaKind::Type(Type::Integer(integer)) => integer_shape(cx, node, integer),
        SchemaKind::Type(Type::Boolean(boolean)) => boolean_shape(cx, node, boolean),
        SchemaKind::Type(Type::Array(_)) => list_shape(cx, node),
        SchemaKind::Type(Type::Object(object)) => object_shape(cx, node, object),
        SchemaKind::OneOf { .. } => unsupported(cx, node, "oneOf", "`oneOf` is", "describe the variant that is used"),
        SchemaKind::AnyOf { .. } => unsupported(cx, node, "anyOf", "`anyOf` is", "describe the variant that is used"),
        SchemaKind::AllOf { .. } => {
            unsupported(cx, node, "allOf", "`allOf` is", "write the properties out in one schema")
        }
        SchemaKind::Not { .. } => unsupported(cx, node, "not", "`not` is", "describe what the value is"),
        SchemaKind::Any(_) => any_shape(cx, node),
    }
}

pub(super) fn unsupported(cx: &mut Context<'_>, node: &Node<'_>, key: &str, what: &str, help: &str) -> Shape {
    cx.unsupported(Place::Key(node.pointer.push(key)), what, help);
    Shape::Unsupported
}
fn string_shape(cx: &mut Context<'_>, node: &Node<'_>, string: &openapiv3::StringType) -> Shape {
    if let Some(values) = node.get("enum") {
        let known = string.enumeration.iter().flatten().cloned().map(EnumValue::String).collect();
        return enum_shape(cx, &values, EnumRepr::String, known);
    }
    match node.value.get("format").and_then(Value::as_str) {
        Some("binary" | "byte") => {
            unsupported(cx, node, "format", "a string of bytes is", "remove the `format` to have it as a `String`")
        }
        Some(format) => {
            cx.note(&node.pointer, format!("`format: {format}` is a plain `String`"));
            Shape::String
        }
        None => Shape::String,
    }
}

fn number_shape(cx: &mut Context<'_>, node: &Node<'_>, number: &openapiv3::NumberType) -> Shape {
    let Some(values) = node.get("enum") else {
        if let VariantOrUnknownOrEmpty::Unknown(format) = &number.format {
            cx.note(&node.pointer, format!("`format: {format}` is a plain `f64`"));
        }
        return Shape::Double;
    };
    let mut known = Vec::new();
    for item in values.items() {
        match item.value.as_f64().and_then(exact_integer) {
            Some(integer) => known.push(EnumValue::Integer(integer)),
            None => {
                cx.unsupported(item.place(), "an `enum` with a number that is no integer is", "remove the `enum`");
                return Shape::Unsupported;
            }
        }
    }
    enum_shape(cx, &values, EnumRepr::Integer, known)
}

/// The integer that `number` is, if it is one that a double holds exactly.
fn exact_integer(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

fn integer_shape(cx: &mut Context<'_>, node: &Node<'_>, integer: &openapiv3::IntegerType) -> Shape {
    if let Some(values) = node.get("enum") {
        let known = integer.enumeration.iter().flatten().copied().map(EnumValue::Integer).collect();
        return enum_shape(cx, &values, EnumRepr::Integer, known);
    }
    match &integer.format {
        VariantOrUnknownOrEmpty::Item(openapiv3::IntegerFormat::Int32) => Shape::Int32,
        VariantOrUnknownOrEmpty::Unknown(format) => {
            cx.note(&node.pointer, format!("`format: {format}` is a plain `i64`"));
            Shape::Int64
        }
        _ => Shape::Int64,
    }
}

fn boolean_shape(cx: &mut Context<'_>, node: &Node<'_>, boolean: &openapiv3::BooleanType) -> Shape {
    let has = |value: bool| boolean.enumeration.contains(&Some(value));
    match (node.get("enum"), has(true), has(false)) {
        (Some(_), true, false) => Shape::True,
        (Some(_), false, true) => Shape::False,
        (Some(values), false, false) => enum_shape(cx, &values, EnumRepr::String, Vec::new()),
        _ => Shape::Boolean,
    }
}

/// An enum of the `known` values, each once.
fn enum_shape(cx: &mut Context<'_>, node: &Node<'_>, wire: EnumRepr, known: Vec<EnumValue>) -> Shape {
    if known.is_empty() || known.len() != node.items().count() {
        match node.items().find(|item| item.value.is_null()) {
            Some(null) => cx.unsupported(null.place(), "`null` in an `enum` is", "remove the `null`"),
            None => cx.error(node.place(), "this `enum` allows no value", "list its values, or remove it"),
        }
        return Shape::Unsupported;
    }
    let mut values = IndexSet::with_capacity(known.len());
    for (item, value) in node.items().zip(known) {
        if !values.insert(value) {
            let warning = Diagnostic::warning(item.place(), "this value stands in its `enum` twice");
            cx.diagnostics.push(warning.with_help("remove one of the two"));
        }
    }
    Shape::Enum(wire, values.into_iter().collect())
}

fn list_shape<'d>(cx: &mut Context<'d>, node: &Node<'d>) -> Shape {
    let Some(items) = node.get("items") else {
        cx.error(
            node.place(),
            "this array has no `items`",
            "say what it holds, with `items: { type: string }` for example",
        );
        return Shape::Unsupported;
    };
    read_part(cx, items, Origin::Items { parent: node.pointer.clone() }).map_or(Shape::Unsupported, Shape::List)
}

fn object_shape<'d>(cx: &mut Context<'d>, node: &Node<'d>, object: &openapiv3::ObjectType) -> Shape {
    if let Some(openapiv3::AdditionalProperties::Schema(schema)) = &object.additional_properties
        && !matches!(&**schema, ReferenceOr::Item(_) if node.value["additionalProperties"] == serde_json::json!({}))
    {
        return unsupported(
            cx,
            node,
            "additionalProperties",
            "a schema of additional properties is",
            "list the properties by name",
        );
    }
    let properties = node.get("properties");
    if properties.as_ref().is_none_or(|properties| properties.members().next().is_none()) {
        cx.unsupported(node.place(), "an object without `properties` is", "list the properties by name");
        return Shape::Unsupported;
    }
    let mut known = Vec::new();
    for (name, property) in properties.into_iter().flat_map(|properties| properties.members()) {
        let origin = Origin::Property { parent: node.pointer.clone(), name: name.to_owned() };
        let required = object.required.iter().any(|required| required == name);
        if let Some(schema) = read_part(cx, property, origin) {
            known.push(Property { name: name.to_owned(), required, schema });
        }
    }
    let names = || node.value["properties"].as_object().into_iter().flat_map(|all| all.keys().map(String::as_str));
    for (index, lost) in object.required.iter().enumerate().filter(|(_, lost)| !names().any(|name| name == *lost)) {
        let message = format!("`{lost}` is required, and is no property of this object");
        let help = match nearest(lost, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "define the property, or remove it from `required`".to_owned(),
        };
        cx.error(Place::Value(node.pointer.push("required").index(index)), message, help);
    }
    Shape::Object(known)
}
