//! The document's example of a type, where there is one that the type can read.

use serde_json::Value;

use super::kinds::{Kind, Kinds};
use super::resolve::Resolved;
use crate::ir::EnumValue;
use crate::read::{SchemaId, Spec};

/// The longest example that is shown, in bytes. What is longer tells a reader less than the fields do.
const MAX_BYTES: usize = 600;

/// The first of the schema's examples that fits its type, as JSON in one line. Only objects are shown: what an enum or
/// a list is, its own docs say.
pub(super) fn of(spec: &Spec<'_>, resolved: &Resolved, kinds: &Kinds, id: SchemaId) -> Option<String> {
    let Kind::Object(_) = kinds.get(id) else { return None };
    let examples = spec.schemas[id].get("examples")?.as_array()?;
    let fits = examples.iter().find(|example| fits(resolved, kinds, id, example))?;
    let text = serde_json::to_string(fits).ok()?;
    (text.len() <= MAX_BYTES).then_some(text)
}

/// Whether a value can be read as the type of the schema. Values are nested no deeper than the document is.
fn fits(resolved: &Resolved, kinds: &Kinds, id: SchemaId, value: &Value) -> bool {
    let Ok(target) = resolved.get(id) else { return true };
    if let Kind::Loose(_) = kinds.get(id) {
        return true;
    }
    match kinds.get(target) {
        Kind::String => value.is_string(),
        Kind::Boolean => value.is_boolean(),
        Kind::True => *value == Value::Bool(true),
        Kind::False => *value == Value::Bool(false),
        Kind::Int32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Kind::Int64 => value.is_i64(),
        Kind::Double => value.is_number(),
        Kind::List(items) => value
            .as_array()
            .is_some_and(|all| items.is_none_or(|items| all.iter().all(|item| fits(resolved, kinds, items, item)))),
        Kind::Object(properties) => value.as_object().is_some_and(|object| {
            properties.iter().all(|property| match object.get(&property.name) {
                Some(value) => fits(resolved, kinds, property.schema, value),
                None => !property.required,
            })
        }),
        // An enum of one value is closed.
        Kind::Enum(_, values) => match (value, values.as_slice()) {
            (Value::String(text), [EnumValue::String(one)]) => text == one,
            (Value::Number(number), [EnumValue::Integer(one)]) => number.as_i64() == Some(*one),
            (Value::String(_), [EnumValue::String(_), ..]) => true,
            (Value::Number(number), [EnumValue::Integer(_), ..]) => number.is_i64(),
            _ => false,
        },
        Kind::Reference(_) | Kind::Any | Kind::Loose(_) => true,
    }
}
