//! The enum of a body that is sent as one of several contents.

use proc_macro2::TokenStream;
use quote::quote;

use crate::docs;
use crate::ir::{BodyContent, TypePath, TypeRef};
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::phrases;
use crate::render::scope::Scope;

/// The enum, with a variant for each content, and conversions of the payloads that only one variant has.
pub(super) fn choice<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    doc: &Doc,
    path: &'a TypePath,
    contents: &'a [BodyContent],
) -> TokenStream {
    let name = &path.name;
    let eq = match contents.iter().any(|content| cx.is_upload(&content.ty)) {
        true => None,
        false if cx.have_double(contents.iter().map(|content| &content.ty)) => Some(quote!(, PartialEq)),
        false => Some(quote!(, PartialEq, Eq)),
    };
    let variants = contents.iter().map(|content| {
        let (variant, ty) = (&content.variant, scope.ty(&content.ty));
        let doc =
            Doc::new().own(format!("{}: {}.", docs::code(&content.media_type), phrases::value(scope, &content.ty)));
        quote!(#doc #variant(#ty),)
    });
    let types: Vec<_> = contents.iter().map(|content| cx.paths.canonical(&content.ty)).collect();
    let is_unique = |ty: &TypeRef| types.iter().filter(|other| *other == ty).count() == 1;
    let unique = contents.iter().zip(&types).filter(|(_, ty)| is_unique(ty));
    let conversions = unique.map(|(content, ty)| {
        let (variant, from) = (&content.variant, scope.ty(&content.ty));
        let text = (*ty == TypeRef::String).then(|| {
            quote! {
                impl From<&str> for #name {
                    fn from(value: &str) -> Self { Self::#variant(value.to_owned()) }
                }
            }
        });
        quote! {
            impl From<#from> for #name {
                fn from(value: #from) -> Self { Self::#variant(value) }
            }

            #text
        }
    });
    quote! {
        #doc
        #[derive(Debug, Clone #eq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        #(#conversions)*
    }
}
