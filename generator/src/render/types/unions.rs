//! Unions: enums with a variant for each branch, and one for what is none of them.

use std::collections::HashSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::docs;
use crate::ir::{Branch, JsonKind, TypePath, TypeRef, Union};
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::phrases;
use crate::render::scope::Scope;

/// How a value finds its branch, as a sentence.
pub(super) fn choice(union: &Union) -> String {
    let is_object = |branch: &&Branch| branch.kinds.contains(&JsonKind::Object);
    let (objects, others) = union.branches.iter().partition::<Vec<_>, _>(is_object);
    let mut seen = HashSet::new();
    let mut shared = others.iter().chain(&objects).flat_map(|branch| &branch.kinds).filter(|kind| !seen.insert(**kind));
    match (&union.tag, shared.find(|kind| union.tag.is_none() || **kind != JsonKind::Object)) {
        (Some(tag), None) if others.is_empty() => format!("The property {} says which it is.", docs::code(tag)),
        (Some(tag), None) => format!("If it is an object, the property {} says which it is.", docs::code(tag)),
        (Some(tag), Some(_)) => format!(
            "The property {} of an object says which it is. Anything else is the first of these that it fits.",
            docs::code(tag)
        ),
        (None, None) => "Its type in JSON says which it is.".to_owned(),
        (None, Some(_)) if objects.len() > 1 => {
            "It is the first of these that has a field for each of its properties.".to_owned()
        }
        (None, Some(_)) => "It is the first of these that it fits.".to_owned(),
    }
}

/// The enum, and what it implements.
pub(super) fn union<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    doc: &Doc,
    path: &'a TypePath,
    union: &'a Union,
) -> TokenStream {
    let name = &path.name;
    let eq = (!cx.have_double(union.branches.iter().map(|branch| &branch.ty))).then(|| quote!(, Eq));
    let variants = union.branches.iter().map(|branch| variant(scope, union, branch));
    let macro_call = codec(cx, scope, path, union);
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq #eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value of a type that this version of the crate does not know.
            Other(serde_json::Value),
        }

        #macro_call
    }
}

fn variant<'a>(scope: &Scope<'a>, union: &Union, branch: &'a Branch) -> TokenStream {
    let (name, ty) = (&branch.name, scope.ty(&branch.ty));
    let value = phrases::value(scope, &branch.ty);
    let (first, rest) = value.split_at(value.chars().next().map_or(0, char::len_utf8));
    let value = format!("{}{rest}", first.to_ascii_uppercase());
    let tags = union.tag.as_ref().filter(|_| !branch.tags.is_empty()).map(|tag| {
        let values: Vec<_> = branch.tags.iter().map(|value| docs::code(value)).collect();
        format!("{} is {}", docs::code(tag), values.join(" or "))
    });
    let doc = match (docs::doc_lines(branch.description.as_deref().unwrap_or_default()).is_empty(), tags) {
        (true, Some(tags)) => Doc::new().own(format!("{value}: {tags}.")),
        (true, None) => Doc::new().own(format!("{value}.")),
        (false, Some(tags)) => Doc::new().document(branch.description.as_deref()).own(format!("{tags}.")),
        (false, None) => Doc::new().document(branch.description.as_deref()),
    };
    quote!(#doc #name(#ty),)
}

fn codec<'a>(cx: &Context<'a>, scope: &Scope<'a>, path: &'a TypePath, union: &'a Union) -> TokenStream {
    let (json, name) = (scope.runtime("json"), &path.name);
    let on = union.tag.as_ref().map(|tag| {
        let tag = Literal::string(tag);
        quote!(on #tag)
    });
    let branches = union.branches.iter().map(|branch| {
        let (name, ty) = (&branch.name, scope.ty(&branch.ty));
        let kinds = branch.kinds.iter().map(|kind| format_ident!("{}", kind_name(*kind)));
        let tags = branch.tags.iter().map(|value| Literal::string(value));
        let required = branch.required.iter().map(|name| Literal::string(name));
        quote!(#name(#ty): [#(#kinds)*] tags [#(#tags),*] requires [#(#required),*],)
    });
    let from = conversions(cx, scope, path, union);
    let from = (!from.is_empty()).then(|| quote!(from { #(#from)* }));
    quote!(#json::union!(#name #on { #(#branches)* } #from);)
}

fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Fraction => "fraction",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}

/// The types that are converted into a variant: those of payloads that no other variant has.
fn conversions<'a>(cx: &Context<'a>, scope: &Scope<'a>, path: &'a TypePath, union: &'a Union) -> Vec<TokenStream> {
    let own = |ty: &TypeRef| match cx.paths.canonical(ty) {
        TypeRef::Boxed(path) => TypeRef::Named(path),
        ty => ty,
    };
    let types: Vec<_> = union.branches.iter().map(|branch| own(&branch.ty)).collect();
    let is_unique = |ty: &TypeRef| types.iter().filter(|other| *other == ty).count() == 1;
    let itself = TypeRef::Named(path.clone());
    let unique = union.branches.iter().zip(&types).filter(|(_, ty)| is_unique(ty) && **ty != itself);
    unique
        .flat_map(|(branch, ty)| {
            let (name, from) = (
                &branch.name,
                match &branch.ty {
                    TypeRef::Boxed(path) => scope.named(path),
                    ty => scope.ty(ty),
                },
            );
            let text = (*ty == TypeRef::String).then(|| quote!(#name(&str),));
            [Some(quote!(#name(#from),)), text]
        })
        .flatten()
        .collect()
}
