use std::borrow::Cow;

use crate::runtime::json::{Number, Value, parse};

fn message(json: &str) -> String {
    parse(json.as_bytes()).unwrap_err().to_string()
}

#[test]
fn every_kind_of_value_is_read() {
    let value = parse(br#"{"a":[null,true,false,-1,1.5,"x"],"b":{}}"#).unwrap();
    let items =
        [Value::Null, Value::from(true), Value::from(false), Value::from(-1), Value::from(1.5), Value::from("x")];
    assert_eq!(value.get("a").unwrap().as_array().unwrap(), items);
    assert_eq!(value.get("b").unwrap().as_object().unwrap(), []);
    assert_eq!(value.get("c"), None);
}

#[test]
fn members_keep_their_order() {
    let value = parse(br#"{"z":1,"a":2,"m":3}"#).unwrap();
    let names: Vec<_> = value.as_object().unwrap().iter().map(|(n, _)| &**n).collect();
    assert_eq!(names, ["z", "a", "m"]);
}

#[test]
fn text_is_borrowed_where_it_has_no_escapes() {
    let value = parse(br#"{"plain":"text","esc\u0061ped":"\n"}"#).unwrap();
    let members = value.as_object().unwrap();
    assert!(matches!(&members[0], (Cow::Borrowed("plain"), Value::String(Cow::Borrowed("text")))));
    assert_eq!(members[1], ("escaped".into(), "\n".to_owned().into()));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(parse(b"\xEF\xBB\xBF 1").unwrap(), Value::from(1));
}

#[test]
fn text_after_the_value_is_an_error() {
    assert_eq!(message("{} x"), "at $: not valid JSON: trailing characters at line 1 column 4");
}

#[test]
fn nothing_is_an_error() {
    assert_eq!(message(""), "at $: not valid JSON: EOF while parsing a value at line 1 column 0");
}

#[test]
fn what_is_not_utf_8_is_an_error() {
    assert!(parse(b"\"\xFF\"").is_err());
}

#[test]
fn a_member_named_twice_is_an_error_that_names_it() {
    assert_eq!(
        message(r#"{"a":1,"b":{"id":1,"x":2,"id":1}}"#),
        "at $: not valid JSON: an object has the member `id` twice at line 1 column 32"
    );
    let many: Vec<_> = (0..100).map(|n| format!(r#""k{n}":0"#)).collect();
    let distinct = format!("{{{}}}", many.join(","));
    assert_eq!(parse(distinct.as_bytes()).unwrap().as_object().unwrap().len(), 100);
    let twice = format!("{{{},\"k7\":1}}", many.join(","));
    assert!(message(&twice).contains("the member `k7` twice"));
}

#[test]
fn the_name_in_that_error_is_cut_and_cleaned() {
    let name = "\\n".repeat(100);
    let message = message(&format!(r#"{{"{name}":1,"{name}":1}}"#));
    assert!(message.contains(&format!("`{}…` twice", " ".repeat(39))), "{message}");
}

#[test]
fn deep_nesting_is_an_error() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(nested(100).as_bytes()).is_ok());
    assert!(message(&nested(100_000)).contains("recursion limit"));
}

#[test]
fn numbers_are_kept_exactly_where_64_bits_hold_them() {
    let number = |text: &str| *parse(text.as_bytes()).unwrap().as_number().unwrap();
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(number("18446744073709551615").as_i64(), None);
    assert_eq!(number("-9223372036854775808").as_i64(), Some(i64::MIN));
    assert_eq!(number("-1").as_u64(), None);
    assert_eq!(number("18446744073709551616").as_u64(), None);
    assert_eq!(number("1e19").as_u64(), Some(10_000_000_000_000_000_000));
    assert_eq!(number("9223372036854775808.0").as_i64(), None);
    assert_eq!(number("-9223372036854775808.0").as_i64(), Some(i64::MIN));
    assert_eq!(number("0.1").as_f64(), 0.1);
    assert_eq!(Number::from(7_i64), Number::from(7_u64));
}

#[test]
fn a_number_that_no_float_reaches_is_an_error() {
    assert!(message("1e400").contains("out of range"));
}

#[test]
fn numbers_arrive_with_arbitrary_precision_too() {
    let wrapped = |digits: &str| format!(r#"{{"$serde_json::private::Number":"{digits}"}}"#);
    let parsed = |digits| parse(wrapped(digits).as_bytes()).map(Value::into_owned);
    assert_eq!(parsed("404").unwrap(), Value::from(404));
    assert_eq!(parsed("-4").unwrap(), Value::from(-4));
    assert_eq!(parsed("1.5").unwrap(), Value::from(1.5));
    assert!(parsed("1e400").is_err());
    assert!(parsed("no number").is_err());
}

#[test]
fn what_is_json_is_the_parsers_to_say() {
    let pieces = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "-", "e", "null", "\\", "\u{FFFD}"];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                for d in pieces {
                    let text = format!("{a}{b}{c}{d}");
                    let expected = serde_json::from_str::<serde_json::Value>(&text).is_ok();
                    assert_eq!(parse(text.as_bytes()).is_ok(), expected, "{text}");
                }
            }
        }
    }
}
