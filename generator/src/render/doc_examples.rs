//! The examples in the docs of what is generated. Each compiles, and runs where it needs no API for that.
//!
//! Text of the document is in them only inside of literals, of which everything is escaped that isn't plain ASCII.

use super::context::{Context, Placed};
use super::doc_values;
use super::input::Input;
use crate::ir::{CredentialLocation, Parameter, ParameterLocation, TypeRef};
use crate::text::is_bidi;

/// The longest example of a parameter that is shown, in characters. A longer one tells a reader less than a name does.
const LONGEST_VALUE: usize = 60;

/// The longest example of a type that is shown, in lines.
const MOST_LINES: usize = 40;

/// An example's call of an operation.
#[derive(Debug)]
pub(super) struct Call {
    /// The call, with arguments that are examples: `client.things().get("1")`.
    pub(super) text: String,
    /// The arguments that no literal can be, which the example's function gets: `body: my_api::types::Pet`.
    given: Vec<String>,
}

impl Call {
    pub(super) fn of(cx: &Context<'_>, placed: &Placed<'_>) -> Self {
        let mut given = Vec::new();
        let arguments: Vec<_> = Input::arguments(placed.operation)
            .map(|input| {
                value(cx, input).unwrap_or_else(|| {
                    // No name that is minted ends in an underscore, unless it is a keyword.
                    let name = match input.name().as_str() {
                        "client" => "client_".to_owned(),
                        name => name.to_owned(),
                    };
                    given.push(format!("{name}: {}", type_text(cx, input.ty())));
                    name
                })
            })
            .collect();
        let text = format!("client{}.{}({})", placed.accessors(), placed.operation.method, arguments.join(", "));
        Self { text, given }
    }

    /// Whether all of its arguments are literals.
    pub(super) fn has_values(&self) -> bool {
        self.given.is_empty()
    }

    /// What a function gets that makes the call: `first`, and the arguments that aren't literals.
    pub(super) fn inputs(&self, first: Option<String>) -> String {
        first.into_iter().chain(self.given.iter().cloned()).collect::<Vec<_>>().join(", ")
    }
}

/// An example that is compiled and not run; `lines` are the body of an async function that gets a client.
pub(super) fn calling(cx: &Context<'_>, call: &Call, lines: &str) -> String {
    let inputs = call.inputs(Some(format!("client: {}::Client", cx.krate)));
    within(cx, "", &format!("async fn example({inputs})"), lines)
}

/// The lines of a first program, that shows what the operation answers.
pub(super) fn program(cx: &Context<'_>, placed: &Placed<'_>, call: &Call) -> String {
    let (krate, call) = (&cx.krate, &call.text);
    let send = match placed.operation.success.ty {
        Some(_) => format!("let answer = {call}.await?;\nprintln!(\"{{answer:?}}\");"),
        None => format!("{call}.await?;"),
    };
    format!("let client = {krate}::{}?;\n{send}", from_env(cx))
}

/// The example of an operation's method.
pub(super) fn method(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    let call = Call::of(cx, placed);
    let lines = match placed.operation.success.ty {
        Some(_) => format!("let answer = {}.await?;", call.text),
        None => format!("{}.await?;", call.text),
    };
    calling(cx, &call, &lines)
}

/// Which of the two clients an example has.
#[derive(Debug, Clone, Copy)]
pub(super) enum ClientKind {
    /// The one that is awaited.
    Async,
    /// The one of the feature `blocking`.
    Blocking,
}

impl ClientKind {
    /// The line above what needs this client's feature.
    fn condition(self) -> &'static str {
        match self {
            Self::Async => "",
            Self::Blocking => "# #[cfg(feature = \"blocking\")]\n",
        }
    }
}

/// The example of something that is set on the builder.
pub(super) fn building(cx: &Context<'_>, set: &str) -> String {
    let line = format!("let client = {}::{}.{set}.build()?;", cx.krate, builder(cx));
    client(cx, ClientKind::Async, "", &line)
}

/// The same for the blocking client.
pub(super) fn building_blocking(cx: &Context<'_>, set: &str) -> String {
    let line = format!("let client = {}::blocking::{}.{set}.build_blocking()?;", cx.krate, builder(cx));
    client(cx, ClientKind::Blocking, "", &line)
}

/// A builder that lacks nothing but credentials.
pub(super) fn builder(cx: &Context<'_>) -> &'static str {
    match cx.api.base_url {
        Some(_) if cx.is_cleartext() => "Client::builder().allow_http(true)",
        Some(_) => "Client::builder()",
        None => "Client::builder().base_url(\"http://localhost\")",
    }
}

/// A client that is set up by environment variables.
pub(super) fn from_env(cx: &Context<'_>) -> &'static str {
    match cx.is_cleartext() {
        true => "Client::builder().allow_http(true).from_env().build()",
        false => "Client::from_env()",
    }
}

/// The calls of the builder that set all credentials.
pub(super) fn credentials(cx: &Context<'_>) -> String {
    let set = cx.api.credentials.iter().map(|credential| match credential.location {
        CredentialLocation::Basic => format!(".{}(\"user\", \"password\")", credential.method),
        _ => format!(".{}(\"key\")", credential.method),
    });
    set.collect()
}

/// An example of a client of this kind; `inputs` are what its function gets.
pub(super) fn client(cx: &Context<'_>, kind: ClientKind, inputs: &str, lines: &str) -> String {
    within(cx, kind.condition(), &format!("fn example({inputs})"), lines)
}

/// The document's example of a type, as JSON; `None` where it is too long to be read, or no JSON.
pub(super) fn json(example: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(example).ok()?;
    let compact = value.to_string();
    let text = match compact.chars().count() <= LONGEST_VALUE {
        true => compact,
        false => serde_json::to_string_pretty(&value).ok()?,
    };
    // No line begins with a fence: strings of JSON have no line breaks.
    let visible = text.chars().map(|c| match is_bidi(c) {
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    });
    (text.lines().count() <= MOST_LINES).then(|| fenced("json", &visible.collect::<String>()))
}

/// An expression of a value for an argument, where what can be made into its type is taken.
pub(super) fn value(cx: &Context<'_>, input: Input<'_>) -> Option<String> {
    let parameter = match input {
        Input::Parameter(parameter) => parameter,
        Input::Body(body) => return doc_values::body(cx, &body.ty),
    };
    let example = parameter.example.as_deref().filter(|example| can_be_shown(parameter, example));
    let text = example.unwrap_or(parameter.name.as_str());
    doc_values::argument(cx, &parameter.ty, text, &|value| can_be_sent(parameter, value))
}

/// A type as other crates write it.
pub(super) fn type_text(cx: &Context<'_>, ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "String".to_owned(),
        TypeRef::Boolean => "bool".to_owned(),
        TypeRef::True => format!("{}::runtime::json::True", cx.krate),
        TypeRef::False => format!("{}::runtime::json::False", cx.krate),
        TypeRef::Null => format!("{}::runtime::json::Null", cx.krate),
        TypeRef::Text(format) => format!("{}::formats::{}", cx.krate, format.rust_name()),
        TypeRef::Integer(width) => width.rust_name().to_owned(),
        TypeRef::Double => "f64".to_owned(),
        TypeRef::Number => format!("{}::runtime::json::Number", cx.krate),
        TypeRef::Any => "serde_json::Value".to_owned(),
        TypeRef::Object => "serde_json::Map<String, serde_json::Value>".to_owned(),
        TypeRef::Upload => format!("{}::Upload", cx.krate),
        TypeRef::Bytes => format!("{}::runtime::Bytes", cx.krate),
        TypeRef::List(items) => format!("Vec<{}>", type_text(cx, items)),
        TypeRef::Tuple(items) => {
            let items: String = items.iter().map(|item| type_text(cx, item) + ", ").collect();
            format!(
                "({})",
                if items.matches(", ").count() == 1 { items.trim_end() } else { items.trim_end_matches(", ") }
            )
        }
        TypeRef::Map(values) => format!("{}::runtime::json::Map<{}>", cx.krate, type_text(cx, values)),
        TypeRef::Nullable(inner) => format!("Option<{}>", type_text(cx, inner)),
        TypeRef::Named(path) => cx.path(path),
        TypeRef::Boxed(path) => format!("Box<{}>", cx.path(path)),
    }
}

/// Whether the document's example of a value is one that helps.
fn can_be_shown(parameter: &Parameter, text: &str) -> bool {
    text.chars().count() <= LONGEST_VALUE && can_be_sent(parameter, text)
}

/// Whether the client would send the value, and not refuse it.
fn can_be_sent(parameter: &Parameter, text: &str) -> bool {
    match parameter.location {
        ParameterLocation::Path => !matches!(text, "" | "." | ".."),
        ParameterLocation::Query | ParameterLocation::QueryString => true,
        ParameterLocation::Header | ParameterLocation::Cookie => {
            text.trim() == text && text.chars().all(|c| matches!(c, ' '..='~'))
        }
    }
}

/// A string literal, for a line of a code block.
pub(super) fn literal(text: &str) -> String {
    let escape = |c: char| match c {
        ' '..='~' if c != '"' && c != '\\' => c.to_string(),
        _ => c.escape_default().to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// Lines that are compiled and not run, in a hidden function that may fail; `before` is what stands above it.
fn within(cx: &Context<'_>, before: &str, function: &str, lines: &str) -> String {
    let krate = &cx.krate;
    fenced("no_run", &format!("{before}# {function} -> Result<(), {krate}::Error> {{\n{lines}\n# Ok(()) }}"))
}

/// JSON as a literal: a raw one, if that can be.
pub(super) fn json_literal(json: &str) -> String {
    match json.contains("\"#") || !json.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => literal(json),
        false => format!("r#\"{json}\"#"),
    }
}

fn fenced(kind: &str, lines: &str) -> String {
    format!("```{kind}\n{lines}\n```")
}
