//! `src/lib.rs`: the crate's docs, its modules, and what stands at its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::resource::reexports;
use super::snippet;
use super::text::Doc;
use crate::docs;

/// `src/lib.rs`.
pub(super) fn lib_rs(cx: &Context<'_>) -> TokenStream {
    let api = cx.api;
    let doc = crate_doc(cx).inner();
    let (types_mod, types_use) = match api.types.is_empty() {
        true => (None, None),
        false => (
            Some(quote!(
                pub mod types;
            )),
            Some(quote!(
                pub use types::*;
            )),
        ),
    };
    let resources = reexports(&api.resources, &mut Vec::new());
    quote! {
        #doc
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]

        pub mod client;
        pub mod guide;
        pub mod resources;
        pub mod runtime;
        #types_mod

        pub use client::{Client, ClientBuilder};
        #(#resources)*
        #[cfg(feature = "blocking")]
        pub use runtime::blocking;
        #[cfg(feature = "test-util")]
        pub use runtime::testing;
        pub use runtime::{Error, ErrorKind, OperationError, Request, Response, Secret, TokenProvider, Unexpected, WithMeta};
        #types_use

        #[cfg(doctest)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    }
}

fn crate_doc(cx: &Context<'_>) -> Doc {
    let api = cx.api;
    let example = cx.first_operation().map(|placed| format!("# Example\n\n{}", snippet::method(cx, placed)));
    Doc::new()
        .ours(format!("A client of the {}, version {}.", docs::escape(&one_line(&api.title)), docs::code(&api.version)))
        .theirs(api.description.as_deref())
        .ours(example.unwrap_or_default())
        .ours(
            "# Errors\n\n\
             Every operation has an error type of its own, with a variant for each failure that the API\n\
             documents: [`OperationError::api`] gives it. `?` turns it into the one plain [`Error`], across\n\
             operations.\n\n\
             # More\n\n\
             The [`guide`] tells what is sent again and when, how long things may take, how code that uses the\n\
             client is tested, and of TLS and proxies. What can be set for a client is at [`ClientBuilder`],\n\
             what for a request, at [`Request`].",
        )
}

/// Text of the document in one line.
pub(super) fn one_line(text: &str) -> String {
    docs::summary(text, 200)
}
