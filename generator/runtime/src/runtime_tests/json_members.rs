//! Members that a type doesn't name, types that are a name for another, and conversion into parents.

use serde_json::{Map, Value, json};

use super::json_unions::{decode, error, written};
use crate::runtime::json::{self, Error, to_vec};

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Labelled {
    pub(super) id: i64,
    pub(super) name: Option<String>,
    pub(super) labels: json::Map<i64>,
}

json::object!(Labelled {
    id: required "id",
    name: optional "name",
    ..labels
});

#[derive(Debug, Clone, PartialEq)]
struct Free {
    reader: Option<Option<i64>>,
    extra: Map<String, Value>,
}

json::object!(Free {
    reader: optional "reader",
    ..extra,
});

/// All of its members have no name.
#[derive(Debug, Clone, PartialEq)]
struct Bare {
    all: json::Map<Bare>,
}

json::object!(Bare { ..all });

#[test]
fn members_without_a_name_are_kept_in_their_order() {
    let text = r#"{"z":1,"id":5,"a":2,"name":"n","m":3}"#;
    let value = decode::<Labelled>(text);
    assert_eq!((value.id, value.name.as_deref()), (5, Some("n")));
    assert_eq!(
        value.labels.iter().map(|(name, label)| (name.as_str(), *label)).collect::<Vec<_>>(),
        [("z", 1), ("a", 2), ("m", 3)]
    );
    assert_eq!(written(&value), r#"{"id":5,"name":"n","z":1,"a":2,"m":3}"#);
    assert_eq!(written(&decode::<Labelled>(r#"{"id":5}"#)), r#"{"id":5}"#);
}

#[test]
fn they_may_be_any_json() {
    let text = r#"{"reader":null,"b\"":{"x":[1,null]},"":"","é":1.5}"#;
    let value = decode::<Free>(text);
    assert_eq!((value.reader, value.extra.len()), (Some(None), 3));
    assert_eq!(decode::<Value>(&written(&value)), decode::<Value>(text));
    assert_eq!(decode::<Free>(r#"{"r":null}"#).extra.get("r"), Some(&Value::Null));
}

#[test]
fn errors_in_them_have_the_place() {
    assert_eq!(error::<Labelled>(r#"{"id":1,"x":"1"}"#).to_string(), "at $.x: expected an integer, found a string");
    assert_eq!(error::<Labelled>(r#"{"x":1}"#).to_string(), "at $.id: missing");
    for twice in [r#"{"id":1,"x":1,"\u0078":2}"#, r#"{"id":1,"x":1,"y":2,"x":1}"#] {
        assert_eq!(error::<Labelled>(twice).to_string(), "at $.x: duplicate member");
    }
    assert_eq!(error::<Labelled>(r#"{"id":1,"\u0069d":2}"#).to_string(), "at $.id: duplicate member");
    assert_eq!(error::<Free>(r#"{"x":1,"x":1}"#).to_string(), "at $.x: duplicate member");
    assert_eq!(error::<Bare>(r#"{"a":{"b":[]}}"#).to_string(), "at $.a.b: expected an object, found an array");
}

/// The member would be a duplicate, and which of the two counts is not for the codec to decide.
#[test]
fn one_with_the_name_of_a_field_is_not_written() {
    let with = |name: Option<&str>, label| {
        let labels = json::Map::from([("x", 1), (label, 2)]);
        to_vec(&Labelled { id: 1, name: name.map(str::to_owned), labels })
    };
    let duplicate = |result: Result<Vec<u8>, Error>| result.unwrap_err().to_string();
    assert_eq!(duplicate(with(None, "id")), "at $.id: duplicate member");
    assert_eq!(duplicate(with(Some("a"), "name")), "at $.name: duplicate member");
    assert_eq!(duplicate(with(None, "name")), "at $.name: duplicate member");
    assert_eq!(with(None, "Name").unwrap(), br#"{"id":1,"x":1,"Name":2}"#);
}

#[test]
fn depth_is_limited_in_them_too() {
    let nested = |depth: usize| format!("{}{{}}{}", r#"{"a":"#.repeat(depth - 1), "}".repeat(depth - 1));
    assert_eq!(written(&decode::<Bare>(&nested(127))), nested(127));
    assert!(error::<Bare>(&nested(128)).to_string().contains("nested too deep"));
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Tree(pub Vec<Tree>);

json::wrapper!(Tree(Vec<Tree>));

#[derive(Debug, Clone, Default, PartialEq)]
struct Folder(pub json::Map<Option<Folder>>);

json::wrapper!(Folder(json::Map<Option<Folder>>));

#[test]
fn a_wrapper_is_what_it_wraps() {
    let tree = decode::<Tree>("[[],[[]]]");
    assert_eq!((tree.len(), written(&tree).as_str()), (2, "[[],[[]]]"));
    assert_eq!(tree, Tree::from(vec![Tree::default(), Tree(vec![Tree::default()])]));
    assert_eq!(Vec::from(tree).len(), 2);
    let mut folder = decode::<Folder>(r#"{"b":{},"a":{"c":null}}"#);
    folder.insert("d", None);
    assert_eq!(written(&folder), r#"{"b":{},"a":{"c":null},"d":null}"#);
    assert_eq!(error::<Tree>("[[],[1]]").to_string(), "at $[1][0]: expected an array, found a number");
    assert!(error::<Tree>(&"[".repeat(128)).to_string().contains("nested too deep"));
}

#[derive(Debug, Clone, PartialEq)]
struct Pet {
    id: i64,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Animal {
    id: i64,
}

#[derive(Debug, Clone, PartialEq)]
struct Cat {
    id: i64,
    name: Option<String>,
    lives: u32,
}

json::parents!(Cat { Pet { id, name }, self::Animal { id } });

#[test]
fn a_struct_converts_into_its_parents() {
    let cat = Cat { id: 1, name: Some("Tom".to_owned()), lives: 9 };
    assert_eq!(Pet::from(cat.clone()), Pet { id: 1, name: Some("Tom".to_owned()) });
    assert_eq!(Animal::from(cat.clone()).id, i64::from(cat.lives) - 8);
}

#[test]
fn any_object_is_a_map() {
    let map = decode::<Map<String, Value>>(r#"{"a":[1],"b":null}"#);
    assert_eq!(Value::Object(map.clone()), json!({"a": [1], "b": null}));
    assert_eq!(written(&map), r#"{"a":[1],"b":null}"#);
    assert_eq!(error::<Map<String, Value>>("[]").to_string(), "at $: expected an object, found an array");
    assert_eq!(error::<Map<String, Value>>(r#"{"a":{"b":1,"b":1}}"#).to_string(), "at $.a.b: duplicate member");
}
