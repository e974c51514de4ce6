//! `corpus`, `bench` and `explain`.

use crate::place::{DOCUMENT, JSON, Place};

#[test]
fn a_row_for_each_document() {
    let place = Place::new();
    place.put("many/pets.yaml", DOCUMENT);
    place.put("many/box.json", JSON);
    place.put("many/notes.txt", "no document");
    let ran = place.run_with_target(&["corpus", "many", "--json", "rows.json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("2 of 2 documents as they should be; 2 of 2 operations"), "{ran:?}");
    assert!(ran.stderr.contains("[2/2] many/pets.yaml"), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&place.text("rows.json")).expect("it is JSON");
    assert_eq!(json.pointer("/documents/0/methods"), Some(&serde_json::json!(1)));
    assert_eq!(json.pointer("/documents/1/ledger/property/typed"), Some(&serde_json::json!(1)));
}

#[test]
fn a_document_that_fails_is_a_row_too() {
    let place = Place::new();
    place.put("many/a.json", JSON);
    place.put("many/b.yaml", "swagger: '2.0'\n");
    let ran = place.run_with_target(&["corpus", "many"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stdout.contains("1 of 2 documents as they should be"), "{ran:?}");
    assert!(ran.stdout.contains("SW0102"), "{ran:?}");
    let ran = place.run_with_target(&["corpus", "many", "--only", "a"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(place.refused(1, &["corpus", "many", "--only", "c"]).contains("no such YAML or JSON file"));
}

#[test]
fn documents_of_one_name_make_two_crates() {
    let place = Place::new();
    place.put("many/1 pet.yaml", DOCUMENT);
    place.put("many/1-pet.json", JSON);
    place.put("many/ü.json", JSON);
    assert_eq!(place.run_with_target(&["corpus", "many"]).code, Some(0));
    for (folder, title) in [("api-1-pet", "Pet shop"), ("api-1-pet-2", "A"), ("api", "A")] {
        let readme = place.text(&format!("target/corpus/{folder}/README.md"));
        assert!(readme.contains(title), "{readme}");
    }
}

#[test]
fn files_that_a_document_refers_to_are_counted_too() {
    let place = Place::new();
    place
        .put("many/a.yaml", "{openapi: 3.1.0, info: {title: A, version: '1'}, paths: {/a: {$ref: 'parts/item.yaml'}}}");
    place.put("many/parts/item.yaml", "get: {responses: {'204': {description: Done.}}}");
    let ran = place.run_with_target(&["corpus", "many"]);
    assert!(ran.stdout.contains("1 of 1 documents as they should be; 1 of 1 operations"), "{ran:?}");
}

#[test]
fn the_stages_of_one_document_are_measured() {
    let place = Place::new();
    let ran = place.run(&["bench", "spec/pets.yaml", "--runs", "1"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for stage in ["load", "normalise", "read", "lower", "render", "format", "together", "measured in a"] {
        assert!(ran.stdout.contains(stage), "{stage}: {ran:?}");
    }
    assert!(place.refused(1, &["bench", "none.yaml"]).contains("there is no such file"));
}

#[test]
fn codes_are_explained() {
    let place = Place::new();
    let told = place.run(&["explain", "sw0102"]).succeeded();
    assert!(told.contains("SW0102") && told.contains("Swagger"), "{told}");
    assert!(place.run(&["explain"]).succeeded().contains("SW0901"));
    assert!(place.refused(1, &["explain", "SW9999"]).contains("SW9999"));
}
