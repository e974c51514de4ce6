//! The codec beside `serde_json`: it accepts the same and gives the same, but for what its docs tell.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::json_types::{Mixed, Nothing};
use crate::runtime::json::{Decode, from_slice, to_vec};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What is the same as `serde_json` has it, or tells why it isn't.
pub(super) fn compare(text: &[u8]) -> Result<(), String> {
    let ours = from_slice::<Value>(text);
    let theirs = serde_json::from_slice::<Value>(text);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) if ours != theirs => return Err(format!("{ours} isn't {theirs}")),
        (Ok(ours), Err(error)) if !is_more(text, ours) => return Err(format!("{ours} is accepted: {error}")),
        (Err(error), Ok(_)) if !error.to_string().contains("duplicate member") => return Err(error.to_string()),
        _ => {}
    }
    if let Ok(value) = ours {
        let written = to_vec(&value).map_err(|error| error.to_string())?;
        if written != serde_json::to_vec(&value).map_err(|error| error.to_string())? {
            return Err("they write differently".to_owned());
        }
    }
    typed::<i64>(text, Value::as_i64)?;
    typed::<u64>(text, Value::as_u64)?;
    typed::<f64>(text, Value::as_f64)?;
    typed::<bool>(text, Value::as_bool)?;
    typed::<String>(text, |value| value.as_str().map(str::to_owned))?;
    skipped(text)
}

/// What is accepted here and not there: a byte order mark, and strings that aren't Unicode.
fn is_more(text: &[u8], value: &Value) -> bool {
    text.starts_with(b"\xEF\xBB\xBF") || value.to_string().contains('\u{FFFD}')
}

/// A scalar type reads what the tree has, if the tree has it.
fn typed<T: Decode + PartialEq + std::fmt::Debug>(
    text: &[u8],
    get: impl Fn(&Value) -> Option<T>,
) -> Result<(), String> {
    let value = serde_json::from_slice::<Value>(text).ok();
    match (value.as_ref().and_then(get), from_slice::<T>(text)) {
        (Some(expected), read) if read.as_ref() != Ok(&expected) => Err(format!("{read:?} isn't {expected:?}")),
        _ => Ok(()),
    }
}

/// All that `serde_json` reads or ignores is skipped, and nothing that it can't ignore.
fn skipped(text: &[u8]) -> Result<(), String> {
    let wrapped = [br#"{"unknown":"#, text, b"}"].concat();
    let ours = from_slice::<Nothing>(&wrapped);
    let theirs = serde_json::from_slice::<serde::de::IgnoredAny>(&wrapped);
    // `serde_json` looks at strings as such even where it ignores them.
    match (ours, theirs) {
        (Err(error), Ok(_)) => Err(format!("not skipped: {error}")),
        (Ok(_), Err(error)) if error.is_data() || !is_odd(text) => Err(format!("skipped: {error}")),
        _ => Ok(()),
    }
}

fn is_odd(text: &[u8]) -> bool {
    str::from_utf8(text).is_err() || text.windows(2).any(|two| two == b"\\u")
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
    #![proptest_config(config(1500))]

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
