//! Structs: their fields, and how they are read and written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs;
use crate::ir::Field;
use crate::names::Ident;
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// A struct of these fields.
pub(super) fn structure<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    doc: &Doc,
    name: &Ident,
    fields: &'a [Field],
) -> TokenStream {
    let derives = if cx.have_double(fields.iter().map(|field| &field.ty)) {
        quote!(#[derive(Debug, Clone, PartialEq)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash)])
    };
    let members = fields.iter().map(|field| member(scope, field));
    let json = scope.runtime("json");
    let entries = fields.iter().map(|field| {
        let (name, wire) = (&field.name, Literal::string(&field.wire));
        let presence = if field.required { quote!(required) } else { quote!(optional) };
        quote!(#name: #presence #wire,)
    });
    quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub struct #name { #(#members)* }

        #json::object!(#name { #(#entries)* });
    }
}

fn member<'a>(scope: &Scope<'a>, field: &'a Field) -> TokenStream {
    let name = &field.name;
    let ty = scope.ty(&field.ty);
    let ty = if field.required { ty } else { quote!(Option<#ty>) };
    let doc = Doc::new()
        .document_or(field.description.as_deref(), || docs::code(&field.wire))
        .own_if(field.deprecated, "**Deprecated** by the API's document.");
    quote! { #doc pub #name: #ty, }
}
