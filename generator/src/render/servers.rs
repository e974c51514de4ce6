//! `src/servers.rs`, and what the client's builder and operations have of servers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::doc_tokens::Doc;
use super::scope::{Scope, tokens};
use super::types::enumeration;
use crate::docs;
use crate::ir::{EnumRepr, Enumeration, Operation, Server, ServerChoice, ServerVariable};

/// `src/servers.rs`: the types of servers and of their variables, where there are any.
pub(super) fn servers_rs(cx: &Context<'_>) -> Option<TokenStream> {
    let servers = &cx.api.servers;
    if !servers.have_types() {
        return None;
    }
    let doc = Doc::new().own("The servers of the API: what the client's builder chooses from.").inner();
    let types = servers.variables.iter().filter_map(|variable| Some((variable, variable.values.as_ref()?)));
    let own: Vec<_> = types.clone().map(|(_, ty)| ty.name.as_str()).chain([SERVER]).collect();
    let scope = &Scope::new(cx, vec![MODULE], own, &["json"]);
    let choice = (!servers.choices.is_empty()).then(|| choice(scope, &servers.choices));
    let types: Vec<_> = types
        .map(|(variable, ty)| {
            let of = Enumeration { variants: ty.variants.clone(), open: true, repr: EnumRepr::String };
            enumeration(scope, &variable_doc(variable), &ty.name, &of)
        })
        .collect();
    let imports = scope.imports();
    Some(quote! { #doc #imports #choice #(#types)* })
}

/// The module of these types.
pub(super) const MODULE: &str = "servers";

/// The enum of servers.
pub(super) const SERVER: &str = "Server";

fn choice(scope: &Scope<'_>, choices: &[ServerChoice]) -> TokenStream {
    let json = scope.runtime("json");
    let variants = choices.iter().map(|ServerChoice { variant, description, urls, .. }| {
        let urls: Vec<_> = urls.iter().map(|url| docs::code(url)).collect();
        let doc = Doc::new().document(description.as_deref()).own(urls.join(" or "));
        quote!(#doc #variant,)
    });
    let entries = choices.iter().map(|ServerChoice { variant, name, .. }| {
        let name = Literal::string(name);
        quote!(#variant = #name,)
    });
    quote! {
        /// The servers that [`ClientBuilder::server`](crate::ClientBuilder::server) takes. Their texts are the names, or
        /// the descriptions, that they have in the API's document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server { #(#variants)* }

        #json::closed_enum!(Server: String { #(#entries)* });
    }
}

fn variable_doc(variable: &ServerVariable) -> Doc {
    let default = match variable.defaults.as_slice() {
        [] => "It has no default, so that it must be set.".to_owned(),
        [default] if default.is_empty() => "It is empty by default.".to_owned(),
        [default] => format!("It is {} by default.", docs::code(default)),
        _ => "Its default is that of the server.".to_owned(),
    };
    Doc::new()
        .document_or(variable.description.as_deref(), || {
            format!("The variable {} of the servers' URLs.", docs::code(&variable.name))
        })
        .own(default)
}

/// The servers as the runtime is told of them.
pub(super) fn objects(scope: &Scope<'_>, servers: &[Server]) -> TokenStream {
    let objects = servers.iter().map(|Server { name, url, variables }| {
        let ty = scope.runtime("ServerObject");
        let is_plain = name == url && variables.is_empty();
        let (name, url) = (Literal::string(name), Literal::string(url));
        if is_plain {
            return quote!(#ty::at(#url));
        }
        let variables = variables.iter().map(|(name, default)| {
            let name = Literal::string(name);
            match default.as_deref().map(Literal::string) {
                Some(default) => quote!((#name, Some(#default))),
                None => quote!((#name, None)),
            }
        });
        quote!(#ty { name: #name, url: #url, variables: &[#(#variables),*] })
    });
    quote!(&[#(#objects),*])
}

/// The servers that an operation has of its own.
pub(super) fn own(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    (!operation.servers.is_empty()).then(|| {
        let (ty, objects) = (scope.runtime("ServerObject"), objects(scope, &operation.servers));
        quote!(const SERVERS: &'static [#ty] = #objects;)
    })
}

/// What an operation's docs say of its own servers.
pub(super) fn own_doc(operation: &Operation) -> Option<String> {
    let first = operation.servers.first()?;
    Some(format!(
        "It goes to a server of its own, {}, unless [`base_url`](crate::ClientBuilder::base_url) was set.",
        docs::code(&first.url)
    ))
}

/// The methods of the client's builder.
pub(super) fn setters<'a>(cx: &Context<'a>, scope: &Scope<'a>) -> Vec<TokenStream> {
    let servers = &cx.api.servers;
    let choice = (!servers.choices.is_empty()).then(|| {
        let server = scope.item(vec![MODULE], SERVER);
        quote! {
            /// Sends requests to this server, in place of the first one that the API's document names.
            ///
            /// Operations may have servers of their own. It can be called several times: of the servers that were
            /// chosen, a request goes to the last one that its operation has. If it has none of them, it goes to the
            /// operation's first server. [`base_url`](Self::base_url) overrides all of this.
            pub fn server(self, server: #server) -> Self {
                self.server_name(server.as_str())
            }
        }
    });
    let document_url = servers.is_any_relative().then(|| {
        quote! {
            /// Sets the URL of the API's document, against which relative URLs of servers are resolved: with
            /// `https://example.com/openapi.json`, the server `/v1` is `https://example.com/v1`.
            ///
            /// [`base_url`](Self::base_url) overrides it.
            pub fn document_url(self, url: impl Into<String>) -> Self {
                self.servers_relative_to(url)
            }
        }
    });
    let variables = servers.variables.iter().map(|variable| setter(scope, variable));
    choice.into_iter().chain(variables).chain(document_url).collect()
}

fn setter<'a>(scope: &Scope<'a>, variable: &'a ServerVariable) -> TokenStream {
    let (method, name) = (&variable.method, Literal::string(&variable.name));
    let doc = variable_doc(variable).own("[`base_url`](Self::base_url) overrides it.");
    let (ty, value) = match &variable.values {
        Some(ty) => (scope.item(vec![MODULE], ty.name.as_str()), quote!(#method.into().as_str())),
        None => (tokens(["String"]), quote!(#method)),
    };
    quote! {
        #doc
        pub fn #method(self, #method: impl Into<#ty>) -> Self {
            self.server_variable(#name, #value)
        }
    }
}

/// The calls of the builder that choose a server, as examples have them: the last server, and the last known values.
pub(super) fn example(cx: &Context<'_>) -> String {
    let (krate, servers) = (&cx.krate, &cx.api.servers);
    let choice = servers.choices.last();
    let choice = choice.map(|choice| format!(".server({krate}::{MODULE}::{SERVER}::{})", choice.variant));
    let variables = servers.variables.iter().map(|variable| {
        let last = variable.values.as_ref().and_then(|ty| Some((&ty.name, &ty.variants.last()?.name)));
        match last {
            Some((ty, variant)) => format!(".{}({krate}::{MODULE}::{ty}::{variant})", variable.method),
            None => format!(".{}(\"value\")", variable.method),
        }
    });
    choice.into_iter().chain(variables).collect()
}

/// The methods of the builder, with what they choose, as a table has them.
pub(super) fn settings(cx: &Context<'_>) -> Vec<(String, String)> {
    let servers = &cx.api.servers;
    let choices = servers.choices.iter().map(|ServerChoice { variant, urls, .. }| {
        let urls: Vec<_> = urls.iter().map(|url| docs::code(url)).collect();
        (format!("server({MODULE}::{SERVER}::{variant})"), urls.join(" or "))
    });
    let variables = servers.variables.iter().map(|variable| {
        let about = docs::summary(variable.description.as_deref().unwrap_or_default(), 120);
        let about = if about.is_empty() {
            docs::code(&format!("{{{}}}", variable.name))
        } else {
            docs::escape(about.trim_end_matches('.'))
        };
        let default = match variable.defaults.as_slice() {
            [default] if !default.is_empty() => format!(", {} by default", docs::code(default)),
            _ => String::new(),
        };
        (format!("{}(..)", variable.method), format!("{about}{default}"))
    });
    choices.chain(variables).collect()
}
