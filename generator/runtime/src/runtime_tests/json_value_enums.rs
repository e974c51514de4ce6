//! Enums whose values are any JSON.

use serde_json::{Value, json};

use super::json_union_types::{Quality, Version};
use super::json_unions::{decode, error, written};
use crate::runtime::ParameterValue;

#[test]
fn known_values_are_known_however_they_are_written() {
    for (texts, known) in [
        (&["0.5", "5e-1", "0.50"][..], Quality::Half),
        (&["1", "1.0", "10e-1"], Quality::One),
        (&["true"], Quality::Yes),
        (&[r#""auto""#, r#""\u0061uto""#], Quality::Auto),
        (&[r#"{"a":[1,null]}"#, r#" { "a" : [ 1.0 , null ] } "#], Quality::Custom),
    ] {
        for text in texts {
            let value = decode::<Quality>(text);
            assert_eq!(value, known, "{text}");
            assert!(!value.is_unknown());
        }
        let [text, ..] = texts else { panic!("no text") };
        assert_eq!(written(&known), *text);
        assert_eq!(known.as_json().to_string(), *text);
        assert_eq!(Value::from(known), decode::<Value>(text));
    }
}

#[test]
fn unknown_values_are_kept_as_they_came() {
    for text in
        ["0.75", "2", "false", "null", r#""1""#, r#""true""#, "[0.5]", r#"{"a":[1]}"#, r#"{"a":[1,null],"b":1}"#]
    {
        let value = decode::<Quality>(text);
        assert!(value.is_unknown(), "{text}");
        assert_eq!(written(&value), text);
        assert_eq!(value, Quality::from(decode::<Value>(text)));
        let Quality::Other(unknown) = &value else { panic!("{text} is known") };
        assert_eq!((unknown.get(), &unknown.to_string()), (&decode::<Value>(text), &text.to_owned()));
    }
}

#[test]
fn values_convert() {
    assert_eq!(Quality::from(json!(0.5)), Quality::Half);
    assert_eq!(Quality::from(json!("auto")), Quality::Auto);
    assert_eq!(Version::try_from(json!(1.5)), Ok(Version::V));
    assert_eq!(*Version::V.as_json(), json!(1.5));
}

#[test]
fn a_closed_one_tells_what_it_expects() {
    let error = Version::try_from(json!("hunter2")).unwrap_err();
    assert_eq!(error.expected(), ["1.5"]);
    assert_eq!(error.to_string(), "expected 1.5, found another value");
    assert_eq!(super::json_unions::error::<Version>("[2]").to_string(), "at $: expected 1.5, found another value");
    assert_eq!(decode::<Version>("1.50"), Version::V);
    assert_eq!(written(&Version::V), "1.5");
}

#[test]
fn strings_are_shown_without_quotes() {
    let shown = |value: Quality| (value.to_string(), value.to_parameter().unwrap().into_owned());
    assert_eq!(shown(Quality::Auto), ("auto".to_owned(), "auto".to_owned()));
    assert_eq!(shown(Quality::Half).0, "0.5");
    assert_eq!(shown(Quality::from(json!("x y"))).1, "x y");
    assert_eq!(shown(Quality::from(json!([1, "a"]))).1, r#"[1,"a"]"#);
}

#[test]
fn what_no_value_can_hold_is_an_error() {
    assert_eq!(error::<Quality>(r#"{"a":1,"a":1}"#).to_string(), "at $.a: duplicate member");
    assert!(error::<Quality>("[").to_string().contains("not valid JSON"));
}

#[cfg(feature = "serde")]
#[test]
fn they_have_the_traits_of_serde() {
    assert_eq!(serde_json::to_string(&[Quality::Half, Quality::from(json!({"b": 1}))]).unwrap(), r#"[0.5,{"b":1}]"#);
    assert_eq!(serde_json::from_str::<Quality>("1").unwrap(), Quality::One);
}
