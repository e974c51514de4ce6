//! Schemas: each is read once, into what it means for a type.

use std::collections::HashSet;

use indexmap::IndexSet;
use openapiv3::{ReferenceOr, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde_json::Value;

use super::circles::Circles;
use super::context::{Context, Node};
use crate::diagnostic::{Diagnostic, Place};
use crate::dialect::{CONSTRAINTS, Kind, article, nearest};
use crate::ir::{EnumValue, Wire};
use crate::pointer::Pointer;

/// A schema in use.
#[derive(Debug, Clone)]
pub(super) struct Schema {
    /// How it came into use, from which its name is made.
    pub(super) origin: Origin,
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    pub(super) shape: Shape,
}

/// Where a schema stands, in the words of the document's author.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// `components/schemas`, under this name.
    Component(String),
    /// A property of another schema.
    Property {
        /// The schema that has the property.
        parent: Pointer,
        /// The property's name.
        name: String,
    },
    /// The items of another schema.
    Items {
        /// The array's schema.
        parent: Pointer,
    },
    /// The values of a parameter: what it belongs to, and its name.
    Parameter(Owner, String),
    /// The body of a success.
    Success(Owner),
    /// The body of a failure.
    Failure(Owner),
}

/// What an inline schema belongs to, beside other schemas.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    /// The operation at this pointer.
    Operation(Pointer),
    /// A reusable parameter or response of this name.
    Component(String),
}

/// What a schema means for a type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    String,
    Boolean,
    True,
    False,
    Int32,
    Int64,
    Double,
    /// An array of values of the schema there.
    List(Pointer),
    Object(Vec<Property>),
    Enum(Wire, Vec<EnumValue>),
    /// Something that isn't supported, of which an error tells.
    Unsupported,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) required: bool,
    /// Where its schema stands, references followed.
    pub(super) schema: Pointer,
}

impl Schema {
    /// Whether the crate has a type of its own for it.
    pub(super) fn is_type(&self) -> bool {
        matches!(self.shape, Shape::Object(_) | Shape::Enum(..))
    }

    /// Whether it stands under a name of its own.
    pub(super) fn is_component(&self) -> bool {
        matches!(self.origin, Origin::Component(_))
    }
}

/// Reads the schema at `node`, and all that it uses; where it stands, references followed. `None` after an error.
pub(super) fn read<'d>(cx: &mut Context<'d>, node: Node<'d>, origin: Origin) -> Option<Pointer> {
    let pointer = read_one(cx, node, origin);
    while let Some(node) = cx.waiting.pop() {
        read_one(cx, node, Origin::Component(String::new()));
    }
    pointer
}

/// Reads a schema that is a part of another. What it refers to is read later, since a chain of references may be longer
/// than the stack is deep.
fn read_part<'d>(cx: &mut Context<'d>, node: Node<'d>, origin: Origin) -> Option<Pointer> {
    if node.get("$ref").is_none() {
        return read_one(cx, node, origin);
    }
    let target = cx.resolve(node, "schemas")?;
    let pointer = target.pointer.clone();
    cx.waiting.push(target);
    Some(pointer)
}

/// Reads the schema at `node` with its inline parts. `origin` is that of an inline one.
fn read_one<'d>(cx: &mut Context<'d>, node: Node<'d>, origin: Origin) -> Option<Pointer> {
    let node = cx.resolve(node, "schemas")?;
    let pointer = node.pointer.clone();
    let origin = own_origin(&pointer).unwrap_or(origin);
    if cx.schemas.contains_key(&pointer) {
        return Some(pointer);
    }
    let mut schema = Schema { origin, description: None, deprecated: false, shape: Shape::Unsupported };
    // A schema may use itself, so it is known before what it uses is read.
    cx.schemas.insert(pointer.clone(), schema.clone());
    if let Some(read) = cx.read::<openapiv3::Schema>(Kind::Schema, &node) {
        schema.description = read.schema_data.description.clone().filter(|text| !text.trim().is_empty());
        schema.deprecated = read.schema_data.deprecated;
        schema.shape = shape(cx, &node, &read);
        loose(cx, &node);
    }
    cx.schemas.insert(pointer.clone(), schema);
    Some(pointer)
}

/// The component schema's name at `pointer`, where one stands there.
fn own_origin(pointer: &Pointer) -> Option<Origin> {
    let mut tokens = pointer.tokens();
    let (Some(first), Some(second), Some(name), None) = (tokens.next(), tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    (first == "components" && second == "schemas").then(|| Origin::Component(name.into_owned()))
}

fn shape<'d>(cx: &mut Context<'d>, node: &Node<'d>, schema: &openapiv3::Schema) -> Shape {
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

/// A schema that `openapiv3` finds no type for: none is given, or what stands beside it doesn't fit it.
fn any_shape<'d>(cx: &mut Context<'d>, node: &Node<'d>) -> Shape {
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

fn unsupported(cx: &mut Context<'_>, node: &Node<'_>, key: &str, what: &str, help: &str) -> Shape {
    cx.unsupported(Place::Key(node.pointer.push(key)), what, help);
    Shape::Unsupported
}

fn string_shape(cx: &mut Context<'_>, node: &Node<'_>, string: &openapiv3::StringType) -> Shape {
    if let Some(values) = node.get("enum") {
        let known = string.enumeration.iter().flatten().cloned().map(EnumValue::String).collect();
        return enum_shape(cx, &values, Wire::String, known);
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
    enum_shape(cx, &values, Wire::Integer, known)
}

/// The integer that `number` is, if it is one that a double holds exactly.
fn exact_integer(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

fn integer_shape(cx: &mut Context<'_>, node: &Node<'_>, integer: &openapiv3::IntegerType) -> Shape {
    if let Some(values) = node.get("enum") {
        let known = integer.enumeration.iter().flatten().copied().map(EnumValue::Integer).collect();
        return enum_shape(cx, &values, Wire::Integer, known);
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
        (Some(values), false, false) => enum_shape(cx, &values, Wire::String, Vec::new()),
        _ => Shape::Boolean,
    }
}

/// An enum of the `known` values, each once.
fn enum_shape(cx: &mut Context<'_>, node: &Node<'_>, wire: Wire, known: Vec<EnumValue>) -> Shape {
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

/// Notes the keywords that the server alone enforces.
fn loose(cx: &mut Context<'_>, node: &Node<'_>) {
    let present: Vec<_> =
        CONSTRAINTS.iter().filter(|key| node.value.get(**key).is_some()).map(|key| format!("`{key}`")).collect();
    if !present.is_empty() {
        cx.note(&node.pointer, format!("{}: left to the server to check", present.join(", ")));
    }
    if node.value.get("additionalProperties").is_some_and(|value| *value == Value::Bool(true) || value.is_object()) {
        cx.note(&node.pointer, "`additionalProperties`: properties without a name in the document are not kept");
    }
    if node.value.get("default").is_some() {
        cx.note(&node.pointer, "`default`: left to the server to apply");
    }
}

/// Tells of schemas of which there is no value: lists of nothing but lists, and objects that need one another.
pub(super) fn refuse_endless(cx: &mut Context<'_>) {
    let circles = Circles::find(cx.schemas.keys(), |pointer| needed(cx, pointer).into_iter());
    // One of each circle is enough.
    let mut seen = HashSet::new();
    let in_circles = cx.schemas.keys().filter(|pointer| circles.of(pointer).is_some_and(|circle| seen.insert(circle)));
    let endless: Vec<Pointer> = in_circles.cloned().collect();
    let deep: Vec<_> =
        cx.schemas.keys().filter(|pointer| endless.is_empty() && is_deep(cx, pointer)).cloned().collect();
    for pointer in deep {
        let what = format!("a list of lists of more than {DEEPEST_LIST} levels is");
        cx.unsupported(Place::Key(pointer), &what, "put an object between");
    }
    for pointer in endless {
        let (message, help) = match cx.schemas.get(&pointer).map(|schema| &schema.shape) {
            Some(Shape::List(_)) => {
                ("this list holds nothing but lists of itself", "let it hold something, in an object for example")
            }
            _ => (
                "a value of this schema would need another one inside it, without an end",
                "make a property that leads back to it optional, or put a list between",
            ),
        };
        cx.error(Place::Key(pointer), message, help);
    }
}

/// The schemas of which a value is needed right inside one of this: the list in a list, the required objects of an object.
fn needed<'a>(cx: &'a Context<'_>, pointer: &Pointer) -> Vec<&'a Pointer> {
    let shape = |pointer: &Pointer| cx.schemas.get(pointer).map(|schema| &schema.shape);
    match shape(pointer) {
        Some(Shape::List(items)) if matches!(shape(items), Some(Shape::List(_))) => vec![items],
        Some(Shape::Object(properties)) => {
            let required = properties.iter().filter(|property| property.required).map(|property| &property.schema);
            required.filter(|schema| matches!(shape(schema), Some(Shape::Object(_)))).collect()
        }
        _ => Vec::new(),
    }
}

/// How many lists can be in one another with no name between: more can't be read by anyone.
const DEEPEST_LIST: usize = 8;

fn is_deep(cx: &Context<'_>, start: &Pointer) -> bool {
    let mut at = start;
    for _ in 0..DEEPEST_LIST {
        let Some(Shape::List(items)) = cx.schemas.get(at).map(|schema| &schema.shape) else { return false };
        at = items;
    }
    matches!(cx.schemas.get(at).map(|schema| &schema.shape), Some(Shape::List(_)))
}
