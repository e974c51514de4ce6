//! The styles of parameters: the table of OpenAPI 3.2 (section "Style Examples"), and what it leaves open.

use serde_json::json;

use crate::runtime::json::{Encode, Map};
use crate::runtime::wire::structure;
use crate::runtime::wire::style::{self, ParameterStyle};
use crate::runtime::wire::{cookie, percent};
use crate::runtime::{InvalidArgument, RequestParts};

/// The columns of the table.
fn columns() -> [Box<dyn Encode>; 4] {
    let array = ["blue", "black", "brown"].map(str::to_owned).to_vec();
    let object = Map::from([("R", 100), ("G", 200), ("B", 150)]);
    [Box::new(String::new()), Box::new("blue".to_owned()), Box::new(array), Box::new(object)]
}

fn path(value: &(impl Encode + ?Sized), style: ParameterStyle) -> Result<String, InvalidArgument> {
    style::path("color", &style.read("color", value)?, style)
}

fn query(value: &(impl Encode + ?Sized), style: ParameterStyle) -> String {
    let node = style.read("color", value).expect("it is read");
    style::query("color", &node, style).expect("it is written").join("&")
}

fn cookies(value: &(impl Encode + ?Sized), style: ParameterStyle) -> Result<String, InvalidArgument> {
    let node = style.read("color", value)?;
    let pairs = style::cookies("color", &node, style, &|text| cookie::encode("color", text))?;
    Ok(pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "))
}

fn header(value: &(impl Encode + ?Sized), style: ParameterStyle) -> Result<Option<String>, InvalidArgument> {
    style::header("color", &style.read("color", value)?, style)
}

#[test]
fn the_rows_of_the_path() {
    let rows = [
        (ParameterStyle::MATRIX, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
        (
            ParameterStyle::MATRIX.exploded(),
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
        (ParameterStyle::LABEL, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (ParameterStyle::LABEL.exploded(), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
    ];
    for (style, expected) in rows {
        for (value, expected) in columns().iter().zip(expected) {
            assert_eq!(path(value, style).as_deref(), Ok(expected));
        }
    }
    let rows = [
        (ParameterStyle::SIMPLE, ["blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (ParameterStyle::SIMPLE.exploded(), ["blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (style, expected) in rows {
        for (value, expected) in columns().iter().skip(1).zip(expected) {
            assert_eq!(path(value, style).as_deref(), Ok(expected));
            assert_eq!(header(value, style), Ok(Some(expected.to_owned())));
        }
    }
}

#[test]
fn the_rows_of_the_query() {
    let exploded = "color=blue&color=black&color=brown";
    let rows = [
        (ParameterStyle::FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (ParameterStyle::FORM.exploded(), ["color=", "color=blue", exploded, "R=100&G=200&B=150"]),
        (
            ParameterStyle::SPACE_DELIMITED,
            ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
        ),
        (
            ParameterStyle::PIPE_DELIMITED,
            ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
        ),
        (ParameterStyle::SPACE_DELIMITED.exploded(), ["color=", "color=blue", exploded, "R=100&G=200&B=150"]),
        (ParameterStyle::PIPE_DELIMITED.exploded(), ["color=", "color=blue", exploded, "R=100&G=200&B=150"]),
        (
            ParameterStyle::DEEP_OBJECT.exploded(),
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ];
    for (style, expected) in rows {
        for (value, expected) in columns().iter().zip(expected) {
            assert_eq!(query(value, style), expected);
        }
    }
}

#[test]
fn the_rows_of_cookies() {
    let exploded = ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"];
    let rows = [
        (ParameterStyle::COOKIE, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (ParameterStyle::COOKIE.exploded(), exploded),
        (ParameterStyle::FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (ParameterStyle::FORM.exploded(), exploded),
    ];
    for (style, expected) in rows {
        for (value, expected) in columns().iter().zip(expected) {
            assert_eq!(cookies(value, style).as_deref(), Ok(expected));
        }
    }
}

#[test]
fn what_is_undefined_is_not_sent() {
    let undefined = [json!(null), json!([]), json!({}), json!([null]), json!({"R": null})];
    for value in &undefined {
        for style in [ParameterStyle::FORM, ParameterStyle::DEEP_OBJECT, ParameterStyle::PIPE_DELIMITED] {
            assert_eq!((query(value, style), query(value, style.exploded())), (String::new(), String::new()));
        }
        for style in [ParameterStyle::LABEL, ParameterStyle::MATRIX] {
            assert_eq!(path(value, style).as_deref(), Ok(""));
        }
        assert!(path(value, ParameterStyle::SIMPLE).is_err());
        assert_eq!(header(value, ParameterStyle::SIMPLE), Ok(None));
        assert_eq!(cookies(value, ParameterStyle::COOKIE).as_deref(), Ok(""));
    }
    let mixed = json!([1, null, 2]);
    assert_eq!(query(&mixed, ParameterStyle::FORM), "color=1,2");
}

#[test]
fn an_empty_list_is_sent_where_empty_values_are_allowed() {
    for style in [ParameterStyle::FORM.empty(), ParameterStyle::PIPE_DELIMITED.empty()] {
        assert_eq!(query(&json!([]), style), "color=");
        assert_eq!(query(&json!(null), style), "");
        assert_eq!(query(&json!([1]), style), "color=1");
    }
    assert_eq!(query(&json!([]), ParameterStyle::FORM.exploded().empty()), "color=");
}

#[test]
fn what_is_nested_is_json() {
    let value = json!([{"a": [1]}, [true]]);
    assert_eq!(query(&value, ParameterStyle::FORM.exploded()), "color=%7B%22a%22%3A%5B1%5D%7D&color=%5Btrue%5D");
    let value = json!({"a": {"b": "c"}});
    assert_eq!(path(&value, ParameterStyle::MATRIX.exploded()).as_deref(), Ok(";a=%7B%22b%22%3A%22c%22%7D"));
}

#[test]
fn deep_objects_have_their_members_in_brackets() {
    let value = json!({"a": {"b": {"c": 1}}, "d": ["x", null, "y"], "e": [{"f": 1}, {"f": [2]}], "g": [[1], []]});
    let written = query(&value, ParameterStyle::DEEP_OBJECT).replace("%5B", "[").replace("%5D", "]");
    let expected = [
        "color[a][b][c]=1",
        "color[d][]=x",
        "color[d][]=y",
        "color[e][0][f]=1",
        "color[e][1][f][]=2",
        "color[g][0][]=1",
    ];
    assert_eq!(written, expected.join("&"));
}

#[test]
fn delimiters_within_items_are_refused_or_encoded() {
    assert_eq!(query(&json!(["a,b", "c"]), ParameterStyle::FORM), "color=a%2Cb,c");
    let refused = [(ParameterStyle::SPACE_DELIMITED, "a b"), (ParameterStyle::PIPE_DELIMITED, "a|b")];
    for (style, text) in refused {
        let node = structure::flat("color", &json!([text])).expect("it is read");
        assert!(style::query("color", &node, style).is_err(), "{text}");
    }
    assert!(header(&json!(["a,b"]), ParameterStyle::SIMPLE).is_err());
    assert_eq!(header(&json!("a,b"), ParameterStyle::SIMPLE), Ok(Some("a,b".to_owned())));
}

#[test]
fn reserved_characters_are_kept_but_for_those_that_end_something() {
    let reserved = ":/?#[]@!$&'()*+,;= \u{e9}%20%2%zz\\";
    assert_eq!(percent::encode_in_segment(reserved), ":%2F%3F%23%5B%5D@!$&'()*+,;=%20%C3%A9%20%252%25zz%5C");
    assert_eq!(percent::encode_in_query(reserved), ":/?%23%5B%5D@!$%26%27()*+,;=%20%C3%A9%20%252%25zz%5C");
    let value = json!(["a/b?c", "d&e"]);
    assert_eq!(query(&value, ParameterStyle::FORM.exploded().reserved()), "color=a/b?c&color=d%26e");
    assert_eq!(path(&json!("a/b;c"), ParameterStyle::SIMPLE.reserved()).as_deref(), Ok("a%2Fb;c"));
}

#[test]
fn nothing_can_be_injected() {
    for text in ["a\r\nX-Evil: 1", "a\0", "a\u{7f}"] {
        let mut parts = RequestParts::default();
        for style in [ParameterStyle::SIMPLE, ParameterStyle::SIMPLE.exploded()] {
            assert!(parts.header_as(style, "X-Color", Some(&json!([text]))).is_err(), "{text:?}");
            assert!(parts.header_as(style, "X-Color", Some(&json!({text: 1}))).is_err(), "{text:?}");
        }
        for style in [ParameterStyle::FORM, ParameterStyle::FORM.exploded(), ParameterStyle::COOKIE.exploded()] {
            assert!(parts.cookie_as(style, "color", Some(&json!([text]))).is_err(), "{text:?}");
            assert!(parts.cookie_as(style, "color", Some(&json!({text: 1}))).is_err(), "{text:?}");
        }
        assert!(parts.headers.is_empty());
    }
    let object = json!({"a=1; b": "2; c=3", "d": "4"});
    assert!(cookies(&object, ParameterStyle::COOKIE).is_err());
    let mut parts = RequestParts::default();
    assert!(parts.cookie_as(ParameterStyle::FORM.exploded(), "color", Some(&object)).is_err());
    assert_eq!(query(&json!({"a&b": "c&d=e"}), ParameterStyle::FORM.exploded()), "a%26b=c%26d%3De");
}

#[test]
fn json_is_one_text() {
    let value = json!({"a": ["\u{e9}\u{1F600}"]});
    let encoded = "%7B%22a%22%3A%5B%22%C3%A9%F0%9F%98%80%22%5D%7D";
    assert_eq!(path(&value, ParameterStyle::JSON).as_deref(), Ok(encoded));
    assert_eq!(query(&value, ParameterStyle::JSON), format!("color={encoded}"));
    let ascii = r#"{"a":["\u00e9\ud83d\ude00"]}"#;
    assert_eq!(header(&value, ParameterStyle::JSON), Ok(Some(ascii.to_owned())));
    assert_eq!(query(&json!(null), ParameterStyle::JSON), "color=null");
}
