//! What tells the runtime how the pages of an operation follow one another.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{ItemsField, MemberPath, More, Operation, PageStyle, Pagination};
use crate::render::scope::Scope;

/// The implementation of the runtime's trait, where the answer is one page of many.
pub(super) fn implementation<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let page = scope.ty(&operation.success.body()?.ty);
    let (op, item, pages) = (&operation.operation_type, scope.ty(&pagination.item), scope.runtime("pages"));
    let style = style(&pages, pagination);
    let path: Vec<_> = pagination.items.iter().map(|field| field.wire.clone()).collect();
    let (path, items) = (path_of(&path), items(&pagination.items));
    let parameter = pagination.parameter.as_ref().map(|parameter| {
        quote! {
            fn parameter(&mut self) -> Option<&mut dyn #pages::PageParameter> {
                Some(&mut self.params.#parameter)
            }
        }
    });
    Some(quote! {
        impl #pages::Paginated for #op {
            type Item = #item;
            const STYLE: #pages::PageStyle = #style;
            const ITEMS: &'static [&'static str] = #path;

            fn items(page: #page) -> Vec<#item> {
                #items
            }

            #parameter
        }
    })
}

fn style(pages: &TokenStream, pagination: &Pagination) -> TokenStream {
    let style = match &pagination.style {
        PageStyle::Cursor(path, more) => {
            let (path, more) = (path_of(path), more_of(pages, more));
            quote!(Cursor(#path, #more))
        }
        PageStyle::LastItem(id, more) => {
            let more = more_of(pages, more);
            quote!(LastItem(#id, #more))
        }
        PageStyle::Number(first, more) => {
            let (first, more) = (Literal::i64_unsuffixed(*first), more_of(pages, more));
            quote!(Number(#first, #more))
        }
        PageStyle::Offset(more) => {
            let more = more_of(pages, more);
            quote!(Offset(#more))
        }
        PageStyle::Url(path) => {
            let path = path_of(path);
            quote!(Url(#path))
        }
        PageStyle::Link => quote!(Link),
    };
    quote!(#pages::PageStyle::#style)
}

fn more_of(pages: &TokenStream, more: &More) -> TokenStream {
    let (variant, path) = match more {
        More::Unknown => return quote!(#pages::More::Unknown),
        More::If(path) => (quote!(If), path),
        More::Unless(path) => (quote!(Unless), path),
        More::Items(path) => (quote!(Items), path),
        More::Pages(path) => (quote!(Pages), path),
    };
    let path = path_of(path);
    quote!(#pages::More::#variant(#path))
}

fn path_of(path: &MemberPath) -> TokenStream {
    quote!(&[#(#path),*])
}

/// The items of `page`.
fn items(fields: &[ItemsField]) -> TokenStream {
    let first = fields.iter().position(|field| field.options > 0).unwrap_or(fields.len());
    let (plain, rest) = fields.split_at(first);
    let names = plain.iter().map(|field| &field.name);
    let start = quote!(page #(.#names)*);
    let Some((field, rest)) = rest.split_first() else { return start };
    let name = &field.name;
    let flat = (field.options > 1).then(|| quote!(.flatten()));
    let rest = rest.iter().map(|ItemsField { name, options, .. }| match options {
        0 => quote!(.map(|it| it.#name)),
        1 => quote!(.and_then(|it| it.#name)),
        _ => quote!(.and_then(|it| it.#name.flatten())),
    });
    quote!(#start.#name #flat #(#rest)* .unwrap_or_default())
}
