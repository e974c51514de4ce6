//! Bodies for the examples of tests: JSON that a type can read.

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::ir::{Body, EnumValue, TextFormat, TypeRef, Union};

/// The longest body that is shown, in bytes. A longer one would hide what the example is about.
const MAX_BYTES: usize = 200;

/// How deep types are followed, since nothing here says that they end.
const MAX_DEPTH: usize = 16;

/// The document's example of the type; nothing if that is too long.
pub(super) fn documented(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    match ty {
        TypeRef::Named(path) | TypeRef::Boxed(path) => cx.paths.ty(path)?.example.clone().filter(fits),
        _ => None,
    }
}

/// What the type requires; nothing if that is too long.
pub(super) fn required(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    value(cx, ty, 0).map(|value| value.to_string()).filter(fits)
}

#[allow(clippy::ptr_arg, reason = "`Option::filter` passes a reference to what it holds")]
fn fits(text: &String) -> bool {
    text.len() <= MAX_BYTES
}

fn value(cx: &Context<'_>, ty: &TypeRef, depth: usize) -> Option<Value> {
    Some(match ty {
        TypeRef::String => json!("text"),
        TypeRef::Boolean | TypeRef::True => json!(true),
        TypeRef::False => json!(false),
        TypeRef::Null | TypeRef::Nullable(_) => Value::Null,
        TypeRef::Text(format) => json!(text(*format)),
        TypeRef::Integer(_) => json!(1),
        TypeRef::Double | TypeRef::Number => json!(1.5),
        TypeRef::Any | TypeRef::Object | TypeRef::Map(_) => json!({}),
        TypeRef::Bytes | TypeRef::Upload => return None,
        TypeRef::List(_) => json!([]),
        TypeRef::Tuple(items) => {
            Value::Array(items.iter().map(|item| value(cx, item, depth + 1)).collect::<Option<_>>()?)
        }
        TypeRef::Named(_) | TypeRef::Boxed(_) if depth == MAX_DEPTH => return None,
        TypeRef::Named(path) | TypeRef::Boxed(path) => match &cx.paths.ty(path)?.body {
            Body::Alias(of) | Body::Wrapper(of) => value(cx, of, depth + 1)?,
            Body::Enum(enumeration) => match &enumeration.variants.first()?.value {
                EnumValue::String(text) => json!(text),
                EnumValue::Integer(integer) => json!(integer),
                EnumValue::Json(json) => serde_json::from_str(json).ok()?,
            },
            Body::Union(union) => branch(cx, union, depth + 1)?,
            Body::Choice(_) => return None,
            Body::Struct(of) => {
                let required = of.fields.iter().filter(|field| field.required);
                let values = required.map(|field| Some((field.wire.clone(), value(cx, &field.ty, depth + 1)?)));
                Value::Object(values.collect::<Option<Map<_, _>>>()?)
            }
        },
    })
}

/// A value of the first branch.
fn branch(cx: &Context<'_>, union: &Union, depth: usize) -> Option<Value> {
    let branch = union.branches.first()?;
    let mut value = value(cx, &branch.ty, depth)?;
    if let (Some(tag), Some(first), Value::Object(members)) = (&union.tag, branch.tags.first(), &mut value) {
        members.insert(tag.clone(), json!(first));
    }
    Some(value)
}

/// A string of this format.
pub(super) fn text(format: TextFormat) -> &'static str {
    match format {
        TextFormat::DateTime => "2024-02-29T12:30:00Z",
        TextFormat::Date => "2024-02-29",
        TextFormat::Time => "12:30:00Z",
        TextFormat::Duration => "PT1H30M",
        TextFormat::Uuid => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        TextFormat::Base64 => "aGVsbG8=",
        TextFormat::Uri => "https://example.com/",
        TextFormat::Email => "ada@example.com",
        TextFormat::Ipv4 => "192.0.2.1",
        TextFormat::Ipv6 => "2001:db8::1",
        TextFormat::Decimal => "1.50",
    }
}
