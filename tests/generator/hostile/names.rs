//! Documents whose names want to be more than names.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use specwright::Output;

use super::identifiers::{identifiers, names_of, template_identifiers};
use super::{check_output, outcome};

/// Names that mean something to a file system, to Rust, to Markdown, to YAML, or to a terminal.
const HOSTILE: &[&str] = &[
    "../../etc/passwd",
    "..",
    "/etc/passwd",
    "C:\\con",
    "a\"b",
    "a'b",
    "\"]; fn evil() {} #[doc = \"",
    "*/ fn evil() {} /*",
    "\n//! evil\n#![feature(evil)]",
    "\r\nHost: evil.example",
    "evil\n\n    std::process::abort();\n",
    "evil\n```\nstd::process::abort();\n```\n",
    "evil\n\n[evil]",
    "evil\r",
    "a\u{0}b",
    "r#",
    "r#type",
    "r#\"evil\"#",
    "self",
    "Self",
    "crate::evil",
    "{evil}",
    "${evil}",
    "%2e%2e%2f",
    "`evil`",
    "</code><script>evil()</script>",
    "[evil](javascript:evil())",
    "\u{202e}live\u{2066}",
    "\u{200b}",
    "\u{feff}evil",
    "\u{1b}[31mevil",
    "\u{1f4a9}",
    "ＥＶＩＬ",
    "ſ",
    "İi",
    "e\u{301}vil",
    "#",
    "~1~0",
    "__",
    "0",
    "-0",
    "main.rs",
    "Cargo.toml",
    "mod",
    "lib",
];

/// The identifiers that the generator writes whatever the document says.
static TEMPLATE: LazyLock<BTreeSet<String>> = LazyLock::new(template_identifiers);

/// Refused, or a crate in which no identifier comes from elsewhere than `names`.
fn check(document: &Value) -> bool {
    let text = serde_json::to_string_pretty(document).expect("JSON can be written");
    let Ok(output) = outcome(&text) else { return false };
    check_output(&output);
    check_docs(&output);
    let minted = names_of(&output.api);
    for (path, text) in output.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if path.starts_with("src/runtime/") {
            continue;
        }
        for identifier in identifiers(text) {
            let known = TEMPLATE.contains(&identifier) || minted.contains(&identifier) || identifier == "hostile";
            assert!(known, "{path} has an identifier `{identifier}` that is no name of the IR");
        }
    }
    true
}

/// Documentation has no code but ours, and nothing that can't be seen.
fn check_docs(output: &Output) {
    for (path, text) in output.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let hidden = |c: &char| c.is_control() && *c != '\n' || "\u{200b}\u{202e}\u{2066}\u{feff}".contains(*c);
        assert_eq!(text.chars().find(hidden), None, "{path}");
        let mut is_code = false;
        for line in text.lines().filter_map(|line| line.trim_start().strip_prefix("///")) {
            // What has a backtick after its first ones is a code span (CommonMark 0.31.2, section 4.5).
            if line.trim_start().starts_with("```") && !line.trim_start().trim_start_matches('`').contains('`') {
                is_code = !is_code;
                assert!(["```", "```no_run", "```text"].contains(&line.trim_start()), "{path}: {line}");
            }
            assert!(is_code || !line.starts_with("     "), "{path} has code of the document: {line}");
        }
    }
}

/// A document that has `name` wherever a document has a name or a text.
fn document(name: &str) -> Value {
    let mut document = described(name);
    document["info"]["description"] = name.into();
    document
}

/// The same without a text where there can be none, so that the generator says something itself.
fn undescribed(name: &str) -> Value {
    let mut document = described(name);
    strip(&mut document);
    document["info"] = json!({ "title": name, "version": name });
    document
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let is_response = members.contains_key("content");
            if !is_response && members.get("description").is_some_and(Value::is_string) {
                members.remove("description");
            }
            members.remove("summary");
            members.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn described(name: &str) -> Value {
    let mut schemas = Map::new();
    let object = json!({
        "type": "object", "description": name, "required": [name],
        "properties": { name: { "type": "string", "enum": [name, "good"], "description": name } }
    });
    schemas.insert(name.to_owned(), object);
    schemas.insert(
        "Holder".to_owned(),
        json!({
            "type": "object",
            "properties": { "held": { "$ref": format!("#/components/schemas/{}", pointer_token(name)) } }
        }),
    );
    let parameter = |place: &str| {
        json!({ "name": name, "in": place, "description": name, "example": name,
        "schema": { "type": "string", "enum": [name, "other"] } })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": name, "version": name },
        "servers": [{ "url": "https://api.example.com", "description": name }],
        "security": [{ name: [] }],
        "tags": [{ "name": name, "description": name }],
        "paths": { "/a": {
            "get": {
                "operationId": name, "tags": [name], "summary": name, "description": name,
                "parameters": [parameter("query")],
                "responses": {
                    "200": { "description": name, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Holder" } } } },
                    "404": { "description": name, "content": { "application/json": { "schema": { "type": "object", "properties": {
                        name: { "type": "integer" }, "inner": { "type": "object", "properties": { name: { "type": "object", "properties": { "a": { "type": "string", "enum": [name, "b"] } } } } }
                    } } } } }
                }
            }
        } },
        "components": {
            "schemas": schemas,
            "securitySchemes": { name: { "type": "http", "scheme": "bearer", "description": name } }
        }
    })
}

/// As a name is written in a `$ref` (RFC 6901, section 6).
fn pointer_token(name: &str) -> String {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    escaped.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

#[test]
fn no_hostile_name_leaves_its_place() {
    let made = HOSTILE.iter().filter(|name| check(&document(name)) | check(&undescribed(name))).count();
    assert!(made > HOSTILE.len() / 2, "only {made} of the documents are made into crates, so little is tested");
}

#[test]
fn a_hostile_name_in_each_place_alone() {
    let names = ["../../etc", "\"]; fn evil() {} //", "r#", "*/", "\u{202e}", "\n", "", "🦀"];
    for name in names {
        check(&with("/paths/~1a/get/operationId", name));
        check(&with("/paths/~1a/get/tags/0", name));
        check(&with("/info/title", name));
        check(&with("/info/version", name));
        check(&with("/servers/0/url", &format!("https://api.example.com/{name}")));
        check(&with("/paths/~1a/get/parameters/0/name", name));
        check(&with("/components/schemas/good/description", name));
    }
}

/// The document of a good name, with one text replaced.
fn with(pointer: &str, text: &str) -> Value {
    let mut document = document("good");
    *document.pointer_mut(pointer).expect("the document has it") = json!(text);
    document
}

#[test]
fn operations_in_dotted_places_stay_below_the_resources() {
    for id in
        ["../../x.get", "a/../../b.get", "....get", "con.aux.nul", "mod.mod.mod", "self.super.crate", "a.b.c.d.e.f.g"]
    {
        check(&with("/paths/~1a/get/operationId", id));
    }
}

#[test]
fn paths_are_refused_or_text() {
    for path in [
        "/../..",
        "/a\"b",
        "/a\nb",
        "/a b",
        "/{..}",
        "/{\"}",
        "/{a\u{0}}",
        "//evil.example",
        "/%00",
        "/a\u{202e}b",
        "/\\",
    ] {
        let mut document = document("good");
        let paths = document["paths"].as_object_mut().expect("it is an object");
        let item = paths.remove("/a").expect("it is there");
        paths.insert(path.to_owned(), item);
        check(&document);
    }
}

#[test]
fn long_names() {
    for name in
        ["x".repeat(10_000), "Xy".repeat(5_000), "é".repeat(5_000), "a b ".repeat(2_500), "\u{1f980}".repeat(2_500)]
    {
        check(&document(&name));
    }
}

#[test]
fn many_properties() {
    let names: Vec<_> = (0..300).map(|number| format!("{}{number}", ["p", "P_", "p-", "../"][number % 4])).collect();
    let properties: Map<_, _> = names.iter().map(|name| (name.clone(), json!({ "type": "string" }))).collect();
    let mut document = document("good");
    document["components"]["schemas"]["good"] =
        json!({ "type": "object", "required": names, "properties": properties });
    assert!(check(&document), "three hundred properties are no reason to refuse a document");
}

#[test]
fn deep_nesting_is_refused_or_made() {
    for depth in [10, 50, 90] {
        let deep = (0..depth).fold(json!({ "type": "string" }), |inner, _| json!({ "type": "array", "items": inner }));
        let mut document = document("good");
        document["components"]["schemas"]["good"]["properties"]["deep"] = deep;
        check(&document);
        let deep = (0..depth / 2)
            .fold(json!({ "type": "string" }), |inner, _| json!({ "type": "object", "properties": { "a": inner } }));
        document["components"]["schemas"]["good"]["properties"]["deep"] = deep;
        check(&document);
    }
}
