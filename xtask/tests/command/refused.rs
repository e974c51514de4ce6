//! What is refused: with a message that helps, an exit code, and nothing written.

use std::fs;

use crate::place::{CONFIG, DOCUMENT, Place};

#[test]
fn a_misspelt_command_or_flag_gets_a_hint() {
    let place = Place::new();
    assert!(place.refused(2, &["codgen"]).contains("'codegen'"));
    assert!(place.refused(2, &["codegen", "--chekc"]).contains("'--check'"));
    assert!(place.refused(2, &["codegen", "--specs", "a.yaml"]).contains("'--spec'"));
    assert!(place.refused(2, &["ir", "--check"]).contains("--help"));
    assert!(place.refused(2, &["codegen", "a.yaml"]).contains("unexpected argument 'a.yaml'"));
    assert!(place.refused(2, &["codegen", "--spec"]).contains("--spec <FILE>"));
    assert!(place.refused(2, &["codegen", "--out", ""]).contains("--out <DIR>"));
}

#[test]
fn a_document_needs_a_folder_beside_it() {
    let place = Place::new();
    assert!(place.refused(1, &["codegen", "--spec", "spec/pets.yaml"]).contains("--out DIR"));
    assert!(place.refused(1, &["codegen", "--spec", "spec/pets.yaml", "--name", "a"]).contains("--out DIR"));
    let with_config = ["codegen", "--spec", "spec/pets.yaml", "--config", "spec/specwright.toml"];
    assert!(place.refused(1, &with_config).contains("--out DIR"));
}

#[test]
fn a_document_that_is_not_there_is_named() {
    let place = Place::new();
    fs::remove_file(place.path("spec/pets.yaml")).expect("it is there");
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("there is no such file") && told.contains("spec/pets.yaml"), "{told}");
    place.put("spec/pets.json", "{}");
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("did you mean spec/pets.json?"), "{told}");
}

#[test]
fn a_folder_is_no_document() {
    let told = Place::new().refused(1, &["codegen", "--spec", "spec", "--out", "a", "--name", "a"]);
    assert!(told.contains("this is a folder") && told.contains("name a file in it: spec/pets.yaml"), "{told}");
}

#[test]
fn a_document_must_be_utf_8() {
    let place = Place::new();
    place.put("spec/pets.yaml", DOCUMENT.replace("Pet shop", "Pet\u{0}shop"));
    assert!(place.refused(1, &["codegen"]).contains("spec/pets.yaml"));
    place.put("spec/pets.yaml", b"openapi: \xff");
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("UTF-8"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_without_an_end_is_too_large() {
    let told = Place::new().refused(1, &["codegen", "--spec", "/dev/zero", "--out", "a", "--name", "a"]);
    assert!(told.contains("larger than 64 MiB"), "{told}");
}

#[test]
fn what_is_wrong_with_a_document_is_shown_where_it_is() {
    let place = Place::new();
    place.put("spec/specwright.toml", format!("strict = true\n{CONFIG}"));
    place.put("spec/pets.yaml", DOCUMENT.replace("type: string\n      responses", "type: strin\n      responses"));
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("spec/pets.yaml:16:") && told.contains("strin"), "{told}");
    assert!(told.contains("nothing was written"), "{told}");
}

#[test]
fn a_document_that_breaks_leaves_the_crate_as_it_is() {
    let place = Place::generated();
    place.put("spec/pets.yaml", "nothing: here\n");
    place.refused(1, &["codegen"]);
}

#[test]
fn a_configuration_must_be_there_and_right() {
    let place = Place::new();
    for (text, wanted) in [
        (format!("{CONFIG}colour = 'red'\n"), "colour"),
        (CONFIG.replace("\"pets\"", "\"p ets\""), "`p ets` is no crate name"),
        (CONFIG.replace("[crate]", "[crate"), "spec/specwright.toml:3:7"),
        (CONFIG.replace("document = \"pets.yaml\"", ""), "names no `document`"),
        (CONFIG.replace("output = \"../generated\"", ""), "names no `output`"),
        (String::new(), "crate"),
    ] {
        place.put("spec/specwright.toml", &text);
        let told = place.refused(1, &["codegen"]);
        assert!(told.contains(wanted), "{told}");
    }
    fs::remove_file(place.path("spec/specwright.toml")).expect("it is there");
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("there is no such file") && told.contains("spec/specwright.toml"), "{told}");
    assert!(place.refused(1, &["codegen", "--config", "spec"]).contains("this is a folder"));
}

#[test]
fn a_name_must_be_a_crate_name() {
    let place = Place::new();
    for name in ["", "a b", "1a", "a/b", "../a", "ä", "a\"b", "a\nb", "std", "fn"] {
        let told = place.refused(1, &["codegen", "--spec", "spec/pets.yaml", "--out", "a", "--name", name]);
        assert!(told.contains("is no crate name"), "{name}: {told}");
    }
}

#[test]
fn a_folder_with_a_crate_of_its_own_is_left_alone() {
    let place = Place::new();
    place.put("Cargo.toml", "[workspace]\n");
    place.put("src/lib.rs", "mine\n");
    let told = place.refused(1, &["codegen", "--spec", "spec/pets.yaml", "--out", ".", "--name", "pets"]);
    assert!(told.contains("  Cargo.toml\n") && told.contains("  src/lib.rs\n"), "{told}");
    assert!(told.contains("in the way"), "{told}");
}

#[test]
fn the_root_of_the_file_system_is_no_place_for_a_crate() {
    let told = Place::new().refused(1, &["codegen", "--spec", "spec/pets.yaml", "--out", "/", "--name", "pets"]);
    assert!(told.contains("root of the file system"), "{told}");
}

#[test]
fn a_file_is_no_folder() {
    let place = Place::new();
    place.put("taken", "mine");
    for out in ["taken", "taken/below"] {
        let told = place.refused(1, &["codegen", "--spec", "spec/pets.yaml", "--out", out, "--name", "pets"]);
        assert!(told.contains("taken"), "{told}");
    }
}

#[test]
fn a_manifest_that_leads_elsewhere_is_refused() {
    let place = Place::generated();
    let manifest = place.text("generated/.generated-files");
    place.put("generated/.generated-files", format!("{manifest}../spec/pets.yaml\n"));
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("generated/.generated-files lists `../spec/pets.yaml`"), "{told}");
    place.refused(1, &["codegen", "--check"]);
}
