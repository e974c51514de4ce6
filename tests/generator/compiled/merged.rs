//! The crates of many documents as the modules of one.
//!
//! A path from the root of a crate becomes one from the root of its module. The client is a type of the runtime, of which
//! there is one: so the methods that a crate gives it are called by the module, too.

use std::collections::{BTreeMap, BTreeSet};

use specwright::Output;
use specwright::ir::{CLIENT_AT_ROOT, RUNTIME_AT_ROOT};

/// A crate that has the crates of documents as its modules.
pub(crate) struct Merged {
    pub(crate) name: String,
    files: BTreeMap<String, String>,
    modules: Vec<String>,
}

impl Merged {
    pub(crate) fn new(name: &str) -> Merged {
        Merged { name: name.to_owned(), files: BTreeMap::new(), modules: Vec::new() }
    }

    /// Adds the crate of a document as the module of this name.
    pub(crate) fn add(&mut self, module: &str, output: &Output) {
        let methods = methods(output);
        for (path, text) in &output.files {
            let Some(below) = path.strip_prefix("src/") else {
                self.add_companion(path, text, output);
                continue;
            };
            if below.starts_with("runtime/") {
                self.files.insert(path.clone(), text.clone());
                continue;
            }
            let (below, text) = match below {
                "lib.rs" => ("mod.rs", root(text)),
                "client.rs" => (below, renamed(text, "pub fn ", module, &methods)),
                _ => (below, text.clone()),
            };
            self.files.insert(format!("src/{module}/{below}"), moved(&text, module, &methods));
        }
        self.modules.push(module.to_owned());
    }

    /// What cargo wants beside the sources. Examples are those of the crates that are compiled alone.
    fn add_companion(&mut self, path: &str, text: &str, output: &Output) {
        if path == "Cargo.toml" {
            let text =
                text.replace(&format!("name = \"{}\"", crate_name(output)), &format!("name = \"{}\"", self.name));
            self.files.entry(path.to_owned()).or_insert(text);
        }
        if path == "README.md" {
            self.files.entry(path.to_owned()).or_default();
        }
    }

    /// Adds a program of tests that calls the crate of a document, the module of this name.
    pub(crate) fn add_tests(&mut self, module: &str, output: &Output, text: &str) {
        let methods = methods(output);
        let text = text.replace(&format!("{module}::"), &format!("{}::{module}::", self.name));
        let text = renamed(&text, "client.", module, &methods);
        let text = renamed(&text, "builder.", module, &methods);
        self.files.insert(format!("tests/{module}.rs"), renamed(&text, "Client::", module, &methods));
    }

    /// Adds lines to the end of the manifest: dependencies of tests.
    pub(crate) fn add_to_manifest(&mut self, lines: &str) {
        if let Some(manifest) = self.files.get_mut("Cargo.toml") {
            manifest.push_str(lines);
        }
    }

    /// The files of the crate.
    pub(crate) fn files(mut self) -> BTreeMap<String, String> {
        let modules: String = self.modules.iter().map(|module| format!("pub mod {module};\n")).collect();
        let root = format!(
            "//! Many crates in one.\n\
             #![forbid(unsafe_code)]\n#![warn(missing_docs)]\n\
             #![allow(clippy::large_enum_variant, reason = \"as in each of the crates\")]\n\
             {modules}pub mod runtime;\n\
             pub use runtime::{{ {}, {} }};\n\
             #[cfg(feature = \"blocking\")] pub use runtime::blocking;\n\
             #[cfg(feature = \"test-util\")] pub use runtime::testing;\n",
            RUNTIME_AT_ROOT.join(", "),
            CLIENT_AT_ROOT.join(", "),
        );
        self.files.insert("src/lib.rs".to_owned(), root);
        self.files
    }
}

/// The methods that a crate gives to the client and its builder.
fn methods(output: &Output) -> BTreeSet<String> {
    let resources = output.api.resources.iter().map(|resource| resource.accessor.to_string());
    let credentials = output.api.credentials.iter();
    let credentials = credentials.flat_map(|credential| credential.provider.iter().chain([&credential.method]));
    let own = ["builder", "from_env"].map(str::to_owned);
    let parameters = output.api.shared_parameters.iter().map(|parameter| parameter.name.to_string());
    let variables = output.api.servers.variables.iter().map(|variable| variable.method.to_string());
    let servers = ["server", "document_url"].map(str::to_owned);
    let builder = credentials.map(ToString::to_string).chain(parameters).chain(variables).chain(servers);
    resources.chain(builder).chain(own).collect()
}

fn crate_name(output: &Output) -> &str {
    let manifest = output.files["Cargo.toml"].split("name = \"").nth(1);
    manifest.and_then(|rest| rest.split('"').next()).expect("the manifest has a name")
}

/// The root of a crate as that of a module: lints are told at the root, and the runtime is there.
fn root(text: &str) -> String {
    let mut root = String::new();
    let mut is_attribute = false;
    for line in text.lines() {
        is_attribute |= line.starts_with("#![");
        if line == "pub mod runtime;" {
            root.push_str("use crate::runtime;\n");
        } else if !is_attribute {
            root.push_str(&format!("{line}\n"));
        }
        is_attribute &= !line.ends_with(")]");
    }
    root
}

/// A text with the paths of a module, in which the client's methods are called by the module.
fn moved(text: &str, module: &str, methods: &BTreeSet<String>) -> String {
    let text = text.replace("crate::", &format!("crate::{module}::"));
    let text = text.replace(&format!("crate::{module}::runtime"), "crate::runtime");
    let text = renamed(&text, "Client::", module, methods);
    let text = renamed(&text, "ClientBuilder::", module, methods);
    let of_client = methods.iter().filter(|method| *method != "from_env").cloned().collect();
    renamed(&text, "Self::", module, &of_client)
}

/// A text in which each of the methods has another name, where it follows `before`.
fn renamed(text: &str, before: &str, module: &str, methods: &BTreeSet<String>) -> String {
    let mut parts = text.split(before);
    let mut renamed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#')).unwrap_or(part.len());
        let method = &part[..end];
        renamed.push_str(before);
        // `ClientBuilder::from_env` is the runtime's.
        if methods.contains(method) && !(before == "ClientBuilder::" && method == "from_env") {
            renamed.push_str(&format!("{module}_"));
            renamed.push_str(part.strip_prefix("r#").unwrap_or(part));
        } else {
            renamed.push_str(part);
        }
    }
    renamed
}
