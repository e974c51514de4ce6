//! Manifests that were edited.

use super::*;

#[test]
fn a_path_that_leads_out_of_the_folder_is_refused() {
    let paths =
        ["../x", "/etc/passwd", "src/../../x", "./x", "src//lib.rs", "src/", r"..\x", "C:x", "src/./lib.rs", ".."];
    for path in paths {
        let place = Place::with(TWO);
        fs::write(place.temporary.path().join("x"), "mine").expect("a file");
        place.put(MANIFEST, &format!("Cargo.toml\n{path}\n"));
        let before = place.seen();
        let message = refusal(place.update(TWO));
        assert!(message.contains(&format!("`{path}`")) && message.contains("not a path below"), "{message}");
        assert_eq!(place.seen(), before, "{path}");
    }
}

#[test]
fn a_generated_path_that_leads_out_of_the_folder_is_refused() {
    for path in ["../x", "/tmp/x", "src/../x", ""] {
        let place = Place::new();
        let message = refusal(place.update(&[(path, "")]));
        assert!(message.contains("the generator made"), "{message}");
        assert_eq!(place.seen(), BTreeMap::new(), "{path}");
    }
}

#[test]
fn comments_blank_lines_and_other_line_ends_are_no_paths() {
    let place = Place::with(TWO);
    place.put(MANIFEST, "# a comment\r\n\r\n  Cargo.toml  \r\nsrc/lib.rs\r\n");
    let done = place.update(&TWO[..1]).expect("nothing is in the way");
    assert_eq!(names(&done.remove), ["src/lib.rs"]);
}

#[test]
fn one_that_can_not_be_read_is_told() {
    let place = Place::with(TWO);
    fs::write(place.root().join(MANIFEST), b"\xff\xfe").expect("a file");
    assert!(refusal(place.update(TWO)).contains(".generated-files can't be read"));
}

#[test]
fn what_it_lists_and_is_not_there_is_no_matter() {
    let place = Place::with(TWO);
    place.put(MANIFEST, "Cargo.toml\nsrc/lib.rs\nsrc/gone.rs\ngone/too.rs\n");
    let done = place.update(TWO).expect("nothing is in the way");
    assert!(done.remove.is_empty());
}
