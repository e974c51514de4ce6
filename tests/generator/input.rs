//! The documents: fixtures and real ones, and their values, read without the generator.

use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::config::Config;
use specwright::findings::Findings;
use specwright::source::{FileId, Role, Source, Sources};
use specwright::{Intermediate, intermediate, load};

/// A document, with what stands beside it.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) sources: Sources,
    pub(crate) config: Config,
}

impl Document {
    /// A document that is written in a test.
    pub(crate) fn inline(text: &str) -> Document {
        let source = Source { name: "openapi.yaml".to_owned(), text: text.to_owned() };
        Document { name: "inline".to_owned(), sources: Sources::of(source), config: plain_config() }
    }

    /// A document of a value.
    pub(crate) fn of_value(name: &str, value: &Value) -> Document {
        let source = Source { name: "openapi.json".to_owned(), text: value.to_string() };
        Document { name: name.to_owned(), sources: Sources::of(source), config: plain_config() }
    }

    /// The document at `path`, with the files that it refers to and the configuration beside it. Nothing where it is no
    /// text, or the configuration can't be used.
    fn open(path: &Path) -> Option<Document> {
        let name = path.file_name()?.to_str()?.to_owned();
        let source = Source::from_bytes(name.as_str(), std::fs::read(path).ok()?).ok()?;
        let mut sources = Sources::of(source);
        let mut odd = Findings::new();
        let folder = path.parent()?;
        load::add_references(&mut sources, &mut odd, |below| std::fs::read(folder.join(below)).ok());
        let beside = path.with_extension("toml");
        let mut config = match std::fs::read_to_string(&beside) {
            Ok(text) => {
                let source = Source { name: beside.display().to_string(), text };
                let file = sources.add(Role::Config, source.clone());
                Config::parse(&source, file).ok()?
            }
            Err(_) => plain_config(),
        };
        config.strict = false;
        let has_overlays = !config.overlays.is_empty();
        (!has_overlays).then_some(Document { name, sources, config })
    }

    /// What the generator makes of it; nothing where there is an error.
    pub(crate) fn made(&self) -> Option<Intermediate> {
        intermediate(&self.sources, &self.config).ok()
    }

    /// The value of one of its files. What only the generator's loader can read, such as integers of many digits, it
    /// reads here, too: that is a stage before the reader, and knows nothing of OpenAPI.
    pub(crate) fn value(&self, file: FileId) -> Option<Value> {
        let source = self.sources.get(file);
        let read = || serde_yaml::from_str(&source.text).ok();
        let loaded = || load::load(&self.sources, &mut Findings::new())?.get(file).cloned();
        serde_json::from_str(&source.text).ok().or_else(read).or_else(loaded)
    }
}

/// The document of this repository.
pub(crate) fn featurebase() -> Document {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let mut document = Document::open(&folder.join("featurebase.yaml")).expect("it is there");
    let text = std::fs::read_to_string(folder.join("specwright.toml")).expect("it is there");
    let source = Source { name: "specwright.toml".to_owned(), text };
    document.config =
        Config::parse(&source, document.sources.add(Role::Config, source.clone())).expect("it can be used");
    document.config.strict = false;
    document
}

/// The configuration of a crate about which nothing is known.
pub(crate) fn plain_config() -> Config {
    Config::for_crate("example").expect("it is a crate's name")
}

/// The small documents beside these tests.
pub(crate) fn fixtures() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("generator");
    ["fixtures", "findings", "rejected"].iter().flat_map(|name| documents(&folder.join(name))).collect()
}

/// The real documents, the small ones first; none where nobody says where they are.
pub(crate) fn corpus() -> Vec<Document> {
    match std::env::var_os("SPECWRIGHT_CORPUS") {
        Some(folder) => {
            let mut found = documents(Path::new(&folder));
            found.sort_by_key(|document| document.sources.document().text.len());
            found
        }
        None => {
            println!("SPECWRIGHT_CORPUS is not set: no real document is looked at");
            Vec::new()
        }
    }
}

fn documents(folder: &Path) -> Vec<Document> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let is_document = |path: &&PathBuf| {
        path.extension().is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|own| extension == *own))
    };
    paths.iter().filter(is_document).filter_map(|path| Document::open(path)).collect()
}
