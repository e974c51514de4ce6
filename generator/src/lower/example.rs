//! The document's example of a type, where there is one that the type can read.

use serde_json::Value;

use super::kinds::{Kind, Kinds, Rest};
use crate::ir::{EnumValue, Width};
use crate::read::{SchemaId, Spec};

/// The longest example that is shown, in bytes. What is longer tells a reader less than the fields do.
const MAX_BYTES: usize = 600;

/// The first of the schema's examples that fits its type, as JSON in one line. Only objects are shown: what an enum or
/// a list is, its own docs say.
pub(super) fn of(spec: &Spec<'_>, kinds: &Kinds, id: SchemaId) -> Option<String> {
    let (Kind::Object(_) | Kind::Union(_)) = kinds.get(id) else { return None };
    let examples = spec.schemas[id].get("examples")?.as_array()?;
    let fits = examples.iter().find(|example| example.is_object() && fits(kinds, id, example))?;
    let text = serde_json::to_string(fits).ok()?;
    (text.len() <= MAX_BYTES).then_some(text)
}

/// Whether a value can be read as the type of the schema. Values are nested no deeper than the document is.
fn fits(kinds: &Kinds, id: SchemaId, value: &Value) -> bool {
    if value.is_null() && kinds.is_nullable(id) {
        return true;
    }
    let all = |items: &[Value], schema: SchemaId| items.iter().all(|item| fits(kinds, schema, item));
    match kinds.resolved(id) {
        Kind::String | Kind::Text(_) => value.is_string(),
        Kind::Boolean => value.is_boolean(),
        Kind::True => *value == Value::Bool(true),
        Kind::False => *value == Value::Bool(false),
        Kind::Null => value.is_null(),
        Kind::Integer(width) => is_integer(*width, value),
        Kind::Double | Kind::Number => value.is_number(),
        Kind::List(items) => value.as_array().is_some_and(|list| items.is_none_or(|items| all(list, items))),
        Kind::Tuple(schemas) => value.as_array().is_some_and(|list| {
            list.len() == schemas.len() && schemas.iter().zip(list).all(|(schema, item)| fits(kinds, *schema, item))
        }),
        Kind::Map(values) => value.as_object().is_some_and(|map| map.values().all(|value| fits(kinds, *values, value))),
        Kind::FreeObject => value.is_object(),
        Kind::Object(object) => value.as_object().is_some_and(|members| {
            let named = object.properties.iter().all(|property| match members.get(&property.name) {
                Some(value) => fits(kinds, property.schema, value) || (value.is_null() && !property.required),
                None => !property.required,
            });
            let is_named = |name: &str| object.properties.iter().any(|property| property.name == name);
            let rest = match object.rest {
                Some(Rest::Typed(schema)) => {
                    members.iter().all(|(name, value)| is_named(name) || fits(kinds, schema, value))
                }
                _ => true,
            };
            named && rest
        }),
        // An enum of one value is closed.
        Kind::Enum(enumeration) => match (value, enumeration.entries.as_slice()) {
            (_, [one]) if !enumeration.is_open => match (&one.value, value) {
                (EnumValue::String(one), Value::String(text)) => text == one,
                (EnumValue::Integer(one), Value::Number(number)) => number.as_i64() == Some(*one),
                (EnumValue::Json(one), value) => serde_json::from_str(one).is_ok_and(|one: Value| one == *value),
                _ => false,
            },
            (_, entries) => match entries.first().map(|entry| &entry.value) {
                Some(EnumValue::String(_)) => value.is_string(),
                Some(EnumValue::Integer(_)) => value.is_i64(),
                Some(EnumValue::Json(_)) => true,
                None => false,
            },
        },
        Kind::Union(union) => union.branches.iter().any(|branch| fits(kinds, branch.schema, value)),
        Kind::Reference(_) | Kind::Any | Kind::Loose(_) => true,
    }
}

fn is_integer(width: Width, value: &Value) -> bool {
    match width {
        Width::I8 => value.as_i64().is_some_and(|number| i8::try_from(number).is_ok()),
        Width::I16 => value.as_i64().is_some_and(|number| i16::try_from(number).is_ok()),
        Width::I32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Width::I64 => value.is_i64(),
        Width::U8 => value.as_u64().is_some_and(|number| u8::try_from(number).is_ok()),
        Width::U16 => value.as_u64().is_some_and(|number| u16::try_from(number).is_ok()),
        Width::U32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Width::U64 => value.is_u64(),
    }
}
