//! Enums of known values.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs;
use crate::ir::{EnumRepr, EnumValue, Enumeration, Variant};
use crate::names::Ident;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// An enum of these values.
pub(in crate::render) fn enumeration(
    scope: &Scope<'_>,
    doc: &Doc,
    name: &Ident,
    enumeration: &Enumeration,
) -> TokenStream {
    let json = &scope.runtime("json");
    // The only value there is.
    let is_literal = !enumeration.open && enumeration.variants.len() == 1;
    let default = is_literal.then(|| quote!(Default,));
    let variants = enumeration.variants.iter().map(|of| variant(of, is_literal));
    let wire = match enumeration.repr {
        EnumRepr::String => quote!(String),
        EnumRepr::Integer => quote!(i64),
        EnumRepr::Json => quote!(serde_json::Value),
    };
    // The macro has one word for each kind of values.
    let of = if enumeration.repr == EnumRepr::Json { quote!(Value) } else { wire.clone() };
    let other = enumeration.open.then(|| {
        quote! {
            /// A value that this version of the crate does not know.
            Other(#json::UnknownValue<#wire>),
        }
    });
    let non_exhaustive = enumeration.open.then(|| quote!(#[non_exhaustive]));
    let copy = (!enumeration.open || enumeration.repr == EnumRepr::Integer).then(|| quote!(Copy,));
    let macro_name = if enumeration.open { quote!(open_enum) } else { quote!(closed_enum) };
    let entries = enumeration.variants.iter().map(|variant| {
        let (name, value) = (&variant.name, literal(&variant.value));
        quote!(#name = #value,)
    });
    quote! {
        #doc
        #[derive(Debug, Clone, #copy #default PartialEq, Eq, Hash)]
        #non_exhaustive
        pub enum #name { #(#variants)* #other }

        #json::#macro_name!(#name: #of { #(#entries)* });
    }
}

fn variant(variant: &Variant, is_default: bool) -> TokenStream {
    let doc = Doc::new().document(variant.description.as_deref()).own(match &variant.value {
        EnumValue::String(text) if text.is_empty() => "The empty string.".to_owned(),
        EnumValue::String(text) => docs::code(text),
        EnumValue::Integer(integer) => format!("`{integer}`"),
        EnumValue::Json(json) => docs::code(json),
    });
    let name = &variant.name;
    let marked = is_default.then(|| quote!(#[default]));
    quote! { #doc #marked #name, }
}

fn literal(value: &EnumValue) -> Literal {
    match value {
        EnumValue::String(text) => Literal::string(text),
        EnumValue::Integer(integer) => Literal::i64_unsuffixed(*integer),
        EnumValue::Json(json) => Literal::string(json),
    }
}
