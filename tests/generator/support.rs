//! Reading the documents of the tests, and the snapshots' settings.

#![allow(dead_code, unused_imports, unused_macros, reason = "each target uses a part of it")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use specwright::config::Config;
use specwright::findings::{Finding, Findings, codes};
use specwright::load::add_references;
use specwright::report::{Terminal, terminal};
use specwright::source::{FileId, Location, Role, Source, Sources};
use specwright::{Intermediate, Output, generate, intermediate};

/// The workspace's folder.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests are in a folder of the workspace").to_owned()
}

/// A folder beside these tests.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("generator").join(name)
}

/// A document, with its configuration, its overlays, and the files that it refers to.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) sources: Sources,
    /// What is found before the generator runs.
    found: Findings,
    config: Option<Config>,
}

impl Project {
    /// The document of this text.
    pub(crate) fn of_text(name: &str, text: &str) -> Project {
        let source = Source { name: name.to_owned(), text: text.to_owned() };
        Project { sources: Sources::of(source), found: Findings::new(), config: Config::for_crate("hostile").ok() }
    }

    /// The document in a file, with the configuration of the same name beside it; or in a folder, where it is called
    /// `openapi.yaml` and its configuration `specwright.toml`.
    pub(crate) fn open(path: &Path) -> Project {
        let (document, config) = match path.is_dir() {
            true => (path.join("openapi.yaml"), path.join("specwright.toml")),
            false => (path.to_owned(), path.with_extension("toml")),
        };
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("documents have plain names");
        Project::read(&document, &config, &format!("fixture_{stem}"))
    }

    fn read(document: &Path, config: &Path, name: &str) -> Project {
        let mut project = Project { sources: Sources::new(), found: Findings::new(), config: None };
        project.add(Role::Document, document);
        project.config = if config.exists() {
            let file = project.add(Role::Config, config);
            match Config::parse(project.sources.get(file), file) {
                Ok(config) => Some(config),
                Err(findings) => {
                    project.found.extend(findings);
                    None
                }
            }
        } else {
            Config::for_crate(name).ok()
        };
        let folder = document.parent().expect("it is in a folder");
        if let Some(config) = &mut project.config {
            config.package.workspace_member = true;
        }
        for overlay in project.config.clone().map(|config| config.overlays).unwrap_or_default() {
            project.add(Role::Overlay, &folder.join(overlay));
        }
        let Project { sources, found, .. } = &mut project;
        add_references(sources, found, |path| std::fs::read(folder.join(path)).ok());
        project
    }

    fn add(&mut self, role: Role, path: &Path) -> FileId {
        let name = path.file_name().and_then(|name| name.to_str()).expect("documents have plain names");
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        match Source::from_bytes(name, bytes) {
            Ok(source) => self.sources.add(role, source),
            Err(wrong) => {
                let file = self.sources.add(role, Source { name: name.to_owned(), text: String::new() });
                let finding = Finding::new(codes::FILE, Location::file(file), wrong.message);
                self.found.push(finding.with_help(wrong.help));
                file
            }
        }
    }

    /// The configuration, which can be used.
    pub(crate) fn config(&self) -> &Config {
        self.config.as_ref().expect("the configuration can be used")
    }

    /// The same with another configuration.
    pub(crate) fn with_config(self, change: impl FnOnce(&mut Config)) -> Project {
        let mut config = self.config().clone();
        change(&mut config);
        Project { config: Some(config), ..self }
    }

    /// What becomes of it, with all that is found.
    pub(crate) fn generate(&self) -> Result<Output, Findings> {
        let output = self.run(generate)?;
        let findings = self.all(output.findings);
        Ok(Output { findings, ..output })
    }

    /// The same, before it is rendered.
    pub(crate) fn intermediate(&self) -> Result<Intermediate, Findings> {
        let made = self.run(intermediate)?;
        let findings = self.all(made.findings);
        Ok(Intermediate { findings, ..made })
    }

    fn run<T>(&self, stages: impl FnOnce(&Sources, &Config) -> Result<T, Findings>) -> Result<T, Findings> {
        match &self.config {
            Some(config) if !self.found.has_errors() => stages(&self.sources, config).map_err(|more| self.all(more)),
            _ => Err(self.found.clone()),
        }
    }

    fn all(&self, more: Findings) -> Findings {
        self.found.clone().into_iter().chain(more).collect()
    }

    /// What becomes of a document that nothing fatal is wrong with.
    pub(crate) fn made(&self) -> Output {
        self.generate().unwrap_or_else(|findings| panic!("{}: {findings}", self.sources.document().name))
    }

    /// Whether warnings are errors.
    pub(crate) fn is_strict(&self) -> bool {
        self.config.as_ref().is_some_and(|config| config.strict)
    }

    /// All that the terminal can say of findings.
    pub(crate) fn terminal(&self, findings: &Findings) -> String {
        let strict = self.is_strict();
        terminal(findings, &self.sources, &Terminal { verbose: true, strict, ..Terminal::default() })
    }
}

/// A document with more properties than one expression can write: it is too long to be a fixture.
pub(crate) fn many_properties() -> Project {
    let properties: Vec<_> = (0..300).map(|number| format!("property_{number}: {{ type: string }}")).collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Many, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n    \
         Many: {{ type: object, properties: {{ {} }} }}\n",
        properties.join(", ")
    );
    Project::of_text("many_properties.yaml", &text)
}

/// The document and the configuration of `featurebase`.
pub(crate) fn featurebase() -> Project {
    let folder = workspace().join("spec");
    let project = Project::read(&folder.join("featurebase.yaml"), &folder.join("specwright.toml"), "featurebase");
    project.with_config(|config| {
        for file in config.package.license_files.clone() {
            let name = file.file_name().expect("it is a file").to_string_lossy().into_owned();
            config.license_texts.push((name, text(&folder.join(&file))));
        }
    })
}

/// What becomes of the document of `featurebase`, made once.
pub(crate) fn featurebase_output() -> &'static Output {
    static MADE: LazyLock<Output> = LazyLock::new(|| featurebase().made());
    &MADE
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents in a folder: their names without the ending, sorted, and the paths of their files or folders.
pub(crate) fn documents(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_none_or(|extension| extension != "toml"))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .collect();
    found.sort();
    found
}

/// The document of a name in a folder.
pub(crate) fn document(of: &str, name: &str) -> Project {
    let found = documents(&folder(of)).into_iter().find(|(found, _)| found == name);
    let (_, path) = found.unwrap_or_else(|| panic!("{of} has no document `{name}`"));
    Project::open(&path)
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
            let tested: &[&str] = &[$(stringify!($name)),*];
            assert_eq!(found, tested);
        }
    };
}

pub(crate) use a_test_for_each_document;
