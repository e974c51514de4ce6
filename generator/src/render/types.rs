//! `src/types/`: the types of schemas.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::snippet;
use super::text::{Doc, type_tokens};
use crate::docs;
use crate::ir::{Body, EnumRepr, EnumValue, Enumeration, Field, Type, Variant};
use crate::names::Ident;

/// `src/types/mod.rs`.
pub(super) fn types_mod_rs(cx: &Context<'_>) -> TokenStream {
    let modules: Vec<_> = cx.modules.keys().filter_map(|module| module.0.last()).collect();
    let names = cx.modules.iter().map(|(module, types)| {
        let names: BTreeSet<_> = types.iter().map(|ty| &ty.path.name).collect();
        let names = match names.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => quote!(#one),
            several => quote!({ #(#several),* }),
        };
        let module = module.0.last();
        quote!(pub use #module::#names;)
    });
    let doc = Doc::new().ours("The types of requests and responses.").inner();
    quote! {
        #doc
        #(mod #modules;)*
        #(#names)*
    }
}

/// `src/types/<module>.rs`, of these types.
pub(super) fn module_rs(cx: &Context<'_>, own: &[&Type]) -> TokenStream {
    let own_names: BTreeSet<_> = own.iter().map(|ty| &ty.path.name).collect();
    let used: BTreeSet<&Ident> = own
        .iter()
        .flat_map(|ty| match &ty.body {
            Body::Struct(fields) => fields.iter().filter_map(|field| field.ty.named()).map(|path| &path.name).collect(),
            Body::Enum(_) | Body::Alias(_) => Vec::new(),
        })
        .filter(|name| !own_names.contains(name))
        .collect();
    let used = match used.into_iter().collect::<Vec<_>>().as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(use crate::types::#one;),
        several => quote!(use crate::types::{ #(#several),* };),
    };
    let types = own.iter().map(|ty| match &ty.body {
        Body::Alias(of) => {
            let (name, of) = (&ty.path.name, type_tokens(of));
            quote!(pub type #name = #of;)
        }
        Body::Struct(fields) => structure(cx, ty, fields),
        Body::Enum(enumeration) => enumeration_tokens(cx, ty, enumeration),
    });
    quote! {
        use crate::runtime::json;
        #used
        #(#types)*
    }
}

fn structure(cx: &Context<'_>, ty: &Type, fields: &[Field]) -> TokenStream {
    let name = &ty.path.name;
    let doc = type_doc(cx, ty);
    let derives = if cx.have_double(fields.iter().map(|field| &field.ty)) {
        quote!(#[derive(Debug, Clone, PartialEq)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash)])
    };
    let members = fields.iter().map(field);
    let reads = fields.iter().map(|field| {
        let (name, wire, method) = (&field.name, Literal::string(&field.wire), presence(field));
        quote!(#name: object.#method(#wire)?)
    });
    let writes = fields.iter().map(|field| {
        let (name, wire, method) = (&field.name, Literal::string(&field.wire), presence(field));
        quote!(.#method(#wire, &self.#name))
    });
    let count = Literal::usize_unsuffixed(fields.len());
    quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub struct #name { #(#members)* }

        impl json::Decode for #name {
            #[inline]
            fn decode(value: &json::Value<'_>) -> Result<Self, json::Error> {
                let object = json::Object::of(value)?;
                Ok(Self { #(#reads),* })
            }
        }

        impl json::Encode for #name {
            #[inline]
            fn encode(&self) -> json::Value<'_> {
                json::Fields::with_capacity(#count) #(#writes)* .into_value()
            }
        }

        json::serde_bridge!(#name);
    }
}

fn type_doc(cx: &Context<'_>, ty: &Type) -> Doc {
    Doc::new()
        .theirs_or(ty.description.as_deref(), format!("The schema at {}.", docs::code(&ty.pointer)))
        .ours_if(ty.deprecated, "**Deprecated** by the API's document.")
        .ours(snippet::schema(cx, ty))
}

fn presence(field: &Field) -> TokenStream {
    if field.required { quote!(required) } else { quote!(optional) }
}

fn field(field: &Field) -> TokenStream {
    let name = &field.name;
    let ty = type_tokens(&field.ty);
    let ty = if field.required { ty } else { quote!(Option<#ty>) };
    let wire = docs::code(&field.wire);
    let doc = Doc::new()
        .theirs_or(field.description.as_deref(), format!("The property {wire}."))
        .ours_if(field.deprecated, "**Deprecated** by the API's document.");
    quote! { #doc pub #name: #ty, }
}

fn enumeration_tokens(cx: &Context<'_>, ty: &Type, enumeration: &Enumeration) -> TokenStream {
    let name = &ty.path.name;
    let doc = type_doc(cx, ty);
    let variants = enumeration.variants.iter().map(|variant| {
        let doc = Doc::new().ours(match &variant.value {
            EnumValue::String(text) if text.is_empty() => "The empty string.".to_owned(),
            EnumValue::String(text) => docs::code(text),
            EnumValue::Integer(integer) => format!("`{integer}`"),
        });
        let name = &variant.name;
        quote! { #doc #name, }
    });
    let non_exhaustive = enumeration.open.then(|| quote!(#[non_exhaustive]));
    let copy = (!enumeration.open || enumeration.repr == EnumRepr::Integer).then(|| quote!(Copy,));
    let unknown = unknown(enumeration);
    let traits = enum_traits(name, enumeration);
    quote! {
        #doc
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash)]
        #non_exhaustive
        pub enum #name { #(#variants)* #unknown }

        #traits
    }
}

fn unknown(enumeration: &Enumeration) -> Option<TokenStream> {
    let ty = match enumeration.repr {
        EnumRepr::String => quote!(json::UnknownString),
        EnumRepr::Integer => quote!(json::UnknownInteger),
    };
    enumeration.open.then(|| {
        quote! {
            /// A value that this version of the crate does not know.
            Other(#ty),
        }
    })
}

fn enum_traits(name: &Ident, enumeration: &Enumeration) -> TokenStream {
    let variants = &enumeration.variants;
    let (wire_type, known_type, unknown_type) = match enumeration.repr {
        EnumRepr::String => (quote!(&str), quote!(&str), quote!(json::UnknownString)),
        EnumRepr::Integer => (quote!(i64), quote!(i64), quote!(json::UnknownInteger)),
    };
    let (of, macro_name) = match (enumeration.repr, enumeration.open) {
        (EnumRepr::String, true) => (quote!(OpenStringEnum), quote!(open_string_enum)),
        (EnumRepr::String, false) => (quote!(StringEnum), quote!(string_enum)),
        (EnumRepr::Integer, true) => (quote!(OpenIntegerEnum), quote!(open_integer_enum)),
        (EnumRepr::Integer, false) => (quote!(IntegerEnum), quote!(integer_enum)),
    };
    let read = variants.iter().map(|Variant { name, value }| {
        let value = literal(value);
        quote!(#value => Some(Self::#name),)
    });
    let write = variants.iter().map(|Variant { name, value }| {
        let value = literal(value);
        quote!(Self::#name => #value,)
    });
    let values = variants.iter().map(|variant| literal(&variant.value));
    let (values, make_unknown, write_unknown) = match (enumeration.open, enumeration.repr) {
        (false, EnumRepr::String) => {
            (Some(quote!(const VALUES: &'static [&'static str] = &[#(#values),*];)), None, None)
        }
        (false, EnumRepr::Integer) => (Some(quote!(const VALUES: &'static [i64] = &[#(#values),*];)), None, None),
        (true, wire) => {
            let get = if wire == EnumRepr::String { quote!(as_str) } else { quote!(get) };
            let make = quote! {
                fn unknown(value: #unknown_type) -> Self {
                    Self::Other(value)
                }
            };
            (None, Some(make), Some(quote!(Self::Other(other) => other.#get(),)))
        }
    };
    quote! {
        impl json::#of for #name {
            #values

            fn known(value: #known_type) -> Option<Self> {
                match value {
                    #(#read)*
                    _ => None,
                }
            }

            #make_unknown

            fn wire(&self) -> #wire_type {
                match self {
                    #(#write)*
                    #write_unknown
                }
            }
        }

        json::#macro_name!(#name);
    }
}

fn literal(value: &EnumValue) -> Literal {
    match value {
        EnumValue::String(text) => Literal::string(text),
        EnumValue::Integer(integer) => Literal::i64_unsuffixed(*integer),
    }
}
