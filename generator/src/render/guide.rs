//! `src/guide.rs`: how the crate is used, beyond a first call.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, Placed};
use super::doc_examples::{self, Call, ClientKind};
use super::doc_tokens::Doc;
use super::doc_values;
use super::guide_answers;
use super::guide_bodies;
use super::guide_pages;
use super::sample;
use super::servers;
use crate::docs;
use crate::ir::{AnswerFormat, Operation, Status, TypeRef};

/// `src/guide.rs`: a module of nothing but docs.
pub(super) fn guide_rs(cx: &Context<'_>) -> TokenStream {
    let mut doc = Doc::new().own(OVERVIEW);
    if let Some(placed) = cx.example() {
        let guide = Guide { cx, placed, call: Call::of(cx, placed) };
        doc = doc.own(guide_bodies::section(cx).unwrap_or_default());
        doc = doc.own(guide_answers::section(cx).unwrap_or_default());
        doc = doc.own(guide.errors()).own(guide.retries()).own(guide.settings());
        doc = guide.servers().into_iter().fold(doc, Doc::own).own(guide.many_calls());
        if let Some(pages) = guide_pages::pages(cx) {
            doc = doc.own(pages);
        }
        doc = doc.own(guide.blocking()).own(guide.testing());
    }
    let doc = doc.own(TLS).inner();
    quote!(#doc)
}

const OVERVIEW: &str = "\
A guide: errors, retries and timeouts, settings and hooks, many calls at once, code that isn't async, testing, TLS and
proxies.";

const TLS: &str = "\
# TLS and proxies

TLS is by rustls, with the default feature `rustls`. Its cryptography, `aws-lc-sys`, is a large part of a clean build:
with `default-features = false` (which leaves out the feature `serde`, too) and the feature `rustls-ring` it is `ring`,
which is faster to build. With `native-tls` in their place TLS is by the system's library. Without any of them, only
`http` URLs can be used.

With the feature `http2` the client speaks HTTP/2 with servers that do. With `gzip`, `brotli` and `zstd` it asks for
compressed answers and reads them; limits are those of the decoded bodies.

Proxies are those of the environment variables `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`.
For a proxy, a root certificate or a client certificate of your own, set up an HTTP client and give it to
[`ClientBuilder::http_client`](crate::ClientBuilder::http_client). It must follow no redirects by itself.
With `rustls-ring` and without `rustls`, `reqwest` needs to be told of a provider of cryptography for it, by
`rustls::crypto::ring::default_provider().install_default()`.";

/// An arm for an error that is documented, if one is: for a 404 first of all.
fn documented(operation: &Operation) -> String {
    let codes = operation.failures.iter().filter(|failure| matches!(failure.status, Status::Code(_)));
    match codes.min_by_key(|failure| failure.status != Status::Code(404)) {
        Some(failure) if failure.body().is_some() => {
            format!("{}(body)) => eprintln!(\"{{body:?}}\"", failure.variant)
        }
        Some(failure) => format!("{}) => eprintln!(\"{{error}}\"", failure.variant),
        None => "Other(_)) => eprintln!(\"not documented: {error}\"".to_owned(),
    }
}

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
        let success = match operation.success.has_value() {
            true => "Ok(answer) => println!(\"{answer:?}\"),",
            false => "Ok(()) => println!(\"done\"),",
        };
        let shared = self.cx.paths.envelope(operation).is_some();
        let other = if shared { "{other}: {:?}\", other.envelope()" } else { "{other}\"" };
        let example = self.example(&format!(
            "match {{call}}.await {{\n    {success}\n    \
             Err(error) if error.is_rate_limited() => eprintln!(\"again after {{:?}}\", error.retry_after()),\n    \
             Err(error) => match error.api() {{\n        Some({error}::{}),\n        \
             Some(other) => eprintln!(\"{other}),\n        None => return Err(error.into()),\n    }},\n}}",
            documented(operation)
        ));
        let envelope = if shared {
            "The documented errors have bodies of one type, so `envelope()` gives the body of each of them.\n"
        } else {
            ""
        };
        format!(
            "# Errors\n\n\
             The error of a call is an [`OperationError`](crate::OperationError). Where the API answered with an error,\n\
             [`api`](crate::OperationError::api) gives it as the operation's own type, with a variant for each documented\n\
             status:\n\n{example}\n\n\
             {envelope}Where the status is enough, [`is_not_found`](crate::Error::is_not_found), \
             [`is_status`](crate::Error::is_status)\nand their like tell it.\n\n\
             `?` turns it into the plain [`Error`](crate::Error), the same for all operations. Both tell the status, the\n\
             code and the message of the API, its name for the request, the number of attempts, and the body as it came.\n\
             [`kind`](crate::Error::kind) tells what went wrong. Their text shows no URL, and of the body only the API's code\n\
             and message, or what is wrong with its form. A credential that the API says back is `[redacted]` there;\n\
             the body itself, and the typed error, are as they came.\n\
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
             `HEAD`, `OPTIONS`, `PUT`, `DELETE`), by an idempotency key, or because there was no connection. The\n\
             server has the last word on its errors: with the header `x-should-retry: true` any request is sent again,\n\
             whatever its method, with `false` none is.\n\n\
             The waits are half a second, doubled each time up to 8 seconds, minus up to 25 % of jitter; or what the server\n\
             asks for in `retry-after-ms` or `Retry-After`. If it asks for more than a minute, the request isn't sent again,\n\
             and [`retry_after`](crate::Error::retry_after) tells the wait.\n\n\
             A timeout bounds one attempt, to the end of the body: 60 seconds by default. A deadline bounds the call as a\n\
             whole, with its waits; there is none by default. Dropping the future ends the call at once.\n\n\
             The client's builder sets all of this for all requests, and a request for itself:\n\
             {request}.\n\n\
             Redirects are followed within the origin of the base URL, ten at most, if they keep the method: 307 and 308, and\n\
             all of them for a `GET` or a `HEAD`. Other redirects are errors, since the request carries credentials; unless\n\
             the API documents them, or the request is sent by `send_raw`: then they are the answer. The body of an answer\n\
             is read up to 8 MiB, unless [`body_limit`](crate::ClientBuilder::body_limit) says otherwise. From status 400 on,\n\
             what was read of a body is kept though it is larger, or breaks off, so that the error is the API's."
        )
    }

    fn settings(&self) -> String {
        let example = self
            .example("let patient = client.with(|settings| settings.timeout(std::time::Duration::from_secs(300)))?;");
        let shared = self.cx.api.shared_parameters.iter();
        let shared = shared.map(|parameter| format!("[`{0}`](crate::ClientBuilder::{0})", parameter.name));
        let shared: Vec<_> = shared.collect();
        let shared = match shared.is_empty() {
            true => String::new(),
            false => format!(
                "Parameters that many operations have are set once, on the builder: {}.\n\
                 The request's own value wins.\n\n",
                shared.join(", ")
            ),
        };
        format!(
            "# Settings and hooks\n\n\
             A client is cheap to clone. [`with`](crate::Client::with) makes one with other settings, which shares the\n\
             connections:\n\n{example}\n\n{shared}\
             A base URL must begin with `https://`, unless its host is this machine, since others would get the credentials\n\
             unencrypted; [`allow_http`](crate::ClientBuilder::allow_http) takes others.\n\n\
             Hooks see each request and each head of a response, retries and followed redirects included.\n\
             [`on_request`](crate::ClientBuilder::on_request) can add headers: the context of a trace, a signature.\n\
             [`on_response`](crate::ClientBuilder::on_response) is for metrics."
        )
    }

    /// Where requests go, where that is not one server alone.
    fn servers(&self) -> Option<String> {
        let servers = &self.cx.api.servers;
        let has_own = self.cx.operations.iter().any(|placed| !placed.operation.servers.is_empty());
        if servers.choices.is_empty() && servers.variables.is_empty() && !has_own {
            return None;
        }
        let chosen = servers::example(self.cx);
        let example = match chosen.is_empty() {
            true => String::new(),
            false => {
                let lines = format!("let client = client.with(|builder| builder{chosen})?;");
                format!("The client's builder chooses the server:\n\n{}\n\n", self.example(&lines))
            }
        };
        let own = match has_own {
            true => "Some operations have servers of their own, which their docs tell. Their requests go there.\n",
            false => "",
        };
        Some(format!(
            "# Servers\n\n{example}{own}\
             A credential is sent only to a server that the API's document has for the operation. A base URL that is set\n\
             by [`base_url`](crate::ClientBuilder::base_url), or by the environment, overrides all servers: then every\n\
             request goes below it, and nothing is sent elsewhere."
        ))
    }

    fn many_calls(&self) -> String {
        let answer = match self.placed.operation.success.has_value() {
            true => "let answer = ended.expect(\"no call panics\")?;\n    println!(\"{answer:?}\");",
            false => "ended.expect(\"no call panics\")?;",
        };
        let example = self.example(&format!(
            "let request = {{call}};\nlet mut calls = tokio::task::JoinSet::new();\nfor _ in 0..3 {{\n    \
             calls.spawn(request.clone().send());\n}}\nwhile let Some(ended) = calls.join_next().await {{\n    \
             {answer}\n}}"
        ));
        format!(
            "# Many calls at once\n\n\
             A request borrows the client, but the future of its [`send`](crate::Request::send) doesn't: it can be spawned,\n\
             or joined with others, by `futures::future::join_all` say. A request can be cloned.\n\n{example}"
        )
    }

    fn blocking(&self) -> String {
        let call = &self.call;
        let client = match self.cx.is_cleartext() {
            true => "Client::builder().allow_http(true).from_env().build_blocking()",
            false => "Client::from_env()",
        };
        let lines = format!("let client = {}::blocking::{client}?;\n{}.send()?;", self.cx.krate, call.text);
        let example = doc_examples::client(self.cx, ClientKind::Blocking, &call.inputs(None), &lines);
        format!(
            "# Code that isn't async\n\n\
             With the feature `blocking` there is a client whose requests are sent by `send`:\n\n{example}\n\n\
             It is not for async code: in a task of Tokio its requests fail, and other executors are held up."
        )
    }

    /// The lines of a test that plays a success, where there is a body for it.
    fn success(&self) -> Option<String> {
        let (operation, call) = (self.placed.operation, &self.call.text);
        let played = operation.success.answers.iter().find_map(|answer| match answer.status {
            Status::Code(code) => Some((code, answer.body.as_ref())),
            _ => None,
        });
        let (status, body) = played.unwrap_or((200, operation.success.body()));
        let reply = match body.map(|body| (body.format, &body.ty)) {
            None => format!("Reply::new({status})"),
            Some((AnswerFormat::Bytes, _)) => format!("Reply::new({status}).body(\"bytes\")"),
            Some((AnswerFormat::Text, _)) => format!("Reply::new({status}).body(\"text\")"),
            Some((AnswerFormat::Json, ty)) => self.success_of(status, ty)?,
            Some(_) => return None,
        };
        let answer = if operation.success.has_value() { "let answer = " } else { "" };
        let print = if answer.is_empty() { "" } else { "println!(\"{answer:?}\");\n" };
        // What has an argument that is moved can be called once.
        let is_sendable =
            self.call.has_values() && operation.http_method != "HEAD" && !matches!(status, 204 | 205 if body.is_some());
        is_sendable.then(|| {
            format!(
                "server.reply({reply});\n{answer}{call}.await?;\n{print}\
                 assert_eq!(server.received()[0].method(), \"{}\");\n\n",
                operation.http_method
            )
        })
    }

    /// The reply with a body of this type: the document's example, or one that is made as callers would make it.
    fn success_of(&self, status: u16, ty: &TypeRef) -> Option<String> {
        let json = |body: String| format!("Reply::json({status}, {})", doc_examples::json_literal(&body));
        let made = || doc_values::constructed(self.cx, ty).map(|value| format!("Reply::value({status}, &{value})"));
        let documented = sample::documented(self.cx, ty).map(json);
        documented.or_else(made).or_else(|| sample::required(self.cx, ty).map(json))
    }

    fn testing(&self) -> String {
        let (krate, call) = (&self.cx.krate, &self.call.text);
        // Only what can be repeated without harm is.
        let is_repeated =
            matches!(self.placed.operation.http_method.as_str(), "GET" | "HEAD" | "OPTIONS" | "PUT" | "DELETE");
        let (replies, attempts) = if is_repeated { (".reply(Reply::connection_reset())", 2) } else { ("", 1) };
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
        let success = self.success().unwrap_or_default();
        format!(
            "# Testing code that uses the client\n\n\
             With the feature `test-util`, in `[dev-dependencies]`, a fake server in memory plays replies under a client,\n\
             without a socket, and keeps the requests. All that is above it is the real thing: retries, timeouts,\n\
             limits. Waits take no time.\n\n\
             ```{kind}\n# #[cfg(feature = \"test-util\")]\n{runtime}\
             # async fn {function} -> Result<(), {krate}::Error> {{\n\
             use {krate}::{{Client, testing::{{FakeServer, Reply}}}};\n\n\
             let server = FakeServer::new();\n\
             let client = {builder}{credentials}.transport(&server).build()?;\n\n{success}\
             server{replies}.reply(Reply::json(404, \"{{}}\"));\n\
             let error = {call}.await.unwrap_err();\n\
             assert!(error.is_not_found());\n\
             assert_eq!(error.attempts(), {attempts});\n\
             # Ok(()) }}{otherwise}\n```"
        )
    }
}
