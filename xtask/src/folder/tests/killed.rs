//! Runs that were killed.

use super::*;

/// Stops a run in the middle of its work, without a chance to clean up.
fn kill(place: &Place, files: &[(&str, &str)], at: &str) {
    let plan = place.plan(files).expect("a plan");
    place.put(&format!("{at}/in_the_way"), "");
    let mut change = Change::new(&place.root());
    change.begin().expect("a folder");
    let folder = Folder::open(&place.root()).expect("a folder");
    folder.apply(&plan, &mut change).expect_err("something is in the way");
    // Neither undone nor finished: the temporary files stay, as they do when a process ends at once.
    std::mem::forget(change);
    fs::remove_dir_all(place.root().join(at)).expect("it is there");
}

/// Moves all of it to another folder, since nothing lets go of the lock of this one.
fn elsewhere(killed: &Place) -> Place {
    let place = Place::new();
    fs::create_dir(place.root()).expect("a folder");
    for entry in fs::read_dir(killed.root()).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::rename(entry.path(), place.root().join(entry.file_name())).expect("it can be moved");
    }
    place
}

#[test]
fn the_next_run_mends_it_even_with_another_document() {
    let place = Place::with(&[TWO[0], TWO[1], ("src/old.rs", "old")]);
    kill(&place, &[("Cargo.toml", "[new]\n"), ("src/a.rs", "a"), ("src/b.rs", "b"), ("src/z.rs", "")], "src/z.rs");
    assert_eq!(place.text("src/a.rs").as_deref(), Some("a"), "it was killed too early to try anything");
    let place = elsewhere(&place);
    let done = place.update(&[TWO[0], ("src/b.rs", "other")]).expect("all of it was generated");
    assert!(done.foreign.is_empty());
    place.assert_files(&[MANIFEST, "Cargo.toml", "src/b.rs"]);
    assert!(place.plan(&[TWO[0], ("src/b.rs", "other")]).expect("a plan").is_fresh());
}

#[test]
fn the_next_run_mends_a_new_folder() {
    let place = Place::new();
    kill(&place, &[("Cargo.toml", "[new]\n"), ("src/a.rs", "a"), ("src/z.rs", "")], "src/z.rs");
    let place = elsewhere(&place);
    place.update(TWO).expect("all of it was generated");
    place.assert_files(&[MANIFEST, "Cargo.toml", "src/lib.rs"]);
}

#[test]
fn temporary_files_are_removed_and_none_that_only_look_alike() {
    let place = Place::with(TWO);
    place.put(".codegen-aB3xY9", "");
    place.put("src/.codegen-aB3xY9", "");
    place.put(".codegen-notes", "");
    place.put(".codegen-notes.txt", "mine");
    place.put("mine/.codegen-aB3xY9", "in a folder where nothing was generated");
    fs::remove_file(place.root().join(".codegen-notes")).expect("it is there");
    let done = place.update(TWO).expect("nothing is in the way");
    assert_eq!(names(&done.remove), [".codegen-aB3xY9", "src/.codegen-aB3xY9"]);
    place.assert_files(&[".codegen-notes.txt", MANIFEST, "Cargo.toml", "mine/.codegen-aB3xY9", "src/lib.rs"]);
}
