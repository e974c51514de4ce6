//! The enum of an operation's documented errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::status_doc::status_doc;
use crate::ir::{Failure, Operation, Status, TypeRef};
use crate::names::status::reason;
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// The enum, with a variant for each documented failure and one for all else.
pub(super) fn error<'a>(cx: &Context<'a>, scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let name = &operation.error_type;
    let variants = operation.failures.iter().map(|failure| {
        let (doc, variant) = (status_doc(failure.status, &failure.description), &failure.variant);
        match failure.body() {
            Some(ty) => {
                let ty = scope.ty(ty);
                quote! { #doc #variant(#ty), }
            }
            None => quote! { #doc #variant, },
        }
    });
    let unexpected = scope.runtime("UnexpectedResponse");
    let (shown, envelope) = (operation.failures.iter().map(shown), envelope(cx, scope, operation));
    let doc = Doc::new().own(format!("What the API answers to [`{}`] when it fails.", operation.request_type));
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Any other answer.
            Other(#unexpected),
        }

        crate::runtime::api_error!(#name { #(#shown),* });
        #envelope
    }
}

/// The method that gives the body, if all documented errors with a body have one type.
fn envelope<'a>(cx: &Context<'a>, scope: &Scope<'a>, operation: &'a Operation) -> Option<TokenStream> {
    let ty = match cx.paths.envelope(operation)? {
        TypeRef::Boxed(path) => scope.named(path),
        ty => scope.ty(ty),
    };
    let variants = operation.failures.iter().filter(|failure| failure.body().is_some()).map(|failure| &failure.variant);
    let name = &operation.error_type;
    Some(quote!(crate::runtime::envelope!(#name: #ty { #(#variants),* });))
}

/// How an error displays its variant.
fn shown(failure: &Failure) -> TokenStream {
    let variant = &failure.variant;
    let status = match failure.status {
        Status::Code(code) => [code.to_string().as_str(), reason(code).unwrap_or_default()].join(" ").trim().to_owned(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "another status".to_owned(),
    };
    quote!(#variant = #status)
}
