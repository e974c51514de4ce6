//! Where the docs of a generated crate have examples: one for the crate, one for each constructor of the client and for
//! each operation, and those of the guide. No other item has one: what is a line of code is shown where it's used.
//! `compiled` compiles them, and runs those that can be.

use crate::support::{Project, documents, featurebase_output, folder};

#[test]
fn featurebase_has_the_examples_that_help() {
    let files = &featurebase_output().files;
    let wrong: Vec<_> = own(files).flat_map(|(path, text)| wrong(path, text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for path in ["src/guide.rs", "README.md"] {
        assert!(files[path].contains("```"), "{path}");
    }
    assert!(files["src/lib.rs"].contains("#![doc = include_str!(\"../README.md\")]"), "the README is the crate's page");
}

#[test]
fn the_fixtures_have_the_examples_that_help() {
    for (name, path) in documents(&folder("fixtures")) {
        let files = Project::open(&path).made().files;
        let wrong: Vec<_> = own(&files).flat_map(|(path, text)| wrong(path, text)).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn an_example_too_few_or_too_many_is_found() {
    let method = "impl<'c, C> Users<'c, C> {\n    /// Gets.\n    pub fn get(&self) -> UserGet<'c, C> {\n";
    assert_eq!(
        wrong("src/resources/users.rs", method),
        ["src/resources/users.rs:3: pub fn get(&self) -> UserGet<'c, C> {"]
    );
    let accessor = "/// ```\n/// ```\npub fn users(&self) -> users::Users<'c, C> {\n";
    assert_eq!(
        wrong("src/resources/users.rs", accessor),
        ["src/resources/users.rs:3: pub fn users(&self) -> users::Users<'c, C> {"]
    );
    assert_eq!(wrong("src/client.rs", "/// A.\npub fn builder() -> ClientBuilder {\n").len(), 1);
    assert_eq!(wrong("src/types/a.rs", "/// ```no_run\n/// ```\npub struct A;\n").len(), 1);
    assert_eq!(wrong("src/types/a.rs", "/// ```json\n/// ```\npub struct A;\n").len(), 0);
}

/// What is not copied.
fn own(files: &std::collections::BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    files.filter(|(path, _)| path.starts_with("src/") && !path.starts_with("src/runtime/"))
}

/// The items of a file that have no example where they should, or one where they shouldn't, with where they are.
fn wrong(path: &str, text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().map(str::trim_start).collect();
    let is_item =
        |line: &str| line.starts_with("pub ") && !line.starts_with("pub use ") && !line.starts_with("pub mod ");
    let items = lines.iter().enumerate().filter(|(_, line)| is_item(line));
    let found = items.filter(|(at, line)| has_example(&lines[..*at]) != wants_example(path, &lines[*at..], line));
    found.map(|(at, line)| format!("{path}:{}: {line}", at + 1)).collect()
}

/// Whether the docs that end these lines have a block of Rust: of its two fences, the first tells.
fn has_example(lines: &[&str]) -> bool {
    let docs = lines.iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let fences: Vec<_> = docs.filter(|line| line.starts_with("/// ```")).collect();
    fences.iter().rev().step_by(2).any(|line| !matches!(**line, "/// ```json" | "/// ```text"))
}

/// A method makes a request, if its type is one of the file, with the resource's lifetime and client.
fn wants_example(path: &str, from: &[&str], line: &str) -> bool {
    if path == "src/client.rs" {
        return line.starts_with("pub fn builder()") || (line.starts_with("pub fn from_env()") && !is_blocking(from));
    }
    if !path.starts_with("src/resources/") || !line.starts_with("pub fn ") {
        return false;
    }
    let signature: String = from
        .iter()
        .take_while(|line| !line.ends_with('{'))
        .chain(from.iter().find(|line| line.ends_with('{')))
        .copied()
        .collect();
    signature.split("-> ").nth(1).is_some_and(|output| output.ends_with("<'c, C> {") && !output.contains("::"))
}

/// Whether the method is that of the blocking client.
fn is_blocking(from: &[&str]) -> bool {
    from.get(1).is_some_and(|line| line.contains("build_blocking"))
}
