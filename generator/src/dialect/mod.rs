//! What an OpenAPI 3.0 document may say, node by node.
//!
//! `openapiv3` drops in silence what it doesn't know: a misspelt method, an odd response key, a keyword of another
//! version. [`check`] walks the whole document along the tables of `keys` first and tells all of that, with its place.
//! [`shallow`] gives one node without its children, so that each node can be deserialised alone and its errors have a
//! pointer.
//!
//! Later dialects (3.1, 3.2) are made to look like 3.0 here. Knows nothing of the IR, and nothing of Rust.

mod check;
mod keys;
mod values;

use serde_json::{Map, Value};

pub use check::check;
pub(crate) use check::{article, nearest};
pub use keys::{Kind, METHODS};
use keys::{Shape, member};

/// The keywords of a schema that bound its values and don't change their type. The server checks them.
pub(crate) const CONSTRAINTS: &[&str] = &[
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
];

/// A copy of the `kind` node `value` whose child nodes are empty objects, and schemas without `CONSTRAINTS`, of which
/// `openapiv3` takes fewer numbers than JSON Schema does.
pub fn shallow(kind: Kind, value: &Value) -> Value {
    let Value::Object(object) = value else { return value.clone() };
    let is_left_out = |key: &str| kind == Kind::Schema && CONSTRAINTS.contains(&key);
    let members = object.iter().filter(|(key, _)| !is_left_out(key)).map(|(key, value)| {
        let value = match member(kind, key) {
            Some(shape) => hollow(shape, value),
            None => value.clone(),
        };
        (key.clone(), value)
    });
    Value::Object(members.collect())
}

fn hollow(shape: Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Node(_), Value::Object(_)) => stand_in(shape),
        (Shape::List(of), Value::Array(items)) => items.iter().map(|_| stand_in(Shape::Node(of))).collect(),
        (Shape::Map(of), Value::Object(members)) => {
            let hollow = members.keys().map(|key| (key.clone(), stand_in(Shape::Node(of))));
            Value::Object(hollow.collect())
        }
        _ => value.clone(),
    }
}

/// The least that `openapiv3` takes for a node: a reference, where one may stand, and else what is required.
fn stand_in(shape: Shape) -> Value {
    let required: &[&str] = match shape {
        Shape::Node(Kind::Info) => &["title", "version"],
        Shape::Node(Kind::License) => &["name"],
        Shape::Node(Kind::Server | Kind::ExternalDocs) => &["url"],
        Shape::Node(Kind::ServerVariable) => &["default"],
        Shape::Node(Kind::Tag) => &["name"],
        Shape::Node(Kind::Discriminator) => &["propertyName"],
        Shape::Node(Kind::Operation) => return serde_json::json!({ "responses": {} }),
        Shape::Node(Kind::Schema | Kind::Callback) => &[],
        Shape::Node(kind) if kind.may_be_reference() => &["$ref"],
        _ => &[],
    };
    let members = required.iter().map(|&key| (key.to_owned(), Value::String(String::new())));
    Value::Object(members.collect::<Map<_, _>>())
}
