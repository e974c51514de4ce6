//! `README.md`.

use super::context::Context;
use super::doc_examples::{self, Call};
use super::input::Input;
use super::lib_rs::named;
use super::servers;
use crate::docs;

/// `README.md`: what the crate is, and how it is used.
pub(super) fn readme(cx: &Context<'_>) -> String {
    let Context { api, config, krate, .. } = cx;
    let name = &config.package.name;
    let mut text = format!(
        "# {name}\n\nA client of {}, version {}.\n",
        docs::escape(&named(&api.title)),
        docs::code(&api.version)
    );
    let description = docs::doc_lines(api.description.as_deref().unwrap_or_default());
    if !description.is_empty() {
        text.push_str(&format!("\n{}\n", description.join("\n")));
    }
    if let Some(placed) = cx.example() {
        let call = Call::of(cx, placed);
        let body = doc_examples::program(cx, placed, &call);
        let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
        let inputs = call.inputs(None);
        text.push_str(&format!(
            "\n## Example\n\n```rust\nasync fn example({inputs}) -> Result<(), {krate}::Error> {{\n{body}    Ok(())\n}}\n```\n"
        ));
    }
    text.push_str(&manifest(cx));
    text.push_str(&environment(cx));
    text.push_str(&servers(cx));
    text.push_str(&operations(cx));
    text.push_str(FEATURES);
    text
}

/// How the crate is depended on.
fn manifest(cx: &Context<'_>) -> String {
    let (name, version) = (&cx.config.package.name, &cx.config.package.version);
    format!(
        "\n## Dependency\n\n```toml\n[dependencies]\n{name} = \"{version}\" # or its `path`, or the `git` URL of its repository\n\n[dev-dependencies]\n\
         {name} = {{ version = \"{version}\", features = [\"test-util\"] }} # for tests without a network\n```\n\n\
         The documentation's module `guide` covers errors, retries, timeouts, testing, TLS and proxies.\n"
    )
}

fn environment(cx: &Context<'_>) -> String {
    let Context { api, config, .. } = cx;
    let mut text = String::from(
        "\n## Environment\n\n`Client::from_env` reads these variables:\n\n| variable | meaning |\n| --- | --- |\n",
    );
    for credential in &api.credentials {
        let meaning = docs::summary(credential.description.as_deref().unwrap_or_default(), 120);
        let meaning = if meaning.is_empty() {
            format!("the credential of {}", docs::code(&credential.scheme))
        } else {
            docs::escape(&meaning)
        };
        text.push_str(&format!("| `{}` | {} |\n", credential.env, cell(&meaning)));
    }
    let default = match &api.base_url {
        Some(url) if cx.is_cleartext() => {
            format!("the base URL, {} by default, which needs `allow_http(true)` on the builder", docs::code(url))
        }
        Some(url) => format!("the base URL, {} by default", docs::code(url)),
        None => "the base URL, which has no default".to_owned(),
    };
    text.push_str(&format!("| `{}_BASE_URL` | {} |\n", config.env_prefix(), cell(&default)));
    text
}

/// What the builder chooses of servers, where there is a choice.
fn servers(cx: &Context<'_>) -> String {
    let settings = servers::settings(cx);
    if settings.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n## Servers\n\n| setting of the client's builder | meaning |\n| --- | --- |\n");
    for (call, meaning) in settings {
        text.push_str(&format!("| {} | {} |\n", cell(&docs::code(&call)), cell(&meaning)));
    }
    text
}

/// The calls of all operations, if someone will read so many.
fn operations(cx: &Context<'_>) -> String {
    if cx.operations.len() > MOST_OPERATIONS {
        let count = cx.operations.len();
        return format!(
            "\n## Operations\n\nThere are {count}: the documentation's first page has a table of the resources.\n{}{}",
            pages(cx),
            shared_parameters(cx)
        );
    }
    let mut text = String::from("\n## Operations\n\n| call | request |\n| --- | --- |\n");
    for placed in &cx.operations {
        let (operation, accessors) = (placed.operation, placed.accessors());
        let arguments: Vec<_> = Input::arguments(operation).map(|input| input.name().as_str()).collect();
        let call = format!("client{accessors}.{}({})", operation.method, arguments.join(", "));
        let request = docs::code(&format!("{} {}", operation.http_method, operation.path));
        text.push_str(&format!("| {} | {} |\n", cell(&docs::code(&call)), cell(&request)));
    }
    text.push_str(&pages(cx));
    text.push_str(&shared_parameters(cx));
    text
}

/// How many operations answer page by page.
fn pages(cx: &Context<'_>) -> String {
    let count = cx.operations.iter().filter(|placed| placed.operation.pagination.is_some()).count();
    match count {
        0 => String::new(),
        1 => {
            "\nOne of them answers page by page: its request has `items` and `pages`, as the guide shows.\n".to_owned()
        }
        _ => format!(
            "\n{count} of them answer page by page: their requests have `items` and `pages`, as the guide shows.\n"
        ),
    }
}

/// What the builder sets for all operations.
fn shared_parameters(cx: &Context<'_>) -> String {
    let methods = cx.api.shared_parameters.iter().map(|parameter| format!("`{}`", parameter.name));
    let methods: Vec<_> = methods.collect();
    match methods.is_empty() {
        true => String::new(),
        false => format!("\nThe client's builder sets for all of them: {}.\n", methods.join(", ")),
    }
}

/// More operations than this aren't listed.
const MOST_OPERATIONS: usize = 100;

const FEATURES: &str = "
## Features

| feature | meaning |
| --- | --- |
| `rustls` (default) | TLS by rustls |
| `rustls-ring` | TLS by rustls with `ring`, in place of `aws-lc-sys`, which is a large part of a clean build |
| `native-tls` | TLS by the system's library |
| `serde` (default) | serde's traits on the types |
| `http2` | HTTP/2 with servers that speak it |
| `gzip`, `brotli`, `zstd` | compressed answers |
| `blocking` | a client for code that isn't async |
| `tracing` | spans and events of calls, attempts and waits |
| `io` | uploads of files, read by `tokio` |
| `test-util` | a transport without a network, for the tests of code that uses the client |
| `chrono`, `jiff`, `time` | conversions of dates, times and durations to and from the types of these crates |
| `uuid`, `url` | conversions of UUIDs, and of URIs, to and from the types of these crates |

Without `rustls`, `rustls-ring` and `native-tls`, only `http` URLs can be used.
";

/// A pipe would end the cell, even in a code span (GitHub Flavored Markdown, section 4.10).
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
