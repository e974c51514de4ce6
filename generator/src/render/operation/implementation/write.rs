//! How a request is written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{
    BodyContent, BodyFormat, FieldEncoding, FieldStyle, Operation, Parameter, ParameterEncoding, ParameterLocation,
    ParameterStyle, RequestBody, StyleName, TypeRef,
};
use crate::render::scope::Scope;

/// The function that writes the parameters and the body.
pub(super) fn write<'a>(scope: &Scope<'a>, operation: &'a Operation) -> TokenStream {
    let fixed = operation.query.iter().map(|(name, value)| {
        let (name, value) = (Literal::string(name), Literal::string(value));
        quote!(parts.query(#name, Some(#value))?;)
    });
    let parameters = operation.parameters.iter().map(|of| parameter(scope, of));
    let given = parameters.chain(operation.body.as_ref().map(|of| body(scope, of)));
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

fn parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let (name, wire) = (&parameter.name, Literal::string(&parameter.wire));
    let value = match parameter.required {
        true => quote!(Some(&self.#name)),
        false => quote!(self.params.#name.as_ref()),
    };
    if let Some(style) = style(scope, parameter.encoding) {
        return match parameter.location {
            ParameterLocation::Path => quote!(parts.path_as(#style, #wire, &self.#name)?;),
            ParameterLocation::Query => quote!(parts.query_as(#style, #wire, #value)?;),
            ParameterLocation::QueryString => quote!(parts.query_string_as(#style, #wire, #value)?;),
            ParameterLocation::Header => quote!(parts.header_as(#style, #wire, #value)?;),
            ParameterLocation::Cookie => quote!(parts.cookie_as(#style, #wire, #value)?;),
        };
    }
    match parameter.location {
        // One that is not required can't be sent: the path has no other form.
        ParameterLocation::Path => quote!(parts.path(#wire, &self.#name)?;),
        ParameterLocation::Query => quote!(parts.query(#wire, #value)?;),
        ParameterLocation::QueryString => quote!(parts.query_string(#value)?;),
        ParameterLocation::Header => quote!(parts.header(#wire, #value)?;),
        ParameterLocation::Cookie => quote!(parts.cookie(#wire, #value)?;),
    }
}

/// How the runtime writes what isn't one text.
fn style(scope: &Scope<'_>, encoding: ParameterEncoding) -> Option<TokenStream> {
    let ParameterStyle { name, explode, allow_reserved, allow_empty } = match encoding {
        ParameterEncoding::Text => return None,
        ParameterEncoding::Style(style) => style,
        ParameterEncoding::Json | ParameterEncoding::Form => {
            let style = scope.runtime("ParameterStyle");
            let name = if encoding == ParameterEncoding::Json { quote!(JSON) } else { quote!(FORM) };
            return Some(quote!(#style::#name));
        }
    };
    let name = match name {
        StyleName::Simple => quote!(SIMPLE),
        StyleName::Label => quote!(LABEL),
        StyleName::Matrix => quote!(MATRIX),
        StyleName::Form => quote!(FORM),
        StyleName::SpaceDelimited => quote!(SPACE_DELIMITED),
        StyleName::PipeDelimited => quote!(PIPE_DELIMITED),
        StyleName::DeepObject => quote!(DEEP_OBJECT),
        StyleName::Cookie => quote!(COOKIE),
    };
    let style = scope.runtime("ParameterStyle");
    let explode = explode.then(|| quote!(.exploded()));
    let reserved = allow_reserved.then(|| quote!(.reserved()));
    let empty = allow_empty.then(|| quote!(.empty()));
    Some(quote!(#style::#name #explode #reserved #empty))
}

fn body<'a>(scope: &Scope<'a>, body: &'a RequestBody) -> TokenStream {
    let name = &body.name;
    let (value, pattern) = match body.required {
        true => (quote!(&self.#name), None),
        false => (quote!(&self.params.#name), Some(quote!(Some))),
    };
    match (body.contents.as_slice(), &body.ty) {
        ([content], _) if let Some(member) = &body.stream_member => {
            let [media_type, member] = [&content.media_type, member].map(|text| Literal::string(text));
            quote!(parts.json_body_with_true(#media_type, #value, #member)?;)
        }
        ([content], _) if body.required => line(scope, content, &value),
        ([content], _) => {
            let write = line(scope, content, &quote!(value));
            quote!(if let Some(value) = #value { #write })
        }
        (contents, TypeRef::Named(choice)) => {
            let choice = scope.named(choice);
            let arms = contents.iter().map(|content| {
                let (variant, write) = (&content.variant, call(scope, content, &quote!(value)));
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
fn line(scope: &Scope<'_>, content: &BodyContent, value: &TokenStream) -> TokenStream {
    let call = call(scope, content, value);
    quote!(#call;)
}

/// Writes a value, a reference, as the body.
fn call(scope: &Scope<'_>, content: &BodyContent, value: &TokenStream) -> TokenStream {
    let content_type = Literal::string(&content.media_type);
    let method = match &content.format {
        BodyFormat::Json => quote!(json_body),
        BodyFormat::JsonLines => quote!(json_lines_body),
        BodyFormat::JsonSequence => quote!(json_sequence_body),
        BodyFormat::Text => quote!(text_body),
        BodyFormat::Multipart => quote!(multipart_body),
        BodyFormat::Members => quote!(members_body),
        BodyFormat::Form(fields) => {
            let fields = fields.iter().map(|field| field_encoding(scope, field));
            return quote!(parts.form_body(#content_type, #value, &[#(#fields),*])?);
        }
        BodyFormat::Bytes => quote!(upload_body),
    };
    quote!(parts.#method(#content_type, #value)?)
}

fn field_encoding(scope: &Scope<'_>, field: &FieldEncoding) -> TokenStream {
    let (encoding, styles) = (scope.runtime("FieldEncoding"), scope.runtime("FieldStyle"));
    let (name, allow_reserved) = (Literal::string(&field.wire), field.allow_reserved);
    let style = field_style(field.style);
    quote!(#encoding { name: #name, style: #styles::#style, allow_reserved: #allow_reserved })
}

/// The style's name in the runtime.
pub(in crate::render) fn field_style(style: FieldStyle) -> TokenStream {
    match style {
        FieldStyle::Json => quote!(Json),
        FieldStyle::Form => quote!(Form),
        FieldStyle::Commas => quote!(Commas),
        FieldStyle::Spaces => quote!(Spaces),
        FieldStyle::Pipes => quote!(Pipes),
        FieldStyle::DeepObject => quote!(DeepObject),
    }
}
