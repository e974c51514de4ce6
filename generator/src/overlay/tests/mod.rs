//! What overlays do, and what is found in them.

mod examples;
mod hostile;
mod origins;
mod wrong;

use serde_json::{Value, json};

use super::{Changes, apply};
use crate::findings::Findings;
use crate::pointer::Pointer;
use crate::source::{FileId, Role, Source, Sources};

/// A value from YAML.
fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

/// An overlay of version 1.1 with these actions.
fn overlay(actions: &str) -> Value {
    json!({"overlay": "1.1.0", "info": {"title": "T", "version": "1"}, "actions": yaml(actions)})
}

/// The id of an overlay's file.
fn overlay_file() -> FileId {
    let file = || Source { name: "x.yaml".to_owned(), text: String::new() };
    Sources::of(file()).add(Role::Overlay, file())
}

/// What is made of a document, with the changes and the findings.
fn run(document: &str, overlay: &Value) -> (Value, Changes, Findings) {
    let (mut document, mut changes, mut findings) = (yaml(document), Changes::new(), Findings::new());
    apply(&mut document, overlay, overlay_file(), &mut changes, &mut findings);
    (document, changes, findings)
}

/// What actions make of a document, as JSON, with nothing found.
#[track_caller]
fn applied(document: &str, actions: &str) -> String {
    let (document, _, findings) = run(document, &overlay(actions));
    assert_eq!(findings.to_string(), "");
    document.to_string()
}

/// The findings of actions, a line each.
fn found(document: &str, actions: &str) -> String {
    run(document, &overlay(actions)).2.to_string()
}

#[track_caller]
fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).expect("a pointer")
}

#[test]
fn new_members_come_last_and_the_others_keep_their_order() {
    let outcome = applied("{c: 1, a: {y: 1, x: 2}, b: 3}", "[{target: $, update: {z: 0, a: {w: 3, y: 9}, b: 4}}]");
    assert_eq!(outcome, r#"{"c":1,"a":{"y":9,"x":2,"w":3},"b":4,"z":0}"#);
}

#[test]
fn arrays_are_concatenated_at_every_depth() {
    assert_eq!(
        applied("{a: [1], o: {a: [1]}}", "[{target: $, update: {a: [1, 2], o: {a: [2]}}}]"),
        r#"{"a":[1,1,2],"o":{"a":[1,2]}}"#
    );
    assert_eq!(applied("{a: [1]}", "[{target: $.a, update: [2, [3]]}]"), r#"{"a":[1,2,[3]]}"#);
}

#[test]
fn an_item_is_appended_to_an_array() {
    assert_eq!(applied("{a: [1]}", "[{target: $.a, update: {b: 1}}]"), r#"{"a":[1,{"b":1}]}"#);
    assert_eq!(applied("{a: []}", "[{target: $.a, update: null}]"), r#"{"a":[null]}"#);
}

#[test]
fn a_primitive_replaces_a_primitive_of_any_type() {
    let outcome = applied("{a: 1, b: x, c: null}", "[{target: '$.*', update: true}]");
    assert_eq!(outcome, r#"{"a":true,"b":true,"c":true}"#);
    assert_eq!(applied("{a: {b: 1}}", "[{target: $.a, update: {b: null}}]"), r#"{"a":{"b":null}}"#);
}

#[test]
fn an_object_is_merged_into_all_targets_even_nested_ones() {
    let outcome = applied("{a: {a: {}}, b: {}}", "[{target: '$..a', update: {x: 1}}]");
    assert_eq!(outcome, r#"{"a":{"a":{"x":1},"x":1},"b":{}}"#);
    // The members that an action adds are no targets of the same action.
    assert_eq!(applied("{a: {}}", "[{target: '$..a', update: {a: {}}}]"), r#"{"a":{"a":{}}}"#);
}

#[test]
fn actions_see_what_earlier_ones_did() {
    let actions = "[{target: $.a, remove: true}, {target: $, update: {a: {n: 1}}}, {target: $.a.n, update: 2}]";
    assert_eq!(applied("{a: {old: 1}, b: 1}", actions), r#"{"b":1,"a":{"n":2}}"#);
}

#[test]
fn several_items_of_an_array_are_removed_at_once() {
    assert_eq!(applied("{a: [0, 1, 2, 3, 4]}", "[{target: '$.a[0,2,-1]', remove: true}]"), r#"{"a":[1,3]}"#);
    assert_eq!(applied("{a: [[0, 1], [2, 3]]}", "[{target: '$.a[0][0]', remove: true}]"), r#"{"a":[[1],[2,3]]}"#);
    assert_eq!(applied("{a: [[0, 1], [2, 3]]}", "[{target: '$..[0]', remove: true}]"), r#"{"a":[[3]]}"#);
}

#[test]
fn what_is_removed_twice_is_removed() {
    assert_eq!(applied("{a: {b: 1}, c: 1}", "[{target: \"$['a','a']\", remove: true}]"), r#"{"c":1}"#);
    assert_eq!(applied("{a: {b: {b: 1}}}", "[{target: '$..b', remove: true}]"), r#"{"a":{}}"#);
    assert_eq!(applied("{a: [1, 2, 3]}", "[{target: '$.a[0,0]', remove: true}]"), r#"{"a":[2,3]}"#);
}

#[test]
fn names_with_slashes_tildes_and_quotes_are_found() {
    let outcome = applied(r#"{"a/b~": {"it's": 1, "k": 2}}"#, r#"[{target: '$["a/b~"]["it''s"]', remove: true}]"#);
    assert_eq!(outcome, r#"{"a/b~":{"k":2}}"#);
}

#[test]
fn a_remove_that_is_false_updates() {
    assert_eq!(applied("{a: 1}", "[{target: $.a, remove: false, update: 2}]"), r#"{"a":2}"#);
}

#[test]
fn a_filter_may_look_at_the_root() {
    let outcome = applied("{v: 2, a: [{v: 1}, {v: 2}]}", "[{target: '$.a[?@.v == $.v].*', remove: true}]");
    assert_eq!(outcome, r#"{"v":2,"a":[{"v":1},{}]}"#);
}

#[test]
fn functions_of_rfc_9535_are_known() {
    let outcome =
        applied("{a: [x1, y, {k: 1}]}", "[{target: \"$.a[?search(@, '^x') || length(@) == 1]\", remove: true}]");
    assert_eq!(outcome, r#"{"a":[]}"#);
}
