//! Counting the operations of a document, with nothing of the generator's own reader.

use serde_json::Value;
use specwright::load::Documents;
use specwright::source::FileId;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// How many references are followed from one path item to the next.
const MAX_REFERENCES: usize = 10;

/// The operations under `paths`, those of path items that are referred to included.
pub(crate) fn operations(documents: &Documents) -> usize {
    let paths = documents.get(FileId::DOCUMENT).and_then(|document| document.get("paths")?.as_object());
    let items = paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    items.map(|(_, item)| of_item(documents, item)).sum()
}

/// The operations of a path item, and of those that it refers to: each method once.
fn of_item(documents: &Documents, item: &Value) -> usize {
    let mut items = vec![item];
    let mut from = FileId::DOCUMENT;
    while let Some((file, next)) = items.last().and_then(|item| referred(documents, from, item)) {
        if items.len() > MAX_REFERENCES {
            break;
        }
        items.push(next);
        from = file;
    }
    let has = |method: &&&str| items.iter().any(|item| item.get(**method).is_some_and(Value::is_object));
    let fixed = METHODS.iter().filter(has).count();
    let additional = |item: &&Value| item.get("additionalOperations")?.as_object().map(serde_json::Map::len);
    fixed + items.iter().filter_map(additional).sum::<usize>()
}

/// What a path item refers to, and the file that this is in.
fn referred<'d>(documents: &'d Documents, from: FileId, item: &Value) -> Option<(FileId, &'d Value)> {
    let reference = item.get("$ref")?.as_str()?;
    let (path, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let file = documents.resolve_file(from, path)?;
    let pointer = percent_encoding::percent_decode_str(pointer).decode_utf8().ok()?;
    Some((file, documents.get(file)?.pointer(&pointer)?))
}

#[cfg(test)]
mod tests {
    use specwright::findings::Findings;
    use specwright::load::load;
    use specwright::source::{Role, Source, Sources};

    use super::*;

    fn count(text: &str) -> usize {
        let mut sources = Sources::of(Source { name: "a.yaml".to_owned(), text: text.to_owned() });
        let other = Source { name: "b.yaml".to_owned(), text: "{post: {}, $ref: 'a.yaml#/paths/~1a'}".to_owned() };
        sources.add(Role::Reference("b.yaml".to_owned()), other);
        operations(&load(&sources, &mut Findings::new()).expect("it is YAML"))
    }

    #[test]
    fn methods_are_counted_and_nothing_else() {
        assert_eq!(count("{paths: {/a: {get: {}, put: {}, parameters: [], gte: {}, head: 1}, x-b: {get: {}}}}"), 2);
        assert_eq!(count("{paths: {/a: {query: {}, additionalOperations: {COPY: {}}}}, webhooks: {a: {get: {}}}}"), 2);
        assert_eq!(count("{openapi: 3.1.0}"), 0);
    }

    #[test]
    fn path_items_are_followed_once() {
        assert_eq!(count("{paths: {/a: {get: {}, $ref: 'b.yaml'}}}"), 2);
        assert_eq!(count("{paths: {/a: {get: {}}, /b: {$ref: '#/paths/~1%61'}}}"), 2);
        assert_eq!(count("{paths: {/a: {$ref: '#/paths/~1a'}, /b: {$ref: '#/none'}, /c: {$ref: 'https://a'}}}"), 0);
    }
}
