//! The codec beside `serde_json`: it accepts the same and gives the same, but for what its docs tell.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::json_compare::compare;
use super::json_types::Mixed;
use crate::runtime::json::from_slice;

/// `PROPTEST_CASES=1000000 cargo test --release --package specwright-runtime json_differential` tries more.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(500);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn trees() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-1000..1000_i64).prop_map(Value::from),
    ];
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number,
        ".{0,12}".prop_map(Value::from),
        "[a-z \"\\\\\\x00-\\x1f]{0,12}".prop_map(Value::from),
    ];
    scalar.prop_recursive(5, 40, 6, |inner| {
        let name = prop_oneof!["[a-z]{0,4}", ".{0,6}"];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(name, inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A change to a text: what is put where, and how much it takes the place of.
fn changes() -> impl Strategy<Value = (Index, usize, Vec<u8>)> {
    let tokens =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d8", "null", "0", "-", ".", "e", "E+", "1", "\n", " "];
    let text = prop_oneof![
        proptest::sample::select(tokens.to_vec()).prop_map(|token| token.as_bytes().to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
        Just(Vec::new()),
    ];
    (any::<Index>(), 0..3_usize, text)
}

fn changed(mut text: Vec<u8>, changes: Vec<(Index, usize, Vec<u8>)>) -> Vec<u8> {
    for (at, length, with) in changes {
        let start = at.index(text.len() + 1);
        let end = (start + length).min(text.len());
        text.splice(start..end, with);
    }
    text
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn valid_documents_are_the_same(tree in trees(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_vec_pretty(&tree) } else { serde_json::to_vec(&tree) }.unwrap();
        prop_assert_eq!(compare(&text), Ok(()));
        prop_assert_eq!(from_slice::<Value>(&text).unwrap(), tree);
    }

    #[test]
    fn documents_that_were_changed_are_the_same(tree in trees(), changes in vec(changes(), 1..4)) {
        let text = changed(serde_json::to_vec(&tree).unwrap(), changes);
        prop_assert_eq!(compare(&text), Ok(()), "{}", text.escape_ascii());
    }

    #[test]
    fn any_bytes_are_the_same(bytes in any::<Vec<u8>>(), text in "[\\[\\]{}\",:0-9eE.+\\\\ud-]{0,24}", number in "-?[0-9]{0,25}([.][0-9]{0,3})?([eE][+-]?[0-9]{0,3})?") {
        for text in [bytes.as_slice(), text.as_bytes(), number.as_bytes()] {
            prop_assert_eq!(compare(text), Ok(()), "{}", text.escape_ascii());
        }
    }

    #[test]
    fn a_struct_is_read_whatever_surrounds_its_members(unknown in trees(), at in any::<Index>(), order in any::<u64>()) {
        let known = json!({"flag": true, "small": 1, "large": 2, "natural": 3, "count": 4, "single": 0.5, "double": 0.25,
            "text": "t", "list": ["a", null], "nullable": 5, "both": null, "free": [1], "boxed": {}});
        let mut members: Vec<_> = known.as_object().unwrap().iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
        let expected: Mixed = from_slice(known.to_string().as_bytes()).unwrap();
        let length = members.len();
        (0..length).for_each(|n| members.swap(n, (order >> (n * 4)) as usize % length));
        members.insert(at.index(length + 1), format!("\"unknown\":{unknown}"));
        let text = format!("{{{}}}", members.join(", "));
        prop_assert_eq!(from_slice::<Mixed>(text.as_bytes()), Ok(expected), "{}", text);
    }
}
