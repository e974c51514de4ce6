//! `src/types/`, and the types of schemas wherever they are.

mod choices;
mod constraints;
mod constructors;
mod enums;
mod forms;
mod setters;
mod structs;
mod unions;
mod wrappers;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub(super) use enums::enumeration;

use super::context::Context;
use super::doc_examples;
use super::doc_tokens::{DEPRECATED, Doc};
use super::scope::{Scope, use_items};
use crate::docs;
use crate::ir::{Body, Modules, Type, TypeRef};
use crate::pointer::Pointer;

/// `src/types/mod.rs`.
pub(super) fn types_mod_rs(cx: &Context<'_>) -> TokenStream {
    let modules = cx.type_files().filter_map(|(module, types)| {
        let name = format_ident!("{}", module.last()?);
        Some(if is_public(cx, types) { quote!(pub mod #name;) } else { quote!(mod #name;) })
    });
    let mut exported: BTreeMap<Modules<'_>, BTreeSet<&str>> = BTreeMap::new();
    for ty in cx.api.types.iter().filter(|ty| cx.paths.is_in_types(&ty.path)) {
        let names = exported.entry(ty.path.module.names()).or_default();
        names.extend([ty.path.name.as_str()].into_iter().chain(cx.required_struct(&ty.path)));
    }
    let exports = exported.iter().map(|(module, names)| match module.as_slice() {
        ["types", below @ ..] => {
            let inline = is_public(cx, cx.types_of(module)).then(|| quote!(#[doc(inline)]));
            let item = use_items(&quote!(pub use), "", below, names);
            quote!(#inline #item)
        }
        _ => use_items(&quote!(pub use), "crate", module, names),
    });
    let doc = Doc::new().own(overview(cx.type_files().any(|(_, types)| is_public(cx, types)))).inner();
    quote! {
        #doc
        #(#modules)*
        #(#exports)*
    }
}

/// What the module is for; `has_modules` says whether others can look into those below it.
fn overview(has_modules: bool) -> &'static str {
    match has_modules {
        true => {
            "The types of requests and responses. Those of the API's named schemas are found here, the types of a\n\
             schema's parts in its module. What the API's document doesn't describe has its name there as docs."
        }
        false => {
            "The types of requests and responses. What the API's document doesn't describe has its name there as docs."
        }
    }
}

/// Whether something is found in the module alone.
fn is_public(cx: &Context<'_>, types: &[&Type]) -> bool {
    types.iter().any(|ty| !cx.paths.is_in_types(&ty.path))
}

/// The file of a module that has nothing but types.
pub(super) fn module_rs(cx: &Context<'_>, module: &Modules<'_>, own: &[&Type]) -> TokenStream {
    let scope = &Scope::new(cx, module.clone(), cx.names_of(module), &["formats", "json"]);
    let doc = is_public(cx, own).then(|| module_doc(cx, module, own).inner());
    let types: Vec<_> = own.iter().map(|ty| type_tokens(cx, scope, ty)).collect();
    let imports = scope.imports();
    quote! {
        #doc
        #imports
        #(#types)*
    }
}

fn module_doc(cx: &Context<'_>, module: &Modules<'_>, own: &[&Type]) -> Doc {
    let mut roots = own.iter().filter(|ty| cx.paths.is_in_types(&ty.path));
    Doc::new().own(match (roots.next(), roots.next()) {
        (Some(root), None) => format!("[`{}`], and the types of its parts.", root.path.name),
        _ => format!("The types of `{}`.", module.last().copied().unwrap_or_default()),
    })
}

/// A type, and what it implements.
pub(super) fn type_tokens<'a>(cx: &Context<'a>, scope: &Scope<'a>, ty: &'a Type) -> TokenStream {
    let doc = type_doc(cx, ty);
    match &ty.body {
        Body::Struct(of) => structs::structure(cx, scope, &doc, &ty.path, of),
        Body::Enum(enumeration) => enums::enumeration(scope, &doc, &ty.path.name, enumeration),
        Body::Union(of) => unions::union(cx, scope, &doc, &ty.path, of),
        Body::Form(of) => forms::form(cx, scope, &doc, &ty.path, of),
        Body::Choice(contents) => choices::choice(cx, scope, &doc, &ty.path, contents),
        Body::Wrapper(of) => wrappers::wrapper(cx, scope, &doc, &ty.path, of),
        Body::Alias(of) => {
            let (name, of) = (&ty.path.name, scope.ty(of));
            quote!(#doc pub type #name = #of;)
        }
    }
}

fn type_doc(cx: &Context<'_>, ty: &Type) -> Doc {
    let holder = cx.holder(&ty.path);
    // What the field says is not said again.
    let description = ty
        .description
        .as_deref()
        .filter(|_| holder.is_none_or(|(_, field)| field.description.is_none() || field.description != ty.description));
    let doc = Doc::new().document_or(description, || match ty.title.as_deref().map(docs::escape) {
        Some(title) if !title.is_empty() => title,
        _ => origin(cx, ty),
    });
    let example = ty.example.as_deref().and_then(doc_examples::json);
    let doc = match &ty.body {
        Body::Union(union) => doc.own(unions::choice(union)),
        Body::Form(_) => doc.own("It is sent as a form of parts, `multipart/form-data`."),
        Body::Choice(_) => doc.own("The variant says how it is sent."),
        _ => doc,
    };
    doc.own_if(ty.deprecated, DEPRECATED)
        .own_if(example.is_some(), format!("For example:\n\n{}", example.unwrap_or_default()))
}

/// What a type is of, where the document doesn't say what it is.
fn origin(cx: &Context<'_>, ty: &Type) -> String {
    if let Some((owner, field)) = cx.holder(&ty.path) {
        let item = if matches!(field.ty, TypeRef::List(_)) { "An item of the" } else { "The" };
        return format!("{item} property {} of [`{}`].", docs::code(&field.wire), owner.path.name);
    }
    let pointer = Pointer::parse(&ty.pointer).unwrap_or_default();
    let tokens: Vec<_> = pointer.tokens().collect();
    let tokens: Vec<_> = tokens.iter().map(AsRef::as_ref).collect();
    let has = |token| tokens.contains(&token);
    match tokens.as_slice() {
        ["components", "schemas", name] => format!("The schema {} of the API's document.", docs::code(name)),
        ["components", "schemas", name, ..] => format!("A part of the schema {}.", docs::code(name)),
        _ if has("parameters") => "The value of a parameter.".to_owned(),
        _ if has("requestBody") || has("requestBodies") => "Of the body of a request.".to_owned(),
        _ if has("responses") => "Of the body of a response.".to_owned(),
        _ => "A type of the API's document.".to_owned(),
    }
}
