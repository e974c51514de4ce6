//! Tokens for identifiers and for docs.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::docs;
use crate::names::Ident;

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::new(self.as_str(), Span::call_site()));
    }
}

/// What the docs say of what is deprecated.
pub(super) const DEPRECATED: &str = "**Deprecated** by the API's document.";

/// The lines of a doc comment.
#[derive(Debug, Default)]
pub(super) struct Doc(Vec<String>);

impl Doc {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A paragraph, or several, of the generator's own Markdown.
    pub(super) fn own(mut self, text: impl AsRef<str>) -> Self {
        self.add(text.as_ref().lines().map(str::to_owned).collect());
        self
    }

    /// Text of the document, which is CommonMark.
    pub(super) fn document(mut self, markdown: Option<&str>) -> Self {
        self.add(docs::doc_lines(markdown.unwrap_or_default()));
        self
    }

    /// Text of the document, or the generator's own where it says nothing.
    pub(super) fn document_or(self, markdown: Option<&str>, own: impl FnOnce() -> String) -> Self {
        match docs::doc_lines(markdown.unwrap_or_default()) {
            lines if lines.is_empty() => self.own(own()),
            lines => self.lines(lines),
        }
    }

    /// What follows only where `condition` holds.
    pub(super) fn own_if(self, condition: bool, text: impl AsRef<str>) -> Self {
        if condition { self.own(text) } else { self }
    }

    /// The lines, for a file or a module.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.literals();
        quote! { #(#![doc = #lines])* }
    }

    fn lines(mut self, lines: Vec<String>) -> Self {
        self.add(lines);
        self
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
