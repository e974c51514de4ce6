//! `src/lib.rs`: the crate's docs, its modules, and what stands at its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::call;
use super::resource::{crate_ident, reexports};
use super::text::Doc;
use crate::config::Config;
use crate::docs;
use crate::ir::{Api, Operation, Resource};

/// `src/lib.rs`.
pub(super) fn lib_rs(api: &Api, config: &Config) -> TokenStream {
    let doc = crate_doc(api, config).inner();
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
        pub use runtime::{Error, ErrorKind, OperationError, Response, Secret, WithMeta};
        #types_use

        #[cfg(doctest)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    }
}

/// The first operation, which the examples call.
pub(super) fn first_operation(api: &Api) -> Option<&Operation> {
    let all = api.resources.iter().flat_map(Resource::all_operations);
    all.filter(|operation| !operation.deprecated).min_by_key(|operation| operation.parameters.len())
}

/// A short program, without the part that sets it up: `None` where there is no operation to call.
pub(super) fn excerpt(api: &Api, config: &Config) -> Option<String> {
    let operation = first_operation(api)?;
    let call = call(api, config, operation);
    let bind = if operation.success.ty.is_some() { "let answer = " } else { "" };
    let krate = crate_ident(config);
    Some(format!("let client = {krate}::Client::from_env()?;\n{bind}{call}.await?;"))
}

fn crate_doc(api: &Api, config: &Config) -> Doc {
    let krate = crate_ident(config);
    let example = excerpt(api, config).map(|excerpt| {
        format!("# Example\n\n```no_run\n# async fn example() -> Result<(), {krate}::Error> {{\n{excerpt}\n# Ok(())\n# }}\n```")
    });
    Doc::new()
        .ours(format!("A client of the {}, version {}.", docs::escape(&one_line(&api.title)), docs::code(&api.version)))
        .theirs(api.description.as_deref())
        .ours(example.unwrap_or_default())
        .ours(
            "# Errors\n\n\
             Every operation has an error type of its own, with a variant for each failure that the API\n\
             documents: [`OperationError::api`] gives it. `?` turns it into the one plain [`Error`], across\n\
             operations.\n\n\
             # Retries and timeouts\n\n\
             A request that can be repeated without harm is sent again, twice at most, when the connection\n\
             fails or the answer asks for it. Each attempt has a minute, to the end of the body. Both can be\n\
             set for the client, by [`ClientBuilder`], and for each request, by\n\
             [`Request`](runtime::Request).",
        )
}

/// Text of the document in one line.
pub(super) fn one_line(text: &str) -> String {
    docs::summary(text, 200)
}
