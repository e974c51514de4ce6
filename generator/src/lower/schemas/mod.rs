//! Schemas: each is read once, into what it means for a type.

mod shape;
mod untyped;

use serde_json::Value;

use super::context::{Context, Node};
use crate::dialect::{CONSTRAINTS, Kind};
use crate::ir::{EnumRepr, EnumValue};
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
    Enum(EnumRepr, Vec<EnumValue>),
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
        schema.shape = shape::shape(cx, &node, &read);
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
