//! `src/resources/`: the tree of accessors, and the methods on it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::operation;
use super::text::Doc;
use crate::config::Config;
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
        #(pub use #modules::*;)*
    }
}

/// The file of one resource.
pub(super) fn resource_rs(api: &Api, config: &Config, resource: &Resource, parents: &[&Ident]) -> TokenStream {
    let name = &resource.type_name;
    let module_doc = Doc::new().ours(format!("The resource {}.", docs::code(&resource.wire))).inner();
    let imports = operation::imports(resource);
    let doc = Doc::new()
        .theirs(resource.description.as_deref())
        .ours(format!("The operations of {}, from {}.", docs::code(&resource.wire), origin(api, parents, resource)));
    let modules: Vec<_> = resource.children.iter().map(|child| &child.module).collect();
    let nested = modules.iter().map(|module| {
        let same = parents.last().is_some_and(|_| **module == resource.module) || **module == resource.module;
        same.then(|| quote!(#[expect(clippy::module_inception, reason = "the API's own names")]))
    });
    let accessors = resource.children.iter().map(|child| accessor(child, quote!('c), quote!(C), quote!(self.client)));
    let methods = resource.operations.iter().map(|operation| operation::method(config, resource, operation, &chain(api, operation)));
    let operations = resource.operations.iter().map(|operation| operation::types(resource, operation));
    quote! {
        #module_doc
        #(#nested pub mod #modules;)*
        #(pub use #modules::*;)*
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

/// The method that leads to a resource.
pub(super) fn accessor(resource: &Resource, lifetime: TokenStream, client: TokenStream, of: TokenStream) -> TokenStream {
    let (method, name, module) = (&resource.accessor, &resource.type_name, &resource.module);
    let doc = Doc::new().ours(format!("The operations of {}.", docs::code(&resource.wire)));
    quote! {
        #doc
        pub fn #method(&self) -> #module::#name<#lifetime, #client> {
            #module::#name::new(#of)
        }
    }
}

/// What a resource is got from, as a link.
fn origin(api: &Api, parents: &[&Ident], resource: &Resource) -> String {
    let mut at = &api.resources;
    let mut owner = "Client".to_owned();
    for parent in parents {
        let Some(found) = at.iter().find(|candidate| candidate.module == **parent) else { break };
        owner = found.type_name.to_string();
        at = &found.children;
    }
    format!("[`{owner}::{method}`](crate::{owner}::{method})", method = resource.accessor)
}

/// The accessors that lead from the client to an operation.
pub(super) fn chain(api: &Api, operation: &crate::ir::Operation) -> Vec<Ident> {
    fn find(resources: &[Resource], operation: &crate::ir::Operation) -> Option<Vec<Ident>> {
        resources.iter().find_map(|resource| {
            let below = match resource.operations.iter().any(|own| own.pointer == operation.pointer) {
                true => Some(Vec::new()),
                false => find(&resource.children, operation),
            };
            below.map(|below| std::iter::once(resource.accessor.clone()).chain(below).collect())
        })
    }
    find(&api.resources, operation).unwrap_or_default()
}

/// The crate's name as an identifier.
pub(super) fn crate_ident(config: &Config) -> proc_macro2::Ident {
    format_ident!("{}", config.package.name.replace('-', "_"))
}
