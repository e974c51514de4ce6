//! From the IR to the files of a crate, one function for each file.
//!
//! Text of the document reaches Rust only as a literal (`Literal`) or as a doc comment, which
//! [`docs`](crate::docs) has written anew; identifiers are [`Ident`](crate::names::Ident)s. Knows nothing of openapiv3,
//! and nothing of the file system.

mod client;
mod context;
mod example;
mod guide;
mod library;
mod manifest;
mod operation;
mod prose;
mod resource;
mod runtime;
mod sample;
mod snippet;
mod text;
mod types;

use context::Context;
use proc_macro2::TokenStream;

use crate::config::Config;
use crate::ir::{Api, Resource};

/// What a file consists of.
#[derive(Debug)]
pub enum Contents {
    /// Rust, to be formatted.
    Rust(TokenStream),
    /// Text, as it is.
    Text(String),
}

/// A file of the crate: its path, with `/` between folders, and what it consists of.
pub type File = (String, Contents);

/// The files of a crate, but for its `surface.txt`.
pub fn files(api: &Api, config: &Config) -> Vec<File> {
    let cx = &Context::new(api, config);
    let mut files = vec![
        ("Cargo.toml".to_owned(), Contents::Text(manifest::cargo_toml(api, config))),
        ("README.md".to_owned(), Contents::Text(prose::readme(cx))),
        ("REPORT.md".to_owned(), Contents::Text(prose::report(api))),
        ("rustfmt.toml".to_owned(), Contents::Text(manifest::rustfmt_toml())),
        ("src/lib.rs".to_owned(), Contents::Rust(library::lib_rs(cx))),
        ("src/guide.rs".to_owned(), Contents::Rust(guide::guide_rs(cx))),
        ("src/client.rs".to_owned(), Contents::Rust(client::client_rs(cx))),
        ("src/resources/mod.rs".to_owned(), Contents::Rust(resource::resources_mod_rs(api))),
    ];
    files.extend(example::example_rs(cx).map(|(path, tokens)| (path, Contents::Rust(tokens))));
    for resource in &api.resources {
        resource_files(cx, resource, &mut Vec::new(), &mut files);
    }
    if !api.types.is_empty() {
        files.push(("src/types/mod.rs".to_owned(), Contents::Rust(types::types_mod_rs(cx))));
    }
    for (module, own) in &cx.modules {
        let Some(module) = module.0.last() else { continue };
        files.push((format!("src/types/{module}.rs"), Contents::Rust(types::module_rs(cx, own))));
    }
    files.extend(runtime::files().map(|(path, text)| (path, Contents::Text(text.to_owned()))));
    files
}

fn resource_files<'a>(
    cx: &Context<'a>,
    resource: &'a Resource,
    parents: &mut Vec<&'a Resource>,
    files: &mut Vec<File>,
) {
    let folder: String = parents.iter().map(|parent| format!("{}/", parent.module)).collect();
    let ending = if resource.children.is_empty() { ".rs" } else { "/mod.rs" };
    let path = format!("src/resources/{folder}{}{ending}", resource.module);
    files.push((path, Contents::Rust(resource::resource_rs(cx, resource, parents))));
    parents.push(resource);
    for child in &resource.children {
        resource_files(cx, child, parents, files);
    }
    parents.pop();
}
