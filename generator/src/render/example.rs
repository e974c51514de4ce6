//! `examples/`: a program that calls one operation with arguments from the command line.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, Placed};
use super::doc_examples;
use super::doc_tokens::Doc;
use super::input::Input;
use crate::ir::TypeRef;
use crate::names::{Case, Ident, LONGEST, singular::singular, words};

/// The path of the example, and its tokens; `None` where there is no operation that a command line can give the
/// arguments of.
pub(super) fn example_rs(cx: &Context<'_>) -> Option<(String, TokenStream)> {
    let placed = cx.example().filter(|placed| !placed.operation.deprecated)?;
    let given: Option<Vec<_>> = Input::arguments(placed.operation).map(|input| given(cx, input)).collect();
    let name = file_name(placed)?;
    Some((format!("examples/{name}.rs"), program(cx, placed, &given?, &name)))
}

/// How the program gives an argument: a string as it is on the command line, a body as an example of it.
fn given(cx: &Context<'_>, input: Input<'_>) -> Option<TokenStream> {
    let name = input.name();
    match input {
        _ if *input.ty() == TypeRef::String => Some(quote!(#name)),
        Input::Body(_) => doc_examples::value(cx, input)?.parse().ok(),
        Input::Parameter(_) => None,
    }
}

/// `delete_contact`: what is done, and with what.
fn file_name(placed: &Placed<'_>) -> Option<String> {
    let resource = words(placed.resource.accessor.as_str());
    let one = resource.split_last().map(|(last, rest)| [rest, &[singular(last)]].concat()).unwrap_or_default();
    let all = [words(placed.operation.method.as_str()), one].concat();
    // Cargo adds to the name of a program what makes it a file's, which have 255 bytes.
    let name = Case::Module.ident(&all).map(|ident| ident.to_string()).filter(|name| name.len() <= LONGEST);
    Some(name.unwrap_or_else(|| "first_call".to_owned()))
}

fn program(cx: &Context<'_>, placed: &Placed<'_>, given: &[TokenStream], name: &str) -> TokenStream {
    let (krate, operation) = (format_ident!("{}", cx.krate), placed.operation);
    let chain = &placed.chain;
    let method = &operation.method;
    let texts = Input::arguments(operation).filter(|input| *input.ty() == TypeRef::String);
    let arguments: Vec<_> = texts.map(Input::name).collect();
    let usage = usage(name, &arguments);
    let doc = Doc::new().own(format!("Calls `{}`: `cargo run --example {usage}`.", operation.dotted)).inner();
    let read = read_arguments(&arguments, &usage);
    let (success, print) = match operation.success.ty {
        Some(_) => (quote!(answer), quote!(println!("{answer:#?}"))),
        None => (quote!(()), quote!(println!("done"))),
    };
    // No name that is minted ends in an underscore, unless it is a keyword.
    let is_taken = arguments.iter().any(|name| name.as_str() == "client");
    let client = format_ident!("{}", if is_taken { "client_" } else { "client" });
    let from_env = match cx.is_cleartext() {
        true => quote!(Client::builder().allow_http(true).from_env().build()),
        false => quote!(Client::from_env()),
    };
    quote! {
        #doc

        use #krate::Client;
        use std::process::ExitCode;

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> ExitCode {
            #read
            let #client = match #from_env {
                Ok(client) => client,
                Err(error) => {
                    eprintln!("{error}");
                    return ExitCode::FAILURE;
                }
            };
            match #client #(.#chain())* .#method(#(#given),*).await {
                Ok(#success) => {
                    #print;
                    ExitCode::SUCCESS
                }
                Err(error) => {
                    eprintln!("{error}");
                    if let Some(answer) = error.api() {
                        eprintln!("{answer:#?}");
                    }
                    ExitCode::FAILURE
                }
            }
        }
    }
}

/// `delete_contact -- ID`.
fn usage(name: &str, arguments: &[&Ident]) -> String {
    let names: String = arguments.iter().map(|name| format!(" {}", name.as_str().to_ascii_uppercase())).collect();
    format!("{name}{}{names}", if arguments.is_empty() { "" } else { " --" })
}

fn read_arguments(arguments: &[&Ident], usage: &str) -> TokenStream {
    if arguments.is_empty() {
        return TokenStream::new();
    }
    let names = arguments;
    let next = names.iter().map(|_| quote!(arguments.next()));
    let (somes, usage) = (names.iter(), Literal::string(&format!("usage: cargo run --example {usage}")));
    quote! {
        let mut arguments = std::env::args().skip(1);
        let (#(Some(#somes),)* None) = (#(#next,)* arguments.next()) else {
            eprintln!(#usage);
            return ExitCode::from(2);
        };
    }
}
