//! Structured values outside of JSON: what a value is made of.

use serde_json::{Value, json};

use crate::runtime::wire::structure::{self, Node};

fn scalar(text: &str) -> Node {
    Node::Scalar(text.to_owned())
}

#[test]
fn a_value_is_texts_lists_and_objects() {
    let value = json!({"a": [1.50, -2, "x\"\n\u{e9}", true, null], "b": {}, "c": []});
    let list = Node::List(vec![scalar("1.5"), scalar("-2"), scalar("x\"\n\u{e9}"), scalar("true"), Node::Null]);
    let members = [("a", list), ("b", Node::Object(Vec::new())), ("c", Node::List(Vec::new()))];
    let expected = Node::Object(members.map(|(name, node)| (name.to_owned(), node)).into());
    assert_eq!(structure::of("filter", &value), Ok(expected));
    assert_eq!(structure::of("filter", &false), Ok(scalar("false")));
    assert_eq!(structure::of("filter", "null"), Ok(scalar("null")));
}

#[test]
fn what_json_cannot_hold_is_refused_without_the_value() {
    let error = structure::of("ratio", &f64::NAN).unwrap_err();
    assert_eq!(error.to_string(), "invalid argument `ratio`: must have finite numbers only");
    let deep = (0..200).fold(json!("secret"), |inner, _| Value::Array(vec![inner]));
    let error = structure::of("filter", &deep).unwrap_err();
    assert_eq!(error.to_string(), "invalid argument `filter`: must not be nested more than 127 deep");
}
