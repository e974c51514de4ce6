//! Several files.

use super::*;

/// The sources of a document `spec/api.yaml`, with what it refers to among `files`.
fn sources(document: &str, files: &[(&str, &str)]) -> (Sources, Findings) {
    let mut sources = Sources::of(source("spec/api.yaml", document));
    let mut findings = Findings::new();
    add_references(&mut sources, &mut findings, |path| {
        files.iter().find(|(name, _)| *name == path).map(|(_, text)| text.as_bytes().to_vec())
    });
    (sources, findings)
}

fn names(sources: &Sources) -> Vec<&str> {
    sources.iter().map(|(_, _, source)| source.name.as_str()).collect()
}

#[test]
fn what_references_name_is_read_and_what_these_name() {
    let files = [
        ("common.yaml", "a: {$ref: 'schemas/pet.json#/b'}\nself: {$ref: '#/a'}\n"),
        ("schemas/pet.json", r##"{"b": {"$ref": "../api.yaml#/x"}, "c": {"$ref": "tag.json"}}"##),
        ("schemas/tag.json", r##"{"$ref": "../common.yaml"}"##),
    ];
    let document = "x: {$ref: './common.yaml#/a'}\ny: {$ref: 'https://a.b/c.yaml'}\nz: {$ref: '../out.yaml'}\n";
    let (sources, mut findings) = sources(document, &files);
    let expected = ["spec/api.yaml", "spec/common.yaml", "spec/schemas/pet.json", "spec/schemas/tag.json"];
    assert_eq!(names(&sources), expected);

    let Some(documents) = load(&sources, &mut findings) else { panic!("all can be read") };
    assert!(findings.is_empty());
    let resolve = |from, path: &str| documents.resolve_file(from, path);
    let common = resolve(FileId::DOCUMENT, "./common.yaml#/a");
    assert_eq!(common, sources.reference("common.yaml"));
    let pet = common.and_then(|common| resolve(common, "schemas/pet.json"));
    assert_eq!(pet.and_then(|pet| resolve(pet, "../api.yaml")), Some(FileId::DOCUMENT));
    assert_eq!(pet.and_then(|pet| resolve(pet, "#/b")), pet);
    assert_eq!(pet.and_then(|pet| documents.get(pet)?.pointer("/c")), Some(&json!({"$ref": "tag.json"})));
    assert_eq!(resolve(FileId::DOCUMENT, "https://a.b/c.yaml"), None);
    assert_eq!(resolve(FileId::DOCUMENT, "missing.yaml"), None);
}

#[test]
fn values_can_be_changed_and_the_configuration_has_none() {
    let (mut sources, mut findings) = sources("a: 1", &[]);
    let config = sources.add(Role::Config, source("spec/specwright.toml", "a = 1"));
    let overlay = sources.add(Role::Overlay, source("spec/overlay.yaml", "b: 2"));
    let Some(mut documents) = load(&sources, &mut findings) else { panic!("all can be read") };
    assert_eq!((documents.get(config), documents.get(overlay)), (None, Some(&json!({"b": 2}))));
    if let Some(value) = documents.value_mut(FileId::DOCUMENT) {
        *value = json!("new");
    }
    assert_eq!(documents.get(FileId::DOCUMENT), Some(&json!("new")));
}

#[test]
fn what_cannot_be_read_is_lost_alone_unless_it_is_needed() {
    let document = "x: [{$ref: a.json}, {$ref: b.yaml}, {$ref: c.yaml}]";
    let (mut sources, mut findings) = sources(document, &[("a.json", "{"), ("b.yaml", "\u{0}"), ("c.yaml", "c: 1")]);
    assert!(load(&sources, &mut findings).is_some());
    let found: Vec<_> = findings.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    let expected = [
        (EXTERNAL_REFERENCE, "this file is not used: the file has a NUL character, at byte 0"),
        (EXTERNAL_REFERENCE, "this file is not used: this is not JSON: the text ends while parsing an object"),
    ];
    assert_eq!(found, expected);

    let overlay = sources.add(Role::Overlay, source("overlay.yaml", "a: 'x"));
    let mut findings = Findings::new();
    assert!(load(&sources, &mut findings).is_none());
    assert!(findings.iter().any(|finding| finding.code == SYNTAX && finding.location.file == overlay));
}

#[test]
fn oddities_of_all_files_are_found() {
    let (sources, mut findings) = sources("x: {$ref: a.yaml}\nx: {$ref: a.yaml}", &[("a.yaml", "b: 1\nb: 2")]);
    assert!(load(&sources, &mut findings).is_some());
    let files: Vec<_> = findings.iter().map(|finding| (finding.code, finding.location.file.index())).collect();
    assert_eq!(files, [(DUPLICATE_KEY, 0), (DUPLICATE_KEY, 1)]);
}

#[test]
fn the_number_of_files_is_bounded() {
    let mut sources = Sources::of(source("api.yaml", "$ref: 1.yaml"));
    let mut findings = Findings::new();
    add_references(&mut sources, &mut findings, |path| {
        let number: usize = path.trim_end_matches(".yaml").parse().unwrap_or_default();
        Some(format!("$ref: {}.yaml", number + 1).into_bytes())
    });
    assert_eq!(sources.iter().count(), MAX_FILES + 1);
    assert!(findings.iter().any(|finding| finding.message.starts_with("`1001.yaml` and the files after it")));
}
