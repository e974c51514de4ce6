//! The cases of the suite, each as a schema of an OpenAPI document.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A schema of the suite, with values that are valid or not.
#[derive(Debug, Deserialize)]
pub(super) struct Case {
    pub(super) description: String,
    pub(super) schema: Value,
    pub(super) tests: Vec<Test>,
    /// The name of the component that it becomes.
    #[serde(skip)]
    pub(super) name: String,
}

/// A value.
#[derive(Debug, Deserialize)]
pub(super) struct Test {
    pub(super) description: String,
    pub(super) data: Value,
    pub(super) valid: bool,
}

/// All cases of a draft, those of optional behaviour included.
pub(super) fn cases(folder: &Path) -> Result<Vec<Case>> {
    let mut all = Vec::new();
    for folder in [folder.to_owned(), folder.join("optional")] {
        let entries = std::fs::read_dir(&folder).with_context(|| format!("{} can't be read", folder.display()))?;
        let mut files: Vec<_> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
        files.sort();
        for file in files {
            let text = std::fs::read_to_string(&file)?;
            let cases: Vec<Case> =
                serde_json::from_str(&text).with_context(|| format!("{} can't be read", file.display()))?;
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let prefix = if folder.ends_with("optional") { "optional-" } else { "" };
            let named = cases.into_iter().enumerate();
            all.extend(named.map(|(number, case)| Case { name: format!("{prefix}{stem}-{number}"), ..case }));
        }
    }
    Ok(all)
}

impl Case {
    /// Whether it refers to what is not in it: nothing is fetched.
    pub(super) fn is_remote(&self) -> bool {
        let text = self.schema.to_string();
        ["http://localhost:1234", "\"$ref\":\"http", "\"$schema\":\"http://localhost"]
            .iter()
            .any(|of| text.contains(of))
    }

    /// The schema as a component: what it refers to in itself is found below its new place.
    fn component(&self) -> Value {
        let mut schema = self.schema.clone();
        rewrite(&mut schema, &format!("#/components/schemas/{}", self.name));
        schema
    }
}

fn rewrite(value: &mut Value, root: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, root)),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match member {
                    Value::String(text) if key == "$ref" && (text == "#" || text.starts_with("#/")) => {
                        *text = format!("{root}{}", text.trim_start_matches('#'));
                    }
                    member => rewrite(member, root),
                }
            }
        }
        _ => {}
    }
}

/// A document of these cases.
pub(super) fn document<'c>(openapi: &str, cases: impl Iterator<Item = &'c Case>) -> Value {
    let schemas: Map<String, Value> = cases.map(|case| (case.name.clone(), case.component())).collect();
    json!({
        "openapi": openapi,
        "info": { "title": "JSON Schema Test Suite", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    })
}
