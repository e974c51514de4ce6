//! Overlays with mistakes: what is said of them, and that the rest is applied.

use serde_json::{Value, json};

use super::{found, overlay, run, yaml};
use crate::findings::Finding;

/// The findings of an overlay that is given whole, a line each.
fn whole(text: &str) -> String {
    run("{a: 1}", &yaml(text)).2.to_string()
}

fn help(document: &str, actions: &str) -> String {
    let found = run(document, &overlay(actions)).2;
    found.iter().filter_map(|finding: &Finding| finding.help.clone()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_no_overlay_is_an_error() {
    let cases = [
        ("[]", "error[SW0801]: the file is no overlay: it is an array (at )"),
        ("null", "error[SW0801]: the file is no overlay: it is null (at )"),
        ("{}", "error[SW0801]: the file is no overlay: it is an object without the key `overlay` (at )"),
        ("{openapi: 3.0.0}", "error[SW0801]: the file is no overlay: it is an OpenAPI document (at )"),
        ("{overlay: 2.0.0}", "error[SW0801]: `overlay` is `2.0.0`, not a version 1.0 or 1.1 (at /overlay)"),
        ("{overlay: 1}", "error[SW0801]: `overlay` is `1`, not a version 1.0 or 1.1 (at /overlay)"),
        ("{overlay: [1]}", "error[SW0801]: `overlay` is an array, not a version (at /overlay)"),
        ("{overlay: 1.1.0, info: {title: T, version: 1}}", "error[SW0801]: the overlay has no `actions` (at )"),
        (
            "{overlay: 1.1.0, info: {title: T, version: 1}, actions: {}}",
            "error[SW0801]: `actions` is an object, not an array (at /actions)",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(whole(text), expected);
    }
}

#[test]
fn versions_are_read_by_their_first_two_parts() {
    let of = |version: Value| {
        let info = json!({"title": "T", "version": "1"});
        let overlay = json!({"overlay": version, "info": info, "actions": [{"target": "$.a", "update": 2}]});
        let (document, _, findings) = run("{a: 1}", &overlay);
        assert_eq!(document, json!({"a": 2}));
        findings.to_string()
    };
    assert_eq!(of(json!("1.0.7")), "");
    assert_eq!(of(json!("1.1")), "");
    assert_eq!(of(json!(1.1)), "");
    assert_eq!(
        of(json!("1.2.0")),
        "warning[SW0104]: the overlay is of version 1.2.0, and is read as one of 1.1 (at /overlay)"
    );
}

#[test]
fn what_is_missing_or_unknown_is_a_warning() {
    let text = "{overlay: 1.1.0, infos: 1, actions: [{target: $.a, update: 2, updat: 3}]}";
    assert_eq!(
        whole(text),
        "warning[SW0105]: an overlay has no key `infos`, which is ignored (at /infos)\n\
         warning[SW0107]: the overlay has no `info` (at )\n\
         warning[SW0105]: an action has no key `updat`, which is ignored (at /actions/0/updat)"
    );
    let text = "{overlay: 1.1.0, info: {title: T, x-a: 1, b: 1}, actions: []}";
    assert_eq!(
        whole(text),
        "warning[SW0105]: the `info` of an overlay has no key `b`, which is ignored (at /info/b)\n\
         warning[SW0107]: the overlay's `info` has no `version` (at /info)\n\
         warning[SW0803]: `actions` is empty, so the overlay changes nothing (at /actions)"
    );
}

#[test]
fn a_target_that_matches_nothing_is_a_warning() {
    let expected = "warning[SW0802]: `$.b` matches nothing, so the action changes nothing (at /actions/0/target)";
    assert_eq!(found("{a: 1}", "[{target: $.b, update: 1}]"), expected);
    assert_eq!(found("{a: 1}", "[{target: $.b, remove: true}]"), expected);
    let source = "warning[SW0802]: `$.b` matches nothing, so the action changes nothing (at /actions/0/copy)";
    assert_eq!(found("{a: 1}", "[{target: $.a, copy: $.b}]"), source);
}

#[test]
fn actions_that_say_nothing_are_told() {
    let cases = [
        ("[1]", "the action is a number, not an object (at /actions/0)"),
        ("[{update: 1}]", "the action has no `target` (at /actions/0)"),
        ("[{target: 1}]", "the `target` is a number, not a string (at /actions/0/target)"),
        ("[{target: $.a}]", "the action changes nothing (at /actions/0)"),
        ("[{target: $.a, remove: false}]", "the action changes nothing (at /actions/0)"),
        ("[{target: $.a, remove: 'true'}]", "`remove` is a string, not a boolean (at /actions/0/remove)"),
        ("[{target: $.a, copy: [1]}]", "`copy` is an array, not a string (at /actions/0/copy)"),
        (
            "[{target: $.a, copy: $.a, update: 1}]",
            "`update` and `copy` stand in one action, where neither has an effect (at /actions/0)",
        ),
        ("[{target: $.a, update: 1, remove: true}]", "`update` has no effect beside `remove` (at /actions/0/update)"),
        ("[{target: $, remove: true}]", "the whole document can't be removed (at /actions/0/target)"),
        ("[{target: $, copy: '$.*'}]", "`$.*` selects 2 nodes, and one is copied (at /actions/0/copy)"),
    ];
    for (actions, expected) in cases {
        assert_eq!(found("{a: 1, b: 2}", actions), format!("warning[SW0803]: {expected}"));
    }
}

#[test]
fn kinds_that_do_not_merge_are_told_and_the_rest_is_applied() {
    let actions = "[{target: $, update: {o: 1, n: 9, a: {x: 1}, s: [1]}}]";
    let (document, _, findings) = run("{o: {}, a: [], s: t, n: 1}", &overlay(actions));
    assert_eq!(document.to_string(), r#"{"o":{},"a":[],"s":"t","n":9}"#);
    assert_eq!(
        findings.to_string(),
        "warning[SW0803]: a number can't be merged into an object, which `/o` is (at /actions/0/update/o)\n\
         warning[SW0803]: an object can't be merged into an array, which `/a` is (at /actions/0/update/a)\n\
         warning[SW0803]: an array can't be merged into a string, which `/s` is (at /actions/0/update/s)"
    );
}

#[test]
fn a_mistake_in_many_targets_is_told_once() {
    let found = found("{a: {t: {}}, b: {t: {}}, c: {t: 1}}", "[{target: '$.*', update: {t: 1}}]");
    assert_eq!(
        found,
        "warning[SW0803]: a number can't be merged into an object, which `/a/t` is (at /actions/0/update/t)"
    );
}

#[test]
fn targets_of_several_kinds_are_refused() {
    let (document, _, findings) = run("{a: {}, b: []}", &overlay("[{target: '$.*', update: {x: 1}}]"));
    assert_eq!(document.to_string(), r#"{"a":{},"b":[]}"#);
    assert_eq!(
        findings.to_string(),
        "warning[SW0803]: the target selects objects, arrays and primitive values together (at /actions/0/target)"
    );
}

#[test]
fn the_root_stays_when_it_is_removed_with_others() {
    let (document, _, findings) =
        run("{a: 1, b: 2}", &overlay("[{target: '$[?@ == 1]', remove: true}, {target: $, remove: true}]"));
    assert_eq!((document.to_string().as_str(), findings.len()), (r#"{"b":2}"#, 1));
}

#[test]
fn copy_in_version_1_0_is_applied_and_told() {
    let overlay = "{overlay: 1.0.0, info: {title: T, version: 1}, actions: [{target: $.a, copy: $.b}]}";
    let (document, _, findings) = run("{a: 1, b: 2}", &yaml(overlay));
    assert_eq!(document, json!({"a": 2, "b": 2}));
    let expected = "warning[SW0108]: `copy` is a key of Overlay 1.1, and is applied all the same (at /actions/0/copy)";
    assert_eq!(findings.to_string(), expected);
}

#[test]
fn what_is_no_jsonpath_gets_a_help() {
    let cases = [
        ("/paths/~1a/get", "a target is a JSONPath, not a JSON pointer: write `$['paths']['/a']['get']`"),
        ("#/info", "a target is a JSONPath, not a JSON pointer: write `$['info']`"),
        ("paths", "a JSONPath begins with `$`, the whole document: `$.info`"),
        ("", "a JSONPath begins with `$`, the whole document: `$.info`"),
    ];
    for (target, expected) in cases {
        assert_eq!(help("{}", &format!("[{{target: '{target}', update: 1}}]")), expected);
    }
    assert!(help("{}", "[{target: '$.paths./a', update: 1}]").contains("$.paths['/users/{id}']"));
}
