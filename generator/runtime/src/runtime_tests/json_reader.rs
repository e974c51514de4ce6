use serde_json::{Value, json};

use super::json_types::Nested;
use crate::runtime::json::{Decode, Error, Reader, from_slice};

fn parse(text: &str) -> Result<Value, Error> {
    from_slice(text.as_bytes())
}

fn message(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn every_kind_of_value_is_read() {
    let value = parse(r#"{"a":[null,true,false,-1,1.5,"x"],"b":{}}"#).unwrap();
    assert_eq!(value, json!({"a": [null, true, false, -1, 1.5, "x"], "b": {}}));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(from_slice::<i64>(b"\xEF\xBB\xBF 1").unwrap(), 1);
    assert!(from_slice::<i64>(b"\xEF\xBB\xBF\xEF\xBB\xBF1").is_err());
    assert!(from_slice::<i64>(b"1\xEF\xBB\xBF").is_err());
}

#[test]
fn white_space_may_stand_between_all_tokens() {
    let spaced = " \t\r\n{ \"a\" : [ 1 , { } , [ ] ] , \"b\" : null } \n";
    assert_eq!(parse(spaced).unwrap(), json!({"a": [1, {}, []], "b": null}));
    for other in ["\u{b}1", "\u{a0}1", "1\u{c}", "\u{feff}1 \u{feff}"] {
        assert!(parse(other).is_err(), "{other:?}");
    }
}

#[test]
fn text_after_the_value_is_an_error() {
    assert_eq!(message("{} x"), "at $: not valid JSON: expected nothing more at line 1 column 4");
}

#[test]
fn nothing_is_an_error() {
    assert_eq!(message(""), "at $: not valid JSON: expected a value, found the end at line 1 column 1");
}

#[test]
fn what_is_not_json_is_an_error_that_tells_the_line_and_the_column() {
    for (text, expected) in [
        ("[1\n 2]", "at $: not valid JSON: expected `,` or `]` at line 2 column 2"),
        ("\n\n{\"a\" 1}", "at $: not valid JSON: expected `:` at line 3 column 6"),
        ("[0,\"a\n\"]", "at $[1]: not valid JSON: a control character within a string at line 1 column 6"),
        ("{\"a\":\n\"b", "at $.a: not valid JSON: expected `\"`, found the end at line 2 column 3"),
        ("{\"a\":1", "at $: not valid JSON: expected `,` or `}`, found the end at line 1 column 7"),
        ("[tru]", "at $[0]: not valid JSON: expected a value at line 1 column 2"),
    ] {
        assert_eq!(message(text), expected);
    }
}

#[test]
fn a_member_named_twice_is_an_error_that_names_it() {
    assert_eq!(message(r#"{"a":1,"b":{"id":1,"x":2,"id":1}}"#), "at $.b.id: duplicate member");
    assert_eq!(message(r#"{"a":1,"\u0061":1}"#), "at $.a: duplicate member");
    let many: Vec<_> = (0..100).map(|n| format!(r#""k{n}":0"#)).collect();
    let distinct = format!("{{{}}}", many.join(","));
    assert_eq!(parse(&distinct).unwrap().as_object().unwrap().len(), 100);
    let twice = format!("{{{},\"k7\":1}}", many.join(","));
    assert_eq!(message(&twice), "at $.k7: duplicate member");
}

#[test]
fn the_name_in_that_error_is_cut_and_cleaned() {
    let name = "\\n".repeat(100);
    let message = message(&format!(r#"{{"{name}":1,"{name}":1}}"#));
    assert_eq!(message, format!("at $[\"{}…\"]: duplicate member", " ".repeat(59)));
}

#[test]
fn deep_nesting_is_an_error() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(&nested(127)).is_ok());
    assert!(message(&nested(128)).contains("the value is nested too deep at line 1 column 128"));
    assert!(message(&nested(100_000)).contains("nested too deep"));
    let objects = |depth| r#"{"inner":"#.repeat(depth) + "null" + &"}".repeat(depth);
    assert!(from_slice::<Nested>(objects(127).as_bytes()).is_ok());
    assert!(from_slice::<Nested>(objects(128).as_bytes()).is_err());
    let wide = format!("[{}]", vec!["[[]]"; 1000].join(","));
    assert!(parse(&wide).is_ok());
}

#[test]
fn the_same_value_can_be_read_again() {
    struct Either(Result<i64, String>);
    impl Decode for Either {
        fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
            let start = reader.clone();
            if let Ok(number) = i64::decode(reader) {
                return Ok(Self(Ok(number)));
            }
            *reader = start;
            String::decode(reader).map(|text| Self(Err(text)))
        }
    }
    let values: Vec<Either> = from_slice(br#"[1, "a", 2.0]"#).unwrap();
    let values: Vec<_> = values.into_iter().map(|value| value.0).collect();
    assert_eq!(values, [Ok(1), Err("a".to_owned()), Ok(2)]);
    assert_eq!(from_slice::<Vec<Either>>(b"[[]]").map(|_| ()).unwrap_err().path(), "$[0]");
}

#[test]
fn what_is_json_is_as_the_parsers_say() {
    let pieces = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "-", "e", "null", "\\", "\u{FFFD}"];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                for d in pieces {
                    let text = format!("{a}{b}{c}{d}");
                    let expected = serde_json::from_str::<Value>(&text).is_ok();
                    assert_eq!(parse(&text).is_ok(), expected, "{text}");
                }
            }
        }
    }
}
