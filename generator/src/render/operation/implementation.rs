//! The type that tells the runtime how a request is written, and how its answers are read.

mod read;
mod write;

pub(in crate::render) use write::field_style;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Operation, Status};
use crate::render::doc_tokens::Doc;
use crate::render::input::Input;
use crate::render::scope::Scope;
use crate::render::servers;

/// The type and its implementation of the runtime's trait.
pub(super) fn implementation<'a>(scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let op = &operation.operation_type;
    let fields = Input::arguments(operation).map(|input| {
        let (name, ty) = (input.name(), scope.ty(input.ty()));
        quote!(#name: #ty,)
    });
    let params = operation.params_type.as_ref().map(|params| quote!(params: #params,));
    let doc = Doc::new().own(format!("How a [`{}`] is written, and its answers are read.", operation.request_type));
    let items = items(scope, operation);
    let streamed = read::is_streamed(&operation.success);
    let (write, read) = (write::write(scope, operation), read::read(scope, operation));
    let of = scope.runtime("Operation");
    quote! {
        #doc
        #[derive(Debug, Clone)]
        pub struct #op { #(#fields)* #params }

        impl #of for #op {
            #items

            #write

            #streamed

            #read
        }
    }
}

/// The associated types and constants.
fn items<'a>(scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let output = match (&operation.success.enum_type, operation.success.body()) {
        (Some(name), _) => quote!(#name),
        (None, Some(body)) => scope.answer(body),
        (None, None) => quote!(()),
    };
    let error = &operation.error_type;
    let [id, method, path] =
        [&operation.dotted, &operation.http_method, &operation.path].map(|text| Literal::string(text));
    let accept = operation.success.accept.as_deref().map(|accept| {
        let accept = Literal::string(accept);
        quote!(const ACCEPT: &'static str = #accept;)
    });
    let redirects = redirects(operation);
    let idempotent = operation.idempotent.then(|| {
        quote!(
            const IDEMPOTENT: bool = true;
        )
    });
    let idempotency_header = operation.idempotency_header.as_deref().map(|header| {
        let header = Literal::string(header);
        quote!(const IDEMPOTENCY_HEADER: &'static str = #header;)
    });
    let servers = servers::own(scope, operation);
    let sets = operation.security.iter().map(|set| quote!(&[#(&crate::client::#set),*]));
    let security = scope.runtime("Security");
    quote! {
        type Output = #output;
        type Error = #error;
        const ID: &'static str = #id;
        const METHOD: &'static str = #method;
        const PATH: &'static str = #path;
        #servers
        #accept
        #redirects
        #idempotent
        #idempotency_header
        const SECURITY: #security = &[#(#sets),*];
    }
}

/// The statuses of redirects that the document has, if there are any. `default` doesn't mean them.
fn redirects(operation: &Operation) -> Option<TokenStream> {
    let documented = &operation.untyped;
    let is_documented =
        |code: &u16| documented.contains(&Status::Code(*code)) || documented.contains(&Status::Class(code / 100));
    let codes: Vec<_> = REDIRECTS.into_iter().filter(is_documented).map(Literal::u16_unsuffixed).collect();
    (!codes.is_empty()).then(|| quote!(const REDIRECTS: &'static [u16] = &[#(#codes),*];))
}

/// The statuses that the runtime takes for redirects.
pub(in crate::render) const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];
