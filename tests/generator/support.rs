//! Reading the documents of the tests, and the snapshots' settings.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use specwright::config::Config;
use specwright::load::Source;
use specwright::{Output, generate};

/// The workspace's folder.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests are in a folder of the workspace").to_owned()
}

/// A folder beside these tests.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("generator").join(name)
}

/// The document and the configuration of `featurebase`.
pub(crate) fn featurebase() -> (Source, Config) {
    let folder = workspace().join("spec");
    let source = Source { name: "spec/featurebase.yaml".to_owned(), text: text(&folder.join("featurebase.yaml")) };
    let config = Config::parse(&text(&folder.join("specwright.toml"))).expect("the configuration can be read");
    (source, config)
}

/// What becomes of the document of `featurebase`, made once.
pub(crate) fn featurebase_output() -> &'static Output {
    static MADE: LazyLock<Output> = LazyLock::new(|| {
        let (source, config) = featurebase();
        made(&source, &config)
    });
    &MADE
}

/// What becomes of a document that nothing is wrong with.
pub(crate) fn made(source: &Source, config: &Config) -> Output {
    generate(source, config).unwrap_or_else(|diagnostics| panic!("{}: {diagnostics}", source.name))
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files in a folder of documents: their names without the ending, sorted, and their paths.
pub(crate) fn documents(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "toml"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .collect();
    found.sort();
    found
}

/// Compares `value` with the snapshot `folder/name.snap`.
pub(crate) fn assert_snapshot(folder: &str, name: &str, value: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, value));
}

/// A test for each document of a folder, so that one that fails is named; and that none is without. The module's
/// `check` gets the name of the document.
macro_rules! a_test_for_each_document {
    ($folder:literal: $($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*

        #[test]
        fn all_documents_are_tested() {
            let found = $crate::support::documents(&$crate::support::folder($folder));
            let found: Vec<_> = found.into_iter().map(|(name, _)| name).collect();
            assert_eq!(found, [$(stringify!($name)),*]);
        }
    };
}

pub(crate) use a_test_for_each_document;
