//! The document as the crate `jsonschema` understands it, and the validators of its schemas.
//!
//! A normalised document is nearly one of JSON Schema 2020-12. What OpenAPI says in its own way is written anew here:
//! formats of integers as bounds, `nullable` as a union. What would keep a schema from being compiled at all is removed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jsonschema::{Draft, Registry, Resource, Validator};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Map, Value, json};
use specwright::load::Documents;
use specwright::pointer::Pointer;
use specwright::source::{FileId, Location};

/// What a fragment keeps as it is.
const FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How many schemas one validator is compiled for: what they refer to is compiled once for all of them.
const TOGETHER: usize = 40;

/// The documents, written anew.
pub(crate) struct Judged {
    registry: Registry<'static>,
    /// Where schemas are that had to be moved: from the pointer to the new one, by file.
    moved: HashMap<FileId, BTreeMap<String, String>>,
}

/// Judges the values of one schema.
#[derive(Clone)]
pub(crate) struct Judge {
    validator: Arc<Validator>,
    name: String,
}

impl Judge {
    pub(crate) fn accepts(&self, value: &Value) -> bool {
        self.validator.is_valid(&json!({ &self.name: value }))
    }
}

impl Judged {
    /// Writes the documents anew, whose schemas stand at these locations.
    pub(crate) fn new<'l>(
        documents: &Documents,
        schemas: impl Iterator<Item = &'l Location>,
    ) -> anyhow::Result<Judged> {
        let mut files: BTreeMap<FileId, Value> = BTreeMap::new();
        let mut moved: HashMap<FileId, BTreeMap<String, String>> = HashMap::new();
        // Parents come after what is in them, which their move takes along.
        let mut pointers: Vec<(FileId, &Pointer)> =
            schemas.filter_map(|location| Some((location.file, location.place.pointer()?))).collect();
        pointers.sort_by_key(|(file, pointer)| (*file, std::cmp::Reverse(pointer.tokens().count()), *pointer));
        for (file, pointer) in pointers {
            let Some(document) = documents.get(file) else { continue };
            let document = files.entry(file).or_insert_with(|| document.clone());
            let Some(Value::Object(schema)) = document.pointer_mut(pointer.as_str()) else { continue };
            if rewrite(documents, file, schema) {
                let below = format!("{}/anyOf/1", pointer.as_str());
                moved.entry(file).or_default().insert(pointer.as_str().to_owned(), below);
            }
        }
        let mut registry = Registry::new();
        for (file, document) in files {
            registry = registry.add(uri(file), Resource::from_contents(document))?;
        }
        let registry = registry.draft(Draft::Draft202012).prepare()?;
        Ok(Judged { registry, moved })
    }

    /// The judges of these schemas; for one that can't be compiled, why.
    pub(crate) fn judges(&self, schemas: &[&Location]) -> Vec<Result<Judge, String>> {
        let together = schemas.chunks(TOGETHER).map(|schemas| match self.judge(schemas) {
            Ok(judges) => judges.into_iter().map(Ok).collect(),
            Err(_) => self.one_by_one(schemas),
        });
        together.flatten().collect()
    }

    fn one_by_one(&self, schemas: &[&Location]) -> Vec<Result<Judge, String>> {
        let one = |schema| self.judge(&[schema]).and_then(|mut one| one.pop().ok_or_else(String::new));
        schemas.iter().map(|schema| one(*schema)).collect()
    }

    fn judge(&self, schemas: &[&Location]) -> Result<Vec<Judge>, String> {
        let mut properties = Map::new();
        for (number, location) in schemas.iter().enumerate() {
            properties.insert(number.to_string(), json!({ "$ref": self.uri(location) }));
        }
        let options = jsonschema::options().with_draft(Draft::Draft202012).offline().should_validate_formats(false);
        let options = options.with_registry(&self.registry);
        let validator = options.build(&json!({ "properties": properties })).map_err(|error| error.to_string())?;
        let validator = Arc::new(validator);
        let names = (0..schemas.len()).map(|number| number.to_string());
        Ok(names.map(|name| Judge { validator: Arc::clone(&validator), name }).collect())
    }

    /// The URI of a schema, where it stands now.
    fn uri(&self, location: &Location) -> String {
        let pointer = location.place.pointer().map_or("", Pointer::as_str);
        let mut found = pointer.to_owned();
        for (from, to) in self.moved.get(&location.file).into_iter().flatten().rev() {
            if let Some(rest) = found.strip_prefix(from.as_str()).filter(|rest| rest.starts_with('/')) {
                found = format!("{to}{rest}");
            }
        }
        format!("{}#{}", uri(location.file), utf8_percent_encode(&found, FRAGMENT))
    }
}

fn uri(file: FileId) -> String {
    format!("http://document.invalid/{}", file.index())
}

/// Writes one schema anew. `true` if what it said stands in the second branch of its `anyOf` now.
fn rewrite(documents: &Documents, file: FileId, schema: &mut Map<String, Value>) -> bool {
    for keyword in ["$id", "id", "$schema", "$vocabulary"] {
        schema.shift_remove(keyword);
    }
    if let Some(Value::String(reference)) = schema.get("$ref") {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let fragment = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        // What leads nowhere is any JSON to the generator, too.
        match documents.resolve_file(file, path) {
            Some(file) => {
                let reference = format!("{}#{}", uri(file), utf8_percent_encode(&fragment, FRAGMENT));
                schema.insert("$ref".to_owned(), Value::String(reference));
            }
            None => drop(schema.shift_remove("$ref")),
        }
    }
    bounds(schema);
    // A name that is listed twice would have to be there twice.
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        let mut known: Vec<Value> = Vec::new();
        required.retain(|name| {
            name.is_string() && !known.contains(name) && {
                known.push(name.clone());
                true
            }
        });
    }
    if schema.get("pattern").is_some_and(|pattern| !is_usable(pattern)) {
        schema.shift_remove("pattern");
    }
    if let Some(Value::Object(patterns)) = schema.get_mut("patternProperties") {
        patterns.retain(|pattern, _| is_usable(&json!(pattern)));
    }
    if schema.get("nullable") != Some(&Value::Bool(true)) {
        return false;
    }
    schema.shift_remove("nullable");
    let own = std::mem::take(schema);
    schema.insert("anyOf".to_owned(), json!([{ "type": "null" }, own]));
    true
}

fn is_usable(pattern: &Value) -> bool {
    jsonschema::options().with_draft(Draft::Draft202012).build(&json!({ "pattern": pattern })).is_ok()
}

/// Says the bounds of an integer's format as such.
fn bounds(schema: &mut Map<String, Value>) {
    let (least, greatest) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("int64") => (json!(i64::MIN), json!(i64::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("uint" | "uint32") => (json!(0), json!(u32::MAX)),
        Some("uint64") => (json!(0), json!(u64::MAX)),
        _ => return,
    };
    let is_tighter = |keyword: &str, is_tighter: &dyn Fn(f64) -> bool| {
        schema.get(keyword).and_then(Value::as_f64).is_some_and(is_tighter)
    };
    let has_least = is_tighter("minimum", &|own| least.as_f64().is_some_and(|least| own > least));
    let has_greatest = is_tighter("maximum", &|own| greatest.as_f64().is_some_and(|greatest| own < greatest));
    if !has_least {
        schema.insert("minimum".to_owned(), least);
    }
    if !has_greatest {
        schema.insert("maximum".to_owned(), greatest);
    }
}

#[cfg(test)]
mod tests {
    use specwright::findings::Findings;
    use specwright::load::load;
    use specwright::source::{Source, Sources};

    use super::*;

    /// Whether the schemas at these pointers accept a value.
    fn accepted(document: &Value, pointers: &[&str], value: &Value) -> Vec<bool> {
        let source = Source { name: "a.json".to_owned(), text: document.to_string() };
        let documents = load(&Sources::of(source), &mut Findings::new()).expect("it is JSON");
        let at = |pointer: &&str| Location::value(FileId::DOCUMENT, Pointer::parse(pointer).expect("it is a pointer"));
        let locations: Vec<Location> = pointers.iter().map(at).collect();
        let judged = Judged::new(&documents, locations.iter()).expect("they can be judged");
        let judges = judged.judges(&locations.iter().collect::<Vec<_>>());
        judges.iter().map(|judge| judge.as_ref().is_ok_and(|judge| judge.accepts(value))).collect()
    }

    #[test]
    fn formats_of_integers_are_bounds() {
        let document = json!({"a": {"type": "integer", "format": "int32"}, "b": {"format": "uint8", "maximum": 3}});
        assert_eq!(accepted(&document, &["/a", "/b"], &json!(3)), [true, true]);
        assert_eq!(accepted(&document, &["/a", "/b"], &json!(4)), [true, false]);
        assert_eq!(accepted(&document, &["/a", "/b"], &json!(4_000_000_000_u32)), [false, false]);
    }

    #[test]
    fn a_name_may_be_listed_twice() {
        let document = json!({"a": {"type": "object", "required": ["b", "b", "c", "c"]}});
        assert_eq!(accepted(&document, &["/a"], &json!({"b": 1, "c": 2})), [true]);
        assert_eq!(accepted(&document, &["/a"], &json!({"b": 1, "d": 2})), [false]);
    }

    #[test]
    fn nullable_allows_null_whatever_else_is_said() {
        let document = json!({"a": {"nullable": true, "allOf": [{"type": "string"}]}, "b": {"$ref": "#/a"}});
        let pointers = ["/a", "/b", "/a/allOf/0"];
        assert_eq!(accepted(&document, &pointers, &json!(null)), [true, true, false]);
        assert_eq!(accepted(&document, &pointers, &json!("text")), [true, true, true]);
        assert_eq!(accepted(&document, &pointers, &json!(1)), [false, false, false]);
    }

    #[test]
    fn what_cannot_be_compiled_is_left_out() {
        let document = json!({"a b": {"pattern": "(", "type": "string"}, "c": {"$ref": "#/a%20b", "$id": ":"}});
        assert_eq!(accepted(&document, &["/a b", "/c"], &json!("text")), [true, true]);
        assert_eq!(accepted(&document, &["/a b", "/c"], &json!(1)), [false, false]);
    }
}
