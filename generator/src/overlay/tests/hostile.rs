//! Overlays that try to cost much.

use super::{found, overlay, run};

#[test]
fn targets_that_cost_much_are_refused() {
    let cases = [
        (format!("$[?{}@.a{}]", "(".repeat(20_000), ")".repeat(20_000)), "the JSONPath is longer than 2000 bytes"),
        (format!("$[?{}@.a{}]", "(".repeat(100), ")".repeat(100)), "brackets are nested more than 8 deep"),
        (format!("$[?{}@.a{}]", "@[?".repeat(30), "]".repeat(30)), "brackets are nested more than 8 deep"),
        ("$..*..*..*".to_owned(), "has more than 2 times `..`"),
        (format!("$[{}*]", "*,".repeat(20)), "has more than 16 commas"),
        ("$..[?$..a]".to_owned(), "selects many nodes from the root"),
        ("$..[?count($.*) > 1]".to_owned(), "selects many nodes from the root"),
    ];
    for (target, expected) in cases {
        let found = found("{a: {b: 1}}", &format!("[{{target: '{target}', remove: true}}]"));
        assert!(found.starts_with("error[SW0008]"), "{target}: {found}");
        assert!(found.contains(expected), "{target}: {found}");
    }
}

#[test]
fn what_stands_in_quotes_is_not_counted() {
    let name = "[(..*,..,$..*,,,,,,,,,,,,,,,,,,,,[[[[[[[[[[[[\\'";
    let mut overlay = overlay("[{remove: true}]");
    overlay["actions"][0]["target"] = format!("$['{name}']").into();
    let found = run("{a: 1}", &overlay).2.to_string();
    assert!(found.starts_with("warning[SW0802]"), "{found}");
}

#[test]
fn nested_filters_within_the_limit_are_quick() {
    let target = format!("$[?{}@.a{}]", "@[?".repeat(7), "]".repeat(7));
    assert!(found("{a: {b: 1}}", &format!("[{{target: '{target}', remove: true}}]")).starts_with("warning[SW0802]"));
}

#[test]
fn a_document_that_grows_too_much_is_stopped() {
    let (document, update) = (format!("{{a: [{}]}}", "{}, ".repeat(1000)), format!("{{b: [{}]}}", "1, ".repeat(1000)));
    let (document, _, findings) = run(&document, &overlay(&format!("[{{target: '$.a.*', update: {update}}}]")));
    assert!(findings.to_string().contains("adds more than 1000000 values (at /actions/0/update)"), "{findings}");
    assert_eq!(document["a"][0].as_object().map(serde_json::Map::len), Some(0));
}

#[test]
fn what_copies_add_up_to_is_stopped() {
    let document = format!("{{b: {{x: [{}]}}, a: {{}}}}", "x".repeat(1_000_000));
    let actions = "- {target: $.a, copy: $.b}\n- {target: $.b, copy: $.a}\n".repeat(64);
    let (document, _, findings) = run(&document, &overlay(&actions));
    assert!(findings.to_string().contains("adds more than 64 MiB of text"), "{findings}");
    assert!(document["a"]["x"].as_array().is_some_and(|items| items.len() < 64));
}

#[test]
fn a_document_that_deepens_with_each_action_is_stopped() {
    let actions = "- {target: $.a, copy: $}\n".repeat(120);
    let (_, _, findings) = run("{a: {}}", &overlay(&actions));
    assert!(findings.to_string().contains("this action nests values more than 100 deep"), "{findings}");
}

#[test]
fn text_that_multiplies_is_stopped() {
    let text = "x".repeat(1_000_000);
    let document = format!("{{a: [{}]}}", "{}, ".repeat(1000));
    let (_, _, findings) = run(&document, &overlay(&format!("[{{target: '$.a.*', update: {{t: {text}}}}}]")));
    assert!(findings.to_string().contains("adds more than 64 MiB of text"), "{}", findings.len());
}

/// No target, however odd, does more than be refused.
#[test]
fn odd_targets_do_no_harm() {
    let parts = [
        "$", "@", ".", "..", "[", "]", "*", "?", "(", ")", "'", "\"", ",", ":", "-1", "0", "a", "\\", "é", "\u{0}",
        "==", "&&", "!",
    ];
    let mut state = 1_u64;
    for _ in 0..3000 {
        let mut target = "$".to_owned();
        for _ in 0..8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            target.push_str(parts[usize::try_from(state >> 33).unwrap_or(0) % parts.len()]);
        }
        let mut overlay = overlay("[{remove: true}]");
        overlay["actions"][0]["target"] = target.into();
        let (_, _, findings) = run("{a: [{a: 1}, [0, é]]}", &overlay);
        assert!(findings.len() <= 1);
    }
}
