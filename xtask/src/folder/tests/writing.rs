//! What is written, and what is not.

use super::*;

#[test]
fn a_folder_that_is_not_there_is_made() {
    let place = Place::new();
    let done = place.update(TWO).expect("nothing is in the way");
    assert_eq!(done.write.keys().collect::<Vec<_>>(), [MANIFEST, "Cargo.toml", "src/lib.rs"]);
    assert_eq!((done.unchanged, done.remove.len()), (0, 0));
    place.assert_files(&[MANIFEST, "Cargo.toml", "src/lib.rs"]);
    assert_eq!(place.text(MANIFEST).as_deref(), Some("# generated\n.generated-files\nCargo.toml\nsrc/lib.rs\n"));
}

#[test]
fn the_second_time_nothing_is_written() {
    let place = Place::with(TWO);
    for file in [MANIFEST, "Cargo.toml", "src/lib.rs"] {
        age(&place.root().join(file));
    }
    let before = place.seen();
    let done = place.update(TWO).expect("nothing is in the way");
    assert!(done.is_fresh());
    assert_eq!(done.unchanged, 3);
    assert_eq!(place.seen(), before);
}

#[test]
fn only_what_changed_is_written() {
    let place = Place::with(TWO);
    age(&place.root().join("Cargo.toml"));
    let done = place.update(&[TWO[0], ("src/lib.rs", "//! B.\n")]).expect("nothing is in the way");
    assert_eq!(done.write.keys().collect::<Vec<_>>(), ["src/lib.rs"]);
    assert_eq!(place.text("src/lib.rs").as_deref(), Some("//! B.\n"));
    let time = fs::metadata(place.root().join("Cargo.toml")).and_then(|metadata| metadata.modified());
    assert_eq!(time.ok(), Some(SystemTime::UNIX_EPOCH));
}

#[test]
fn what_is_no_longer_generated_is_removed_with_the_folders_it_empties() {
    let place = Place::with(&[TWO[0], TWO[1], ("src/a/b/c.rs", ""), ("src/a/kept.rs", "")]);
    let done = place.update(&[TWO[0], TWO[1], ("src/a/kept.rs", "")]).expect("nothing is in the way");
    assert_eq!(names(&done.remove), ["src/a/b/c.rs"]);
    assert!(place.root().join("src/a").is_dir() && !place.root().join("src/a/b").exists());
    place.update(&TWO[..1]).expect("nothing is in the way");
    place.assert_files(&[MANIFEST, "Cargo.toml"]);
    assert!(!place.root().join("src").exists());
    assert!(place.root().is_dir());
}

#[test]
fn a_folder_is_not_removed_with_something_else_in_it() {
    let place = Place::with(&[TWO[0], ("src/a/b.rs", "")]);
    place.put("src/a/notes.txt", "mine");
    let done = place.update(&TWO[..1]).expect("nothing is in the way");
    assert_eq!(names(&done.foreign), ["src/a/notes.txt"]);
    place.assert_files(&[MANIFEST, "Cargo.toml", "src/a/notes.txt"]);
}

#[test]
fn an_edited_file_is_stale_and_so_are_other_line_ends() {
    for edited in ["//! A.\r\n", "//! A.\n//! B.\n", "//! A.", ""] {
        let place = Place::with(TWO);
        place.put("src/lib.rs", edited);
        assert_eq!(place.plan(TWO).expect("a plan").write.keys().collect::<Vec<_>>(), ["src/lib.rs"], "{edited:?}");
        place.update(TWO).expect("nothing is in the way");
        assert_eq!(place.text("src/lib.rs").as_deref(), Some("//! A.\n"));
    }
}

#[test]
fn a_deleted_file_is_missing_and_written_again() {
    let place = Place::with(TWO);
    fs::remove_dir_all(place.root().join("src")).expect("it is there");
    assert_eq!(place.plan(TWO).expect("a plan").write.keys().collect::<Vec<_>>(), ["src/lib.rs"]);
    place.update(TWO).expect("nothing is in the way");
    place.assert_files(&[MANIFEST, "Cargo.toml", "src/lib.rs"]);
}

#[test]
fn a_plan_changes_nothing() {
    let place = Place::with(TWO);
    place.put("src/lib.rs", "edited");
    let before = place.seen();
    place.plan(&[("src/new.rs", "")]).expect("a plan");
    assert_eq!(place.seen(), before);
    let nowhere = Place::new();
    nowhere.plan(TWO).expect("a plan");
    assert!(!nowhere.root().exists());
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_a_file_that_anyone_made() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let place = Place::with(TWO);
    let ordinary = place.temporary.path().join("ordinary");
    fs::write(&ordinary, "").expect("a file");
    place.update(&[TWO[0], ("src/lib.rs", "//! B.\n")]).expect("nothing is in the way");
    for file in [MANIFEST, "Cargo.toml", "src/lib.rs"] {
        assert_eq!(mode(&place.root().join(file)), mode(&ordinary), "{file}");
    }
}
