//! Where the values of a changed document are written.

use serde_json::Value;

use super::super::{Changes, apply};
use super::{overlay, overlay_file, pointer, run, yaml};
use crate::findings::Findings;
use crate::source::FileId;

/// Where the values at some pointers are written: `overlay`, `document` or nothing, and the pointer.
fn origins(document: &str, actions: &str, pointers: &[&str]) -> Vec<String> {
    let (_, changes, findings) = run(document, &overlay(actions));
    assert_eq!(findings.to_string(), "");
    pointers.iter().map(|text| origin(&changes, text)).collect()
}

fn origin(changes: &Changes, text: &str) -> String {
    match changes.origin(&pointer(text)) {
        Some((FileId::DOCUMENT, pointer)) => format!("document {pointer}"),
        Some((_, pointer)) => format!("overlay {pointer}"),
        None => "here".to_owned(),
    }
}

#[test]
fn nothing_has_changed_at_first() {
    assert_eq!(Changes::new().origin(&pointer("/a/b")), None);
}

#[test]
fn what_is_added_is_written_in_the_overlay() {
    let found = origins(
        "{a: {x: 1}}",
        "[{target: $.a, update: {b: {c: [1]}}}]",
        &["", "/a", "/a/x", "/a/b", "/a/b/c/0", "/a/bc"],
    );
    let update = "overlay /actions/0/update/b";
    assert_eq!(found, ["here", "here", "here", update, &format!("{update}/c/0"), "here"]);
}

#[test]
fn what_is_replaced_is_written_in_the_overlay_unless_it_stays_as_it_is() {
    let found = origins("{a: 1, b: 1}", "[{target: $.a, update: 2}, {target: $.b, update: 1}]", &["/a", "/b"]);
    assert_eq!(found, ["overlay /actions/0/update", "here"]);
}

#[test]
fn items_are_written_where_they_come_from() {
    let found = origins(
        "{a: [0]}",
        "[{target: $.a, update: [1, {x: 2}]}, {target: $.a, update: 3}]",
        &["/a/0", "/a/1", "/a/2/x", "/a/3"],
    );
    assert_eq!(
        found,
        ["here", "overlay /actions/0/update/0", "overlay /actions/0/update/1/x", "overlay /actions/1/update"]
    );
}

#[test]
fn what_is_copied_is_written_where_it_is_copied() {
    let found = origins("{a: {}, b: {x: {y: 1}}}", "[{target: $.a, copy: $.b}]", &["/a", "/a/x", "/a/x/y", "/b/x"]);
    assert_eq!(found, ["here", "overlay /actions/0/copy", "overlay /actions/0/copy", "here"]);
}

#[test]
fn items_keep_their_origin_when_others_are_removed() {
    let actions = "
- { target: '$.a', update: [{ n: 3 }] }
- { target: '$.a[1]', update: { m: 1 } }
- { target: '$.a[0]', remove: true }
";
    let found = origins("{a: [{}, {k: 1}, {}]}", actions, &["/a/0", "/a/0/k", "/a/0/m", "/a/1", "/a/2/n", "/a/3"]);
    let moved = ["document /a/1", "document /a/1/k", "overlay /actions/1/update/m", "document /a/2"];
    assert_eq!(found[..4], moved);
    assert_eq!(found[4..], ["overlay /actions/0/update/0/n", "here"]);
}

#[test]
fn items_that_move_twice_keep_their_origin() {
    let actions = "[{target: '$.a[0]', remove: true}, {target: '$.a[0]', remove: true}]";
    assert_eq!(
        origins("{a: [0, 1, 2, 3]}", actions, &["/a/0", "/a/1", "/a/2"]),
        ["document /a/2", "document /a/3", "here"]
    );
}

#[test]
fn what_is_removed_and_made_anew_is_the_last_ones() {
    let actions = "
- { target: $.a, update: { b: 1 } }
- { target: $.a, remove: true }
- { target: $, update: { a: { b: 2 } } }
";
    assert_eq!(origins("{a: {}}", actions, &["/a/b"]), ["overlay /actions/2/update/a/b"]);
}

#[test]
fn overlays_share_their_changes() {
    let (mut document, mut changes, mut findings) = (yaml("{a: [0, 1]}"), Changes::new(), Findings::new());
    for actions in ["[{target: '$.a[0]', remove: true}]", "[{target: $.a, update: 2}]"] {
        apply(&mut document, &overlay(actions), overlay_file(), &mut changes, &mut findings);
    }
    assert!(findings.is_empty());
    assert_eq!([origin(&changes, "/a/0"), origin(&changes, "/a/1")], ["document /a/1", "overlay /actions/0/update"]);
    assert_eq!(changes.origin(&pointer("/a/1")).map(|(file, _)| file), Some(overlay_file()));
}

/// Each value that comes from the overlay stands there; each that doesn't stands in the document.
#[test]
fn every_origin_holds_the_value() {
    let text = "{a: [{p: 1}, {p: 2}, {p: 3}, {p: 4}], o: {x: {y: 1}}}";
    let actions = "
- { target: '$.a[?@.p == 2]', update: { q: [1, 2] } }
- { target: '$.a[?@.p == 1]', remove: true }
- { target: '$.a', update: [{ p: 5 }, { p: 6, q: [7, 8] }] }
- { target: '$.a[?@.p == 3 || @.p == 5]', remove: true }
- { target: '$..q[0]', remove: true }
- { target: '$.o.x', update: { z: { w: 1 } } }
";
    let overlay = overlay(actions);
    let (document, changes, findings) = run(text, &overlay);
    assert_eq!(findings.to_string(), "");
    let before = yaml(text);
    let mut leaves = Vec::new();
    collect(&document, &crate::pointer::Pointer::root(), &mut leaves);
    assert_eq!(leaves.len(), 7);
    for (pointer, value) in leaves {
        let (file, origin) = changes.origin(&pointer).unwrap_or((FileId::DOCUMENT, pointer.clone()));
        let source = if file == FileId::DOCUMENT { &before } else { &overlay };
        assert_eq!(origin.resolve(source), Some(&value), "{pointer} from {origin}");
    }
}

fn collect(value: &Value, at: &crate::pointer::Pointer, leaves: &mut Vec<(crate::pointer::Pointer, Value)>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| collect(member, &at.push(name), leaves)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, &at.index(index), leaves))
        }
        leaf => leaves.push((at.clone(), leaf.clone())),
    }
}
