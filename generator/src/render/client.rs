//! `src/client.rs`: what the client is told of the API.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::doc_examples::{self, ClientKind};
use super::doc_tokens::Doc;
use super::input::Input;
use super::operation::{declared, deprecated};
use super::resource::accessor;
use super::scope::Scope;
use crate::docs;
use crate::ir::{Argument, Credential, CredentialLocation, Parameter, ParameterLocation, Resource};

/// `src/client.rs`.
pub(super) fn client_rs(cx: &Context<'_>) -> TokenStream {
    let api = cx.api;
    let module_doc = Doc::new().own("The client: where requests go, and what it identifies itself with.").inner();
    // What the client is made of keeps its names here, whatever the resources are called.
    let scope = &Scope::new(cx, vec!["client"], ["API", "Client", "ClientBuilder", "blocking"], RUNTIME);
    let constants: Vec<_> = api.credentials.iter().map(|credential| self::credential(scope, credential)).collect();
    let credentials = api.credentials.iter().map(|credential| setter(scope, credential));
    let parameters = api.shared_parameters.iter().map(|parameter| parameter_setter(cx, scope, parameter));
    let servers = super::servers::setters(cx, scope);
    let setters: Vec<_> = credentials.chain(parameters).chain(servers).collect();
    let builder = (!setters.is_empty()).then(|| quote!(impl ClientBuilder { #(#setters)* }));
    let api = description(cx, scope);
    let inherent = inherent(cx, scope);
    let imports = scope.imports();
    quote! {
        #module_doc
        #imports
        #[cfg(feature = "blocking")]
        use crate::runtime::blocking;
        pub use crate::runtime::{Client, ClientBuilder};

        #(#constants)*

        #api

        #inherent

        #builder
    }
}

/// The names that the file takes from the runtime.
const RUNTIME: &[&str] =
    &["Api", "Credential", "Error", "CredentialLocation", "Secret", "ServerObject", "TokenProvider"];

fn credential(scope: &Scope<'_>, credential: &Credential) -> TokenStream {
    let Credential { scheme, method, constant, env, .. } = credential;
    let (scheme, name, env) = (Literal::string(scheme), Literal::string(method.as_str()), Literal::string(env));
    let (ty, location) = (scope.runtime("Credential"), scope.runtime("CredentialLocation"));
    let location_of = match &credential.location {
        CredentialLocation::Bearer | CredentialLocation::Token => quote!(#location::Bearer),
        CredentialLocation::Basic => quote!(#location::Basic),
        CredentialLocation::Header(name) => named(&quote!(#location::Header), name),
        CredentialLocation::Query(name) => named(&quote!(#location::Query), name),
        CredentialLocation::Cookie(name) => named(&quote!(#location::Cookie), name),
    };
    quote! {
        pub(crate) static #constant: #ty =
            #ty { scheme: #scheme, name: #name, env: #env, location: #location_of };
    }
}

/// What the runtime is told of the API.
fn description(cx: &Context<'_>, scope: &Scope<'_>) -> TokenStream {
    let Context { api, config, .. } = cx;
    let title = Literal::string(&api.title);
    let option = |text: Option<&str>| match text.map(Literal::string) {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    };
    let servers = super::servers::objects(scope, &api.servers.all);
    let attempt_header = option(config.client.attempt_header.as_deref());
    let base_url_env = Literal::string(&format!("{}_BASE_URL", config.env_prefix()));
    let user_agent = Literal::string(&format!("{}/", config.user_agent()));
    let credentials = api.credentials.iter().map(|credential| &credential.constant);
    let required = api.credential_required;
    let idempotency_keys = config.client.idempotency_keys;
    let ty = scope.runtime("Api");
    quote! {
        static API: #ty = #ty {
            title: #title,
            servers: #servers,
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
fn inherent<'a>(cx: &Context<'a>, scope: &Scope<'a>) -> TokenStream {
    let krate = &cx.krate;
    let builder = Doc::new()
        .own("A client that is set up step by step.")
        .own(doc_examples::building(cx, "timeout(std::time::Duration::from_secs(10))"));
    let from_env = Doc::new().own(from_env_doc(cx)).own(doc_examples::client(
        cx,
        ClientKind::Async,
        "",
        &format!("let client = {krate}::Client::from_env()?;"),
    ));
    let blocking = Doc::new().own("A client that is set up as [`Client::from_env`].");
    let blocking_builder = Doc::new()
        .own("A client that is set up step by step, and made by [`build_blocking`](ClientBuilder::build_blocking).")
        .own(doc_examples::building_blocking(cx, "timeout(std::time::Duration::from_secs(10))"));
    let roots: Vec<_> = cx.api.resources.iter().map(|resource| root(scope, resource)).collect();
    let error = scope.runtime("Error");
    quote! {
        impl Client {
            #builder
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }

            #from_env
            pub fn from_env() -> Result<Self, #error> {
                Self::builder().from_env().build()
            }

            #(#roots)*
        }

        #[cfg(feature = "blocking")]
        impl blocking::Client {
            #blocking_builder
            pub fn builder() -> ClientBuilder {
                Client::builder()
            }

            #blocking
            pub fn from_env() -> Result<Self, #error> {
                Client::builder().from_env().build_blocking()
            }

            #(#roots)*
        }
    }
}

fn from_env_doc(cx: &Context<'_>) -> String {
    let variables = cx.api.credentials.iter().map(|credential| format!("`{}`", credential.env));
    let variables: Vec<_> = variables.chain([format!("`{}_BASE_URL`", cx.config.env_prefix())]).collect();
    format!(
        "A client that is set up by environment variables: {}.\n\n\
         Fails where one that is needed is not set, or has a value that can't be used.{}",
        variables.join(", "),
        if cx.is_cleartext() { CLEARTEXT } else { "" }
    )
}

const CLEARTEXT: &str = "\n\nThe document's own base URL begins with `http://`, which is refused: another must be set, \
                        or [`allow_http`](ClientBuilder::allow_http) be called on a builder.";

/// The accessor of a resource at the root.
fn root<'a>(scope: &Scope<'a>, resource: &'a Resource) -> TokenStream {
    let path = scope.item(super::resource::module(&[], resource), resource.type_name.as_str());
    accessor(resource, &path, &quote!('_, Self), &quote!(self))
}

fn named(variant: &TokenStream, name: &str) -> TokenStream {
    let name = Literal::string(name);
    quote!(#variant(#name))
}

/// The methods of the builder that set a credential.
fn setter(scope: &Scope<'_>, credential: &Credential) -> TokenStream {
    let Credential { method, constant, env, .. } = credential;
    let is_basic = credential.location == CredentialLocation::Basic;
    let form = if is_basic { ", as `user:password`" } else { "" };
    let doc = what(credential).own(format!("[`from_env`](Self::from_env) reads it from `{env}`{form}."));
    let secret = scope.runtime("Secret");
    if is_basic {
        return quote! {
            #doc
            pub fn #method(self, user: impl Into<String>, password: impl Into<#secret>) -> Self {
                self.credential_basic(&#constant, user, password)
            }
        };
    }
    let provider = credential.provider.as_ref().map(|name| {
        let doc = what(credential).own(format!(
            "Asks `provider` for the token before each attempt, in place of [`{method}`](Self::{method})."
        ));
        let provider = scope.runtime("TokenProvider");
        quote! {
            #doc
            pub fn #name(self, provider: impl #provider + 'static) -> Self {
                self.token_provider(&#constant, provider)
            }
        }
    });
    quote! {
        #doc
        pub fn #method(self, #method: impl Into<#secret>) -> Self {
            self.credential(&#constant, #method)
        }

        #provider
    }
}

/// The method of the builder that sets a parameter for all operations that have it.
fn parameter_setter<'a>(cx: &Context<'a>, scope: &Scope<'a>, parameter: &'a Parameter) -> TokenStream {
    let input = Input::Parameter(parameter);
    let (name, ty, wire) = (&parameter.name, scope.ty(&parameter.ty), Literal::string(&parameter.wire));
    let (what, set) = match parameter.location {
        ParameterLocation::Query => ("parameter", quote!(query_parameter)),
        _ => ("header", quote!(header_parameter)),
    };
    let doc = Doc::new().document(parameter.description.as_deref()).own(format!(
        "Sends the {what} {} with each request whose operation\n\
         has it, unless the request sets it itself. Raw requests have it, too.",
        docs::code(&parameter.wire)
    ));
    let takes_into = matches!(input.argument(&cx.paths), Argument::Into(_));
    let made = takes_into.then(|| quote!(let #name: #ty = #name.into();));
    let (argument, deprecated) = (declared(cx, scope, input), deprecated(parameter.deprecated));
    quote! {
        #doc
        #deprecated
        pub fn #name(self, #argument) -> Self {
            #made
            self.#set(#wire, &#name)
        }
    }
}

/// What a credential is.
fn what(credential: &Credential) -> Doc {
    Doc::new().document_or(credential.description.as_deref(), || {
        format!("The credential of the security scheme {}.", docs::code(&credential.scheme))
    })
}
