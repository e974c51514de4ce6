//! What is not generated: it is left alone, or refused when it is in the way.

use super::*;

#[test]
fn a_foreign_file_among_the_sources_is_left_alone_and_told() {
    let place = Place::with(TWO);
    place.put("src/mine/notes.rs", "mine");
    place.put("Cargo.lock", "mine too");
    let done = place.update(TWO).expect("nothing is in the way");
    assert_eq!(names(&done.foreign), ["src/mine/notes.rs"]);
    assert_eq!(place.text("src/mine/notes.rs").as_deref(), Some("mine"));
    assert_eq!(place.text("Cargo.lock").as_deref(), Some("mine too"));
}

#[test]
fn files_in_the_way_are_refused_all_at_once_and_nothing_is_written() {
    let place = Place::new();
    place.put("Cargo.toml", "mine");
    place.put("src/lib.rs", "mine");
    let before = place.seen();
    let message = refusal(place.update(&[TWO[0], TWO[1], ("README.md", "new")]));
    assert!(message.contains("Cargo.toml") && message.contains("src/lib.rs"), "{message}");
    assert!(message.contains("were not generated") && message.contains("--out"), "{message}");
    assert!(message.ends_with("nothing was changed"), "{message}");
    assert_eq!(place.seen(), before);
}

#[test]
fn a_file_that_says_the_same_already_is_not_in_the_way() {
    let place = Place::new();
    place.put("Cargo.toml", TWO[0].1);
    let done = place.update(TWO).expect("it is what would be written");
    assert_eq!(done.unchanged, 1);
}

#[test]
fn without_a_manifest_what_differs_is_in_the_way() {
    let place = Place::with(TWO);
    fs::remove_file(place.root().join(MANIFEST)).expect("it is there");
    let done = place.update(TWO).expect("all is as it would be written");
    assert_eq!(done.write.keys().collect::<Vec<_>>(), [MANIFEST]);
    fs::remove_file(place.root().join(MANIFEST)).expect("it is there");
    assert!(refusal(place.update(&[("src/lib.rs", "//! B.\n")])).contains("in the way"));
}

#[test]
fn the_target_must_be_a_folder() {
    let place = Place::new();
    fs::write(place.root(), "mine").expect("a file");
    let before = place.seen();
    assert!(refusal(place.update(TWO)).contains("nothing was changed"));
    assert!(refusal(place.plan(TWO)).ends_with("out is not a folder"));
    assert_eq!(place.seen(), before);
}

#[test]
fn the_root_of_the_file_system_is_no_target() {
    let message = format!("{:#}", Folder::open(Path::new("/")).expect_err("it is refused"));
    assert!(message.contains("root of the file system"), "{message}");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused() {
    let place = Place::with(TWO);
    fs::create_dir(place.root().join("README.md")).expect("a folder");
    let before = place.seen();
    let message = refusal(place.update(&[TWO[0], ("README.md", "")]));
    assert!(message.contains("README.md is a folder"), "{message}");
    assert_eq!(place.seen(), before);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_refused() {
    let place = Place::with(&TWO[..1]);
    place.put("src", "mine");
    let before = place.seen();
    let message = refusal(place.update(TWO));
    assert!(message.contains("src/lib.rs") && message.contains("a file is in the way"), "{message}");
    assert_eq!(place.seen(), before);
}

#[test]
fn a_folder_in_the_place_of_an_obsolete_file_is_someone_elses() {
    let place = Place::with(TWO);
    fs::remove_file(place.root().join("src/lib.rs")).expect("it is there");
    place.put("src/lib.rs/mine.txt", "mine");
    let done = place.update(&TWO[..1]).expect("it is not in the way");
    assert!(done.remove.is_empty());
    assert_eq!(place.text("src/lib.rs/mine.txt").as_deref(), Some("mine"));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused_wherever_they_lead() {
    use std::os::unix::fs::symlink;
    for link in ["src/lib.rs", "src", MANIFEST] {
        let place = Place::with(TWO);
        let path = place.root().join(link);
        let elsewhere = place.temporary.path().join("elsewhere");
        fs::rename(&path, &elsewhere).expect("it is there");
        symlink(&elsewhere, &path).expect("a link");
        let before = place.seen();
        for files in [TWO, &[("src/lib.rs", "//! B.\n")], &[("src/other.rs", "")]] {
            let message = refusal(place.update(files));
            assert!(message.contains(&format!("{link} is a symbolic link")), "{link}: {message}");
        }
        assert_eq!(place.seen(), before, "{link}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_refused_too() {
    let place = Place::with(&TWO[..1]);
    let nowhere = place.temporary.path().join("nowhere");
    std::os::unix::fs::symlink(&nowhere, place.root().join("README.md")).expect("a link");
    assert!(refusal(place.update(&[("README.md", "")])).contains("is a symbolic link"));
    assert!(!nowhere.exists());
}
