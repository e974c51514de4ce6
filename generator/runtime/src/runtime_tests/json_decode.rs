use serde_json::Value;

use super::json_types::{Large, Mixed, Nothing, Odd};
use super::sample::DeletedContact;
use crate::runtime::json::{self, Decode, Error, False, True};

fn decode<T: Decode>(json: &str) -> Result<T, Error> {
    json::from_slice(json.as_bytes())
}

fn message<T: Decode>(json: &str) -> String {
    decode::<T>(json).err().map(|error| error.to_string()).unwrap_or_default()
}

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

#[test]
fn an_object_is_read_in_any_order_with_others_members_ignored() {
    let in_order: DeletedContact = decode(CONTACT).unwrap();
    for mixed in [
        r#"{"x":1,"deleted":true,"y":[],"object":"contact","param":null,"id":"5"}"#,
        r#"{"deleted":true,"object":"contact","id":"5"}"#,
        r#"{"object":"contact","id":"5","deleted":true,"x":{}}"#,
        r#"{ "id" : "5" , "object":"contact","deleted": true }"#,
    ] {
        assert_eq!(decode::<DeletedContact>(mixed).unwrap(), in_order);
    }
    assert_eq!(in_order.id, "5");
    assert_eq!(in_order.param, None);
}

#[test]
fn errors_name_the_member() {
    assert_eq!(
        message::<DeletedContact>(r#"{"id":"5","object":"contact","deleted":false}"#),
        "at $.deleted: expected true, found false"
    );
    assert_eq!(
        message::<DeletedContact>(r#"{"id":5,"object":"contact","deleted":true}"#),
        "at $.id: expected a string, found a number"
    );
    assert_eq!(
        message::<DeletedContact>(r#"{"id":"5","object":"lead","deleted":true}"#),
        r#"at $.object: expected "contact", found another string"#
    );
    assert_eq!(message::<DeletedContact>("{}"), "at $.id: missing");
    assert_eq!(message::<DeletedContact>(r#"{"object":"contact","id":"5"}"#), "at $.deleted: missing");
    assert_eq!(message::<DeletedContact>("null"), "at $: expected an object, found null");
    assert_eq!(message::<DeletedContact>("[]"), "at $: expected an object, found an array");
}

#[test]
fn a_member_that_is_named_twice_is_an_error() {
    for twice in [
        r#"{"id":"5","id":"5","object":"contact","deleted":true}"#,
        r#"{"id":"5","object":"contact","deleted":true,"\u0069d":"5"}"#,
        r#"{"id":"5","object":"contact","\u0069\u0064":null}"#,
    ] {
        assert_eq!(message::<DeletedContact>(twice), "at $.id: duplicate member");
    }
    assert_eq!(message::<DeletedContact>(r#"{"param":null,"param":null}"#), "at $.param: duplicate member");
}

struct Lists {
    items: Option<Vec<DeletedContact>>,
    odd: Option<Vec<DeletedContact>>,
    empty: Option<Vec<DeletedContact>>,
    digit: Option<Vec<DeletedContact>>,
    quote: Option<Vec<DeletedContact>>,
}

json::object!(Lists {
    items: optional "items",
    odd: optional "odd name",
    empty: optional "",
    digit: optional "1st",
    quote: optional "a\"]b",
});

#[test]
fn paths_go_through_arrays_and_odd_names() {
    let path = |json: &str| decode::<Lists>(json).map(|_| ()).unwrap_err().path().to_owned();
    let bad = format!(r#"[{CONTACT},{{"id":null}}]"#);
    assert_eq!(path(&format!(r#"{{"items":{bad}}}"#)), "$.items[1].id");
    assert_eq!(path(&format!(r#"{{"odd name":{bad}}}"#)), r#"$["odd name"][1].id"#);
    assert_eq!(path(&format!(r#"{{"":{bad}}}"#)), r#"$[""][1].id"#);
    assert_eq!(path(&format!(r#"{{"1st":{bad}}}"#)), r#"$["1st"][1].id"#);
    assert_eq!(path(&format!(r#"{{"a\"]b":{bad}}}"#)), r#"$["a\"]b"][1].id"#);
}

#[test]
fn no_string_and_no_number_of_the_document_is_in_an_error() {
    for json in [r#""hunter2""#, r#"["hunter2"]"#, r#"{"hunter2":"hunter2"}"#, "4711.5", "4711e30", "[4711]"] {
        for message in [message::<i64>(json), message::<bool>(json), message::<True>(json)] {
            assert!(message.starts_with("at $: expected "), "{message}");
            assert!(!message.contains("hunter2") && !message.contains("4711"), "{message}");
        }
    }
}

#[test]
fn a_whole_number_is_an_integer_however_it_is_written() {
    for json in ["404", "404.0", "4.04e2", "40400e-2"] {
        assert_eq!(decode::<i32>(json).unwrap(), 404);
        assert_eq!(decode::<i64>(json).unwrap(), 404);
        assert_eq!(decode::<u32>(json).unwrap(), 404);
        assert_eq!(decode::<u64>(json).unwrap(), 404);
    }
}

#[test]
fn what_is_no_integer_or_out_of_range_is_an_error() {
    assert_eq!(message::<i64>("1.5"), "at $: expected an integer, found a number");
    assert_eq!(message::<i64>("\"1\""), "at $: expected an integer, found a string");
    assert_eq!(message::<i32>("2147483648"), "at $: expected an integer from -2^31 to 2^31 - 1, found a number");
    assert_eq!(decode::<i32>("-2147483648").unwrap(), i32::MIN);
    assert_eq!(message::<u32>("-1"), "at $: expected an integer from 0 to 2^32 - 1, found a number");
    assert!(message::<i64>("9223372036854775808").contains("from -2^63"));
    assert!(message::<u64>("1e300").contains("from 0 to 2^64 - 1"));
}

#[test]
fn floats_take_integers() {
    assert_eq!(decode::<f64>("3").unwrap(), 3.0);
    assert_eq!(decode::<f32>("0.1").unwrap(), 0.1);
    assert!(message::<f32>("1e300").contains("32-bit"));
    assert_eq!(message::<f64>("true"), "at $: expected a number, found true");
}

const MIXED: &str = r#"{"flag":true,"small":1,"large":2,"natural":3,"count":4,"single":0.5,"double":0.25,
    "text":"t","list":["a",null],"nullable":null,"free":{"a":[1]},"boxed":{}}"#;

#[test]
fn null_and_absent_are_none_where_that_is_allowed() {
    let mixed: Mixed = decode(MIXED).unwrap();
    assert_eq!((mixed.nullable, mixed.optional, mixed.both), (None, None, None));
    assert_eq!(mixed.list, [Some("a".to_owned()), None]);
    // Not allowed, but sent all the same.
    let mixed: Mixed = decode(&MIXED.replace("\"flag\"", "\"optional\":null,\"flag\"")).unwrap();
    assert_eq!(mixed.optional, None);
    assert_eq!(message::<Mixed>(&MIXED.replace(r#""nullable":null,"#, "")), "at $.nullable: missing");
    assert_eq!(message::<Mixed>(&MIXED.replace("\"t\"", "null")), "at $.text: expected a string, found null");
    assert_eq!(Option::<Box<i64>>::absent(), Some(None));
    assert_eq!(Box::<Option<i64>>::absent(), Some(Box::new(None)));
    assert_eq!((i64::absent(), String::absent(), Value::absent()), (None, None, None));
}

#[test]
fn absent_is_distinct_from_null_where_the_type_is() {
    let both = |json: &str| decode::<Mixed>(&MIXED.replace("\"flag\"", &format!("{json}\"flag\""))).unwrap().both;
    assert_eq!(both(""), None);
    assert_eq!(both(r#""both":null,"#), Some(None));
    assert_eq!(both(r#""both":7,"#), Some(Some(7)));
    assert_eq!(decode::<Option<Option<Option<i64>>>>("null").unwrap(), Some(Some(None)));
    assert_eq!(decode::<Option<Box<Option<i64>>>>("null").unwrap(), Some(Box::new(None)));
}

#[test]
fn names_may_be_any_strings() {
    let json = r#"{"type":1,"":2,"a\"b":3,"a\\nb":4,"a\nb":5,"\ufeff":6,"é€😀":7,"reader":8,"a":9}"#;
    let odd = Odd {
        r#type: Some(1),
        empty: Some(2),
        quote: Some(3),
        backslash: Some(4),
        control: Some(5),
        hidden: Some(6),
        wide: Some(7),
        reader: Some(8),
        next: Some(9),
    };
    assert_eq!(decode::<Odd>(json).unwrap(), odd);
    assert_eq!(decode::<Odd>(&json.replace("é", "\\u00e9").replace("😀", "\\ud83d\\ude00")).unwrap(), odd);
    assert_eq!(json::from_slice::<Odd>(&json::to_vec(&odd).unwrap()).unwrap(), odd);
    for no_json in [r#"{"a"b":1}"#, "{\"a\nb\":1}", r#"{"a\nb:1}"#, r#"{"type:1}"#] {
        assert!(message::<Odd>(no_json).contains("not valid JSON"), "{no_json}");
    }
    assert_eq!(decode::<Odd>(r#"{"a\nb":1}"#).unwrap(), Odd { control: Some(1), ..Odd::default() });
}

#[test]
fn types_may_have_hundreds_of_fields_or_none() {
    let forwards: Vec<_> = Large::NAMES.iter().enumerate().map(|(n, name)| format!("\"{name}\":{n}")).collect();
    let mut backwards = forwards.clone();
    backwards.reverse();
    let [forwards, backwards] = [forwards, backwards].map(|members| format!("{{{}}}", members.join(",")));
    let large: Large = decode(&forwards).unwrap();
    assert_eq!((large.f0, large.f200, large.f399), (Some(0), Some(200), Some(399)));
    assert_eq!(decode::<Large>(&backwards).unwrap(), large);
    assert_eq!(json::to_vec(&large).unwrap(), forwards.into_bytes());
    assert_eq!(decode::<Large>("{}").unwrap(), Large::default());
    assert_eq!(decode::<Nothing>(r#"{"a":1}"#).unwrap(), Nothing {});
    assert_eq!(message::<Nothing>("[]"), "at $: expected an object, found an array");
}

#[test]
fn literals_take_their_value_only() {
    assert_eq!(decode::<True>("true").unwrap(), True);
    assert_eq!(decode::<False>(" false").unwrap(), False);
    assert_eq!(message::<False>("true"), "at $: expected false, found true");
    assert_eq!(message::<True>("null"), "at $: expected true, found null");
    assert!(bool::from(True) && !bool::from(False));
    assert_eq!(format!("{True} {False}"), "true false");
}
