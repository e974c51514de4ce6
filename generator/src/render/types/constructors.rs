//! The constructor of a struct: a function of what it requires.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Literal, Struct, TypePath, TypeRef};
use crate::names::Ident;
use crate::render::arguments;
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// The function `new`. A struct that requires nothing, and that callers have no reason to make, has `Default` alone.
pub(super) fn constructor<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    path: &'a TypePath,
    of: &'a Struct,
) -> Option<TokenStream> {
    let required = cx.paths.arguments(of);
    if required.is_empty() {
        let doc = Doc::new().own("Makes a value in which nothing is set.");
        return of.in_requests.then(|| quote!(#doc pub fn new() -> Self { Default::default() }));
    }
    let doc = Doc::new().own("Makes a value of what is required.");
    if let Some(name) = cx.paths.required_struct(path) {
        let fields = fields(cx, scope, of, |field| {
            let name = &field.name;
            match field.ty {
                TypeRef::Boxed(_) => quote!(#name: Box::new(required.#name)),
                _ => quote!(#name: required.#name),
            }
        });
        return Some(quote!(#doc pub fn new(required: #name) -> Self { Self { #(#fields),* } }));
    }
    let declared = required.iter().map(|field| {
        let (name, ty) = (&field.name, arguments::declared(scope, &cx.paths.argument(&field.ty)));
        quote!(#name: #ty)
    });
    let fields =
        fields(cx, scope, of, |field| given(&field.name, arguments::value(&cx.paths.argument(&field.ty), &field.name)));
    Some(quote!(#doc pub fn new(#(#declared),*) -> Self { Self { #(#fields),* } }))
}

/// A field of this value, in short if that is a variable of its name.
fn given(name: &Ident, value: TokenStream) -> TokenStream {
    if value.to_string() == name.as_str() { value } else { quote!(#name: #value) }
}

/// The fields of a literal of the struct; `given` are those of arguments.
fn fields<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    of: &'a Struct,
    given: impl Fn(&'a Field) -> TokenStream,
) -> Vec<TokenStream> {
    let fields = of.fields.iter().map(|field| {
        let name = &field.name;
        match cx.paths.literal(&field.ty) {
            _ if !field.required => quote!(#name: None),
            Some(literal) => {
                let value = only_value(scope, literal);
                quote!(#name: #value)
            }
            None => given(field),
        }
    });
    let additional = of.additional.iter().map(|additional| {
        let (name, json) = (&additional.name, scope.runtime("json"));
        match &additional.ty {
            TypeRef::Object => quote!(#name: serde_json::Map::new()),
            TypeRef::Map(_) => quote!(#name: #json::Map::new()),
            _ => quote!(#name: Default::default()),
        }
    });
    fields.chain(additional).collect()
}

fn only_value<'a>(scope: &Scope<'a>, literal: Literal<'a>) -> TokenStream {
    let json = scope.runtime("json");
    match literal {
        Literal::True => quote!(#json::True),
        Literal::False => quote!(#json::False),
        Literal::Null => quote!(#json::Null),
        Literal::Variant(path, variant) => {
            let ty = scope.named(path);
            quote!(#ty::#variant)
        }
    }
}

/// The struct of the required fields, where there are too many for arguments.
pub(super) fn required_struct<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    path: &'a TypePath,
    of: &'a Struct,
) -> Option<TokenStream> {
    let (name, owner) = (cx.paths.required_struct(path)?, &path.name);
    let required = cx.paths.arguments(of);
    let eq = (!cx.have_double(required.iter().map(|field| &field.ty))).then(|| quote!(, Eq));
    let fields = required.iter().map(|field| {
        // Only the type itself needs the box.
        let ty = match &field.ty {
            TypeRef::Boxed(path) => scope.named(path),
            ty => scope.ty(ty),
        };
        let name = &field.name;
        let doc = Doc::new().own(format!("See [`{owner}::{name}`](field@{owner}::{name})."));
        quote!(#doc pub #name: #ty,)
    });
    let doc = Doc::new().own(format!("What [`{owner}::new`] takes: all that a [`{owner}`] requires."));
    Some(quote! {
        #doc
        #[derive(Debug, Clone, PartialEq #eq)]
        pub struct #name { #(#fields)* }
    })
}
