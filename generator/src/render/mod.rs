//! From the IR to the files of a crate, one function for each file, and one file after another.
//!
//! Text of the document reaches Rust only as a literal (`Literal`) or as a doc comment, which
//! [`docs`](crate::docs) has written anew; identifiers are [`Ident`](crate::names::Ident)s. Knows nothing of openapiv3,
//! and nothing of the file system.

mod arguments;
mod client;
mod context;
mod doc_examples;
mod doc_tokens;
mod doc_values;
mod example;
mod guide;
mod guide_answers;
mod guide_bodies;
mod guide_pages;
mod headers;
mod input;
mod lib_rs;
mod manifest;
mod operation;
mod phrases;
mod readme;
mod resource;
mod runtime;
mod sample;
mod schema_types;
mod scope;
mod servers;
#[cfg(test)]
mod tests;
mod types;

use context::Context;
use proc_macro2::TokenStream;

use crate::config::Config;
use crate::ir::{Api, Resource};
use crate::ledger::Ledger;
use crate::output::SchemaType;

/// What a file consists of.
#[derive(Debug)]
pub enum Contents {
    /// Rust, to be formatted.
    Rust(TokenStream),
    /// Text, as it is.
    Text(String),
}

/// The schemas that the crate expresses, in the order in which they were read, with the types of their values.
pub(crate) fn schema_types(api: &Api, config: &Config, ledger: &Ledger) -> Vec<SchemaType> {
    schema_types::schema_types(&Context::new(api, config), ledger)
}

/// Gives each file of a crate to `sink`, with its path below the crate's folder (`/` between folders), but for
/// `surface.txt`. The next file is rendered when `sink` is done with the one before. `report` is the text of
/// `REPORT.md`.
///
/// # Errors
///
/// The first error of `sink`; no other file is rendered after it.
pub fn for_each_file<E>(
    api: &Api,
    config: &Config,
    report: &str,
    sink: &mut dyn FnMut(String, Contents) -> Result<(), E>,
) -> Result<(), E> {
    let cx = &Context::new(api, config);
    text_files(cx, report, sink)?;
    sink("src/lib.rs".to_owned(), Contents::Rust(lib_rs::lib_rs(cx)))?;
    sink("src/guide.rs".to_owned(), Contents::Rust(guide::guide_rs(cx)))?;
    sink("src/client.rs".to_owned(), Contents::Rust(client::client_rs(cx)))?;
    if let Some(tokens) = headers::headers_rs(cx) {
        sink("src/headers.rs".to_owned(), Contents::Rust(tokens))?;
    }
    if let Some(tokens) = servers::servers_rs(cx) {
        sink("src/servers.rs".to_owned(), Contents::Rust(tokens))?;
    }
    if let Some((path, tokens)) = example::example_rs(cx) {
        sink(path, Contents::Rust(tokens))?;
    }
    sink("src/resources/mod.rs".to_owned(), Contents::Rust(resource::resources_mod_rs(api)))?;
    for resource in &api.resources {
        resource_files(cx, resource, &mut Vec::new(), sink)?;
    }
    if !api.types.is_empty() {
        sink("src/types/mod.rs".to_owned(), Contents::Rust(types::types_mod_rs(cx)))?;
    }
    for (module, own) in cx.type_files() {
        sink(format!("src/{}.rs", module.join("/")), Contents::Rust(types::module_rs(cx, module, own)))?;
    }
    Ok(())
}

fn text_files<E>(
    cx: &Context<'_>,
    report: &str,
    sink: &mut dyn FnMut(String, Contents) -> Result<(), E>,
) -> Result<(), E> {
    let mut text = |path: &str, text: String| sink(path.to_owned(), Contents::Text(text));
    text("Cargo.toml", manifest::cargo_toml(cx.api, cx.config))?;
    text("README.md", readme::readme(cx))?;
    text("REPORT.md", report.to_owned())?;
    text("rustfmt.toml", manifest::rustfmt_toml())?;
    for (name, license) in manifest::licenses(cx.config) {
        text(name, license.clone())?;
    }
    for (path, runtime) in runtime::files() {
        text(&path, runtime.to_owned())?;
    }
    Ok(())
}

fn resource_files<'a, E>(
    cx: &Context<'a>,
    resource: &'a Resource,
    parents: &mut Vec<&'a Resource>,
    sink: &mut dyn FnMut(String, Contents) -> Result<(), E>,
) -> Result<(), E> {
    let folder: String = parents.iter().map(|parent| format!("{}/", parent.module)).collect();
    let ending = if resource.children.is_empty() { ".rs" } else { "/mod.rs" };
    let path = format!("src/resources/{folder}{}{ending}", resource.module);
    sink(path, Contents::Rust(resource::resource_rs(cx, resource, parents)))?;
    parents.push(resource);
    for child in &resource.children {
        resource_files(cx, child, parents, sink)?;
    }
    parents.pop();
    Ok(())
}
