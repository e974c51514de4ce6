//! Enums of known values.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::docs;
use crate::ir::{EnumRepr, EnumValue, Enumeration, Variant};
use crate::names::Ident;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// An enum of these values.
pub(super) fn enumeration(scope: &Scope<'_>, doc: &Doc, name: &Ident, enumeration: &Enumeration) -> TokenStream {
    let json = &scope.runtime("json");
    let variants = enumeration.variants.iter().map(|variant| {
        let doc = Doc::new().own(match &variant.value {
            EnumValue::String(text) if text.is_empty() => "The empty string.".to_owned(),
            EnumValue::String(text) => docs::code(text),
            EnumValue::Integer(integer) => format!("`{integer}`"),
        });
        let name = &variant.name;
        quote! { #doc #name, }
    });
    let unknown = Unknown::of(enumeration);
    let other = enumeration.open.then(|| {
        let ty = &unknown.ty;
        quote! {
            /// A value that this version of the crate does not know.
            Other(#json::#ty),
        }
    });
    let non_exhaustive = enumeration.open.then(|| quote!(#[non_exhaustive]));
    let copy = (!enumeration.open || enumeration.repr == EnumRepr::Integer).then(|| quote!(Copy,));
    let traits = implementation(json, name, enumeration, &unknown);
    quote! {
        #doc
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash)]
        #non_exhaustive
        pub enum #name { #(#variants)* #other }

        #traits
    }
}

/// How an unknown value is held.
struct Unknown {
    /// Its type, in the runtime's module `json`.
    ty: proc_macro2::Ident,
    /// The method that gives what it holds.
    get: proc_macro2::Ident,
}

impl Unknown {
    fn of(enumeration: &Enumeration) -> Self {
        let (ty, get) = match enumeration.repr {
            EnumRepr::String => ("UnknownString", "as_str"),
            EnumRepr::Integer => ("UnknownInteger", "get"),
        };
        Self { ty: format_ident!("{ty}"), get: format_ident!("{get}") }
    }
}

/// The trait that says which values there are, and the macro that implements all else by it.
fn implementation(json: &TokenStream, name: &Ident, enumeration: &Enumeration, unknown: &Unknown) -> TokenStream {
    let (of, macro_name) = match (enumeration.repr, enumeration.open) {
        (EnumRepr::String, true) => (quote!(OpenStringEnum), quote!(open_string_enum)),
        (EnumRepr::String, false) => (quote!(StringEnum), quote!(string_enum)),
        (EnumRepr::Integer, true) => (quote!(OpenIntegerEnum), quote!(open_integer_enum)),
        (EnumRepr::Integer, false) => (quote!(IntegerEnum), quote!(integer_enum)),
    };
    let values = (!enumeration.open).then(|| values(enumeration));
    let make_unknown = enumeration.open.then(|| {
        let ty = &unknown.ty;
        quote! {
            fn unknown(value: #json::#ty) -> Self {
                Self::Other(value)
            }
        }
    });
    let (known, wire) = (known(enumeration), wire(enumeration, unknown));
    quote! {
        impl #json::#of for #name {
            #values

            #known

            #make_unknown

            #wire
        }

        #json::#macro_name!(#name);
    }
}

fn values(enumeration: &Enumeration) -> TokenStream {
    let values = enumeration.variants.iter().map(|variant| literal(&variant.value));
    let ty = match enumeration.repr {
        EnumRepr::String => quote!(&'static str),
        EnumRepr::Integer => quote!(i64),
    };
    quote!(const VALUES: &'static [#ty] = &[#(#values),*];)
}

fn known(enumeration: &Enumeration) -> TokenStream {
    let ty = borrowed(enumeration);
    let read = enumeration.variants.iter().map(|Variant { name, value }| {
        let value = literal(value);
        quote!(#value => Some(Self::#name),)
    });
    quote! {
        fn known(value: #ty) -> Option<Self> {
            match value {
                #(#read)*
                _ => None,
            }
        }
    }
}

fn wire(enumeration: &Enumeration, unknown: &Unknown) -> TokenStream {
    let ty = borrowed(enumeration);
    let write = enumeration.variants.iter().map(|Variant { name, value }| {
        let value = literal(value);
        quote!(Self::#name => #value,)
    });
    let other = enumeration.open.then(|| {
        let get = &unknown.get;
        quote!(Self::Other(other) => other.#get(),)
    });
    quote! {
        fn wire(&self) -> #ty {
            match self {
                #(#write)*
                #other
            }
        }
    }
}

fn borrowed(enumeration: &Enumeration) -> TokenStream {
    match enumeration.repr {
        EnumRepr::String => quote!(&str),
        EnumRepr::Integer => quote!(i64),
    }
}

fn literal(value: &EnumValue) -> Literal {
    match value {
        EnumValue::String(text) => Literal::string(text),
        EnumValue::Integer(integer) => Literal::i64_unsuffixed(*integer),
    }
}
