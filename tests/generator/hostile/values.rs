//! A document that has nearly every key, of which each value in turn is replaced by one of another kind: none is refused,
//! and every operation that is left is in the crate.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use specwright::ir::Resource;

use super::check_output;
use crate::support::{Project, folder, text};

/// The way from the IR to text is long, so that only one of so many is rendered.
const RENDERED: usize = 149;

/// The methods of a Path Item Object that OpenAPI 3.1 has.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

#[test]
fn every_value_of_another_kind_is_survived() {
    let rich: Value = serde_yaml::from_str(&text(&folder("hostile").join("rich.yaml"))).expect("it is YAML");
    let mut pointers = Vec::new();
    keys(&rich, "", &mut pointers);
    assert!(pointers.len() > 400, "{} keys are few", pointers.len());
    let odd = [json!(null), json!(true), json!(1), json!("x"), json!([]), json!({})];
    let cases: Vec<_> = pointers.iter().flat_map(|pointer| odd.iter().map(move |value| (pointer, value))).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for first in 0..threads {
            let (rich, cases) = (&rich, &cases);
            scope.spawn(move || {
                for (number, (pointer, value)) in cases.iter().enumerate().skip(first).step_by(threads) {
                    check(rich, pointer, value, number % RENDERED == 0);
                }
            });
        }
    });
}

/// The pointers of all members of objects.
fn keys(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                keys(member, &pointer, found);
                found.push(pointer);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| keys(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

fn check(rich: &Value, pointer: &str, value: &Value, is_rendered: bool) {
    let mut document = rich.clone();
    *document.pointer_mut(pointer).expect("it is there") = value.clone();
    let project = Project::of_text("values.json", &document.to_string());
    let made = match project.intermediate() {
        Ok(made) => made,
        Err(findings) => {
            assert_eq!(pointer, "/openapi", "{value} is refused: {findings}");
            return;
        }
    };
    let mut operations = BTreeSet::new();
    made.api.resources.iter().for_each(|resource| of_resource(resource, &mut operations));
    for operation in described(&document) {
        assert!(operations.contains(&operation), "{pointer} = {value}: {operation:?} is lost");
    }
    if is_rendered {
        check_output(&project.made());
    }
}

/// The methods and the paths of the operations that a document describes.
fn described(document: &Value) -> Vec<(String, String)> {
    let none = Map::new();
    let paths = document["paths"].as_object().unwrap_or(&none);
    let items = paths.iter().filter_map(|(path, item)| Some((path, item.as_object()?)));
    let of_item = |(path, item): (&String, &Map<String, Value>)| -> Vec<_> {
        let methods = item.iter().filter(|(key, value)| METHODS.contains(&key.as_str()) && value.is_object());
        methods.map(|(key, _)| (key.to_ascii_uppercase(), path.clone())).collect()
    };
    items.flat_map(of_item).collect()
}

fn of_resource(resource: &Resource, found: &mut BTreeSet<(String, String)>) {
    found.extend(resource.operations.iter().map(|operation| (operation.http_method.clone(), operation.path.clone())));
    resource.children.iter().for_each(|child| of_resource(child, found));
}
