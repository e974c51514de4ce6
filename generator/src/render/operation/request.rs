//! The request of an operation, an alias, with setters for its optional parameters; and the struct of these.

use proc_macro2::TokenStream;
use quote::quote;

use super::{declared, deprecated};
use crate::docs;
use crate::names::Ident;
use crate::render::arguments;
use crate::render::context::{Context, Placed};
use crate::render::doc_tokens::{DEPRECATED, Doc};
use crate::render::input::Input;
use crate::render::scope::Scope;

/// The alias, and its setters.
pub(super) fn request<'a>(cx: &Context<'a>, scope: &Scope<'a>, placed: &Placed<'a>) -> TokenStream {
    let operation = placed.operation;
    let (request, op) = (&operation.request_type, &operation.operation_type);
    let method = format!("{}::{}", placed.resource.type_name, operation.method);
    let doc = Doc::new().own(format!("A request of [`{method}`]."));
    let setters = operation.params_type.as_ref().map(|params| {
        let setters = Input::options(operation).map(|input| setter(cx, scope, input));
        quote! {
            impl<C> #request<'_, C> {
                /// Sets all optional parameters at once.
                pub fn params(mut self, params: #params) -> Self {
                    self.operation.params = params;
                    self
                }

                #(#setters)*
            }
        }
    });
    let generic = scope.runtime("Request");
    quote! {
        #doc
        pub type #request<'c, C> = #generic<'c, C, #op>;

        #setters
    }
}

fn setter<'a>(cx: &Context<'a>, scope: &Scope<'a>, input: Input<'a>) -> TokenStream {
    let (name, argument) = (input.name(), declared(cx, scope, input));
    let value = arguments::value(&input.argument(&cx.paths), name);
    let doc = Doc::new().document_or(input.description(), || match input.wire() {
        Some(wire) => format!("{} {}.", input.kind(), docs::code(wire)),
        None => format!("{}.", input.kind()),
    });
    let deprecated = deprecated(input.deprecated());
    quote! {
        #doc
        #deprecated
        pub fn #name(mut self, #argument) -> Self {
            self.operation.params.#name = Some(#value);
            self
        }
    }
}

/// The struct of the optional parameters.
pub(super) fn params<'a>(cx: &Context<'a>, scope: &Scope<'a>, placed: &Placed<'a>, params: &Ident) -> TokenStream {
    let operation = placed.operation;
    let eq = match Input::options(operation).any(|input| cx.is_upload(input.ty())) {
        true => None,
        false if cx.have_double(Input::options(operation).map(Input::ty)) => Some(quote!(, PartialEq)),
        false => Some(quote!(, PartialEq, Eq)),
    };
    let fields = Input::options(operation).map(|input| {
        let (name, ty) = (input.name(), scope.ty(input.ty()));
        let doc = Doc::new()
            .own(match input.wire() {
                Some(wire) => docs::code(wire),
                None => format!("{}.", input.kind()),
            })
            .own_if(input.deprecated(), DEPRECATED);
        quote! { #doc pub #name: Option<#ty>, }
    });
    let doc = Doc::new()
        .own(format!("The optional parameters of [`{}`], whose methods tell what each is.", operation.request_type));
    quote! {
        #doc
        #[derive(Debug, Clone, Default #eq)]
        pub struct #params { #(#fields)* }
    }
}
