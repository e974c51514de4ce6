//! The enum of an operation's successes, where their types differ.

use proc_macro2::TokenStream;
use quote::quote;

use super::status_doc;
use crate::ir::{Answer, Operation};
use crate::names::Ident;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// The enum, with a variant for each documented success.
pub(super) fn success<'a>(scope: &Scope<'a>, operation: &'a Operation, name: &Ident) -> TokenStream {
    let variants = operation.success.answers.iter().filter_map(|answer @ Answer { status, description, .. }| {
        let (doc, variant) = (status_doc::status_doc(*status, description), answer.variant.as_ref()?);
        Some(match &answer.body {
            Some(body) => {
                let ty = scope.answer(body);
                quote! { #doc #variant(#ty), }
            }
            None => quote! { #doc #variant, },
        })
    });
    let is_stream = |answer: &Answer| answer.body.as_ref().is_some_and(|body| body.format.is_stream());
    let derived = match operation.success.answers.iter().any(is_stream) {
        true => quote!(Debug),
        false => quote!(Debug, Clone, PartialEq),
    };
    let doc = Doc::new().own(format!("What the API answers to [`{}`] when it succeeds.", operation.request_type));
    quote! {
        #doc
        #[derive(#derived)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}
