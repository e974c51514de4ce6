//! `src/lib.rs`: the crate's docs, its modules, and what stands at its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::doc_tokens::Doc;
use super::scope::{tokens, use_items};
use crate::docs;
use crate::ir::{CLIENT_AT_ROOT, RUNTIME_AT_ROOT, Resource};

/// `src/lib.rs`.
pub(super) fn lib_rs(cx: &Context<'_>) -> TokenStream {
    let doc = crate_doc(cx).inner();
    let types = (!cx.api.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let headers = (!cx.api.headers.is_empty()).then(|| {
        quote!(
            pub mod headers;
        )
    });
    let servers = cx.api.servers.have_types().then(|| {
        quote!(
            pub mod servers;
        )
    });
    let short = cx.paths.at_root();
    let short = short.iter().map(|(module, names)| use_items(&quote!(pub use), "", module, names));
    let formats = cx.has_formats().then(|| {
        quote!(
            pub use runtime::formats;
        )
    });
    let client = CLIENT_AT_ROOT.iter().map(|name| tokens([*name]));
    let runtime = RUNTIME_AT_ROOT.iter().map(|name| tokens([*name]));
    quote! {
        #![doc = include_str!("../README.md")]
        #doc
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![allow(clippy::disallowed_names, clippy::large_enum_variant, clippy::should_implement_trait)]
        #![cfg_attr(docsrs, feature(doc_cfg))]

        pub mod client;
        pub mod runtime;
        pub mod guide;
        #headers
        pub mod resources;
        #servers
        #types

        pub use client::{ #(#client),* };
        #(#short)*
        #[cfg(feature = "blocking")]
        pub use runtime::blocking;
        #[cfg(feature = "test-util")]
        pub use runtime::testing;
        #formats
        pub use runtime::{ #(#runtime),* };
    }
}

/// What a client is one of: `the Pet API`, but `Slack`.
pub(super) fn named(title: &str) -> String {
    let title = one_line(title);
    let says = |word: &str| title.split_whitespace().any(|own| own.eq_ignore_ascii_case(word));
    let has_article = title.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case("the"));
    match title.as_str() {
        "" => "an API without a title".to_owned(),
        _ if !has_article && ["API", "APIs", "service"].into_iter().any(says) => format!("the {title}"),
        _ => title,
    }
}

/// What follows the README, which is the beginning of the crate's page: what has links to the items.
fn crate_doc(cx: &Context<'_>) -> Doc {
    let api = cx.api;
    let types = if api.types.is_empty() { "" } else { ", their types in [`types`]" };
    let resources = match api.resources.is_empty() {
        true => String::new(),
        false => format!(
            "## Resources\n\nThe operations are found in [`resources`]{types}:\n\n{}\n\n",
            resource_table(&api.resources)
        ),
    };
    Doc::new().own(format!(
        "{resources}What goes wrong with a request is an [`OperationError`], and by `?` the one plain [`Error`].\n\
         The [`guide`] covers errors, retries, timeouts, tests, TLS and proxies."
    ))
}

/// A table of the resources at the root: an API of a thousand operations has some dozens.
fn resource_table(resources: &[Resource]) -> String {
    let about = |resource: &Resource| docs::summary(resource.description.as_deref().unwrap_or_default(), ABOUT);
    let (head, rule) = match resources.iter().all(|resource| about(resource).is_empty()) {
        true => ("| resource | operations |", "| --- | --- |"),
        false => ("| resource | operations | |", "| --- | --- | --- |"),
    };
    let mut text = format!("{head}\n{rule}");
    for resource in resources {
        let (method, count, about) = (&resource.accessor, resource.count(), docs::escape(&about(resource)));
        let about = if about.is_empty() { about } else { format!(" {about} |") };
        text.push_str(&format!("\n| [`{method}`](Client::{method}) | {count} |{about}"));
    }
    text
}

/// The longest description of a resource in a table, in characters.
const ABOUT: usize = 120;

/// Text of the document in one line.
pub(super) fn one_line(text: &str) -> String {
    docs::summary(text, 200)
}
