//! The type that tells the runtime how a request is written, and how its answers are read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Failure, Operation, Parameter, ParameterLocation, RequestBody, Status, Success, TypeRef};
use crate::render::doc_tokens::Doc;
use crate::render::input::Input;
use crate::render::scope::Scope;

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
    let (write, read) = (write(scope, operation), read(scope, operation));
    let of = scope.runtime("Operation");
    quote! {
        #doc
        #[derive(Debug, Clone)]
        pub struct #op { #(#fields)* #params }

        impl #of for #op {
            #items

            #write

            #read
        }
    }
}

/// The associated types and constants.
fn items<'a>(scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let output = operation.success.ty.as_ref().map_or_else(|| quote!(()), |ty| scope.ty(ty));
    let error = &operation.error_type;
    let [id, method, path] =
        [&operation.dotted, &operation.http_method, &operation.path].map(|text| Literal::string(text));
    let accept = operation.success.accept.as_deref().map(|accept| {
        let accept = Literal::string(accept);
        quote!(const ACCEPT: &'static str = #accept;)
    });
    let redirects = redirects(operation);
    let sets = operation.security.iter().map(|set| quote!(&[#(&crate::client::#set),*]));
    let security = scope.runtime("Security");
    quote! {
        type Output = #output;
        type Error = #error;
        const ID: &'static str = #id;
        const METHOD: &'static str = #method;
        const PATH: &'static str = #path;
        #accept
        #redirects
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

fn write(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let fixed = operation.query.iter().map(|(name, value)| {
        let (name, value) = (Literal::string(name), Literal::string(value));
        quote!(parts.query(#name, Some(#value))?;)
    });
    let given = operation.parameters.iter().map(parameter).chain(operation.body.as_ref().map(body));
    let writes: Vec<_> = fixed.chain(given).collect();
    let parts = if writes.is_empty() { quote!(_parts) } else { quote!(parts) };
    let (parts_type, invalid) = (scope.runtime("RequestParts"), scope.runtime("InvalidArgument"));
    quote! {
        fn write(&self, #parts: &mut #parts_type) -> Result<(), #invalid> {
            #(#writes)*
            Ok(())
        }
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let (name, wire) = (&parameter.name, Literal::string(&parameter.wire));
    let value = match parameter.required {
        true => quote!(Some(&self.#name)),
        false => quote!(self.params.#name.as_ref()),
    };
    match parameter.location {
        // One that is not required can't be sent: the path has no other form.
        ParameterLocation::Path => quote!(parts.path(#wire, &self.#name)?;),
        ParameterLocation::Query => quote!(parts.query(#wire, #value)?;),
        ParameterLocation::QueryString => quote!(parts.query_string(#value)?;),
        ParameterLocation::Header => quote!(parts.header(#wire, #value)?;),
        ParameterLocation::Cookie => quote!(parts.cookie(#wire, #value)?;),
    }
}

fn body(body: &RequestBody) -> TokenStream {
    let (name, content_type) = (&body.name, Literal::string(&body.content_type));
    let method = match body.ty {
        TypeRef::Bytes => quote!(bytes_body),
        _ => quote!(json_body),
    };
    match body.required {
        true => quote!(parts.#method(#content_type, &self.#name)?;),
        false => quote! {
            if let Some(value) = &self.params.#name {
                parts.#method(#content_type, value)?;
            }
        },
    }
}

/// Reads an answer by its status: codes first, then classes, then all else.
fn read(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (response, failure) = (scope.runtime("Response"), scope.runtime("Failure"));
    let mut arms: Vec<(Status, TokenStream)> = successes(&operation.success).collect();
    let error = &operation.error_type;
    arms.extend(operation.failures.iter().map(|of @ Failure { status, variant, .. }| {
        let read = match of.body() {
            Some(_) => quote!(response.error(#error::#variant)),
            None => quote!(Err(#failure::Api(#error::#variant))),
        };
        (*status, read)
    }));
    arms.extend(operation.untyped.iter().map(|status| (*status, quote!(response.untyped()))));
    arms.sort_by_key(|(status, _)| *status);
    // A status that stands for both is a success.
    arms.dedup_by_key(|(status, _)| *status);
    let is_complete = arms.iter().any(|(status, _)| *status == Status::Default);
    let other = (!is_complete).then(|| quote!(_ => response.other(),));
    let arms = arms.into_iter().map(|(status, read)| {
        let pattern = pattern(status);
        quote!(#pattern => #read,)
    });
    quote! {
        fn read(response: &#response) -> Result<Self::Output, #failure<Self::Error>> {
            match response.status().as_u16() { #(#arms)* #other }
        }
    }
}

fn successes(success: &Success) -> impl Iterator<Item = (Status, TokenStream)> {
    let read = match success.ty {
        Some(TypeRef::Bytes) => quote!(response.bytes()),
        Some(_) => quote!(response.value()),
        None => quote!(response.empty()),
    };
    success.statuses.iter().map(move |status| (*status, read.clone()))
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
