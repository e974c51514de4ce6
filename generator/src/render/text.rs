//! Tokens for names, for literals and for docs.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::docs;
use crate::ir::TypeRef;
use crate::names::Ident;

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::new(self.as_str(), Span::call_site()));
    }
}

/// The lines of a doc comment.
#[derive(Debug, Default)]
pub(super) struct Doc(Vec<String>);

impl Doc {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A paragraph, or several, of our own Markdown.
    pub(super) fn ours(mut self, text: impl AsRef<str>) -> Self {
        self.add(text.as_ref().lines().map(str::to_owned).collect());
        self
    }

    /// Text of the document, which is CommonMark.
    pub(super) fn theirs(mut self, markdown: Option<&str>) -> Self {
        self.add(docs::doc_lines(markdown.unwrap_or_default()));
        self
    }

    /// Text of the document, or ours where it says nothing.
    pub(super) fn theirs_or(self, markdown: Option<&str>, ours: impl AsRef<str>) -> Self {
        match markdown.filter(|markdown| !docs::doc_lines(markdown).is_empty()) {
            Some(markdown) => self.theirs(Some(markdown)),
            None => self.ours(ours),
        }
    }

    /// What follows only where `condition` holds.
    pub(super) fn ours_if(self, condition: bool, text: impl AsRef<str>) -> Self {
        if condition { self.ours(text) } else { self }
    }

    /// The lines, for a file or a module.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.literals();
        quote! { #(#![doc = #lines])* }
    }

    fn add(&mut self, lines: Vec<String>) {
        if !lines.is_empty() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    fn literals(&self) -> impl Iterator<Item = Literal> {
        self.0.iter().map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            Literal::string(&line)
        })
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in self.literals() {
            tokens.extend(quote! { #[doc = #line] });
        }
    }
}

/// The tokens of a type as a field holds it.
pub(super) fn type_tokens(ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::String => quote!(String),
        TypeRef::Boolean => quote!(bool),
        TypeRef::True => quote!(json::True),
        TypeRef::False => quote!(json::False),
        TypeRef::Int32 => quote!(i32),
        TypeRef::Int64 => quote!(i64),
        TypeRef::Double => quote!(f64),
        TypeRef::List(items) => {
            let items = type_tokens(items);
            quote!(Vec<#items>)
        }
        TypeRef::Any => quote!(serde_json::Value),
        TypeRef::Bytes => quote!(crate::runtime::Bytes),
        TypeRef::Named(path) => path.name.to_token_stream(),
        TypeRef::Boxed(path) => {
            let name = &path.name;
            quote!(Box<#name>)
        }
    }
}

/// Whether the type is one of the runtime's JSON module.
pub(super) fn needs_json(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::True | TypeRef::False => true,
        TypeRef::List(items) => needs_json(items),
        _ => false,
    }
}
