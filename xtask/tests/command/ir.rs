//! `ir`: the whole of it, or one operation.

use crate::place::{JSON, Place};

#[test]
fn all_of_it_is_printed_and_nothing_is_written() {
    let place = Place::new();
    let before = place.seen();
    let text = place.run(&["ir"]).succeeded();
    assert!(text.contains("title: Pet shop") && text.contains("pets.get"), "{text}");
    assert_eq!(place.seen(), before);
}

#[test]
fn one_operation_is_printed_by_its_id() {
    let place = Place::new();
    let text = place.run(&["ir", "--operation", "pets.get"]).succeeded();
    assert!(text.contains("pets.get") && !text.contains("Pet shop"), "{text}");
}

#[test]
fn an_unknown_operation_is_told_with_those_that_are_known() {
    let told = Place::new().refused(1, &["ir", "--operation", "pets.got"]);
    assert!(told.contains("no operation `pets.got`") && told.contains("pets.get"), "{told}");
}

#[test]
fn any_document_will_do() {
    let place = Place::new();
    place.put("a.json", JSON);
    let text = place.run(&["ir", "--spec", "a.json", "--name", "a"]).succeeded();
    assert!(text.contains("title: A"), "{text}");
    assert_eq!(place.run(&["ir", "--spec", "a.json"]).succeeded(), text);
}
