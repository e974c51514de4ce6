//! What belongs to one operation: its method, its request, its parameters and its errors.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, Placed};
use super::snippet;
use super::text::{Doc, needs_json, type_tokens};
use crate::docs;
use crate::ir::{Failure, Operation, Parameter, ParameterPlace, Resource, Status, Success, TypeRef};
use crate::names::{Ident, status::reason};

/// More arguments than this, `self` included, and clippy asks for another shape.
const MANY_ARGUMENTS: usize = 7;

/// The `use` declarations of a resource's file.
pub(super) fn imports(resource: &Resource) -> TokenStream {
    if resource.operations.is_empty() {
        return TokenStream::new();
    }
    let mut runtime = vec![
        "Failure",
        "InvalidArgument",
        "Method",
        "Operation",
        "Parts",
        "Request",
        "Response",
        "Security",
        "Unexpected",
    ];
    let mut types = BTreeSet::new();
    for operation in &resource.operations {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let bodies = operation.failures.iter().filter_map(|failure| failure.ty.as_ref()).chain(&operation.success.ty);
        for ty in parameters.chain(bodies) {
            types.extend(ty.named().map(|path| &path.name));
            if needs_json(ty) {
                runtime.push("json");
            }
        }
    }
    runtime.sort();
    runtime.dedup();
    let runtime = runtime.into_iter().map(|name| format_ident!("{name}"));
    let types: Vec<_> = types.into_iter().collect();
    let types = match types.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(use crate::types::#one;),
        several => quote!(use crate::types::{ #(#several),* };),
    };
    quote! {
        use crate::runtime::{ #(#runtime),* };
        #types
    }
}

/// The method of the resource that makes the request.
pub(super) fn method(cx: &Context<'_>, placed: &Placed<'_>) -> TokenStream {
    let operation = placed.operation;
    let (name, request, op) = (&operation.method, &operation.request_type, &operation.operation_type);
    let arguments: Vec<_> = operation.arguments().collect();
    let inputs = arguments.iter().map(|parameter| {
        let (name, ty) = (&parameter.name, argument_type(&parameter.ty));
        quote!(#name: #ty)
    });
    let values = arguments.iter().map(|parameter| {
        let name = &parameter.name;
        if takes_into(&parameter.ty) { quote!(#name: #name.into()) } else { quote!(#name) }
    });
    let params = operation.params_type.as_ref().map(|params| quote!(params: #params::default(),));
    let many = (arguments.len() + 1 > MANY_ARGUMENTS)
        .then(|| quote!(#[expect(clippy::too_many_arguments, reason = "the API asks for them")]));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated = "the API's document calls it deprecated"]));
    let doc = method_doc(cx, placed);
    quote! {
        #doc
        #deprecated
        #many
        pub fn #name(&self, #(#inputs),*) -> #request<'c, C> {
            Request::new(self.client, #op { #(#values,)* #params })
        }
    }
}

fn method_doc(cx: &Context<'_>, placed: &Placed<'_>) -> Doc {
    let operation = placed.operation;
    let arguments: Vec<_> = operation
        .arguments()
        .map(|parameter| {
            let text = docs::summary(parameter.description.as_deref().unwrap_or_default(), 300);
            let text = if text.is_empty() {
                format!("The parameter {}.", docs::code(&parameter.wire))
            } else {
                docs::escape(&text)
            };
            format!("- `{}`: {text}", parameter.name)
        })
        .collect();
    let error = &operation.error_type;
    let errors = format!(
        "# Errors\n\n[`{error}`] where the API answers with an error; else what can go wrong with any\n\
         request, see [`ErrorKind`](crate::ErrorKind)."
    );
    let title = operation.summary.as_deref().map(str::to_owned);
    let fallback = format!("The operation `{}` of {}.", operation.method, docs::code(&placed.resource.wire));
    Doc::new()
        .theirs_or(title.as_deref(), fallback)
        .theirs(operation.description.as_deref())
        .ours(format!("Sends {}.", docs::code(&format!("{} {}", operation.http_method, operation.path))))
        .ours_if(!arguments.is_empty(), format!("# Arguments\n\n{}", arguments.join("\n")))
        .ours(errors)
        .ours("# Examples")
        .ours(snippet::method(cx, placed))
}

/// The type of an argument: strings, and what strings can be made into, are taken as whatever can be made into them.
fn argument_type(ty: &TypeRef) -> TokenStream {
    let tokens = type_tokens(ty);
    if takes_into(ty) { quote!(impl Into<#tokens>) } else { tokens }
}

fn takes_into(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::String | TypeRef::Named(_))
}

/// The types of an operation: its request, its parameters, how it is written and read, its errors.
pub(super) fn types(cx: &Context<'_>, placed: &Placed<'_>) -> TokenStream {
    let request = request(cx, placed);
    let params = placed.operation.params_type.as_ref().map(|params| params_struct(cx, placed, params));
    let described = described(cx, placed);
    let error = error(cx, placed);
    quote! { #request #params #described #error }
}

fn request(cx: &Context<'_>, placed: &Placed<'_>) -> TokenStream {
    let operation = placed.operation;
    let (request, op) = (&operation.request_type, &operation.operation_type);
    let method = format!("{}::{}", placed.resource.type_name, operation.method);
    let setters: Vec<_> = operation.options().map(|parameter| setter(cx, placed, parameter)).collect();
    let doc = Doc::new()
        .ours(format!("A request of [`{method}`], which is sent when it is awaited."))
        .ours("What all requests can be told (timeout, retries, headers), and how else they are sent, are\nmethods of [`Request`].")
        .ours(snippet::request(cx, placed));
    let own = operation.params_type.as_ref().map(|params| {
        let doc = Doc::new().ours("Sets all optional parameters at once.").ours(snippet::setter(
            cx,
            placed,
            "params",
            &format!("{}::{params}::default()", cx.krate),
        ));
        quote! {
            impl<C> #request<'_, C> {
                #doc
                pub fn params(mut self, params: #params) -> Self {
                    self.operation.params = params;
                    self
                }

                #(#setters)*
            }
        }
    });
    quote! {
        #doc
        pub type #request<'c, C> = Request<'c, C, #op>;

        #own
    }
}

fn setter(cx: &Context<'_>, placed: &Placed<'_>, parameter: &Parameter) -> TokenStream {
    let (name, ty) = (&parameter.name, argument_type(&parameter.ty));
    let value = if takes_into(&parameter.ty) { quote!(#name.into()) } else { quote!(#name) };
    let example = snippet::setter(cx, placed, parameter.name.as_str(), &snippet::argument(cx, parameter));
    let doc = parameter_doc(parameter).ours(example);
    let deprecated = parameter.deprecated.then(|| quote!(#[deprecated = "the API's document calls it deprecated"]));
    quote! {
        #doc
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.operation.params.#name = Some(#value);
            self
        }
    }
}

fn parameter_doc(parameter: &Parameter) -> Doc {
    let place = match parameter.place {
        ParameterPlace::Path => "path parameter",
        ParameterPlace::Query => "query parameter",
        ParameterPlace::Header => "header",
        ParameterPlace::QueryString => "query",
        ParameterPlace::Cookie => "cookie",
    };
    Doc::new()
        .theirs(parameter.description.as_deref())
        .ours(format!("Sent as the {place} {}.", docs::code(&parameter.wire)))
        .ours_if(parameter.deprecated, "**Deprecated** by the API's document.")
}

fn params_struct(cx: &Context<'_>, placed: &Placed<'_>, params: &Ident) -> TokenStream {
    let operation = placed.operation;
    let eq = (!cx.have_double(operation.options().map(|parameter| &parameter.ty))).then(|| quote!(, Eq, Hash));
    let fields = operation.options().map(|parameter| {
        let (name, ty, doc) = (&parameter.name, type_tokens(&parameter.ty), parameter_doc(parameter));
        quote! { #doc pub #name: Option<#ty>, }
    });
    let doc = Doc::new()
        .ours(format!("The optional parameters of [`{}`]. Those that are `None` are not sent.", operation.request_type))
        .ours("A later version may have more: end a literal with `..Default::default()`.")
        .ours(snippet::params(cx, placed, params));
    quote! {
        #doc
        #[derive(Debug, Clone, Default, PartialEq #eq)]
        pub struct #params { #(#fields)* }
    }
}

/// The type that tells the runtime how the request is written, and the answers are read.
fn described(cx: &Context<'_>, placed: &Placed<'_>) -> TokenStream {
    let operation = placed.operation;
    let (op, error) = (&operation.operation_type, &operation.error_type);
    let fields = operation.arguments().map(|parameter| {
        let (name, ty) = (&parameter.name, type_tokens(&parameter.ty));
        quote!(#name: #ty,)
    });
    let params = operation.params_type.as_ref().map(|params| quote!(params: #params,));
    let output = operation.success.ty.as_ref().map_or_else(|| quote!(()), type_tokens);
    let (id, path) = (Literal::string(&operation.dotted), Literal::string(&operation.path));
    let method = format_ident!("{}", operation.http_method);
    let security = operation.security.iter().map(|set| quote!(&[#(&crate::client::#set),*]));
    let writes: Vec<_> = operation.parameters.iter().map(write).collect();
    let parts = if writes.is_empty() { quote!(_parts) } else { quote!(parts) };
    let reads = reads(operation);
    let doc = Doc::new()
        .ours(format!("How a [`{}`] is written, and its answers are read.", operation.request_type))
        .ours(snippet::operation(cx, placed));
    quote! {
        #doc
        #[derive(Debug, Clone)]
        pub struct #op { #(#fields)* #params }

        impl Operation for #op {
            type Output = #output;
            type Error = #error;
            const ID: &'static str = #id;
            const METHOD: Method = Method::#method;
            const PATH: &'static str = #path;
            const SECURITY: Security = &[#(#security),*];

            fn write(&self, #parts: &mut Parts) -> Result<(), InvalidArgument> {
                #(#writes)*
                Ok(())
            }

            fn read(response: &Response) -> Result<Self::Output, Failure<Self::Error>> {
                match response.status().as_u16() { #(#reads)* }
            }
        }
    }
}

fn write(parameter: &Parameter) -> TokenStream {
    let (name, wire) = (&parameter.name, Literal::string(&parameter.wire));
    let value = match (parameter.required, parameter.place) {
        (true, ParameterPlace::Path) => quote!(&self.#name),
        (true, _) => quote!(Some(&self.#name)),
        (false, _) => quote!(self.params.#name.as_ref()),
    };
    let method = match parameter.place {
        ParameterPlace::Path => quote!(path),
        ParameterPlace::Query => quote!(query),
        ParameterPlace::Header => quote!(header),
        ParameterPlace::QueryString => quote!(query_string),
        ParameterPlace::Cookie => quote!(cookie),
    };
    quote!(parts.#method(#wire, #value)?;)
}

/// The arms that read an answer by its status: codes first, then classes, then all else.
fn reads(operation: &Operation) -> Vec<TokenStream> {
    let Success { statuses, ty, .. } = &operation.success;
    let success = if ty.is_some() { quote!(response.value()) } else { quote!(response.empty()) };
    let mut arms: Vec<(Status, TokenStream)> = statuses.iter().map(|status| (*status, success.clone())).collect();
    let error = &operation.error_type;
    arms.extend(operation.failures.iter().map(|Failure { status, variant, ty, .. }| {
        let read = match ty {
            Some(_) => quote!(response.error(#error::#variant)),
            None => quote!(Err(Failure::Api(#error::#variant))),
        };
        (*status, read)
    }));
    arms.sort_by_key(|(status, _)| *status);
    let is_complete = arms.iter().any(|(status, _)| *status == Status::Default);
    let mut tokens: Vec<_> = arms
        .into_iter()
        .map(|(status, read)| {
            let pattern = pattern(status);
            quote!(#pattern => #read,)
        })
        .collect();
    if !is_complete {
        tokens.push(quote!(_ => response.other(),));
    }
    tokens
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Class(class) => {
            let (first, last) = (Literal::u16_unsuffixed(class * 100), Literal::u16_unsuffixed(class * 100 + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

fn error(cx: &Context<'_>, placed: &Placed<'_>) -> TokenStream {
    let operation = placed.operation;
    let name = &operation.error_type;
    let variants = operation.failures.iter().map(|failure| {
        let status = match failure.status {
            Status::Code(code) => match reason(code) {
                Some(reason) => format!("`{code} {reason}`"),
                None => format!("`{code}`"),
            },
            Status::Class(class) => format!("Any status from {class}00 to {class}99 that has no variant of its own"),
            Status::Default => "Any status that has no variant of its own".to_owned(),
        };
        let doc = Doc::new().ours(format!("{status}.")).theirs(Some(&failure.description));
        let variant = &failure.variant;
        match &failure.ty {
            Some(ty) => {
                let ty = type_tokens(ty);
                quote! { #doc #variant(#ty), }
            }
            None => quote! { #doc #variant, },
        }
    });
    let doc = Doc::new()
        .ours(format!("What the API answers to [`{}`] when it fails.", operation.request_type))
        .ours(snippet::error(cx, placed));
    quote! {
        #doc
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An error whose status is not documented, or whose body is not the documented one.
            Other(Unexpected),
        }

        impl From<Unexpected> for #name {
            fn from(unexpected: Unexpected) -> Self {
                Self::Other(unexpected)
            }
        }
    }
}
