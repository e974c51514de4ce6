//! `src/guide.rs`: how the crate is used, beyond a first call.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, Placed};
use super::doc_examples::{self, Call, ClientKind};
use super::doc_tokens::Doc;
use crate::docs;

/// `src/guide.rs`: a module of nothing but docs.
pub(super) fn guide_rs(cx: &Context<'_>) -> TokenStream {
    let mut doc = Doc::new().own(OVERVIEW);
    if let Some(placed) = cx.example() {
        let guide = Guide { cx, placed, call: Call::of(cx, placed) };
        doc = doc.own(guide.errors()).own(guide.retries()).own(guide.blocking()).own(guide.testing());
    }
    let doc = doc.own(TLS).inner();
    quote!(#doc)
}

const OVERVIEW: &str = "\
A guide: errors, retries and timeouts, code that isn't async, testing, TLS and proxies.";

const TLS: &str = "\
# TLS and proxies

TLS is by rustls, with the default feature `rustls`; or by the system's library, with `native-tls` and
`default-features = false`, which leaves out the feature `serde` too. Without either, only `http` URLs can be used.

Proxies are those of the environment variables `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`.
For a proxy, a root certificate or a client certificate of your own, set up an HTTP client and give it to
[`ClientBuilder::http_client`](crate::ClientBuilder::http_client). It must follow no redirects by itself.";

/// What the examples of the guide are made from.
struct Guide<'a> {
    cx: &'a Context<'a>,
    placed: &'a Placed<'a>,
    call: Call,
}

impl Guide<'_> {
    /// An example in an async function that gets a client; `lines` are its body, in which `{call}` is the request.
    fn example(&self, lines: &str) -> String {
        doc_examples::calling(self.cx, &self.call, &lines.replace("{call}", &self.call.text))
    }

    fn errors(&self) -> String {
        let operation = self.placed.operation;
        let error = self.cx.item_path(operation, &operation.error_type);
        let example = self.example(&format!(
            "match {{call}}.await {{\n    Ok(_) => println!(\"done\"),\n    Err(error) => match error.api() {{\n        \
             Some({error}::Other(_)) => eprintln!(\"not documented: {{error}}\"),\n        \
             Some(documented) => eprintln!(\"{{documented:?}}\"),\n        None => return Err(error.into()),\n    }},\n}}"
        ));
        format!(
            "# Errors\n\n\
             The error of a call is an [`OperationError`](crate::OperationError). Where the API answered with an error,\n\
             [`api`](crate::OperationError::api) gives it as the operation's own type:\n\n{example}\n\n\
             `?` turns it into the plain [`Error`](crate::Error), the same for all operations. Both tell the status, the\n\
             code and the message of the API, its name for the request, the number of attempts, and the body as it came.\n\
             [`kind`](crate::Error::kind) tells what went wrong. Their text shows no URL, no credential, and of the body\n\
             only the API's code and message, or what is wrong with its form.\n\
             [`body_excerpt`](crate::Error::body_excerpt) gives its beginning.\n\n\
             An error after more than one [attempt](crate::Error::attempts) may be the answer to a repetition: a deletion\n\
             whose first answer was lost can end with `404 Not Found`. And a status alone may come from elsewhere, a proxy\n\
             or a wrong base URL: look for a [`code`](crate::Error::code) that you know."
        )
    }

    fn retries(&self) -> String {
        let request = docs::code(&format!("{}.max_retries(1).await?", self.call.text));
        format!(
            "# Retries and timeouts\n\n\
             A request is sent again, twice by default, when the connection fails, an attempt takes too long, or the\n\
             status is 408, 409, 429, or 500 and above; but only if it can be repeated without harm: by its method (`GET`,\n\
             `HEAD`, `OPTIONS`, `PUT`, `DELETE`), or by an idempotency key. The server has the last word on its errors: with\n\
             the header `x-should-retry: true` any request is sent again, whatever its method, with `false` none is.\n\n\
             The waits are half a second, doubled each time up to 8 seconds, minus up to 25 % of jitter; or what the server\n\
             asks for in `retry-after-ms` or `Retry-After`. If it asks for more than a minute, the request isn't sent again,\n\
             and [`retry_after`](crate::Error::retry_after) tells the wait.\n\n\
             A timeout bounds one attempt, to the end of the body: 60 seconds by default. A deadline bounds the call as a\n\
             whole, with its waits; there is none by default. Dropping the future ends the call at once.\n\n\
             The client's builder sets all of this for all requests, and a request for itself:\n\
             {request}.\n\n\
             Redirects are followed within the origin of the base URL, ten at most, if they keep the method: 307 and 308, and\n\
             303 for a `GET` or a `HEAD`. Other redirects are errors, since the request carries credentials. The body of an\n\
             answer is read up to 8 MiB, unless [`body_limit`](crate::ClientBuilder::body_limit) says otherwise."
        )
    }

    fn blocking(&self) -> String {
        let call = &self.call;
        let lines = format!("let client = {}::blocking::Client::from_env()?;\n{}.send()?;", self.cx.krate, call.text);
        let example = doc_examples::client(self.cx, ClientKind::Blocking, &call.inputs(None), &lines);
        format!(
            "# Code that isn't async\n\n\
             With the feature `blocking` there is a client whose requests are sent by `send`:\n\n{example}\n\n\
             It is not for async code: in a task of Tokio its requests fail, and other executors are held up."
        )
    }

    fn testing(&self) -> String {
        let (krate, call) = (&self.cx.krate, &self.call.text);
        // Only what can be repeated without harm is.
        let is_repeated =
            matches!(self.placed.operation.http_method.as_str(), "GET" | "HEAD" | "OPTIONS" | "PUT" | "DELETE");
        let (replies, attempts) = if is_repeated { (".reply(Reply::lost())", 2) } else { ("", 1) };
        let builder = doc_examples::builder(self.cx);
        let credentials = doc_examples::credentials(self.cx);
        let (kind, runtime, function) = match self.call.has_values() {
            true => ("", "# #[tokio::main(flavor = \"current_thread\")]\n", "main()".to_owned()),
            false => ("no_run", "", format!("example({})", self.call.inputs(None))),
        };
        let otherwise = match self.call.has_values() {
            true => "\n# #[cfg(not(feature = \"test-util\"))] fn main() {}",
            false => "",
        };
        format!(
            "# Testing code that uses the client\n\n\
             With the feature `test-util`, in `[dev-dependencies]`, a fake server in memory plays replies under a client,\n\
             without a socket, and keeps the requests. All that is above it is the real thing: retries, timeouts,\n\
             limits. Waits take no time.\n\n\
             ```{kind}\n# #[cfg(feature = \"test-util\")]\n{runtime}\
             # async fn {function} -> Result<(), {krate}::Error> {{\n\
             use {krate}::{{Client, testing::{{FakeServer, Reply}}}};\n\n\
             let server = FakeServer::new();\nserver{replies}.reply(Reply::json(404, \"{{}}\"));\n\
             let client = {builder}{credentials}.transport(&server).build()?;\n\
             let result = {call}.await;\nassert_eq!(result.unwrap_err().attempts(), {attempts});\n\
             assert_eq!(server.received().len(), {attempts});\n# Ok(()) }}{otherwise}\n```"
        )
    }
}
