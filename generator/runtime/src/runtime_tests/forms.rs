//! Forms of fields, to the byte.

use crate::runtime::json;
use crate::runtime::wire::form::{FieldEncoding, FieldStyle, write};

/// The form of an object with one member, in a style.
fn form(value: serde_json::Value, style: FieldStyle) -> String {
    let encodings = [FieldEncoding { name: "a", style, allow_reserved: false }];
    write(&json::to_vec(&serde_json::json!({ "a": value })).unwrap(), &encodings).unwrap()
}

/// The same, decoded.
fn pairs(value: serde_json::Value, style: FieldStyle) -> Vec<(String, String)> {
    url::form_urlencoded::parse(form(value, style).as_bytes()).into_owned().collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn scalars_are_text_and_null_is_nothing() {
    for (value, expected) in [
        (serde_json::json!("a b&c=d+e%f*-._~\u{e9}\n"), "a=a+b%26c%3Dd%2Be%25f*-._%7E%C3%A9%0A"),
        (serde_json::json!(1.5), "a=1.5"),
        (serde_json::json!(false), "a=false"),
        (serde_json::json!(""), "a="),
        (serde_json::json!(null), ""),
    ] {
        assert_eq!(form(value, FieldStyle::Plain), expected);
    }
}

#[test]
fn a_value_is_written_in_each_style() {
    let list = || serde_json::json!(["x", "y,z", null]);
    let object = || serde_json::json!({ "k": 1, "l": [2, 3], "m": null });
    for (style, of_list, of_object) in [
        (FieldStyle::Plain, "a=x&a=y%2Cz", "a=%7B%22k%22%3A1%2C%22l%22%3A%5B2%2C3%5D%2C%22m%22%3Anull%7D"),
        (FieldStyle::Form, "a=x&a=y%2Cz", "k=1&l=2&l=3"),
        (FieldStyle::Commas, "a=x,y%2Cz", "a=k,1,l,2,l,3"),
        (FieldStyle::Spaces, "a=x%20y%2Cz", "a=k%201%20l%202%20l%203"),
        (FieldStyle::Pipes, "a=x%7Cy%2Cz", "a=k%7C1%7Cl%7C2%7Cl%7C3"),
    ] {
        assert_eq!(form(list(), style), of_list, "{style:?}");
        assert_eq!(form(object(), style), of_object, "{style:?}");
    }
    assert_eq!(form(serde_json::json!([[1], {"b": 2}]), FieldStyle::Json), "a=%5B1%5D&a=%7B%22b%22%3A2%7D");
}

#[test]
fn a_delimiter_within_an_item_is_refused_where_it_would_be_one() {
    let is_refused = |text: &str, style, allow_reserved| {
        let encodings = [FieldEncoding { name: "a", style, allow_reserved }];
        write(&json::to_vec(&serde_json::json!({ "a": [text, "x"] })).unwrap(), &encodings).is_err()
    };
    for (style, delimiter, allow_reserved) in
        [(FieldStyle::Spaces, "b c", false), (FieldStyle::Pipes, "b|c", false), (FieldStyle::Commas, "b,c", true)]
    {
        assert!(is_refused(delimiter, style, allow_reserved), "{style:?}");
        assert!(!is_refused("b-c", style, allow_reserved), "{style:?}");
    }
    assert!(!is_refused("b,c", FieldStyle::Commas, false));
    assert_eq!(form(serde_json::json!("b|c"), FieldStyle::Pipes), "a=b%7Cc");
}

#[test]
fn reserved_characters_may_be_percent_encoded_already() {
    let encodings = [FieldEncoding { name: "a", style: FieldStyle::Form, allow_reserved: true }];
    let form = |text: &str| write(&json::to_vec(&serde_json::json!({ "a": text })).unwrap(), &encodings).unwrap();
    assert_eq!((form("b%2Fc/d"), form("100%")), ("a=b%2Fc/d".to_owned(), "a=100%25".to_owned()));
}

#[test]
fn deep_objects_have_the_path_in_brackets() {
    let value = serde_json::json!({ "b": { "c": [1, 2] }, "d": [{ "e": 3 }], "f": null });
    let expected = [("a[b][c][]", "1"), ("a[b][c][]", "2"), ("a[d][0][e]", "3")];
    assert_eq!(pairs(value, FieldStyle::DeepObject), owned(&expected));
}

#[test]
fn nothing_of_an_empty_value_is_sent() {
    for style in [FieldStyle::Plain, FieldStyle::Form, FieldStyle::Commas, FieldStyle::DeepObject] {
        assert_eq!(form(serde_json::json!([]), style), "", "{style:?}");
    }
}

#[test]
fn reserved_characters_stay_where_they_are_allowed() {
    let encodings = [FieldEncoding { name: "a", style: FieldStyle::Form, allow_reserved: true }];
    let text = json::to_vec(&serde_json::json!({ "a": "/:?#[]@!$&'()*+,;= %\u{e9}" })).unwrap();
    assert_eq!(write(&text, &encodings).unwrap(), "a=/:?%23[]@!$%26'()*%2B,;%3D%20%25%C3%A9");
}

#[test]
fn only_an_object_is_a_form() {
    for text in [&b"[]"[..], b"1", b"null", b"\"a\""] {
        assert_eq!(write(text, &[]).unwrap_err().to_string(), "invalid argument `body`: must be an object");
    }
}
