//! How a request is written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{BodyContent, BodyFormat, Operation, Parameter, ParameterLocation, RequestBody, TypeRef};
use crate::render::scope::Scope;

/// The function that writes the parameters and the body.
pub(super) fn write<'a>(scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let fixed = operation.query.iter().map(|(name, value)| {
        let (name, value) = (Literal::string(name), Literal::string(value));
        quote!(parts.query(#name, Some(#value))?;)
    });
    let given = operation.parameters.iter().map(parameter).chain(operation.body.as_ref().map(|of| body(scope, of)));
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

fn body<'a>(scope: &Scope<'a>, body: &'a RequestBody) -> TokenStream {
    let name = &body.name;
    let (value, pattern) = match body.required {
        true => (quote!(&self.#name), None),
        false => (quote!(&self.params.#name), Some(quote!(Some))),
    };
    match (body.contents.as_slice(), &body.ty) {
        ([content], _) if body.required => line(content, &value),
        ([content], _) => {
            let write = line(content, &quote!(value));
            quote!(if let Some(value) = #value { #write })
        }
        (contents, TypeRef::Named(choice)) => {
            let choice = scope.named(choice);
            let arms = contents.iter().map(|content| {
                let (variant, write) = (&content.variant, call(content, &quote!(value)));
                let matched = quote!(#choice::#variant(value));
                match &pattern {
                    Some(some) => quote!(#some(#matched) => #write,),
                    None => quote!(#matched => #write,),
                }
            });
            let none = pattern.as_ref().map(|_| quote!(None => {}));
            quote!(match #value { #(#arms)* #none })
        }
        _ => TokenStream::new(),
    }
}

/// Writes a value, a reference, as the body: a line.
fn line(content: &BodyContent, value: &TokenStream) -> TokenStream {
    let call = call(content, value);
    quote!(#call;)
}

/// Writes a value, a reference, as the body.
fn call(content: &BodyContent, value: &TokenStream) -> TokenStream {
    let content_type = Literal::string(&content.media_type);
    let method = match content.format {
        BodyFormat::Json => quote!(json_body),
        BodyFormat::JsonLines => quote!(json_lines_body),
        BodyFormat::JsonSequence => quote!(json_sequence_body),
        BodyFormat::Text => quote!(text_body),
        BodyFormat::Bytes => quote!(upload_body),
    };
    quote!(parts.#method(#content_type, #value)?)
}
