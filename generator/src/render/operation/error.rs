//! The enum of an operation's documented errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::implementation::body_of;
use crate::docs;
use crate::ir::{Failure, Operation, Status};
use crate::names::status::reason;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// The longest description that stands on the line of its status, in characters.
const ONE_LINE: usize = 80;

/// The enum, with a variant for each documented failure and one for all else.
pub(super) fn error<'a>(scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let name = &operation.error_type;
    let variants = operation.failures.iter().map(|failure| {
        let (doc, variant) = (variant_doc(failure), &failure.variant);
        match body_of(failure) {
            Some(ty) => {
                let ty = scope.ty(ty);
                quote! { #doc #variant(#ty), }
            }
            None => quote! { #doc #variant, },
        }
    });
    let unexpected = scope.runtime("UnexpectedResponse");
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

        impl From<#unexpected> for #name {
            fn from(unexpected: #unexpected) -> Self {
                Self::Other(unexpected)
            }
        }
    }
}

/// The status, and what the document says of it: on the same line, if that is short.
fn variant_doc(failure: &Failure) -> Doc {
    let (status, phrase) = match failure.status {
        Status::Code(code) => match reason(code) {
            Some(reason) => (format!("`{code} {reason}`"), reason),
            None => (format!("`{code}`"), ""),
        },
        Status::Class(class) => (format!("Any other status from {class}00 to {class}99"), ""),
        Status::Default => ("Any other status".to_owned(), ""),
    };
    let lines = docs::doc_lines(&failure.description);
    let short = docs::summary(&failure.description, ONE_LINE);
    if lines.is_empty() || short.trim_end_matches('.').eq_ignore_ascii_case(phrase) {
        return Doc::new().own(format!("{status}."));
    }
    match lines.as_slice() {
        // What is plain text is the same as its summary.
        [_] if docs::escape(&short) == lines.concat() => Doc::new().own(format!("{status}: {}", lines.concat())),
        _ => Doc::new().own(format!("{status}.")).document(Some(&failure.description)),
    }
}
