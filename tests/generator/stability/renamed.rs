//! Which names can't hold still.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use specwright::names::{Case, ResourceHints, resource_path, words};

use super::names::{Names, Renamed, Thing};

/// What was taken out of a document, by the names that it wanted.
pub(crate) struct TakenOut {
    /// Operations: their resources, and their method.
    operations: Vec<Vec<String>>,
    /// Component schemas, by their words.
    schemas: BTreeSet<Vec<String>>,
    /// The paths of types that are free now.
    free: BTreeSet<String>,
}

impl TakenOut {
    /// What `before` has and `after` doesn't.
    pub(crate) fn of(before: &Value, after: &Value, names: &Names) -> TakenOut {
        let gone = |pointer: &str| after.pointer(pointer).is_none();
        let operations = operations(before).into_iter().filter(|pointer| gone(pointer));
        let schemas = before.pointer("/components/schemas").and_then(Value::as_object);
        let schemas = schemas.into_iter().flat_map(Map::keys);
        let free = names.0.iter().filter(|(thing, name)| gone(&thing.pointer) && name.contains("::"));
        TakenOut {
            operations: operations.filter_map(|pointer| wanted(before, &pointer)).collect(),
            schemas: schemas
                .filter(|name| gone(&pointer("/components/schemas", name)))
                .map(|name| words(name))
                .collect(),
            free: free.map(|(_, name)| name.clone()).collect(),
        }
    }

    /// Whether a thing of `before` is called otherwise only since something that was taken out wanted the same name:
    ///
    /// - it is a type, and has the path now that the other one had,
    /// - or it is an operation, or a part of one, and the other one was an operation of the same resource and the same
    ///   words, or one of the words of the resource,
    /// - or it is a component schema, or a part of one, and the other one was a component schema of the same words.
    pub(crate) fn explains(&self, renamed: &Renamed, before: &Value) -> bool {
        let Renamed { thing, after, .. } = renamed;
        let has_freed_name = after.as_ref().is_some_and(|after| self.free.contains(after));
        has_freed_name || self.is_operation(thing, before) || self.is_schema(thing)
    }

    fn is_operation(&self, thing: &Thing, before: &Value) -> bool {
        let tokens: Vec<&str> = thing.pointer.split('/').take(4).collect();
        let Some(own) = wanted(before, &tokens.join("/")) else { return false };
        self.operations.iter().any(|other| own.starts_with(other))
    }

    fn is_schema(&self, thing: &Thing) -> bool {
        let name = thing.pointer.strip_prefix("/components/schemas/").and_then(|rest| rest.split('/').next());
        name.is_some_and(|name| self.schemas.contains(&words(&name.replace("~1", "/").replace("~0", "~"))))
    }
}

/// The pointers of all operations of a document.
fn operations(document: &Value) -> Vec<String> {
    let paths = document.get("paths").and_then(Value::as_object);
    let items =
        paths.into_iter().flatten().filter_map(|(path, item)| Some((pointer("/paths", path), item.as_object()?)));
    items.flat_map(|(at, item)| item.keys().map(move |method| pointer(&at, method)).collect::<Vec<_>>()).collect()
}

/// The resources and the method that an operation is best called by.
fn wanted(document: &Value, at: &str) -> Option<Vec<String>> {
    let operation = document.pointer(at)?;
    let ["", "paths", path, method] = at.split('/').collect::<Vec<_>>()[..] else { return None };
    let place = resource_path(&ResourceHints {
        operation_id: operation.get("operationId").and_then(Value::as_str),
        first_tag: operation.pointer("/tags/0").and_then(Value::as_str),
        http_method: method,
        path: &path.replace("~1", "/").replace("~0", "~"),
    });
    let parts = place.resources.iter().chain([&place.method]);
    Some(parts.filter_map(|part| Case::Value.ident(&words(part))).map(|ident| ident.to_string()).collect())
}

fn pointer(above: &str, key: &str) -> String {
    format!("{above}/{}", key.replace('~', "~0").replace('/', "~1"))
}
