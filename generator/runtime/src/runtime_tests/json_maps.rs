use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use proptest::prelude::*;

use super::json_unions::{decode, error, written};
use crate::runtime::json::Map;

fn hash(map: &Map<i64>) -> u64 {
    let mut hasher = DefaultHasher::new();
    map.hash(&mut hasher);
    hasher.finish()
}

fn members<V: Clone>(map: &Map<V>) -> Vec<(String, V)> {
    map.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[test]
fn the_order_of_the_wire_is_kept() {
    let text = r#"{"b":1,"a":2,"":3,"é\"":4,"B":5}"#;
    let map = decode::<Map<i64>>(text);
    assert_eq!(written(&map), text);
    assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "a", "", "é\"", "B"]);
    assert_eq!(map.values().rev().collect::<Vec<_>>(), [&5, &4, &3, &2, &1]);
    assert_eq!(written(&Map::<i64>::new()), "{}");
    assert_eq!(
        written(&decode::<Map<Option<Map<bool>>>>(r#"{"a":{"b":true},"c":null}"#)),
        r#"{"a":{"b":true},"c":null}"#
    );
}

#[test]
fn a_duplicate_is_an_error() {
    for twice in [r#"{"a":1,"a":1}"#, r#"{"b":1,"a":1,"c":1,"\u0061":1}"#] {
        assert_eq!(error::<Map<i64>>(twice).to_string(), "at $.a: duplicate member");
    }
    assert_eq!(error::<Map<Map<i64>>>(r#"{"x":{"a":1,"a":1}}"#).to_string(), "at $.x.a: duplicate member");
    assert_eq!(error::<Map<i64>>(r#"{"x":null}"#).to_string(), "at $.x: expected an integer, found null");
    assert_eq!(error::<Map<i64>>("[]").to_string(), "at $: expected an object, found an array");
}

#[test]
fn members_are_found_and_changed() {
    let mut map = Map::from([("b", 1), ("a", 2)]);
    assert_eq!((map.len(), map.is_empty(), Map::<()>::default().is_empty()), (2, false, true));
    assert_eq!((map.get("a"), map.get("c"), map.contains_key("b")), (Some(&2), None, true));
    *map.get_mut("a").unwrap() = 3;
    assert_eq!((map.insert("c", 4), map.insert("b", 5)), (None, Some(1)));
    for (_, value) in &mut map {
        *value *= 10;
    }
    map.iter_mut().for_each(|(_, value)| *value += 1);
    assert_eq!(format!("{map:?}"), r#"{"b": 51, "a": 31, "c": 41}"#);
    assert_eq!((map.remove("b"), map.remove("b")), (Some(51), None));
    assert_eq!((map.get("a"), map.get("c")), (Some(&31), Some(&41)));
    map.extend([("d", 1), ("a", 2), ("d", 3)]);
    assert_eq!(map.into_iter().collect::<Vec<_>>(), [("a".to_owned(), 2), ("c".to_owned(), 41), ("d".to_owned(), 3)]);
}

#[test]
fn equal_maps_may_differ_in_order() {
    let map = Map::from([("a", 1), ("b", 2)]);
    let turned = Map::from([("b", 2), ("a", 1)]);
    assert_eq!((&map, hash(&map)), (&turned, hash(&turned)));
    for other in [Map::from([("a", 1)]), Map::from([("a", 1), ("b", 3)]), Map::from([("a", 1), ("c", 2)])] {
        assert_ne!(map, other);
    }
}

#[derive(Debug, Clone)]
enum Change {
    Insert(u8, i64),
    Remove(u8),
    Extend(Vec<(u8, i64)>),
    Retain(u8),
}

fn change() -> impl Strategy<Value = Change> {
    let name = 0..12_u8;
    prop_oneof![
        4 => (name.clone(), any::<i64>()).prop_map(|(name, value)| Change::Insert(name, value)),
        2 => name.clone().prop_map(Change::Remove),
        1 => prop::collection::vec((name.clone(), any::<i64>()), 0..6).prop_map(Change::Extend),
        1 => name.prop_map(Change::Retain),
    ]
}

/// What a map is to be: the members in their order.
fn insert(model: &mut Vec<(String, i64)>, name: String, value: i64) -> Option<i64> {
    match model.iter_mut().find(|(found, _)| *found == name) {
        Some((_, old)) => Some(std::mem::replace(old, value)),
        None => {
            model.push((name, value));
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_map_is_a_list_without_duplicates(changes in prop::collection::vec(change(), 0..40)) {
        let name = |name: u8| format!("n{name}");
        let (mut map, mut model) = (Map::new(), Vec::new());
        for change in changes {
            match change {
                Change::Insert(key, value) => {
                    prop_assert_eq!(map.insert(name(key), value), insert(&mut model, name(key), value));
                }
                Change::Remove(key) => {
                    let at = model.iter().position(|(found, _)| *found == name(key));
                    prop_assert_eq!(map.remove(&name(key)), at.map(|at| model.remove(at).1));
                }
                Change::Extend(members) => {
                    map.extend(members.iter().map(|(key, value)| (name(*key), *value)));
                    members.iter().for_each(|(key, value)| { insert(&mut model, name(*key), *value); });
                }
                Change::Retain(key) => {
                    map = map.into_iter().filter(|(found, _)| *found >= name(key)).collect();
                    model.retain(|(found, _)| *found >= name(key));
                }
            }
            prop_assert_eq!(members(&map), model.clone());
            let sorted: BTreeMap<_, _> = model.iter().cloned().collect();
            for key in 0..12 {
                prop_assert_eq!(map.get(&name(key)), sorted.get(&name(key)));
            }
            prop_assert_eq!(&decode::<Map<i64>>(&written(&map)), &map);
        }
    }
}

#[test]
fn many_members_are_read_and_found_quickly() {
    // Reading or looking up in time that grows with the square would take minutes.
    let names: Vec<_> = (0..50_000_u32).map(|n| format!("{:08x}", n.wrapping_mul(0x9E37_79B9))).collect();
    let text = format!("{{{}}}", names.iter().map(|name| format!("{name:?}:1")).collect::<Vec<_>>().join(","));
    let map = decode::<Map<i64>>(&text);
    assert!(names.iter().all(|name| map.contains_key(name)));
    assert_eq!(map, map.clone().into_iter().rev().collect());
}
