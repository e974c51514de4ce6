//! How an answer is read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Failure, Operation, Status, Success, TypeRef};
use crate::render::scope::Scope;

/// Reads an answer by its status: codes first, then classes, then all else.
pub(super) fn read(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (response, failure) = (scope.runtime("Response"), scope.runtime("Failure"));
    let mut arms: Vec<(Status, TokenStream)> = successes(&operation.success).collect();
    let error = &operation.error_type;
    arms.extend(operation.failures.iter().map(|of @ Failure { status, variant, .. }| {
        let read = match of.body() {
            Some(_) => quote!(response.error(#error::#variant)),
            None => quote!(Err(#failure::Api(#error::#variant))),
        };
        (*status, read)
    }));
    arms.extend(operation.untyped.iter().map(|status| (*status, quote!(response.untyped()))));
    arms.sort_by_key(|(status, _)| *status);
    // A status that stands for both is a success.
    arms.dedup_by_key(|(status, _)| *status);
    let is_complete = arms.iter().any(|(status, _)| *status == Status::Default);
    let other = (!is_complete).then(|| quote!(_ => response.other(),));
    let arms = arms.into_iter().map(|(status, read)| {
        let pattern = pattern(status);
        quote!(#pattern => #read,)
    });
    quote! {
        fn read(response: &mut #response) -> Result<Self::Output, #failure<Self::Error>> {
            match response.status().as_u16() { #(#arms)* #other }
        }
    }
}

fn successes(success: &Success) -> impl Iterator<Item = (Status, TokenStream)> {
    let read = match success.ty {
        Some(TypeRef::Bytes) => quote!(response.bytes()),
        Some(_) => quote!(response.value()),
        None => quote!(response.empty()),
    };
    success.statuses.iter().map(move |status| (*status, read.clone()))
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Class(class) => {
            let (first, last) = (Literal::u16_unsuffixed(class * 100), Literal::u16_unsuffixed(class * 100 + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}
