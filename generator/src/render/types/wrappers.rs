//! Structs around one value: what holds itself needs a name that breaks the cycle.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{TypePath, TypeRef};
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::scope::Scope;

/// A struct around a value of this type.
pub(super) fn wrapper<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    doc: &Doc,
    path: &'a TypePath,
    of: &'a TypeRef,
) -> TokenStream {
    let (name, ty, json) = (&path.name, scope.ty(of), scope.runtime("json"));
    let eq = (!cx.have_double([of].into_iter())).then(|| quote!(, Eq));
    let can_be_empty = matches!(of, TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Object);
    let default = can_be_empty.then(|| quote!(, Default));
    quote! {
        #doc
        #[derive(Debug, Clone #default, PartialEq #eq)]
        pub struct #name(pub #ty);

        #json::wrapper!(#name(#ty));
    }
}
