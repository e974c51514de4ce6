use super::sample::DeletedContact;
use crate::runtime::json::{Any, Decode, Error, False, Object, True, Value, parse};

fn decode<T: Decode>(json: &str) -> Result<T, Error> {
    T::decode(&parse(json.as_bytes())?)
}

fn message<T: Decode>(json: &str) -> String {
    decode::<T>(json).err().map(|error| error.to_string()).unwrap_or_default()
}

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

#[test]
fn an_object_is_read_in_any_order_with_others_members_ignored() {
    let in_order: DeletedContact = decode(CONTACT).unwrap();
    let mixed = r#"{"x":1,"deleted":true,"y":[],"object":"contact","param":null,"id":"5"}"#;
    assert_eq!(decode::<DeletedContact>(mixed).unwrap(), in_order);
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
    assert_eq!(message::<DeletedContact>("null"), "at $: expected an object, found null");
    assert_eq!(message::<DeletedContact>("[]"), "at $: expected an object, found an array");
}

#[test]
fn paths_go_through_arrays_and_odd_names() {
    let path = |json: &str, name: &str| {
        let value = parse(json.as_bytes()).unwrap();
        let object = Object::of(&value).unwrap();
        object.required::<Vec<DeletedContact>>(name).unwrap_err().path().to_owned()
    };
    let bad = format!(r#"[{CONTACT},{{"id":null}}]"#);
    assert_eq!(path(&format!(r#"{{"items":{bad}}}"#), "items"), "$.items[1].id");
    assert_eq!(path(&format!(r#"{{"odd name":{bad}}}"#), "odd name"), r#"$["odd name"][1].id"#);
    assert_eq!(path(&format!(r#"{{"":{bad}}}"#), ""), r#"$[""][1].id"#);
    assert_eq!(path(&format!(r#"{{"1st":{bad}}}"#), "1st"), r#"$["1st"][1].id"#);
    assert_eq!(path(&format!(r#"{{"a\"]b":{bad}}}"#), "a\"]b"), r#"$["a\"]b"][1].id"#);
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

#[test]
fn null_and_absent_are_none_where_that_is_allowed() {
    let value = parse(br#"{"null":null,"one":1}"#).unwrap();
    let object = Object::of(&value).unwrap();
    assert_eq!(object.optional::<Option<i64>>("none").unwrap(), None);
    assert_eq!(object.optional::<Option<i64>>("null").unwrap(), None);
    assert_eq!(object.optional::<Option<i64>>("one").unwrap(), Some(1));
    assert_eq!(object.required::<Option<i64>>("null").unwrap(), None);
    assert_eq!(object.optional::<Option<Box<i64>>>("none").unwrap(), None);
    assert_eq!(object.optional::<Box<Option<i64>>>("none").unwrap(), Box::new(None));
    let missing = object.required::<Option<i64>>("none").unwrap_err();
    assert_eq!(missing.to_string(), "at $.none: missing");
    let missing = object.optional::<i64>("none").unwrap_err();
    assert_eq!(missing.to_string(), "at $.none: missing");
}

#[test]
fn members_are_found_again_after_a_search_in_vain() {
    let value = parse(br#"{"a":1,"b":2,"c":3}"#).unwrap();
    let object = Object::of(&value).unwrap();
    for name in ["c", "x", "a", "a", "b", "y", "c", "b"] {
        let found = object.optional::<Option<i64>>(name).unwrap();
        assert_eq!(found, value.get(name).map(|v| v.as_number().unwrap().as_i64().unwrap()));
    }
    let empty = Value::Object(Vec::new());
    assert_eq!(Object::of(&empty).unwrap().optional::<Option<i64>>("a").unwrap(), None);
}

#[test]
fn literals_take_their_value_only() {
    assert_eq!(decode::<True>("true").unwrap(), True);
    assert_eq!(decode::<False>("false").unwrap(), False);
    assert_eq!(message::<False>("true"), "at $: expected false, found true");
    assert!(bool::from(True) && !bool::from(False));
    assert_eq!(format!("{True} {False}"), "true false");
}

#[test]
fn any_value_outlives_its_text() {
    let any = {
        let text = String::from(r#"{"a":["x",null,1.5]}"#);
        decode::<Any>(&text).unwrap()
    };
    assert_eq!(any.get("a").unwrap().as_array().unwrap().len(), 3);
    assert_eq!(any.get("a").unwrap().as_array().unwrap()[0].as_str(), Some("x"));
}

#[test]
fn serde_reads_through_the_same_code() {
    let contact: DeletedContact = serde_json::from_str(CONTACT).unwrap();
    assert_eq!(contact, decode(CONTACT).unwrap());
    let owned = serde_json::from_str::<serde_json::Value>(CONTACT).unwrap();
    assert_eq!(serde_json::from_value::<DeletedContact>(owned).unwrap(), contact);
    let error = serde_json::from_str::<DeletedContact>(r#"{"id":1}"#).unwrap_err();
    assert!(error.to_string().starts_with("at $.id: expected a string, found a number"));
}
