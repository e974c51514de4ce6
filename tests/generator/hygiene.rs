//! What the public API of a generated crate promises beyond what it does: that it can grow, and which dependencies are a
//! part of it. Those are `http`, `bytes`, `reqwest` and `futures-core`, `serde_json::Value` and `Map`, and the two traits of
//! `serde`; with the feature `io` Tokio's traits of readers and writers, and what features add that are called after other
//! crates.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, Generics, ImplItem, Item, ItemImpl, TraitItem, UseTree, Visibility};

use crate::support::featurebase_output;

/// The crates whose types may be in the public API.
const PUBLIC: &[&str] = &["std", "core", "crate", "super", "self", "http", "bytes", "reqwest", "futures_core"];

/// What any JSON is, and any object of it; and the traits that the feature `io` is for.
const TYPES: &[&str] =
    &["serde_json::Value", "serde_json::Map", "tokio::io::AsyncRead", "tokio::io::AsyncWrite", "tokio::io::ReadBuf"];

/// The types that others can take apart, and that never grow.
const COMPLETE: &[(&str, &str)] = &[
    ("ContactDeleteParams", "it is made as a literal that ends in `..Default::default()`"),
    ("DeletedContactObject", "a literal has one value"),
];

#[test]
fn types_that_can_grow_are_non_exhaustive() {
    let mut complete = Vec::new();
    for (_, item) in items() {
        let (attributes, name, is_open) = match &item {
            Item::Struct(it) if is_public(&it.vis) => (&it.attrs, &it.ident, shows_fields(&it.fields)),
            Item::Enum(it) if is_public(&it.vis) => (&it.attrs, &it.ident, true),
            _ => continue,
        };
        if is_open && !attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive")) {
            complete.push(name.to_string());
        }
    }
    complete.sort();
    assert_eq!(complete, COMPLETE.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
}

#[test]
fn no_other_dependency_is_in_the_public_api() {
    let sources = sources();
    let leaks: Vec<_> = sources.iter().flat_map(|(path, text)| leaks(path, text)).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn a_dependency_in_the_public_api_is_found() {
    let leaks = |text: &str| leaks("a.rs", text);
    assert_eq!(leaks("use url::Url; pub fn a(url: &Url) {}"), ["a.rs: url::Url in `fn a (url : & Url)`"]);
    assert_eq!(leaks("pub struct A { pub b: serde_json::Number, c: url::Url }").len(), 1);
    assert_eq!(leaks("use serde_json::Value; pub struct A { pub b: serde_json::Value, pub c: Value }").len(), 0);
    assert_eq!(leaks("use serde_json as j; impl From<j::Error> for A { fn from(e: j::Error) -> A { A } }").len(), 1);
    assert_eq!(leaks("use url::{self, Url as U}; impl A { pub fn b() -> Option<U> { None } fn c(u: U) {} }").len(), 1);
    assert_eq!(leaks("use url::Url; pub trait A { type B: Into<Url>; }").len(), 1);
    assert_eq!(leaks("pub use url::Url; pub(crate) use serde_json::Value;").len(), 1);
    assert_eq!(leaks("pub use serde_json::{self as j, Value}; pub const A: url::Position = 1;").len(), 2);
    assert_eq!(leaks("impl From<A> for url::ParseError {}").len(), 1);
    assert_eq!(super::hygiene::leaks("src/runtime/formats/with_url.rs", "impl From<A> for url::Url {}").len(), 0);
    assert_eq!(super::hygiene::leaks("src/runtime/formats/with_uuid.rs", "impl From<A> for url::Url {}").len(), 1);
    assert_eq!(
        leaks("use http::Method; use serde::Serialize; pub fn a(m: Method) {} impl Serialize for A {}").len(),
        0
    );
}

/// The files of Rust.
fn sources() -> Vec<(&'static str, &'static str)> {
    let files = featurebase_output().files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    files.filter(|(path, _)| path.starts_with("src/") && path.ends_with(".rs")).collect()
}

fn items() -> Vec<(&'static str, Item)> {
    let parse = |text| syn::parse_file(text).expect("it is Rust");
    sources().into_iter().flat_map(|(path, text)| parse(text).items.into_iter().map(move |item| (path, item))).collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn shows_fields(fields: &Fields) -> bool {
    fields.iter().any(|field| is_public(&field.vis))
}

/// The types of other crates in what a file makes public.
fn leaks(path: &str, text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("it is Rust");
    let mut names = HashMap::new();
    for item in &file.items {
        if let Item::Use(it) = item {
            imports(&it.tree, &mut Vec::new(), &mut names);
        }
    }
    let shown: Vec<_> = file.items.iter().flat_map(public).collect();
    // What a feature adds is in a file that is called after its crate.
    let feature = path.rsplit_once("/with_").and_then(|(_, file)| file.strip_suffix(".rs"));
    let found = shown.into_iter().filter_map(|tokens| {
        let foreign = foreign(tokens.clone(), &names)?;
        if foreign.split("::").next() == feature {
            return None;
        }
        Some(format!("{path}: {foreign} in `{tokens}`"))
    });
    found.collect()
}

/// The names that a declaration brings, with what they stand for.
fn imports(tree: &UseTree, before: &mut Vec<String>, names: &mut HashMap<String, String>) {
    let mut add = |name: String, last: String| {
        let path: Vec<_> = before.iter().cloned().chain((last != "self").then_some(last)).collect();
        names.insert(name, path.join("::"));
    };
    match tree {
        UseTree::Name(it) if it.ident == "self" => add(before.last().cloned().unwrap_or_default(), "self".to_owned()),
        UseTree::Name(it) => add(it.ident.to_string(), it.ident.to_string()),
        UseTree::Rename(it) if it.rename == "_" => {}
        UseTree::Rename(it) => add(it.rename.to_string(), it.ident.to_string()),
        UseTree::Glob(_) => {}
        UseTree::Group(it) => it.items.iter().for_each(|tree| imports(tree, before, names)),
        UseTree::Path(it) => {
            before.push(it.ident.to_string());
            imports(&it.tree, before, names);
            before.pop();
        }
    }
}

/// What of an item others see, without bodies and docs.
fn public(item: &Item) -> Vec<TokenStream> {
    match item {
        Item::Fn(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => vec![it.sig.to_token_stream()],
        Item::Use(it) if is_public(&it.vis) => vec![it.tree.to_token_stream()],
        Item::Const(it) if is_public(&it.vis) => vec![it.ty.to_token_stream()],
        Item::Static(it) if is_public(&it.vis) => vec![it.ty.to_token_stream()],
        Item::Type(it) if is_public(&it.vis) => vec![quote_type(&it.generics, &it.ty)],
        Item::Struct(it) if is_public(&it.vis) => {
            let fields = it.fields.iter().filter(|field| is_public(&field.vis));
            fields.map(|field| field.ty.to_token_stream()).chain([generics(&it.generics)]).collect()
        }
        Item::Enum(it) if is_public(&it.vis) => {
            it.variants.iter().flat_map(|variant| &variant.fields).map(|field| field.ty.to_token_stream()).collect()
        }
        Item::Trait(it) if is_public(&it.vis) => it.items.iter().map(trait_item).collect(),
        Item::Impl(it) => implementation(it),
        _ => Vec::new(),
    }
}

fn quote_type(own: &Generics, ty: &syn::Type) -> TokenStream {
    let generics = generics(own);
    quote!(#generics #ty)
}

fn generics(generics: &Generics) -> TokenStream {
    let clause = &generics.where_clause;
    quote!(#generics #clause)
}

fn trait_item(item: &TraitItem) -> TokenStream {
    match item {
        TraitItem::Fn(it) => it.sig.to_token_stream(),
        TraitItem::Type(it) => it.bounds.to_token_stream(),
        TraitItem::Const(it) => it.ty.to_token_stream(),
        _ => TokenStream::new(),
    }
}

/// The methods that a type has of its own; of a trait, be it another crate's, what it is implemented with.
fn implementation(item: &ItemImpl) -> Vec<TokenStream> {
    let Some((implemented, _)) = &item.trait_ else {
        let methods = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => Some(it.sig.to_token_stream()),
            _ => None,
        });
        return methods.collect();
    };
    let arguments = implemented.segments.last().map(|last| last.arguments.to_token_stream());
    let types = item.items.iter().filter_map(|item| match item {
        ImplItem::Type(it) => Some(it.ty.to_token_stream()),
        _ => None,
    });
    arguments.into_iter().chain([item.self_ty.to_token_stream()]).chain(types).collect()
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.to_token_stream().to_string().contains("hidden"))
}

/// The first name in the tokens that is of a crate which isn't public.
fn foreign(tokens: TokenStream, names: &HashMap<String, String>) -> Option<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    tokens.iter().enumerate().find_map(|(at, token)| match token {
        TokenTree::Group(group) => foreign(group.stream(), names),
        TokenTree::Ident(_) if at > 0 && is_punct(&tokens[at - 1], '\'') => None,
        TokenTree::Ident(ident) => {
            let ident = ident.to_string();
            let is_path_before = at > 1 && is_colon(&tokens[at - 1]) && is_colon(&tokens[at - 2]);
            let is_path = tokens.get(at + 1).is_some_and(is_colon) && tokens.get(at + 2).is_some_and(is_colon);
            let whole = match names.get(&ident) {
                Some(path) if !is_path_before => path.clone(),
                None if is_path && !is_path_before && ident.starts_with(char::is_lowercase) => ident,
                _ => return None,
            };
            let next = tokens.get(at + 3).filter(|_| is_path).map(|next| format!("::{next}")).unwrap_or_default();
            if TYPES.contains(&format!("{whole}{next}").as_str()) {
                return None;
            }
            let first = whole.split("::").next().unwrap_or_default();
            (!PUBLIC.contains(&first) && !is_module(first)).then_some(whole)
        }
        _ => None,
    })
}

/// Whether a path of this beginning is one of the crate: `json::Error`, after `use crate::runtime::json`.
fn is_module(name: &str) -> bool {
    sources()
        .iter()
        .any(|(path, _)| path.ends_with(&format!("/{name}.rs")) || path.ends_with(&format!("/{name}/mod.rs")))
}

fn is_colon(token: &TokenTree) -> bool {
    is_punct(token, ':')
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}
