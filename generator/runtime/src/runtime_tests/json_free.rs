//! JSON that the document doesn't describe, as `serde_json` holds it.

use serde_json::{Value, json};

use super::json_types::Mixed;
use crate::runtime::json::{Decode, Encode, from_slice, to_vec};

const DOCUMENT: &str = r#"{"a":[null,true,"é\n",{}],"b":{"x":1,"y":-1.5}}"#;

fn written(value: &impl Encode) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

#[test]
fn it_is_read_as_serde_json_reads_it() {
    for text in [DOCUMENT, "null", "false", r#""text""#, "[]", "[[[1]]]", r#""\u0000""#] {
        let ours: Value = from_slice(text.as_bytes()).unwrap();
        assert_eq!(ours, serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(written(&ours), text);
    }
}

#[test]
fn numbers_are_what_serde_json_makes_of_them() {
    for text in [
        "0",
        "-0",
        "-0.0",
        "7",
        "-7",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "9007199254740993",
        "1.0",
        "0.1",
        "1e2",
        "5e-324",
        "1.7976931348623157e308",
    ] {
        let ours: Value = from_slice(text.as_bytes()).unwrap();
        let theirs: Value = serde_json::from_str(text).unwrap();
        assert_eq!(ours, theirs, "{text}");
        assert_eq!(written(&ours), theirs.to_string(), "{text}");
        assert_eq!(ours.as_f64().map(f64::to_bits), theirs.as_f64().map(f64::to_bits), "{text}");
    }
}

#[test]
fn members_keep_the_order_that_serde_json_gives_them() {
    let text = r#"{"b":1,"a":{"d":2,"c":3}}"#;
    let ours: Value = from_slice(text.as_bytes()).unwrap();
    assert_eq!(written(&ours), serde_json::from_str::<Value>(text).unwrap().to_string());
}

#[test]
fn any_value_of_a_caller_is_written() {
    let value = json!({"list": [1, -2, u64::MAX, i64::MIN, 0.5, null], "empty": {}, "name \"": "\u{1}"});
    assert_eq!(written(&value), value.to_string());
    assert_eq!(from_slice::<Value>(value.to_string().as_bytes()).unwrap(), value);
}

#[test]
fn null_is_a_value_where_it_may_be_absent_too() {
    assert_eq!(from_slice::<Value>(b"null").unwrap(), Value::Null);
    // An optional member that is any JSON may be `null`, and comes back as that.
    assert_eq!(from_slice::<Option<Value>>(b"null").unwrap(), Some(Value::Null));
    assert_eq!(from_slice::<Option<Value>>(b"[1]").unwrap(), Some(json!([1])));
    assert_eq!(Value::absent(), None);
    assert_eq!(written(&vec![Some(json!("a")), None]), r#"["a",null]"#);
    assert_eq!(written(&vec![Some(Value::Null)]), "[null]");
}

#[test]
fn a_required_value_may_be_null_but_not_absent() {
    let mixed = |free: &str| {
        let json = r#"{"flag":true,"small":1,"large":2,"natural":3,"count":4,"single":0,"double":0,
            "text":"t","list":[],"nullable":null,"boxed":{}FREE}"#;
        from_slice::<Mixed>(json.replace("FREE", free).as_bytes())
    };
    assert_eq!(mixed(r#","free":null"#).unwrap().free, Value::Null);
    assert_eq!(mixed("").unwrap_err().to_string(), "at $.free: missing");
}

#[test]
fn what_serde_json_cannot_hold_is_an_error_that_names_the_place() {
    let text = r#"{"a":[null,1e400]}"#;
    match serde_json::from_str::<Value>(text) {
        // Some crate of the build has switched on `arbitrary_precision`.
        Ok(value) => assert_eq!(from_slice::<Value>(text.as_bytes()), Ok(value)),
        Err(_) => assert_eq!(
            from_slice::<Value>(text.as_bytes()).unwrap_err().to_string(),
            "at $.a[1]: expected a number in the range of 64-bit floats, found a number"
        ),
    }
}

#[test]
fn what_is_not_unicode_is_replaced_in_names_too() {
    let value: Value = from_slice(b"{\"\\ud800\":\"\\udc00\",\"\xff-\":\"\xfe\"}").unwrap();
    assert_eq!(value, json!({"\u{FFFD}": "\u{FFFD}", "\u{FFFD}-": "\u{FFFD}"}));
    let twice = from_slice::<Value>(b"{\"\xff\":1,\"\\ud800\":1}").unwrap_err().to_string();
    assert_eq!(twice, "at $[\"\u{FFFD}\"]: duplicate member");
}
