//! The setters of a struct: a method for each field that can be left out, on types that requests can carry.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::ir::{Struct, TypeRef};
use crate::names::Ident;
use crate::render::arguments;
use crate::render::context::Context;
use crate::render::doc_tokens::{DEPRECATED, Doc};
use crate::render::scope::Scope;

/// The setters; none for a type that requests can't carry.
pub(super) fn setters<'a>(cx: &Context<'a>, scope: &Scope<'a>, of: &'a Struct) -> TokenStream {
    if !of.in_requests {
        return TokenStream::new();
    }
    let optional = of.fields.iter().filter(|field| !field.required);
    let optional = optional.map(|field| setter(cx, scope, of, &field.name, &field.ty, field.deprecated));
    let additional = of.additional.iter().map(|field| setter(cx, scope, of, &field.name, &field.ty, false));
    let setters: Vec<_> = optional.chain(additional).collect();
    quote!(#(#setters)*)
}

fn setter<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    of: &'a Struct,
    field: &'a Ident,
    ty: &'a TypeRef,
    deprecated: bool,
) -> Option<TokenStream> {
    let method = method(of, field)?;
    let argument = cx.paths.argument(ty);
    let (declared, value) = (arguments::declared(scope, &argument), arguments::value(&argument, field));
    let is_additional = of.additional.as_ref().is_some_and(|additional| additional.name == *field);
    let value = if is_additional { value } else { quote!(Some(#value)) };
    let doc = Doc::new().own(format!("Sets `{field}`.")).own_if(deprecated, DEPRECATED);
    Some(quote! {
        #doc
        pub fn #method(mut self, #field: #declared) -> Self {
            self.#field = #value;
            self
        }
    })
}

/// The setter's name: the field's, but not that of the constructor. `None` where there is no other.
fn method(of: &Struct, field: &Ident) -> Option<proc_macro2::Ident> {
    match field.as_str() {
        "new" => {
            let additional = of.additional.iter().map(|additional| &additional.name);
            let mut others = of.fields.iter().map(|field| &field.name).chain(additional);
            others.all(|other| other.as_str() != "with_new").then(|| format_ident!("with_new"))
        }
        name => Some(format_ident!("{name}")),
    }
}
