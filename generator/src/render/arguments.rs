//! The arguments of constructors and setters: how they are declared, and made into the values that fields hold.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::ir::{Argument, TypeRef};
use crate::names::Ident;

/// The type of an argument.
pub(super) fn declared<'a>(scope: &Scope<'a>, argument: &Argument<'a>) -> TokenStream {
    match argument {
        Argument::Plain(ty) => scope.ty(ty),
        Argument::Into(ty) => {
            let ty = scope.ty(ty);
            quote!(impl Into<#ty>)
        }
        Argument::Optional(ty) => {
            let ty = scope.ty(ty);
            let json = scope.runtime("json");
            quote!(impl #json::IntoNullable<#ty>)
        }
        Argument::Boxed(inner) => match **inner {
            Argument::Plain(TypeRef::Boxed(path)) => scope.named(path),
            Argument::Into(TypeRef::Boxed(path)) => {
                let ty = scope.named(path);
                quote!(impl Into<#ty>)
            }
            ref other => declared(scope, other),
        },
        Argument::Items(items) => {
            let items = declared(scope, items);
            quote!(impl IntoIterator<Item = #items>)
        }
        Argument::Members(values) => {
            let values = match values {
                Some(values) => declared(scope, values),
                None => quote!(impl Into<serde_json::Value>),
            };
            quote!(impl IntoIterator<Item = (impl Into<String>, #values)>)
        }
    }
}

/// The value that the field holds, of the argument `name`.
pub(super) fn value(argument: &Argument<'_>, name: &Ident) -> TokenStream {
    match argument {
        Argument::Plain(_) => quote!(#name),
        Argument::Into(_) => quote!(#name.into()),
        Argument::Optional(_) => quote!(#name.into_nullable()),
        Argument::Boxed(inner) => {
            let inner = value(inner, name);
            quote!(Box::new(#inner))
        }
        Argument::Items(items) => match **items {
            Argument::Into(_) => quote!(#name.into_iter().map(Into::into).collect()),
            _ => quote!(#name.into_iter().collect()),
        },
        Argument::Members(None) => {
            quote!(#name.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
        }
        Argument::Members(Some(values)) => match **values {
            Argument::Into(_) => quote!(#name.into_iter().map(|(name, value)| (name, value.into())).collect()),
            _ => quote!(#name.into_iter().collect()),
        },
    }
}
