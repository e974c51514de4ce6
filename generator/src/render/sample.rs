//! Bodies for the examples of tests: JSON that a type can read.

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::ir::{Body, EnumValue, TypeRef};

/// The longest body that is shown, in bytes. A longer one would hide what the example is about.
const MAX_BYTES: usize = 200;

/// How deep types are followed, since nothing here says that they end.
const MAX_DEPTH: usize = 16;

/// The document's example of the type, or else what the type requires; nothing if that is too long.
pub(super) fn json(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    let fits = |text: &String| text.len() <= MAX_BYTES;
    let documented = ty.named().and_then(|path| cx.paths.ty(path)?.example.clone());
    documented.filter(fits).or_else(|| value(cx, ty, 0).map(|value| value.to_string()).filter(fits))
}

fn value(cx: &Context<'_>, ty: &TypeRef, depth: usize) -> Option<Value> {
    Some(match ty {
        TypeRef::String => json!("text"),
        TypeRef::Boolean | TypeRef::True => json!(true),
        TypeRef::False => json!(false),
        TypeRef::Int32 | TypeRef::Int64 => json!(1),
        TypeRef::Double => json!(1.5),
        TypeRef::Any => json!({}),
        TypeRef::Bytes => return None,
        TypeRef::List(_) => json!([]),
        TypeRef::Named(_) | TypeRef::Boxed(_) if depth == MAX_DEPTH => return None,
        TypeRef::Named(path) | TypeRef::Boxed(path) => match &cx.paths.ty(path)?.body {
            Body::Alias(of) => value(cx, of, depth + 1)?,
            Body::Enum(enumeration) => match &enumeration.variants.first()?.value {
                EnumValue::String(text) => json!(text),
                EnumValue::Integer(integer) => json!(integer),
            },
            Body::Struct(fields) => {
                let required = fields.iter().filter(|field| field.required);
                let values = required.map(|field| Some((field.wire.clone(), value(cx, &field.ty, depth + 1)?)));
                Value::Object(values.collect::<Option<Map<_, _>>>()?)
            }
        },
    })
}
