//! `src/client.rs`: what the client is told of the API.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, accessors};
use super::resource::accessor;
use super::snippet::{self, ClientKind};
use super::text::Doc;
use crate::docs;
use crate::ir::{Credential, CredentialPlace};

/// `src/client.rs`.
pub(super) fn client_rs(cx: &Context<'_>) -> TokenStream {
    let api = cx.api;
    let module_doc = Doc::new().ours("The client: where requests go, and what it identifies itself with.").inner();
    let has_provider = api.credentials.iter().any(|credential| credential.provider.is_some());
    let mut imports = vec!["Api", "Error"];
    if !api.credentials.is_empty() {
        imports.extend(["Credential", "Place", "Secret"]);
    }
    if has_provider {
        imports.push("TokenProvider");
    }
    imports.sort();
    let imports = imports.into_iter().map(|name| format_ident!("{name}"));
    let (modules, names): (Vec<_>, Vec<_>) =
        api.resources.iter().map(|resource| (&resource.module, &resource.type_name)).unzip();
    let constants = api.credentials.iter().map(credential);
    let setters: Vec<_> = api.credentials.iter().map(|credential| setter(cx, credential)).collect();
    let builder = (!setters.is_empty()).then(|| quote!(impl ClientBuilder { #(#setters)* }));
    let described = described(cx);
    let inherent = inherent(cx);
    quote! {
        #module_doc
        #(use crate::resources::#modules::#names;)*
        use crate::runtime::{ #(#imports),* };
        #[cfg(feature = "blocking")]
        use crate::runtime::blocking;
        pub use crate::runtime::{Client, ClientBuilder};

        #(#constants)*

        #described

        #inherent

        #builder
    }
}

fn credential(credential: &Credential) -> TokenStream {
    let Credential { scheme, method, constant, env, place, .. } = credential;
    let (scheme, name, env) = (Literal::string(scheme), Literal::string(method.as_str()), Literal::string(env));
    let place = match place {
        CredentialPlace::Bearer | CredentialPlace::Token => quote!(Place::Bearer),
        CredentialPlace::Basic => quote!(Place::Basic),
        CredentialPlace::Header(name) => named(&quote!(Header), name),
        CredentialPlace::Query(name) => named(&quote!(Query), name),
        CredentialPlace::Cookie(name) => named(&quote!(Cookie), name),
    };
    quote! {
        pub(crate) static #constant: Credential =
            Credential { scheme: #scheme, name: #name, env: #env, place: #place };
    }
}

fn described(cx: &Context<'_>) -> TokenStream {
    let Context { api, config, .. } = cx;
    let title = Literal::string(&api.title);
    let option = |text: Option<&str>| match text.map(Literal::string) {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    };
    let base_url = option(api.base_url.as_deref());
    let attempt_header = option(config.client.attempt_header.as_deref());
    let base_url_env = Literal::string(&format!("{}_BASE_URL", config.env_prefix()));
    let user_agent = Literal::string(&format!("{}/", config.user_agent()));
    let credentials = api.credentials.iter().map(|credential| &credential.constant);
    let required = api.credential_required;
    let idempotency_keys = config.client.idempotency_keys;
    quote! {
        static API: Api = Api {
            title: #title,
            base_url: #base_url,
            base_url_env: #base_url_env,
            user_agent: concat!(#user_agent, env!("CARGO_PKG_VERSION")),
            credentials: &[#(&#credentials),*],
            credential_required: #required,
            attempt_header: #attempt_header,
            idempotency_keys: #idempotency_keys,
        };
    }
}

/// What both clients have of their own.
fn inherent(cx: &Context<'_>) -> TokenStream {
    let prefix = cx.config.env_prefix();
    let variables = cx.api.credentials.iter().map(|credential| credential.env.clone());
    let variables: Vec<_> =
        variables.chain([format!("{prefix}_BASE_URL")]).map(|variable| format!("`{variable}`")).collect();
    let krate = &cx.krate;
    let builder = Doc::new()
        .ours("A client that is set up step by step.")
        .ours(snippet::building(cx, "timeout(std::time::Duration::from_secs(10))"));
    let from_env = Doc::new()
        .ours(format!("A client that is set up by the environment: {}.", variables.join(", ")))
        .ours("# Errors\n\nWhen a variable has a value that can't be used, or one that is needed is not set.")
        .ours("# Examples")
        .ours(snippet::client(cx, ClientKind::Async, &format!("let client = {krate}::Client::from_env()?;")));
    let blocking = Doc::new()
        .ours("A client that is set up by the environment, as [`Client::from_env`].")
        .ours("# Errors\n\nAs for the other client: a variable that is needed is not set, or has a value that can't be used.")
        .ours("# Examples")
        .ours(snippet::client(
            cx,
            ClientKind::Blocking,
            &format!("let client = {krate}::blocking::Client::from_env()?;"),
        ));
    let (of_async, of_blocking) = (roots(cx, ClientKind::Async), roots(cx, ClientKind::Blocking));
    quote! {
        impl Client {
            #builder
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }

            #from_env
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().from_env().build()
            }

            #of_async
        }

        #[cfg(feature = "blocking")]
        impl blocking::Client {
            #blocking
            pub fn from_env() -> Result<Self, Error> {
                Client::builder().from_env().build_blocking()
            }

            #of_blocking
        }
    }
}

/// The accessors of the resources at the root.
fn roots(cx: &Context<'_>, kind: ClientKind) -> TokenStream {
    let resources = cx.api.resources.iter().map(|resource| {
        let name = &resource.type_name;
        let example = snippet::accessor(cx, &accessors([&resource.accessor]), &resource.accessor, kind);
        accessor(resource, &quote!(#name), &quote!('_, Self), &quote!(self), &example)
    });
    quote!(#(#resources)*)
}

fn named(variant: &TokenStream, name: &str) -> TokenStream {
    let name = Literal::string(name);
    quote!(Place::#variant(#name))
}

/// The methods of the builder that set a credential.
fn setter(cx: &Context<'_>, credential: &Credential) -> TokenStream {
    let Credential { method, constant, env, scheme, description, .. } = credential;
    let how = match &credential.place {
        CredentialPlace::Bearer | CredentialPlace::Token => "Sent as a bearer token.".to_owned(),
        CredentialPlace::Basic => "Sent by the scheme `Basic` (RFC 7617).".to_owned(),
        CredentialPlace::Header(name) => format!("Sent as the header {}.", docs::code(name)),
        CredentialPlace::Query(name) => format!("Sent as the query parameter {}.", docs::code(name)),
        CredentialPlace::Cookie(name) => format!("Sent as the cookie {}.", docs::code(name)),
    };
    let variable = match &credential.place {
        CredentialPlace::Basic => format!("`{env}`, as `user:password`"),
        _ => format!("`{env}`"),
    };
    let fallback = format!("The credential of the security scheme {}.", docs::code(scheme));
    let doc = Doc::new()
        .theirs_or(description.as_deref(), &fallback)
        .ours(format!("{how} [`from_env`](Self::from_env) reads it from {variable}."))
        .ours(snippet::credential(cx, credential));
    if credential.place == CredentialPlace::Basic {
        return quote! {
            #doc
            #[must_use]
            pub fn #method(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
                self.credential_basic(&#constant, user, password)
            }
        };
    }
    let provider = credential.provider.as_ref().map(|name| {
        let doc = Doc::new()
            .theirs_or(description.as_deref(), &fallback)
            .ours(format!(
                "Asks `provider` for the token before each attempt, in place of [`{method}`](Self::{method})."
            ))
            .ours(snippet::provider(cx, name));
        quote! {
            #doc
            #[must_use]
            pub fn #name(self, provider: impl TokenProvider + 'static) -> Self {
                self.token_provider(&#constant, provider)
            }
        }
    });
    quote! {
        #doc
        #[must_use]
        pub fn #method(self, #method: impl Into<Secret>) -> Self {
            self.credential(&#constant, #method)
        }

        #provider
    }
}
