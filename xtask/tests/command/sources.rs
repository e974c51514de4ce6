//! The files beside the document: what it refers to, overlays, license files; and the folder that is written to.

use std::fs;

use crate::place::{CONFIG, DOCUMENT, Place};

/// A document whose one schema is in other files.
fn split(reference: &str) -> Place {
    let place = Place::new();
    place.put("spec/pets.yaml", DOCUMENT.replace("'#/components/schemas/Pet'", &format!("'{reference}'")));
    place
}

#[test]
fn files_below_the_folder_are_read_wherever_the_command_is_run() {
    let place = split("parts/pet.yaml#/Dog");
    place.put("spec/parts/pet.yaml", "Dog: {$ref: 'more/dog.json'}\n");
    place.put("spec/parts/more/dog.json", r#"{"type": "object", "properties": {"bark": {"type": "string"}}}"#);
    for folder in ["", "spec", "generated"] {
        let ran = place.run_in(folder, &["codegen"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(place.text("generated/surface.txt").contains("bark"));
    }
}

#[test]
fn a_file_that_is_not_there_is_told_where_it_is_named() {
    let ran = split("parts/pet.yaml#/Dog").run(&["codegen"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("parts/pet.yaml") && ran.stderr.contains("spec/pets.yaml:"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_folder_is_not_followed() {
    let place = split("pet.yaml");
    place.put("secret.yaml", "{type: object, properties: {secret: {type: string}}}");
    std::os::unix::fs::symlink(place.path("secret.yaml"), place.path("spec/pet.yaml")).expect("a link");
    place.run(&["codegen"]);
    assert!(!place.text("generated/surface.txt").contains("secret"));
    fs::remove_file(place.path("spec/pet.yaml")).expect("it is there");
    place.put("spec/inside.yaml", "{type: object, properties: {inside: {type: string}}}");
    std::os::unix::fs::symlink("inside.yaml", place.path("spec/pet.yaml")).expect("a link");
    place.run(&["codegen"]);
    assert!(place.text("generated/surface.txt").contains("inside"));
}

#[test]
fn overlays_are_applied_in_order() {
    let place = Place::new();
    let overlay = |title: &str| {
        format!(
            "{{overlay: 1.0.0, info: {{title: A, version: '1'}}, actions: [{{target: $.info, update: {{title: {title}}}}}]}}"
        )
    };
    place.put("spec/one.yaml", overlay("One"));
    place.put("spec/two.yaml", overlay("Two"));
    place.put("spec/specwright.toml", format!("overlays = ['one.yaml', 'two.yaml']\n{CONFIG}"));
    let told = place.run(&["codegen"]).succeeded();
    assert!(told.starts_with("spec/pets.yaml (Two 1)"), "{told}");
    fs::remove_file(place.path("spec/one.yaml")).expect("it is there");
    assert!(place.refused(1, &["codegen"]).contains("spec/one.yaml"));
}

#[test]
fn license_files_are_copied() {
    let place = Place::new();
    place.put("LICENSE-MIT", "Do as you like.\n");
    place.put("spec/specwright.toml", format!("{CONFIG}license-files = ['../LICENSE-MIT']\n"));
    place.run(&["codegen"]).succeeded();
    assert_eq!(place.text("generated/LICENSE-MIT"), "Do as you like.\n");
    fs::remove_file(place.path("LICENSE-MIT")).expect("it is there");
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("../LICENSE-MIT: there is no such file") && told.contains("specwright.toml:5:"), "{told}");
}

#[test]
fn an_archive_is_no_document() {
    let place = Place::new();
    place.put("spec/pets.yaml", b"\x1f\x8b\x08\x00");
    let told = place.refused(1, &["codegen"]);
    assert!(told.contains("a gzip archive") && told.contains("unpack it"), "{told}");
}

#[test]
fn the_folder_of_another_crate_is_left_alone() {
    let place = Place::generated();
    let other = ["codegen", "--spec", "spec/pets.yaml", "--out", "generated", "--name", "cats"];
    let told = place.refused(1, &other);
    assert!(told.contains("holds the crate `pets`") && told.contains("--force"), "{told}");
    place.refused(1, &[&other[..], &["--check"]].concat());
    place.run(&[&other[..], &["--force"]].concat()).succeeded();
    assert!(place.text("generated/Cargo.toml").contains("name = \"cats\""));
}

#[test]
fn a_crate_without_a_name_is_called_as_its_file_is() {
    let place = Place::new();
    for (file, name) in [("Pet Shop.v1.yaml", "pet-shop"), ("2nd.yaml", "api-2nd"), ("std.yaml", "api-std")] {
        place.put(file, DOCUMENT);
        let told = place.run(&["codegen", "--spec", file, "--out", name]).succeeded();
        assert!(told.contains(&format!("the crate is called `{name}`")), "{told}");
        assert!(place.text(&format!("{name}/Cargo.toml")).contains(&format!("name = \"{name}\"")));
    }
    place.put("ü.yaml", DOCUMENT);
    assert!(place.refused(1, &["codegen", "--spec", "ü.yaml", "--out", "a"]).contains("--name CRATE"));
}
