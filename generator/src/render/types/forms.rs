//! The struct of a form of parts, and how it is written.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{constructors, structs};
use crate::ir::{Field, Form, FormPart, PartFormat, TypePath};
use crate::render::context::Context;
use crate::render::doc_tokens::Doc;
use crate::render::operation::field_style;
use crate::render::scope::Scope;

/// The struct, and what it implements.
pub(super) fn form<'a>(
    cx: &Context<'a>,
    scope: &Scope<'a>,
    doc: &Doc,
    path: &'a TypePath,
    form: &'a Form,
) -> TokenStream {
    let name = &path.name;
    let declared = structs::declaration(cx, scope, doc, path, &form.structure);
    let required = constructors::required_struct(cx, scope, path, &form.structure);
    let parts: Vec<_> =
        form.structure.fields.iter().zip(&form.parts).map(|(field, of)| part(scope, field, of)).collect();
    let form = if parts.is_empty() { quote!(_form) } else { quote!(form) };
    let (multipart, form_type, invalid) =
        (scope.runtime("Multipart"), scope.runtime("MultipartForm"), scope.runtime("InvalidArgument"));
    quote! {
        #declared

        impl #multipart for #name {
            fn write(&self, #form: &mut #form_type) -> Result<(), #invalid> {
                #(#parts)*
                Ok(())
            }
        }

        #required
    }
}

/// Writes the parts of a field.
fn part(scope: &Scope<'_>, field: &Field, part: &FormPart) -> TokenStream {
    let (name, wire) = (&field.name, Literal::string(&field.wire));
    let said = part.content_type.as_deref().map(Literal::string);
    let content_type = match &said {
        Some(said) => quote!(Some(#said)),
        None => quote!(None),
    };
    match part.format {
        PartFormat::Value => quote!(form.value(#wire, #content_type, &self.#name)?;),
        PartFormat::Json => {
            let said = said.unwrap_or_else(|| Literal::string("application/json"));
            quote!(form.json(#wire, #said, &self.#name)?;)
        }
        PartFormat::Styled(style) => {
            let (styles, style) = (scope.runtime("FieldStyle"), field_style(style));
            quote!(form.styled(#wire, #styles::#style, &self.#name)?;)
        }
        PartFormat::File => {
            let files = match (field.required, part.is_list) {
                (true, false) => quote!([&self.#name]),
                (true, true) | (false, false) => quote!(&self.#name),
                (false, true) => quote!(self.#name.iter().flatten()),
            };
            quote!(form.files(#wire, #content_type, #files)?;)
        }
    }
}
