//! Schema Objects, made those of JSON Schema 2020-12.

use serde_json::{Map, Value, json};

use super::keys::ObjectKind;
use super::version::Version;
use super::walk::Walk;
use crate::findings::codes;
use crate::text::with_article;

impl Walk<'_> {
    /// Makes `value` a schema of 2020-12. 3.0 has booleans for schemas where `may_be_boolean` says so.
    pub(super) fn schema(&mut self, value: &mut Value, may_be_boolean: bool) {
        match value {
            Value::Object(object) => self.schema_object(object),
            Value::Bool(_) if may_be_boolean || self.version > Version::V3_0 => {}
            Value::Bool(_) => {
                let message = "a boolean for a schema is of OpenAPI 3.1, and is read all the same";
                self.tell(codes::OTHER_VERSION_KEY, message, "write a schema, such as `{ type: string }`");
            }
            _ => {
                let message = format!("expected a schema, found {}; any JSON is allowed here", with_article(value));
                self.tell(codes::WRONG_KIND, message, "write a schema, such as `{ type: string }`");
                *value = Value::Bool(true);
            }
        }
    }

    fn schema_object(&mut self, object: &mut Map<String, Value>) {
        if object.contains_key("$ref") {
            self.schema_reference(object);
        }
        self.before_members(object);
        self.members(ObjectKind::Schema, object);
        self.nullable(object);
        self.exclusive_bound(object, "exclusiveMinimum", "minimum");
        self.exclusive_bound(object, "exclusiveMaximum", "maximum");
        self.types(object);
        examples(object);
    }

    fn schema_reference(&mut self, object: &mut Map<String, Value>) {
        match object.get("$ref") {
            Some(Value::String(text)) => {
                let text = text.clone();
                self.refers_to(ObjectKind::Schema, &text);
            }
            found => {
                let found = found.map_or("nothing", with_article);
                let before = self.enter("$ref");
                let message = format!("`$ref` is {found}, where a string is expected; it is ignored");
                self.tell(codes::WRONG_KIND, message, "write `$ref: '#/components/schemas/Cat'`");
                self.leave(before);
                object.shift_remove("$ref");
                return;
            }
        }
        if self.version == Version::V3_0 {
            let others: Vec<_> =
                object.keys().filter(|key| *key != "$ref" && !key.starts_with("x-")).cloned().collect();
            others.iter().for_each(|key| self.tell_sibling(key));
            object.retain(|key, _| key == "$ref" || key.starts_with("x-"));
        }
    }

    /// What older drafts say under the same keys in another way.
    fn before_members(&mut self, object: &mut Map<String, Value>) {
        if object.get("items").is_some_and(Value::is_array)
            && let Some(items) = object.shift_remove("items")
        {
            let before = self.enter("items");
            let message = "an array of `items` is of an older JSON Schema, and is read as `prefixItems`";
            self.tell_key(codes::OTHER_VERSION_KEY, message, "write `prefixItems`, which OpenAPI 3.1 has");
            self.leave(before);
            object.entry("prefixItems").or_insert(items);
        }
        if let Some(Value::String(property)) = object.get("discriminator") {
            let repaired = json!({ "propertyName": property });
            let before = self.enter("discriminator");
            let message = "`discriminator` is a string, as in Swagger 2.0; it is read as the name of the property";
            self.tell(codes::WRONG_KIND, message, "write `discriminator: { propertyName: .. }`");
            self.leave(before);
            object.insert("discriminator".to_owned(), repaired);
        }
        if object.get("examples").is_some_and(|examples| !examples.is_array()) {
            let before = self.enter("examples");
            let message = "`examples` of a schema is no array; it is ignored";
            self.tell(codes::WRONG_KIND, message, "write a list of values, or one under `example`");
            self.leave(before);
            object.shift_remove("examples");
        }
        if object.get("type").is_some_and(Value::is_null) {
            let before = self.enter("type");
            let message = "`type` is null; it is read as the type of that name";
            self.tell(codes::WRONG_KIND, message, "put it in quotes: `\"null\"`");
            self.leave(before);
            object.insert("type".to_owned(), json!("null"));
        }
    }

    /// `nullable: true` beside a `type` is a second type. Beside no type it stays: it allows null there, too, whatever
    /// else is said.
    fn nullable(&mut self, object: &mut Map<String, Value>) {
        let Some(Value::Bool(nullable)) = object.get("nullable") else { return };
        let nullable = *nullable;
        if self.version > Version::V3_0 {
            let before = self.enter("nullable");
            let message = "`nullable` is of OpenAPI 3.0; it is read all the same";
            self.tell_key(codes::OTHER_VERSION_KEY, message, "write `type: [.., \"null\"]`");
            self.leave(before);
        }
        let types = match object.get("type") {
            Some(Value::String(one)) => vec![Value::String(one.clone())],
            Some(Value::Array(several)) => several.clone(),
            _ => Vec::new(),
        };
        if !nullable || !types.is_empty() {
            object.shift_remove("nullable");
        }
        if nullable && !types.is_empty() {
            let with_null = types.into_iter().filter(|ty| ty != "null").chain([json!("null")]).collect();
            object.insert("type".to_owned(), Value::Array(with_null));
        }
    }

    fn exclusive_bound(&mut self, object: &mut Map<String, Value>, exclusive: &str, bound: &str) {
        let found = object.get(exclusive);
        let of_other_version = match found {
            None => return,
            Some(Value::Bool(_)) => self.version > Version::V3_0,
            Some(Value::Number(_)) => self.version == Version::V3_0,
            Some(other) => {
                let message =
                    format!("`{exclusive}` is {}, where a number is expected; it is ignored", with_article(other));
                let before = self.enter(exclusive);
                self.tell(codes::WRONG_KIND, message, "write a number, without quotes");
                self.leave(before);
                object.shift_remove(exclusive);
                return;
            }
        };
        let flag = found.and_then(Value::as_bool);
        if of_other_version {
            let (form, version) = if flag.is_some() { ("a boolean", "3.0") } else { ("a number", "3.1") };
            let message = format!("{form} for `{exclusive}` is of OpenAPI {version}; it is read all the same");
            let before = self.enter(exclusive);
            self.tell_key(codes::OTHER_VERSION_KEY, message, "write it as the document's version has it");
            self.leave(before);
        }
        let Some(flag) = flag else { return };
        object.shift_remove(exclusive);
        if flag && let Some(number) = object.shift_remove(bound) {
            object.insert(exclusive.to_owned(), number);
        }
    }

    /// One type is a string, several are an array.
    fn types(&mut self, object: &mut Map<String, Value>) {
        let Some(Value::Array(types)) = object.get("type") else { return };
        let types = types.clone();
        let is_ours = self.version == Version::V3_0 && !matches!(types.as_slice(), [_, null] if null == "null");
        if is_ours {
            let before = self.enter("type");
            let message = "an array of types is of OpenAPI 3.1; it is read all the same";
            self.tell_key(codes::OTHER_VERSION_KEY, message, "write one type, and `nullable: true` for null");
            self.leave(before);
        }
        match types.as_slice() {
            [] => drop(object.shift_remove("type")),
            [one] => drop(object.insert("type".to_owned(), one.clone())),
            _ => {}
        }
    }
}

/// One `example` is a list of `examples`.
fn examples(object: &mut Map<String, Value>) {
    if let Some(example) = object.shift_remove("example") {
        object.entry("examples").or_insert_with(|| Value::Array(vec![example]));
    }
}
