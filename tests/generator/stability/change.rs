//! Changes of documents, at random.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Random numbers that are the same in each run: SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// True in one of `in_all` cases.
    fn one_in(&mut self, in_all: u64) -> bool {
        self.next().is_multiple_of(in_all)
    }
}

/// Brings the members of all maps into another order, but for those of `content`: where there is no JSON, the first
/// media type is the one that is read.
pub(crate) fn shuffle(value: &mut Value, random: &mut Random) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, random)),
        Value::Object(members) => {
            let mut all: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
            for (key, member) in &mut all {
                if key == "content" {
                    let media = member.as_object_mut().into_iter().flat_map(Map::values_mut);
                    media.for_each(|media| shuffle(media, random));
                } else {
                    shuffle(member, random);
                }
            }
            all.sort_by_cached_key(|_| random.next());
            members.extend(all);
        }
        _ => {}
    }
}

/// Takes operations, responses and reusable objects out, but for those that something refers to. With `few`, of the paths
/// only few stay.
pub(crate) fn take_out(document: &mut Value, few: bool, random: &mut Random) {
    let referenced = references(document);
    let into_paths = referenced.iter().any(|text| text.starts_with("#/paths/"));
    if let Some(Value::Object(paths)) = document.get_mut("paths")
        && !into_paths
    {
        paths.retain(|_, _| random.one_in(5) == few);
        for item in paths.values_mut().filter_map(Value::as_object_mut) {
            item.retain(|key, _| key.starts_with('$') || key == "parameters" || !random.one_in(4));
            for operation in item.values_mut() {
                if let Some(Value::Object(responses)) = operation.get_mut("responses") {
                    // A success says what the method returns, as does `default` where there is none.
                    let is_success = |key: &str| key.starts_with('2');
                    let has_success = responses.keys().any(|key| is_success(key));
                    let says = |key: &str| is_success(key) || (key == "default" && !has_success);
                    responses.retain(|key, _| says(key) || !random.one_in(10));
                }
            }
        }
    }
    let referenced = references(document);
    let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) else { return };
    for (section, objects) in components.iter_mut() {
        let Some(objects) = objects.as_object_mut() else { continue };
        objects.retain(|name, _| {
            let pointer = format!("#/components/{section}/{}", name.replace('~', "~0").replace('/', "~1"));
            let is_used = referenced.iter().any(|text| *text == pointer || text.starts_with(&format!("{pointer}/")));
            // A reusable response that no operation gives is neither an error nor a success.
            let goes = section == "responses" || section != "securitySchemes" && random.one_in(2);
            is_used || !goes
        });
    }
}

/// All references of a document.
fn references(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(value, &mut found);
    found
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get("$ref") {
                let decoded = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
                found.insert(decoded.into_owned());
            }
            members.values().for_each(|member| collect(member, found));
        }
        _ => {}
    }
}

/// Adds an operation and a schema before all others, and a copy of each schema that has no name of its own.
pub(crate) fn add(document: &mut Value) {
    let schema = json!({ "type": "object", "properties": { "added": { "type": "string", "enum": ["a", "b"] } } });
    let answers = json!({
        "200": { "description": "Added.", "content": { "application/json": { "schema": schema } } },
        "418": { "description": "Added.", "content": { "application/json": { "schema": { "type": "object",
            "properties": { "added": { "type": "string" } } } } } }
    });
    let operation = json!({ "operationId": "addedThings.take", "tags": ["AddedThings"], "responses": answers });
    prepend(document.get_mut("paths"), "/added-by-a-test", json!({ "get": operation }));
    let schemas = document.get_mut("components").and_then(|components| components.get_mut("schemas"));
    prepend(schemas, "AddedByATest", schema);
}

fn prepend(map: Option<&mut Value>, key: &str, value: Value) {
    if let Some(Value::Object(members)) = map {
        let all = std::mem::take(members);
        members.insert(key.to_owned(), value);
        members.extend(all);
    }
}
