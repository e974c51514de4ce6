//! What a type does not name.

use serde_json::Value;

use super::json_types::Nothing;
use super::sample::DeletedContact;
use crate::runtime::json::from_slice;

fn contact(unknown: &[u8]) -> Vec<u8> {
    [br#"{"id":"5","unknown":"#, unknown, br#","object":"contact","deleted":true}"#].concat()
}

#[track_caller]
fn is_skipped(unknown: &[u8]) {
    let text = contact(unknown);
    assert_eq!(from_slice::<DeletedContact>(&text).map(|contact| contact.id), Ok("5".to_owned()));
    assert_eq!(from_slice::<Nothing>(&text), Ok(Nothing {}));
}

#[test]
fn it_is_skipped_whatever_it_is() {
    let values: &[&[u8]] = &[
        b"null",
        b" [ ] ",
        b" { } ",
        b"-0.0e-0",
        b"1e400",
        br#""\ud83d""#,
        br#""\udc00\ud800""#,
        b"\"\xff\xc0\x80\"",
        br#"{"a":1,"a":2}"#,
        br#"{"a":{"b":[{"c":[[],{},[1,"x"]]}]},"\"\\":true}"#,
        br#"[{"unknown":1},{"id":2}]"#,
    ];
    for value in values {
        is_skipped(value);
    }
}

#[test]
fn a_member_is_skipped_twice() {
    let twice = br#"{"x":1,"id":"5","x":2,"object":"contact","deleted":true}"#;
    assert!(from_slice::<DeletedContact>(twice).is_ok());
}

#[test]
fn it_may_be_nested_as_deep_as_it_likes() {
    for depth in [1, 63, 64, 65, 127, 128, 129, 200, 100_000] {
        is_skipped(&[b"[".repeat(depth), b"]".repeat(depth)].concat());
        is_skipped(&[br#"{"a":"#.repeat(depth), b"0".to_vec(), b"}".repeat(depth)].concat());
        let mixed = [br#"[0,{"a":1,"b":"#.repeat(depth), b"0".to_vec(), b"}]".repeat(depth)].concat();
        is_skipped(&mixed);
    }
}

#[test]
fn brackets_must_match_however_deep() {
    for depth in [1, 63, 64, 65, 128, 129] {
        for at in [0, depth / 2, depth - 1] {
            let mut closing = b"]".repeat(depth);
            closing[at] = b'}';
            let text = contact(&[b"[".repeat(depth), closing].concat());
            assert!(from_slice::<Nothing>(&text).is_err(), "{depth} {at}");
        }
    }
}

#[test]
fn it_must_be_json_in_form() {
    let values: &[&[u8]] = &[
        b"",
        b"nul",
        b"True",
        b"01",
        b"1.",
        b"-",
        b"+1",
        b".5",
        b"1e",
        b"0x1",
        b"NaN",
        b"'a'",
        b"\"",
        b"\"\\x\"",
        b"\"\\u12g4\"",
        b"\"\n\"",
        b"[1,]",
        b"[,1]",
        b"[1 2]",
        b"{,}",
        b"{\"a\"}",
        b"{\"a\":}",
        b"{\"a\":1,}",
        b"{a:1}",
        b"{1:1}",
        b"[",
        b"{",
        b"]",
        b"\xff",
        b"1 2",
        b"//",
    ];
    for value in values {
        let error = from_slice::<Nothing>(&contact(value)).unwrap_err().to_string();
        assert!(error.starts_with("at $: not valid JSON: "), "{error}");
    }
}

#[test]
fn what_is_read_is_not_treated_so() {
    assert!(from_slice::<f64>(b"1e400").is_err());
    assert!(from_slice::<Value>(br#"{"a":1,"a":2}"#).is_err());
    assert!(from_slice::<Value>("[".repeat(128).as_bytes()).is_err());
}
