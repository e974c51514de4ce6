//! Runs that fail.

use super::*;

/// A plan with a change of each kind, that meets a folder where it wants to put, or to remove, its last file.
fn fail_at(last: &str) {
    let place = Place::with(&[TWO[0], TWO[1], ("src/old.rs", "old"), ("src/zz_old.rs", "old")]);
    for file in [MANIFEST, "Cargo.toml", "src/lib.rs", "src/old.rs"] {
        age(&place.root().join(file));
    }
    let wanted = [("Cargo.toml", "[new]\n"), ("src/deep/new.rs", ""), ("src/lib.rs", "new"), ("src/z.rs", "")];
    let plan = place.plan(&wanted).expect("a plan");
    assert_eq!((plan.write.len(), plan.remove.len()), (5, 2));
    let _ = fs::remove_file(place.root().join(last));
    place.put(&format!("{last}/mine.txt"), "mine");
    let before = place.seen();
    let message = format!("{:#}", place.apply_late(&plan));
    assert!(message.contains(last) && message.ends_with("nothing was changed"), "{message}");
    assert_eq!(place.seen(), before, "{last}");
}

#[test]
fn everything_is_as_it_was_when_a_new_file_can_not_be_put_in_its_place() {
    fail_at("src/z.rs");
}

#[test]
fn everything_is_as_it_was_when_a_file_can_not_be_replaced() {
    fail_at("src/lib.rs");
}

#[test]
fn everything_is_as_it_was_when_a_file_can_not_be_removed() {
    fail_at("src/zz_old.rs");
}

#[test]
fn everything_is_as_it_was_when_a_folder_can_not_be_made() {
    let place = Place::with(TWO);
    let plan = place.plan(&[("Cargo.toml", "[new]\n"), ("src/deep/new.rs", "")]).expect("a plan");
    place.put("src/deep", "mine");
    let before = place.seen();
    let message = format!("{:#}", place.apply_late(&plan));
    assert!(message.contains("src/deep/new.rs can't be written"), "{message}");
    assert_eq!(place.seen(), before);
}

#[test]
fn a_name_that_no_file_can_have_leaves_no_folder_behind() {
    let place = Place::new();
    let long = format!("src/deep/{}.rs", "x".repeat(300));
    let message = refusal(place.update(&[("Cargo.toml", ""), (&long, "")]));
    assert!(message.ends_with("nothing was changed"), "{message}");
    assert_eq!(place.seen(), BTreeMap::new());
}

#[test]
fn a_file_that_someone_else_put_into_a_new_folder_stays() {
    let place = Place::new();
    let mut change = Change::new(&place.root());
    change.begin().expect("a folder");
    place.put("mine.txt", "mine");
    change.undo(&anyhow::anyhow!("failed"));
    assert_eq!(place.text("mine.txt").as_deref(), Some("mine"));
}

#[test]
fn what_can_not_be_put_back_is_told() {
    let place = Place::with(TWO);
    let mut change = Change::new(&place.root());
    change.remove(&place.root().join("Cargo.toml")).expect("it is there");
    place.put("Cargo.toml/mine.txt", "mine");
    let message = change.undo(&anyhow::anyhow!("failed")).to_string();
    assert!(message.starts_with("failed\nthese files could not be put back"), "{message}");
    assert!(message.ends_with("out/Cargo.toml"), "{message}");
}
