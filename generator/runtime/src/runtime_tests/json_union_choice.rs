//! How a value finds its branch without a tag.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::json_union_types::{
    COUNT, Endless, Expression, Flagged, Measured, Named, Nothing, Outer, Plain, Scalar, Single, Tagged, Thing,
    Versioned,
};
use super::json_unions::{decode, error, written};
use crate::runtime::json::{Decode, Encode, from_slice};

fn variant(value: &impl std::fmt::Debug) -> String {
    let shown = format!("{value:?}");
    shown.split('(').next().unwrap_or_default().to_owned()
}

#[track_caller]
fn is<T: Decode + Encode + std::fmt::Debug>(text: &str, expected: &str) {
    let value = decode::<T>(text);
    assert_eq!(variant(&value), expected, "{text}");
    if expected == "Other" {
        assert_eq!(decode::<Value>(&written(&value)), decode::<Value>(text));
    }
}

#[test]
fn kinds_tell_branches_apart() {
    for (text, expected) in [
        ("7", "Small"),
        ("7.0", "Small"),
        ("2147483648", "Large"),
        ("1e10", "Large"),
        ("1.5", "Ratio"),
        ("1e-1", "Ratio"),
        ("9223372036854775808", "Ratio"),
        ("true", "Yes"),
        ("false", "Flag"),
        (r#""2026-01-01.nova""#, "Version"),
        ("[]", "Numbers"),
        ("[1,2]", "Numbers"),
        (r#"[1,"a"]"#, "Pair"),
        (r#"[1,"a",2]"#, "Other"),
        ("null", "Other"),
        ("{}", "Other"),
    ] {
        is::<Scalar>(text, expected);
    }
}

#[test]
fn a_string_of_no_known_value_is_the_plain_string() {
    is::<Scalar>(r#""2026-01-02.nova""#, "Text");
    assert_eq!(written(&decode::<Scalar>(r#""\u0041""#)), r#""A""#);
}

#[test]
fn the_only_branch_of_a_kind_tells_what_is_wrong() {
    assert_eq!(error::<Single>("[1,\"a\"]").to_string(), "at $[1]: expected an integer, found a string");
    assert!(error::<Single>("2147483648").to_string().contains("from -2^31 to 2^31 - 1"));
    assert!(error::<Single>("1.5e400").to_string().contains("from -2^31"));
    is::<Single>("1.5", "Ratio");
    is::<Single>("1.0", "Number");
    is::<Single>("\"a\"", "Other");
}

#[test]
fn the_only_branch_of_objects_leaves_others_as_they_are() {
    is::<Single>(r#"{"id":1,"x":2}"#, "Plain");
    is::<Single>(r#"{"id":"1","x":[2]}"#, "Other");
    is::<Single>(r#"{"x":2}"#, "Other");
    is::<Single>("{}", "Other");
}

#[test]
fn without_a_branch_any_value_is_kept() {
    for text in ["null", "{}", r#"{"a":[1]}"#, "[]", "1", "1.5", "true", "\"\""] {
        is::<Nothing>(text, "Other");
    }
}

#[test]
fn the_branch_that_names_all_members_wins() {
    is::<Thing>(r#"{"id":1}"#, "Plain");
    is::<Thing>(r#"{"id":1,"name":"a"}"#, "Named");
    is::<Thing>(r#"{"size":1,"id":1}"#, "Measured");
    is::<Thing>(r#"{"id":1,"unit":null}"#, "Measured");
    is::<Thing>(r#"{"version":"2026-01-01.nova","id":1}"#, "Versioned");
}

#[test]
fn a_value_that_each_branch_loses_some_of_is_kept_as_it_is() {
    is::<Thing>(r#"{"id":1,"name":"a","size":2}"#, "Other");
    is::<Thing>(r#"{"id":1,"name":"a","unit":null}"#, "Other");
}

#[test]
fn of_branches_that_skip_the_same_the_first_wins() {
    is::<Thing>(r#"{"id":1,"x":2}"#, "Plain");
    is::<Thing>(r#"{"x":{"y":[]},"id":1,"z":2}"#, "Plain");
}

#[test]
fn a_member_that_a_branch_names_is_not_lost_though_the_value_does_not_fit_it() {
    // No `Named`, whose name is a string, and no `Versioned`, which has a version.
    is::<Thing>(r#"{"id":1,"name":2}"#, "Other");
    is::<Thing>(r#"{"id":1,"part":{"id":2}}"#, "Other");
    is::<Thing>(r#"{"id":1,"nam\u0065":2}"#, "Other");
    // A branch that is a union names what its branches name.
    is::<Outer>(r#"{"flag":true,"name":1}"#, "Other");
    is::<Outer>(r#"{"flag":true,"x":1}"#, "Flagged");
    is::<Outer>(r#"{"id":1,"x":1}"#, "Thing");
    is::<Outer>(r#"{"id":1,"flag":"x"}"#, "Other");
}

#[test]
fn a_null_that_would_be_left_out_is_a_loss() {
    // Only the unit may be `null`.
    is::<Thing>(r#"{"id":1,"size":null,"unit":null}"#, "Other");
    is::<Thing>(r#"{"id":1,"size":2,"unit":null}"#, "Measured");
    assert_eq!(decode::<Measured>(r#"{"id":1,"size":null}"#).size, None);
}

#[test]
fn a_branch_that_only_does_not_know_a_value_is_taken_before_one_that_skips() {
    // The others skip the version.
    is::<Thing>(r#"{"id":1,"version":"new"}"#, "Versioned");
    is::<Thing>(r#"{"id":1,"version":"new","part":{"id":"x"}}"#, "Versioned");
    is::<Thing>(r#"{"id":1,"version":"new","x":2}"#, "Other");
    let outer = decode::<Outer>(r#"{"id":1,"version":"2026-01-01.nova","part":{"name":[]}}"#);
    let Outer::Thing(Thing::Versioned(Versioned { part: Some(part), .. })) = outer else { panic!("{outer:?}") };
    assert_eq!(*part, Thing::Other(json!({"name": []})));
}

#[test]
fn unions_may_be_branches_and_items() {
    is::<Outer>(r#"{"id":1,"name":"a"}"#, "Thing");
    is::<Outer>(r#"{"flag":true,"id":"x"}"#, "Flagged");
    let things = decode::<Outer>(r#"[{"id":1,"size":5},{"id":1,"name":"a"},{"id":"x"},null]"#);
    let Outer::Things(things) = things else { panic!("{things:?}") };
    assert_eq!(things.iter().map(variant).collect::<Vec<_>>(), ["Measured", "Named", "Other", "Other"]);
}

#[test]
fn a_union_within_itself_ends() {
    is::<Endless>(r#"{"id":1}"#, "Again");
    is::<Endless>(r#"{"id":1,"x":1}"#, "Again");
    is::<Endless>("{}", "Other");
}

#[test]
fn odd_numbers_are_errors_where_no_type_holds_them() {
    // Some crate of the build may have switched on `arbitrary_precision`.
    if serde_json::from_str::<Value>("1e400").is_err() {
        assert_eq!(
            error::<Thing>(r#"{"kind":[1e400]}"#).to_string(),
            "at $.kind[0]: expected a number in the range of 64-bit floats, found a number"
        );
    }
    is::<Thing>(r#"{"id":1,"x":1e400}"#, "Plain");
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    is::<Nothing>(&nested(127), "Other");
    assert!(error::<Nothing>(&nested(128)).to_string().contains("nested too deep"));
    let within = |depth: usize| format!(r#"{{"id":1,"x":{}}}"#, nested(depth));
    is::<Thing>(&within(1000), "Plain");
    assert!(error::<Thing>(&format!(r#"{{"x":{}}}"#, nested(1000))).to_string().contains("nested too deep"));
    assert!(error::<Thing>(&nested(100_000)).to_string().contains("nested too deep"));
}

#[test]
fn size_is_not_limited() {
    let unnamed: String = (0..3000).map(|n| format!(r#","x{n}":[{n}]"#)).collect();
    is::<Thing>(&format!(r#"{{"id":1{unnamed}}}"#), "Plain");
    is::<Thing>(&format!(r#"{{"id":1{unnamed},"name":1}}"#), "Other");
    let things = format!("[{}]", vec![r#"{"id":1,"name":"a"}"#; 3000].join(","));
    assert!(matches!(decode::<Outer>(&things), Outer::Things(things) if things.len() == 3000));
}

/// How often a number was read to read this, and the value.
fn reads<T: Decode>(text: &str) -> (u64, Option<T>) {
    COUNT.set(0);
    let value = from_slice(text.as_bytes()).ok();
    (COUNT.get(), value)
}

/// Nested expressions, each with its number first and with this member last.
fn nested(depth: usize, link: &str, ends: &[&str]) -> String {
    let mut text = format!(r#"{{"n":0,{}}}"#, ends[0]);
    for level in 1..depth {
        text = format!(r#"{{"n":1,"{link}":{text},{}}}"#, ends[level % ends.len()]);
    }
    text
}

/// A number within `d` unions is read once for each trial of each union around it: `3d` times, and not `3^d` times.
#[test]
fn trials_within_trials_are_not_multiplied() {
    let most = |depth: u64| 2 * depth * depth + 6 * depth;
    let all: &[&[&str]] = &[
        &[r#""multiply":true"#],
        &[r#""subtract":true"#],
        &[r#""multiply":true,"x1":1"#],
        &[r#""divide":true"#],
        &[r#""multiply":false"#, r#""add":true"#],
        &[r#""multiply":true"#, r#""subtract":true,"z":1"#, r#""add":1"#],
        &[r#""tag":"+","multiply":true"#],
        &[r#""tag":"+","multiply":true,"z":1"#, r#""tag":"*","multiply":true"#],
        &[r#""tag":"?""#, r#""tag":"-","add":true"#, r#""add":true"#],
    ];
    for ends in all {
        for link in ["x", "y"] {
            for depth in [1, 2, 10, 50] {
                let text = nested(depth, link, ends);
                let most = most(depth as u64);
                let (one, value) = reads::<Expression>(&text);
                assert!(one <= most, "{ends:?} {link} {depth}: {one}");
                assert!(value.is_some(), "{ends:?}");
                let (other, _) = reads::<Tagged>(&text);
                assert!(other <= most, "{ends:?} {link} {depth}: {other}");
            }
        }
    }
    assert_eq!(written(&decode::<Expression>(&nested(126, "x", all[0]))), nested(126, "x", all[0]));
}

/// The members of any of the branches.
const NAMES: &[&str] = &["id", "name", "size", "unit", "version", "part", "flag"];

fn member() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => (0..3_i64).prop_map(|number| json!(number)),
        2 => "[a-c]?".prop_map(|text| json!(text)),
        1 => Just(json!("2026-01-01.nova")),
        1 => any::<bool>().prop_map(|flag| json!(flag)),
        1 => Just(Value::Null),
        1 => Just(json!({"id": 1, "name": "x"})),
        1 => Just(json!({"id": 1, "name": 1})),
    ]
}

fn object() -> impl Strategy<Value = Value> {
    let names = prop::sample::subsequence([NAMES, &["x"]].concat(), 0..5).prop_shuffle();
    (names, prop::collection::vec(member(), 5), any::<i64>()).prop_map(|(names, values, id)| {
        let members = names.into_iter().zip(values).map(|(name, value)| match name {
            // Most have a good one.
            "id" if id % 4 > 0 => (name.to_owned(), json!(id)),
            _ => (name.to_owned(), value),
        });
        Value::Object(members.collect())
    })
}

/// Whether a value comes back as it was.
fn holds<T: Decode + Encode>(value: &Value) -> bool {
    from_slice::<T>(value.to_string().as_bytes()).is_ok_and(|read| decode::<Value>(&written(&read)) == *value)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_member_that_a_branch_names_is_lost(value in object()) {
        let read: Outer = decode(&value.to_string());
        let back: Value = decode(&written(&read));
        let branches = [holds::<Plain>, holds::<Named>, holds::<Measured>, holds::<Versioned>, holds::<Flagged>];
        if branches.iter().any(|holds| holds(&value)) {
            prop_assert_eq!(&back, &value, "{:?}", read);
        }
        for name in NAMES {
            prop_assert_eq!(back.get(name), value.get(name), "{} of {:?}", name, read);
        }
    }
}
