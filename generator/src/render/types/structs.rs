//! Structs: their fields, and how they are read and written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{constraints, constructors, setters};
use crate::docs;
use crate::ir::{Additional, Field, Struct, TypePath};
use crate::render::context::Context;
use crate::render::doc_tokens::{DEPRECATED, Doc};
use crate::render::scope::Scope;

/// A struct, and what it implements.
pub(super) fn structure<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    doc: &Doc,
    path: &'a TypePath,
    of: &'a Struct,
) -> TokenStream {
    let types = of.fields.iter().map(|field| &field.ty);
    let have_double = cx.have_double(types.chain(of.additional.iter().map(|additional| &additional.ty)));
    // No `Hash`: hardly anyone hashes what has fields, and it costs 8 % of the time to check a crate.
    let eq = (!have_double).then(|| quote!(, Eq));
    let default = cx.paths.arguments(of).is_empty().then(|| quote!(, Default));
    let fields = of.fields.iter().map(|field| member(scope, field));
    let additional = of.additional.as_ref().map(|of| additional(scope, of));
    let name = &path.name;
    let (codec, parents) = (codec(scope, path, of), parents(cx, scope, path, of));
    let (new, setters) = (constructors::constructor(cx, scope, path, of), setters::setters(cx, scope, of));
    let methods = (new.is_some() || !setters.is_empty()).then(|| quote!(impl #name { #new #setters }));
    let required = constructors::required_struct(cx, scope, path, of);
    quote! {
        #doc
        #[derive(Debug, Clone #default, PartialEq #eq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #additional }

        #methods

        #codec
        #parents
        #required
    }
}

fn member<'a>(scope: &Scope<'a>, field: &'a Field) -> TokenStream {
    let name = &field.name;
    let ty = scope.ty(&field.ty);
    let ty = if field.required { ty } else { quote!(Option<#ty>) };
    let constraints = constraints::lines(field);
    let doc = Doc::new()
        .document_or(field.description.as_deref(), || docs::code(&field.wire))
        .own_if(!constraints.is_empty(), constraints.join("\n"))
        .own_if(field.deprecated, DEPRECATED);
    quote! { #doc pub #name: #ty, }
}

/// The field of members without a name.
fn additional<'a>(scope: &Scope<'a>, additional: &'a Additional) -> TokenStream {
    let (name, ty) = (&additional.name, scope.ty(&additional.ty));
    let doc = Doc::new()
        .document_or(additional.description.as_deref(), || "The properties that the document doesn't name.".to_owned());
    quote! { #doc pub #name: #ty, }
}

fn codec(scope: &Scope<'_>, path: &TypePath, of: &Struct) -> TokenStream {
    let json = scope.runtime("json");
    let name = &path.name;
    let entries = of.fields.iter().map(|field| {
        let (name, wire) = (&field.name, Literal::string(&field.wire));
        let presence = if field.required { quote!(required) } else { quote!(optional) };
        quote!(#name: #presence #wire,)
    });
    let others = of.additional.as_ref().map(|additional| {
        let name = &additional.name;
        quote!(..#name)
    });
    quote!(#json::object!(#name { #(#entries)* #others });)
}

/// The conversions into the structs that it combines.
fn parents<'a>(cx: &Context<'a>, scope: &Scope<'a>, path: &TypePath, of: &'a Struct) -> Option<TokenStream> {
    let parents = cx.paths.parents(path, of);
    if parents.is_empty() {
        return None;
    }
    let (json, name) = (scope.runtime("json"), &path.name);
    let parents = parents.iter().map(|(parent, fields)| {
        let parent = scope.named(parent);
        quote!(#parent { #(#fields),* })
    });
    Some(quote!(#json::parents!(#name { #(#parents),* });))
}
