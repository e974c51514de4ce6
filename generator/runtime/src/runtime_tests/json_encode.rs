use proptest::prelude::*;
use serde_json::json;

use super::json_types::{Mixed, Nothing, Odd};
use super::sample::{ContactObject, DeletedContact};
use crate::runtime::json::{Encode, True, from_slice, to_vec};

fn json(value: &impl Encode) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

fn contact(param: Option<&str>) -> DeletedContact {
    DeletedContact {
        id: String::from("é\"\n"),
        object: ContactObject::Contact,
        deleted: True,
        param: param.map(str::to_owned),
    }
}

fn mixed() -> Mixed {
    Mixed {
        flag: false,
        small: -1,
        large: i64::MIN,
        natural: u32::MAX,
        count: u64::MAX,
        single: 0.1,
        double: 1e300,
        text: String::new(),
        list: vec![None, Some("a".to_owned())],
        nullable: None,
        optional: None,
        both: None,
        free: json!({"a": [1, null]}),
        boxed: Box::new(Nothing {}),
    }
}

#[test]
fn an_object_is_written_in_order_without_what_is_absent() {
    assert_eq!(json(&contact(None)), r#"{"id":"é\"\n","object":"contact","deleted":true}"#);
    assert_eq!(json(&contact(Some("p"))), r#"{"id":"é\"\n","object":"contact","deleted":true,"param":"p"}"#);
}

#[test]
fn what_is_written_is_read_back() {
    for contact in [contact(None), contact(Some(""))] {
        assert_eq!(from_slice::<DeletedContact>(&to_vec(&contact).unwrap()).unwrap(), contact);
    }
}

#[test]
fn each_kind_of_value_is_written() {
    let expected = concat!(
        r#"{"flag":false,"small":-1,"large":-9223372036854775808,"natural":4294967295,"count":18446744073709551615,"#,
        r#""single":0.1,"double":1e300,"text":"","list":[null,"a"],"nullable":null,"free":{"a":[1,null]},"boxed":{}}"#
    );
    assert_eq!(json(&mixed()).replace("1e+300", "1e300"), expected);
}

#[test]
fn a_required_none_is_null_and_so_is_an_inner_one() {
    assert!(json(&mixed()).contains(r#""nullable":null,"free""#));
    let both = |both| json(&Mixed { both, ..mixed() });
    assert!(!both(None).contains("both"));
    assert!(both(Some(None)).contains(r#""both":null,"#));
    assert!(both(Some(Some(5))).contains(r#""both":5,"#));
    assert_eq!(json(&vec![Some(1_i64), None]), "[1,null]");
}

#[test]
fn names_are_escaped() {
    let odd = Odd { quote: Some(1), backslash: Some(2), control: Some(3), wide: Some(4), ..Odd::default() };
    assert_eq!(json(&odd), r#"{"a\"b":1,"a\\nb":2,"a\nb":3,"é€😀":4}"#);
    assert_eq!(json(&Odd::default()), "{}");
}

#[test]
fn scalars_and_lists() {
    assert_eq!(json(&vec![1_i64, -2]), "[1,-2]");
    assert_eq!(json(&vec![Some(true), None]), "[true,null]");
    assert_eq!(json(&Vec::<i64>::new()), "[]");
    assert_eq!(json(&Box::new(7_u32)), "7");
    assert_eq!(json(&u64::MAX), "18446744073709551615");
    assert_eq!(json(&i64::MIN), "-9223372036854775808");
    assert_eq!(json(&1.5_f64), "1.5");
    assert_eq!(json(&"text".to_owned()), "\"text\"");
    assert_eq!(to_vec("text").unwrap(), b"\"text\"");
}

#[test]
fn control_characters_are_escaped() {
    let text: String = (0..0x20).map(char::from).chain(['"', '\\', '/', '\u{7f}']).collect();
    assert_eq!(json(&text), serde_json::to_string(&text).unwrap());
}

#[test]
fn a_single_precision_float_is_written_as_short_as_it_is() {
    assert_eq!(json(&0.1_f32), "0.1");
    assert_eq!(json(&f32::MAX), "3.4028235e+38");
}

#[test]
fn floats_that_json_cannot_say_are_errors_that_name_the_place() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = to_vec(&vec![Mixed { double: value, ..mixed() }]).unwrap_err().to_string();
        assert_eq!(error, "at $[0].double: JSON has no number that is infinite or not a number");
        assert!(to_vec(&vec![0.0, value]).is_err_and(|error| error.path() == "$[1]"));
    }
    assert!(to_vec(&Mixed { single: f32::NAN, ..mixed() }).is_err_and(|error| error.path() == "$.single"));
}

prop_compose! {
    fn any_mixed()(
        (flag, small, large, natural, count) in any::<(bool, i32, i64, u32, u64)>(),
        single in any::<f32>().prop_filter("finite", |single| single.is_finite()),
        double in any::<f64>().prop_filter("finite", |double| double.is_finite()),
        text in any::<String>(),
        list in any::<Vec<Option<String>>>(),
        nullable in any::<Option<i64>>(),
        optional in any::<Option<i32>>().prop_map(|value| value.map(f64::from)),
        both in any::<Option<Option<i64>>>(),
        free in "[a-z\"\\\\]{0,4}".prop_map(|text| json!([{ &text: text }])),
    ) -> Mixed {
        let boxed = Box::new(Nothing {});
        Mixed { flag, small, large, natural, count, single, double, text, list, nullable, optional, both, free, boxed }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_comes_back(mixed in any_mixed()) {
        let written = to_vec(&mixed).unwrap();
        prop_assert_eq!(&from_slice::<Mixed>(&written).unwrap(), &mixed);
        // And as `serde_json` writes it, in its own order.
        let value: serde_json::Value = serde_json::from_slice(&written).unwrap();
        prop_assert_eq!(from_slice::<Mixed>(&serde_json::to_vec_pretty(&value).unwrap()).unwrap(), mixed);
    }
}
