//! JSON that the document doesn't describe, as `serde_json` holds it.

use serde_json::{Value, json};

use crate::runtime::json::{Decode, Encode, Error, Fields, Object, from_slice, parse, to_vec};

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
fn null_and_absent_are_distinct_where_the_type_is() {
    let read = |text: &str| -> Result<_, Error> {
        let value = parse(text.as_bytes())?;
        let object = Object::of(&value)?;
        Ok((object.optional::<Option<Value>>("free")?, object.required::<Value>("free")))
    };
    let (optional, required) = read("{}").unwrap();
    assert_eq!(optional, None);
    assert_eq!(required.unwrap_err().to_string(), "at $.free: missing");
    // As for every type, `null` is `None`; a plain value holds it.
    assert_eq!(read(r#"{"free":null}"#).unwrap(), (None, Ok(Value::Null)));
    assert_eq!(read(r#"{"free":[1]}"#).unwrap(), (Some(json!([1])), Ok(json!([1]))));
    assert_eq!(Value::absent(), None);
}

#[test]
fn what_is_absent_is_left_out_and_null_is_written() {
    let object = |optional: Option<Value>, required: Value| {
        written(&Fields::default().optional("o", &optional).required("r", &required).into_value())
    };
    assert_eq!(object(None, Value::Null), r#"{"r":null}"#);
    assert_eq!(object(Some(Value::Null), json!(0)), r#"{"o":null,"r":0}"#);
    assert_eq!(written(&vec![Some(json!("a")), None]), r#"["a",null]"#);
}

#[test]
fn what_json_cannot_say_is_an_error_that_names_the_place() {
    use crate::runtime::json::Value as Ours;
    let list = Ours::Array(vec![Ours::Null, Ours::from(f64::NAN)]);
    let object = Ours::Object(vec![("a".into(), list)]);
    let message = Value::decode(&object).unwrap_err().to_string();
    assert_eq!(message, "at $.a[1]: JSON has no number that is infinite or not a number");
}
