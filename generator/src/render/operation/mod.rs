//! What belongs to one operation: its method, its request, its parameters and its errors.

mod error;
mod implementation;
mod pages;
mod request;
mod status_doc;
mod success;

#[cfg(test)]
pub(super) use implementation::REDIRECTS;
pub(super) use implementation::field_style;

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments;
use super::context::{Context, Placed};
use super::doc_examples;
use super::doc_tokens::Doc;
use super::input::Input;
use super::phrases;
use super::scope::Scope;
use super::servers;
use crate::docs;
use crate::ir::{AnswerBody, AnswerFormat, Argument, Operation};
use crate::names::Ident;

/// More arguments than this, `self` included, and clippy asks for another shape.
const MANY_ARGUMENTS: usize = 7;

/// The names that the files of operations take from the runtime.
pub(super) const RUNTIME: &[&str] = &[
    "Bytes",
    "EventStream",
    "Failure",
    "FieldEncoding",
    "FieldStyle",
    "InvalidArgument",
    "JsonLines",
    "Multipart",
    "MultipartForm",
    "Operation",
    "ParameterStyle",
    "RequestParts",
    "Request",
    "Response",
    "Security",
    "ServerObject",
    "UnexpectedResponse",
    "Upload",
    "formats",
    "json",
    "pages",
];

/// The method of the resource that makes the request.
pub(super) fn method<'a>(cx: &Context<'a>, scope: &Scope<'a>, placed: &Placed<'a>) -> TokenStream {
    let operation = placed.operation;
    let (name, request, op) = (&operation.method, &operation.request_type, &operation.operation_type);
    let arguments: Vec<_> = Input::arguments(operation).collect();
    let inputs = arguments.iter().map(|input| declared(cx, scope, *input));
    let values = arguments.iter().map(|input| {
        let (name, argument) = (input.name(), input.argument(&cx.paths));
        match argument {
            Argument::Plain(_) => quote!(#name),
            _ => {
                let value = arguments::value(&argument, name);
                quote!(#name: #value)
            }
        }
    });
    let params = operation.params_type.as_ref().map(|params| quote!(params: #params::default(),));
    let many = (arguments.len() + 1 > MANY_ARGUMENTS)
        .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "the API asks for them")]));
    let deprecated = deprecated(operation.deprecated);
    let doc = method_doc(cx, scope, placed);
    let make = scope.runtime("Request");
    quote! {
        #doc
        #deprecated
        #many
        pub fn #name(&self, #(#inputs),*) -> #request<'c, C> {
            #make::new(self.client, #op { #(#values,)* #params })
        }
    }
}

fn method_doc<'a>(cx: &Context<'a>, scope: &Scope<'a>, placed: &Placed<'a>) -> Doc {
    let operation = placed.operation;
    let arguments: Vec<_> = Input::arguments(operation).filter_map(argument_doc).collect();
    let sends = format!("Sends {}.", docs::code(&format!("{} {}", operation.http_method, operation.path)));
    let asks = operation.body.as_ref().and_then(|body| body.stream_member.as_ref());
    let asks = asks.map(|member| format!(" The body's member {} is `true`, whatever it is here.", docs::code(member)));
    let returns = returns(scope, operation);
    // Many documents say the same twice.
    let summary = operation.summary.as_deref().filter(|summary| Some(*summary) != operation.description.as_deref());
    let own_server = servers::own_doc(operation);
    Doc::new()
        .document(summary)
        .document(operation.description.as_deref())
        .own(format!("{sends}{}\n{returns}", asks.unwrap_or_default()))
        .own_if(own_server.is_some(), own_server.unwrap_or_default())
        .own_if(!arguments.is_empty(), format!("# Arguments\n\n{}", arguments.join("\n")))
        .own(doc_examples::method(cx, placed))
}

/// The line of an argument that the document says something of.
fn argument_doc(input: Input<'_>) -> Option<String> {
    let text = docs::summary(input.description().unwrap_or_default(), 300);
    (!text.is_empty()).then(|| format!("- `{}`: {}", input.name(), docs::escape(&text)))
}

/// What a method's request answers, as a sentence.
fn returns<'a>(scope: &Scope<'a>, operation: &'a Operation) -> String {
    let value = match (&operation.success.enum_type, operation.success.body()) {
        (Some(name), _) => format!("a [`{name}`]"),
        (None, Some(AnswerBody { format: AnswerFormat::Text, .. })) => "the body's text".to_owned(),
        (None, Some(AnswerBody { format: AnswerFormat::Download, .. })) => {
            "a [download](crate::runtime::Download) of the body".to_owned()
        }
        (None, Some(AnswerBody { format: AnswerFormat::TextEvents, .. })) => {
            "a [stream](crate::runtime::EventStream) of events with text as their data".to_owned()
        }
        (None, Some(AnswerBody { format: AnswerFormat::Events, ty })) => {
            let data = phrases::value(scope, ty);
            format!("a [stream](crate::runtime::EventStream) of events, the data of each is {data}")
        }
        (None, Some(AnswerBody { format: AnswerFormat::JsonLines, ty })) => {
            format!("a [stream](crate::runtime::JsonLines) of values, each is {}", phrases::value(scope, ty))
        }
        (None, Some(body)) => phrases::value(scope, &body.ty),
        (None, None) => "nothing".to_owned(),
    };
    let headers: Vec<_> = operation.headers.iter().map(|name| format!("[`{name}`](crate::headers::{name})")).collect();
    let headers = match headers.is_empty() {
        true => String::new(),
        false => format!("\nIts answers may have the headers {}.", headers.join(", ")),
    };
    let pages = match operation.pagination {
        Some(_) => {
            "\nThe answer is one page of many: [`items`](crate::Request::items) gives the items of all of them, and\n\
             [`pages`](crate::Request::pages) the pages."
        }
        None => "",
    };
    format!("Returns {value}, or fails with [`{}`].{pages}{headers}", operation.error_type)
}

/// An argument, as it is declared.
pub(super) fn declared<'a>(cx: &Context<'a>, scope: &Scope<'a>, input: Input<'a>) -> TokenStream {
    let (name, ty) = (input.name(), arguments::declared(scope, &input.argument(&cx.paths)));
    quote!(#name: #ty)
}

pub(super) fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[deprecated = "the API's document calls it deprecated"]))
}

/// The types of an operation: its request, its parameters, how it is written and read, its errors.
pub(super) fn types<'a>(cx: &Context<'a>, scope: &Scope<'a>, placed: &Placed<'a>) -> TokenStream {
    let request = request::request(cx, scope, placed);
    let params = placed.operation.params_type.as_ref().map(|params| request::params(cx, scope, placed, params));
    let implementation = implementation::implementation(scope, placed.operation);
    let success = placed.operation.success.enum_type.as_ref();
    let success = success.map(|name| success::success(scope, placed.operation, name));
    let pages = pages::implementation(scope, placed.operation);
    let error = error::error(cx, scope, placed.operation);
    quote! { #request #params #implementation #pages #success #error }
}

/// The names that the types of an operation have in the file of its resource.
pub(super) fn names(operation: &Operation) -> impl Iterator<Item = &str> {
    operation.type_names().map(Ident::as_str)
}
