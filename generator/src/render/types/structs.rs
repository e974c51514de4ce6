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
    let decode = decode(&json, name, fields);
    let encode = encode(&json, name, fields);
    quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub struct #name { #(#members)* }

        #decode
        #encode

        #json::serde_bridge!(#name);
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

fn decode(json: &TokenStream, name: &Ident, fields: &[Field]) -> TokenStream {
    let reads = fields.iter().map(|field| {
        let (name, wire, method) = (&field.name, Literal::string(&field.wire), presence(field));
        quote!(#name: object.#method(#wire)?)
    });
    // An object without fields is still one.
    let object = if fields.is_empty() { quote!(_object) } else { quote!(object) };
    quote! {
        impl #json::Decode for #name {
            #[inline]
            fn decode(value: &#json::Value<'_>) -> Result<Self, #json::Error> {
                let #object = #json::Object::of(value)?;
                Ok(Self { #(#reads),* })
            }
        }
    }
}

/// How many calls one expression chains at most: each nests those before it, and whoever parses it has a stack.
const LONGEST_CHAIN: usize = 200;

fn encode(json: &TokenStream, name: &Ident, fields: &[Field]) -> TokenStream {
    let write = |field: &Field| {
        let (name, wire, method) = (&field.name, Literal::string(&field.wire), presence(field));
        quote!(.#method(#wire, &self.#name))
    };
    let count = Literal::usize_unsuffixed(fields.len());
    let mut chains = fields.chunks(LONGEST_CHAIN).map(|chain| chain.iter().map(write).collect::<TokenStream>());
    let last = chains.next_back();
    let mut start = quote!(#json::Fields::with_capacity(#count));
    let mut before = TokenStream::new();
    for chain in chains {
        before.extend(quote!(let fields = #start #chain;));
        start = quote!(fields);
    }
    quote! {
        impl #json::Encode for #name {
            #[inline]
            fn encode(&self) -> #json::Value<'_> {
                #before
                #start #last .into_value()
            }
        }
    }
}

fn presence(field: &Field) -> TokenStream {
    if field.required { quote!(required) } else { quote!(optional) }
}
