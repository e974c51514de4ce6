//! `src/resources/`: the tree of accessors, and the methods on it.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, Placed, accessors};
use super::operation;
use super::snippet::{self, ClientKind};
use super::text::Doc;
use crate::docs;
use crate::ir::{Api, Resource};
use crate::names::Ident;

/// `src/resources/mod.rs`.
pub(super) fn resources_mod_rs(api: &Api) -> TokenStream {
    let modules: Vec<_> = api.resources.iter().map(|resource| &resource.module).collect();
    let doc = Doc::new().ours("The resources of the API, and the operations on them.").inner();
    quote! {
        #doc
        #(pub mod #modules;)*
    }
}

/// The file of one resource.
pub(super) fn resource_rs(cx: &Context<'_>, resource: &Resource, parents: &[&Resource]) -> TokenStream {
    let name = &resource.type_name;
    let module_doc = Doc::new().ours(format!("The resource {}.", docs::code(&resource.wire))).inner();
    let imports = operation::imports(resource);
    let chain: Vec<_> = parents.iter().copied().chain([resource]).map(|resource| &resource.accessor).collect();
    let doc = Doc::new()
        .theirs(resource.description.as_deref())
        .ours(format!("The operations of {}, from {}.", docs::code(&resource.wire), origin(parents, resource)))
        .ours(snippet::accessor(cx, &accessors(chain.iter().copied()), &resource.accessor, ClientKind::Async));
    let modules: Vec<_> = resource.children.iter().map(|child| &child.module).collect();
    let nested = modules.iter().map(|module| {
        (**module == resource.module)
            .then(|| quote!(#[expect(clippy::module_inception, reason = "the API's own names")]))
    });
    let accessors = resource.children.iter().map(|child| {
        let (module, name) = (&child.module, &child.type_name);
        let written = accessors(chain.iter().copied().chain([&child.accessor]));
        let example = snippet::accessor(cx, &written, &child.accessor, ClientKind::Async);
        accessor(child, &quote!(#module::#name), &quote!('c, C), &quote!(self.client), &example)
    });
    let placed: Vec<_> = Placed::of(parents, resource).collect();
    let methods = placed.iter().map(|placed| operation::method(cx, placed));
    let operations = placed.iter().map(|placed| operation::types(cx, placed));
    quote! {
        #module_doc
        #(#nested pub mod #modules;)*
        #imports

        #doc
        #[derive(Debug)]
        pub struct #name<'c, C> {
            client: &'c C,
        }

        impl<'c, C> #name<'c, C> {
            pub(crate) fn new(client: &'c C) -> Self {
                Self { client }
            }

            #(#accessors)*
            #(#methods)*
        }

        #(#operations)*
    }
}

/// The method that leads to a resource, whose type is found at `path`.
pub(super) fn accessor(
    resource: &Resource,
    path: &TokenStream,
    generics: &TokenStream,
    client: &TokenStream,
    example: &str,
) -> TokenStream {
    let method = &resource.accessor;
    let doc = Doc::new().ours(format!("The operations of {}.", docs::code(&resource.wire))).ours(example);
    quote! {
        #doc
        pub fn #method(&self) -> #path<#generics> {
            #path::new(#client)
        }
    }
}

/// The declarations that have the types of all resources at the root of the crate.
pub(super) fn reexports(resources: &[Resource], parents: &mut Vec<Ident>) -> Vec<TokenStream> {
    let mut all = Vec::new();
    for resource in resources {
        parents.push(resource.module.clone());
        let mut names = vec![&resource.type_name];
        for operation in &resource.operations {
            names.extend([&operation.request_type, &operation.operation_type, &operation.error_type]);
            names.extend(&operation.params_type);
        }
        names.sort();
        all.push(match names.as_slice() {
            [one] => quote!(pub use resources #(::#parents)* ::#one;),
            several => quote!(pub use resources #(::#parents)* ::{ #(#several),* };),
        });
        all.extend(reexports(&resource.children, parents));
        parents.pop();
    }
    all
}

/// What a resource is got from, as a link.
fn origin(parents: &[&Resource], resource: &Resource) -> String {
    let owner = parents.last().map_or("Client", |parent| parent.type_name.as_str());
    format!("[`{owner}::{method}`](crate::{owner}::{method})", method = resource.accessor)
}
