//! `src/resources/`: the tree of accessors, and the methods on it.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, Placed};
use super::doc_tokens::Doc;
use super::operation;
use super::scope::Scope;
use super::types;
use crate::docs;
use crate::ir::{Api, Modules, Resource};

/// `src/resources/mod.rs`.
pub(super) fn resources_mod_rs(api: &Api) -> TokenStream {
    let modules: Vec<_> = api.resources.iter().map(|resource| &resource.module).collect();
    let doc = Doc::new().own(OVERVIEW).inner();
    quote! {
        #doc
        #(pub mod #modules;)*
    }
}

const OVERVIEW: &str = "\
The resources of the API, each with its operations and what belongs to them.

An operation's method makes a request, which is sent when it is awaited, or by
[`send`](crate::Request::send) and its like. Timeouts, retries and headers are set by the methods
that [all requests](crate::Request) have, optional parameters by methods of the request's own: one
by one, or all of them by `params`. End the literal of such a struct with `..Default::default()`,
since a later version may have more fields. Those that are `None` are not sent.

The enum of an operation's errors has a variant for each documented status. `Other` is for answers
of other statuses, and those whose body is not the documented one.";

/// The file of one resource.
pub(super) fn resource_rs<'a>(cx: &'a Context<'a>, resource: &'a Resource, parents: &[&'a Resource]) -> TokenStream {
    let module = module(parents, resource);
    let own_types = cx.types_of(&module);
    let scope = &Scope::new(cx, module, own_names(cx, resource, parents), operation::RUNTIME);
    let placed: Vec<_> = Placed::of(parents, resource).collect();
    let accessors = resource.children.iter().map(|child| {
        let (module, name) = (&child.module, &child.type_name);
        accessor(child, &quote!(#module::#name), &quote!('c, C), &quote!(self.client))
    });
    let methods: Vec<_> = placed.iter().map(|placed| operation::method(cx, scope, placed)).collect();
    let operations: Vec<_> = placed.iter().map(|placed| operation::types(cx, scope, placed)).collect();
    let types: Vec<_> = own_types.iter().map(|ty| types::type_tokens(cx, scope, ty)).collect();
    let imports = scope.imports();
    let modules = child_modules(resource);
    let (module_doc, doc) = docs_of(resource, parents);
    let name = &resource.type_name;
    quote! {
        #module_doc
        #modules
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
        #(#types)*
    }
}

/// The module of a resource.
pub(super) fn module<'a>(parents: &[&'a Resource], resource: &'a Resource) -> Modules<'a> {
    let below = parents.iter().copied().chain([resource]).map(|resource| resource.module.as_str());
    ["resources"].into_iter().chain(below).collect()
}

/// What the file of a resource defines.
fn own_names<'a>(cx: &'a Context<'a>, resource: &'a Resource, parents: &[&'a Resource]) -> Vec<&'a str> {
    let mut names = vec![resource.type_name.as_str()];
    names.extend(resource.children.iter().map(|child| child.module.as_str()));
    names.extend(resource.operations.iter().flat_map(operation::names));
    names.extend(cx.names_of(&module(parents, resource)));
    names
}

fn child_modules(resource: &Resource) -> TokenStream {
    let modules = resource.children.iter().map(|child| {
        let module = &child.module;
        let same_name = (*module == resource.module)
            .then(|| quote!(#[expect(clippy::module_inception, reason = "the API's own names")]));
        quote!(#same_name pub mod #module;)
    });
    modules.collect()
}

/// The docs of the module and those of the type.
fn docs_of(resource: &Resource, parents: &[&Resource]) -> (TokenStream, Doc) {
    let wire = docs::code(&resource.wire);
    let module = Doc::new().own(format!("The operations of {wire}, and their types.")).inner();
    let ty = Doc::new()
        .document(resource.description.as_deref())
        .own(format!("The operations of {wire}, from {}.", origin(parents, resource)));
    (module, ty)
}

/// The method that leads to a resource, whose type is found at `path`.
pub(super) fn accessor(
    resource: &Resource,
    path: &TokenStream,
    generics: &TokenStream,
    client: &TokenStream,
) -> TokenStream {
    let method = &resource.accessor;
    let doc = Doc::new().own(format!("The operations of {}.", docs::code(&resource.wire)));
    quote! {
        #doc
        pub fn #method(&self) -> #path<#generics> {
            #path::new(#client)
        }
    }
}

/// What a resource is got from, as a link.
fn origin(parents: &[&Resource], resource: &Resource) -> String {
    let method = &resource.accessor;
    match parents.split_last() {
        None => format!("[`Client::{method}`](crate::Client::{method})"),
        Some((owner, above)) => {
            let (module, owner) = (module(above, owner).join("::"), &owner.type_name);
            format!("[`{owner}::{method}`](crate::{module}::{owner}::{method})")
        }
    }
}
