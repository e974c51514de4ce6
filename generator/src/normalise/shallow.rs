//! One object without its children, as `openapiv3` takes it.

use serde_json::{Map, Value, json};

use super::keys::{ObjectKind, ValueKind, member};

/// A copy of the `kind` object `value` whose children are the least that `openapiv3` takes for them, so that one object
/// can be read alone.
pub(crate) fn shallow(kind: ObjectKind, value: &Value) -> Value {
    let Value::Object(object) = value else { return least(kind) };
    let members = object.iter().filter_map(|(key, value)| {
        let (value_kind, _) = member(kind, key)?;
        Some((key.clone(), hollow(value_kind, value)))
    });
    let mut copy: Map<String, Value> = members.collect();
    if let Value::Object(required) = least(kind) {
        for (key, value) in required {
            copy.entry(key).or_insert(value);
        }
    }
    Value::Object(copy)
}

fn hollow(kind: ValueKind, value: &Value) -> Value {
    match (kind, value) {
        (ValueKind::Schema, _) => json!({}),
        (ValueKind::Node(kind), Value::Object(_)) => least(kind),
        (ValueKind::List(kind), Value::Array(items)) => items.iter().map(|_| stand_in(kind)).collect(),
        (ValueKind::Map(kind), Value::Object(members)) => {
            Value::Object(members.keys().map(|key| (key.clone(), stand_in(kind))).collect())
        }
        _ => value.clone(),
    }
}

/// A reference, where one may stand: it has no required members.
fn stand_in(kind: ObjectKind) -> Value {
    let is_reference = kind.may_be_reference() && !matches!(kind, ObjectKind::MediaType | ObjectKind::PathItem);
    if is_reference { json!({ "$ref": "" }) } else { least(kind) }
}

/// The members that `openapiv3` requires.
fn least(kind: ObjectKind) -> Value {
    match kind {
        ObjectKind::Info => json!({ "title": "", "version": "" }),
        ObjectKind::License | ObjectKind::Tag => json!({ "name": "" }),
        ObjectKind::Server | ObjectKind::ExternalDocs => json!({ "url": "" }),
        ObjectKind::ServerVariable => json!({ "default": "" }),
        ObjectKind::Operation => json!({ "responses": {} }),
        ObjectKind::Response => json!({ "description": "" }),
        ObjectKind::RequestBody => json!({ "content": {} }),
        ObjectKind::Header => json!({ "schema": {} }),
        ObjectKind::Discriminator => json!({ "propertyName": "" }),
        ObjectKind::OauthFlow => json!({ "authorizationUrl": "", "tokenUrl": "", "scopes": {} }),
        _ => json!({}),
    }
}
