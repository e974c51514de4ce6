use super::sample::{ContactObject, DeletedContact};
use crate::runtime::json::{Any, Decode, Encode, Fields, Number, True, Value, parse, to_vec};

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

#[test]
fn an_object_is_written_in_order_without_what_is_absent() {
    assert_eq!(json(&contact(None)), r#"{"id":"é\"\n","object":"contact","deleted":true}"#);
    assert_eq!(json(&contact(Some("p"))), r#"{"id":"é\"\n","object":"contact","deleted":true,"param":"p"}"#);
}

#[test]
fn what_is_written_is_read_back() {
    for contact in [contact(None), contact(Some(""))] {
        let text = to_vec(&contact).unwrap();
        assert_eq!(DeletedContact::decode(&parse(&text).unwrap()).unwrap(), contact);
    }
}

#[test]
fn a_required_none_is_null() {
    let fields = Fields::with_capacity(2).required("a", &None::<i64>).optional("b", &None::<i64>);
    assert_eq!(json(&fields.into_value()), r#"{"a":null}"#);
}

#[test]
fn scalars_and_lists() {
    assert_eq!(json(&vec![1_i64, -2]), "[1,-2]");
    assert_eq!(json(&vec![Some(true), None]), "[true,null]");
    assert_eq!(json(&Box::new(7_u32)), "7");
    assert_eq!(json(&u64::MAX), "18446744073709551615");
    assert_eq!(json(&i64::MIN), "-9223372036854775808");
    assert_eq!(json(&1.5_f64), "1.5");
    assert_eq!(json(&"text".to_owned()), "\"text\"");
}

#[test]
fn a_single_precision_float_is_written_as_short_as_it_is() {
    assert_eq!(json(&0.1_f32), "0.1");
    assert_eq!(json(&f32::MAX), "3.4028235e+38");
}

#[test]
fn floats_that_json_cannot_say_are_errors_that_name_the_place() {
    let fields = |value| {
        let list = vec![0.0, value];
        to_vec(&Fields::with_capacity(1).required("list", &list).into_value())
    };
    assert!(fields(1.0).is_ok());
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            fields(value).unwrap_err().to_string(),
            "at $.list[1]: JSON has no number that is infinite or not a number"
        );
    }
}

#[test]
fn free_form_values_are_written_as_they_were_read() {
    let text = r#"{"b":[1,-2,1.5,18446744073709551615],"a":{"x":null,"y":"\u0001"}}"#;
    let any: Any = parse(text.as_bytes()).unwrap().into_owned();
    assert_eq!(json(&any), text);
}

#[test]
fn serde_writes_through_the_same_code() {
    let contact = contact(Some("p"));
    assert_eq!(serde_json::to_string(&contact).unwrap(), json(&contact));
    assert!(serde_json::to_string(&Value::from(f64::NAN)).is_err());
    assert_eq!(serde_json::to_value(True).unwrap(), serde_json::Value::Bool(true));
}

#[test]
fn numbers_display_as_json() {
    for text in ["0", "-7", "18446744073709551615", "1.5", "0.1"] {
        let value = parse(text.as_bytes()).unwrap();
        assert_eq!(value.as_number().map(Number::to_string).as_deref(), Some(text));
    }
}
