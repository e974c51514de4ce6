//! Unions: what they are to their callers, and their tags.

use serde_json::json;

use super::json_union_types::{Circle, Shape, Square};
use crate::runtime::json::{Decode, Encode, Error, from_slice, to_vec};

pub(super) fn decode<T: Decode>(text: &str) -> T {
    from_slice(text.as_bytes()).unwrap()
}

pub(super) fn error<T: Decode>(text: &str) -> Error {
    from_slice::<T>(text.as_bytes()).err().unwrap()
}

pub(super) fn written(value: &impl Encode) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

fn circle(kind: &str, radius: f64) -> Shape {
    Shape::Circle(Circle { kind: kind.to_owned(), radius })
}

#[test]
fn the_payload_is_read_and_written_without_more() {
    for text in [
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"kind":"square","side":2,"label":"x"}"#,
        r#""text""#,
        r#"{"kind":"star","points":[5,{"a":null}]}"#,
        "null",
        "[1,true]",
        "7",
    ] {
        assert_eq!(written(&decode::<Shape>(text)), text);
    }
}

#[test]
fn payloads_convert_into_the_union() {
    let circle = Circle { kind: "round".to_owned(), radius: 1.0 };
    let square = Square { kind: "square".to_owned(), side: 1, label: None };
    assert_eq!(Shape::from(circle.clone()), Shape::Circle(circle));
    assert_eq!(Shape::from(square.clone()), Shape::Square(square.into()));
    assert_eq!(Shape::from("a"), Shape::Text("a".to_owned()));
    assert_eq!(Shape::from("a".to_owned()), Shape::from("a"));
}

#[test]
fn a_value_of_no_branch_is_known_as_such() {
    assert!(!decode::<Shape>(r#""text""#).is_unknown());
    assert!(!Shape::from("a").is_unknown());
    let star = decode::<Shape>(r#"{"kind":"star"}"#);
    assert!(star.is_unknown());
    assert_eq!(star, Shape::Other(json!({"kind": "star"})));
}

#[test]
fn the_tag_may_be_anywhere_and_written_with_escapes() {
    assert_eq!(decode::<Shape>(r#"{"kind":"circle","radius":1}"#), circle("circle", 1.0));
    assert_eq!(decode::<Shape>(r#"{"x":[{"kind":"square"}],"radius":1,"kind":"round"}"#), circle("round", 1.0));
    assert_eq!(decode::<Shape>(r#" { "radius" : 1 , "\u006bind" : "\u0063ircle" } "#), circle("circle", 1.0));
}

#[test]
fn a_tag_that_is_no_string_counts_as_its_text() {
    // The branch's own type takes strings only, so the error is that of the branch that the tag names.
    for tag in ["4", "true"] {
        let error = error::<Shape>(&format!(r#"{{"side":1,"kind":{tag}}}"#));
        assert_eq!(error.path(), "$.kind");
    }
    for tag in ["5", "false", "null", "[]", "{}", r#"["circle"]"#] {
        assert!(decode::<Shape>(&format!(r#"{{"radius":1,"kind":{tag}}}"#)).is_unknown(), "{tag}");
    }
}

#[test]
fn a_tag_that_stands_twice_is_an_error() {
    for twice in [
        r#"{"kind":"circle","radius":1,"kind":"circle"}"#,
        r#"{"kind":"circle","kind":"square","radius":1,"side":1}"#,
        r#"{"kind":"circle","radius":1,"\u006bind":"star"}"#,
    ] {
        assert_eq!(error::<Shape>(twice).to_string(), "at $.kind: duplicate member");
    }
    // As in any other JSON.
    assert_eq!(error::<Shape>(r#"{"kind":"star","kind":"star"}"#).to_string(), "at $.kind: duplicate member");
}

#[test]
fn the_branch_that_the_tag_names_tells_what_is_wrong() {
    assert_eq!(
        error::<Vec<Shape>>(r#"["a",{"kind":"circle","radius":"1"}]"#).to_string(),
        "at $[1].radius: expected a number, found a string"
    );
    assert_eq!(error::<Shape>(r#"{"kind":"square"}"#).to_string(), "at $.side: missing");
}

#[test]
fn a_value_that_does_not_fit_its_tag_may_fit_another_branch() {
    let shape = decode::<Shape>(r#"{"kind":"square","radius":1}"#);
    assert_eq!(shape, circle("square", 1.0));
    // But none that skips some of it.
    assert_eq!(error::<Shape>(r#"{"kind":"square","radius":1,"x":1}"#).to_string(), "at $.side: missing");
}

#[test]
fn an_object_without_the_tag_is_told_by_its_members() {
    assert_eq!(error::<Circle>(r#"{"radius":1}"#).to_string(), "at $.kind: missing");
    assert!(decode::<Shape>(r#"{"radius":1}"#).is_unknown());
}

#[test]
fn members_that_the_branch_does_not_name_are_skipped() {
    assert_eq!(decode::<Shape>(r#"{"kind":"circle","radius":1,"x":{"y":[]}}"#), circle("circle", 1.0));
}

#[test]
fn what_is_no_json_is_an_error_whatever_the_branch() {
    for text in ["", "{", r#"{"kind":"star","#, r#"{"kind":"star"x}"#, r#"{"kind" 1}"#, "tru", "-", "[1,]", "{,}"] {
        let message = error::<Shape>(text).to_string();
        assert!(message.contains("not valid JSON"), "{text}: {message}");
    }
    assert!(error::<Shape>(r#"{"kind":"circle","radius":1"#).to_string().contains("not valid JSON"));
}

#[cfg(feature = "serde")]
#[test]
fn unions_have_the_traits_of_serde() {
    let text = r#"[{"kind":"round","radius":2.5},"a",{"kind":"star","points":5}]"#;
    let shapes: Vec<Shape> = serde_json::from_str(text).unwrap();
    assert_eq!(shapes, decode::<Vec<Shape>>(text));
    assert_eq!(serde_json::to_string(&shapes).unwrap(), text);
}
