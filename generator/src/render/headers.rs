//! `src/headers.rs`: the headers of answers, which callers read by their constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::doc_tokens::Doc;
use super::operation;
use super::scope::Scope;
use crate::docs;
use crate::ir::{Header, HeaderForm};

/// The file; nothing where no header is documented.
pub(super) fn headers_rs(cx: &Context<'_>) -> Option<TokenStream> {
    let headers = &cx.api.headers;
    let first = headers.first()?;
    let scope = &Scope::new(cx, vec!["headers"], [], &["Header"]);
    let constants: Vec<_> = headers.iter().map(|header| constant(scope, header)).collect();
    let imports = scope.imports();
    let doc = Doc::new().own(overview(cx, first)).inner();
    Some(quote! {
        #doc
        #imports

        #(#constants)*
    })
}

fn overview(cx: &Context<'_>, first: &Header) -> String {
    let (krate, name) = (&cx.krate, &first.name);
    format!(
        "The headers of the API's answers, with the types of their values.\n\n\
         A response has them by [`Response::header`](crate::Response::header), and so has an error by\n\
         [`Error::header`](crate::Error::header); [`send_with_meta`](crate::Request::send_with_meta) gives the response\n\
         of a success.\n\n\
         ```\n# fn example(response: {krate}::Response) -> Result<(), {krate}::runtime::json::Error> {{\n\
         let value = response.header({krate}::headers::{name})?;\n# Ok(()) }}\n```"
    )
}

fn constant<'a>(scope: &Scope<'a>, header: &'a Header) -> TokenStream {
    let (name, wire, ty) = (&header.name, Literal::string(&header.wire), scope.ty(&header.ty));
    let make = match header.form {
        HeaderForm::Text => quote!(text),
        HeaderForm::Json => quote!(json),
        HeaderForm::TextList => quote!(text_list),
        HeaderForm::JsonList => quote!(json_list),
    };
    let doc = Doc::new().document_or(header.description.as_deref(), || format!("{}.", docs::code(&header.wire)));
    let deprecated = operation::deprecated(header.deprecated);
    let of = scope.runtime("Header");
    quote! {
        #doc
        #deprecated
        pub const #name: #of<#ty> = #of::#make(#wire);
    }
}
