//! That every public function, type and method of a generated crate has an example, methods of traits included. `compiled` compiles them, and runs those that can be.

use std::path::Path;

use crate::fixtures::fixture;
use crate::support::{documents, featurebase_output, folder, made};

/// What begins the line of an item that others can name or call. Fields, variants and constants are shown by the examples
/// of what they belong to, and modules by those of what they consist of.
const ITEMS: &[&str] =
    &["pub fn ", "pub async fn ", "pub const fn ", "pub struct ", "pub enum ", "pub trait ", "pub type "];

#[test]
fn every_item_of_featurebase_has_an_example() {
    let files = &featurebase_output().files;
    let missing: Vec<_> = files.iter().flat_map(|(path, text)| without_example(path, text)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_item_of_the_fixtures_has_an_example() {
    for (name, path) in documents(&folder("fixtures")) {
        let (source, config) = fixture(&path);
        let files = made(&source, &config).files;
        let own = files.iter().filter(|(path, _)| !path.starts_with("src/runtime/"));
        let missing: Vec<_> = own.flat_map(|(path, text)| without_example(path, text)).collect();
        assert!(missing.is_empty(), "{name}: {missing:#?}");
    }
}

#[test]
fn an_item_without_an_example_is_found() {
    let text = "/// A.\n///\n/// ```\n/// ```\n#[derive(Debug)]\npub struct A;\n\n/// B.\npub struct B;\n\n    pub fn c() {}\n";
    assert_eq!(without_example("src/a.rs", text), ["src/a.rs:9: pub struct B;", "src/a.rs:11: pub fn c() {}"]);
    assert_eq!(
        without_example("src/a.rs", "/// ```\npub trait A {\n    fn b();\n}\nfn c() {}\n"),
        ["src/a.rs:3: fn b();"]
    );
    assert!(without_example("README.md", text).is_empty());
}

/// The items of a file whose docs have no code, with where they are.
fn without_example(path: &str, text: &str) -> Vec<String> {
    if Path::new(path).extension().is_none_or(|extension| extension != "rs") {
        return Vec::new();
    }
    let mut in_trait = false;
    let is_item: Vec<_> = text
        .lines()
        .map(|line| {
            in_trait = line.starts_with("pub trait ") || (in_trait && line != "}");
            let line = line.trim_start();
            ITEMS.iter().any(|item| line.starts_with(item)) || (in_trait && line.starts_with("fn "))
        })
        .collect();
    let lines: Vec<_> = text.lines().map(str::trim_start).collect();
    let found = lines.iter().enumerate().filter(|(at, _)| is_item[*at]).filter(|(at, _)| {
        let above = lines[..*at].iter().rev();
        let docs: Vec<_> = above.take_while(|line| line.starts_with("///") || line.starts_with("#[")).collect();
        !docs.iter().any(|line| line.starts_with("/// ```") || line.contains("doc(hidden)"))
    });
    found.map(|(at, line)| format!("{path}:{}: {line}", at + 1)).collect()
}
