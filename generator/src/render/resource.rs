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
    }
}

/// The file of one resource.
pub(super) fn resource_rs(api: &Api, config: &Config, resource: &Resource, parents: &[&Ident]) -> TokenStream {
    let name = &resource.type_name;
    let module_doc = Doc::new().ours(format!("The resource {}.", docs::code(&resource.wire))).inner();
    let imports = operation::imports(resource);
    let doc = Doc::new().theirs(resource.description.as_deref()).ours(format!(
        "The operations of {}, from {}.",
        docs::code(&resource.wire),
        origin(api, parents, resource)
    ));
    let modules: Vec<_> = resource.children.iter().map(|child| &child.module).collect();
    let nested = modules.iter().map(|module| {
        (**module == resource.module)
            .then(|| quote!(#[expect(clippy::module_inception, reason = "the API's own names")]))
    });
    let accessors = resource.children.iter().map(|child| {
        let (module, name) = (&child.module, &child.type_name);
        accessor(child, &quote!(#module::#name), &quote!('c, C), &quote!(self.client))
    });
    let methods = resource.operations.iter().map(|operation| operation::method(api, config, resource, operation));
    let operations = resource.operations.iter().map(|operation| operation::types(api, resource, operation));
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
) -> TokenStream {
    let method = &resource.accessor;
    let doc = Doc::new().ours(format!("The operations of {}.", docs::code(&resource.wire)));
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
