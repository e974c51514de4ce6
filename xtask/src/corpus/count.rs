//! Counting the operations of a document, with nothing of the generator's own reader.

use serde_json::Value;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The operations under `paths`, those of path items that are referred to in the same document included.
pub(crate) fn operations(document: &Value) -> usize {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    items.map(|(_, item)| of_item(document, item)).sum()
}

fn of_item(document: &Value, item: &Value) -> usize {
    let target =
        item.get("$ref").and_then(Value::as_str).and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    let has = |method: &&&str| [Some(item), target].into_iter().flatten().any(|item| item.get(**method).is_some());
    let fixed = METHODS.iter().filter(has).count();
    let additional = item.get("additionalOperations").and_then(Value::as_object).map_or(0, serde_json::Map::len);
    fixed + additional
}
