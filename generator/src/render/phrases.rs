//! Types in words, for the sentences of docs.

use super::scope::Scope;
use crate::ir::{TextFormat, TypeRef};

/// A value of a type: `a string`.
pub(super) fn value<'a>(scope: &Scope<'a>, ty: &'a TypeRef) -> String {
    match ty {
        TypeRef::String => "a string".to_owned(),
        TypeRef::Text(format) => text(*format),
        TypeRef::Boolean => "a boolean".to_owned(),
        TypeRef::True => "`true`".to_owned(),
        TypeRef::False => "`false`".to_owned(),
        TypeRef::Null => "`null`".to_owned(),
        TypeRef::Integer(_) => "an integer".to_owned(),
        TypeRef::Double | TypeRef::Number => "a number".to_owned(),
        TypeRef::Any => "any JSON, a [`Value`](serde_json::Value)".to_owned(),
        TypeRef::Object => "any JSON object".to_owned(),
        TypeRef::Upload => "data to send, an [`Upload`](crate::Upload)".to_owned(),
        TypeRef::Bytes => "the body's [bytes](crate::runtime::Bytes)".to_owned(),
        TypeRef::List(items) => format!("a list of {}", values(scope, items)),
        TypeRef::Map(of) => format!("a map of {}", values(scope, of)),
        TypeRef::Tuple(items) if items.len() == 1 => "a list of one item".to_owned(),
        TypeRef::Tuple(items) => format!("a list of {} items", items.len()),
        TypeRef::Nullable(inner) => format!("{}, or `null`", value(scope, inner)),
        TypeRef::Named(path) | TypeRef::Boxed(path) => scope.link(path),
    }
}

/// Several values of a type: `strings`.
fn values<'a>(scope: &Scope<'a>, ty: &'a TypeRef) -> String {
    match ty {
        TypeRef::String => "strings".to_owned(),
        TypeRef::Text(format) => format!("{}s", link(*format)),
        TypeRef::Boolean | TypeRef::True | TypeRef::False => "booleans".to_owned(),
        TypeRef::Null => "`null`s".to_owned(),
        TypeRef::Integer(_) => "integers".to_owned(),
        TypeRef::Double | TypeRef::Number => "numbers".to_owned(),
        TypeRef::Any => "any JSON, of [`Value`](serde_json::Value)s".to_owned(),
        TypeRef::Object => "JSON objects".to_owned(),
        TypeRef::Upload => "[`Upload`](crate::Upload)s".to_owned(),
        TypeRef::Bytes => "bytes".to_owned(),
        TypeRef::List(_) => "lists".to_owned(),
        TypeRef::Map(_) => "maps".to_owned(),
        TypeRef::Tuple(items) => {
            format!("lists of {}", if items.len() == 1 { "one".to_owned() } else { items.len().to_string() })
        }
        TypeRef::Nullable(inner) => format!("{} and `null`s", values(scope, inner)),
        TypeRef::Named(path) | TypeRef::Boxed(path) => scope.link(path),
    }
}

fn text(format: TextFormat) -> String {
    let article = if format.rust_name().starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {}", link(format))
}

fn link(format: TextFormat) -> String {
    format!("[`{0}`](crate::formats::{0})", format.rust_name())
}
