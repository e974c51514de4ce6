//! The examples in the docs of what is generated. Each compiles, and runs where it needs no API for that.
//!
//! Text of the document is in them only inside of literals, of which everything is escaped that isn't plain ASCII.

use proc_macro2::Literal;

use super::context::{Context, Placed};
use super::sample;
use crate::ir::{
    Body, Credential, CredentialPlace, EnumRepr, EnumValue, Enumeration, Parameter, ParameterPlace, Type, TypeRef,
};
use crate::names::Ident;

/// The longest example of the document that is shown, in characters. A longer one tells a reader less than a name does.
const LONGEST: usize = 60;

/// A call of the operation, as it is written with arguments that are examples: `client.things().get("1")`.
pub(super) fn call(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    let arguments: Vec<_> = placed.operation.arguments().map(|parameter| argument(cx, parameter)).collect();
    format!("client{}.{}({})", placed.accessors(), placed.operation.method, arguments.join(", "))
}

/// An example that is compiled and not run; `lines` are the body of an async function that gets a client.
pub(super) fn calling(cx: &Context<'_>, lines: &str) -> String {
    within(cx, "", &format!("async fn example(client: {}::Client)", cx.krate), lines)
}

/// The lines of a first program, that shows what the operation answers.
pub(super) fn program(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    let (krate, call) = (&cx.krate, call(cx, placed));
    let send = match placed.operation.success.ty {
        Some(_) => format!("let answer = {call}.await?;\nprintln!(\"{{answer:?}}\");"),
        None => format!("{call}.await?;"),
    };
    format!("let client = {krate}::Client::from_env()?;\n{send}")
}

/// The example of an operation's method.
pub(super) fn method(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    within(cx, "", "async fn example()", &program(cx, placed))
}

/// The example of the accessor, and of the type that it gives; `accessors` lead to it from a client of this type.
pub(super) fn accessor(cx: &Context<'_>, accessors: &str, binding: &Ident, client: ClientKind) -> String {
    let krate = &cx.krate;
    let (condition, client) = (client.condition(), client.path());
    fenced(
        "no_run",
        &format!("{condition}# fn example(client: {krate}::{client}) {{\nlet {binding} = client{accessors};\n# }}"),
    )
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

    /// The client, as a path in the crate.
    fn path(self) -> &'static str {
        match self {
            Self::Async => "Client",
            Self::Blocking => "blocking::Client",
        }
    }
}

/// The example of a request's type.
pub(super) fn request(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    let call = call(cx, placed);
    calling(
        cx,
        &format!(
            "let sent = {call}.max_retries(1).send_with_meta().await?;\n\
             println!(\"{{}} after {{}} attempts\", sent.response.status(), sent.response.attempts());"
        ),
    )
}

/// The example of a request's method that takes an optional parameter, or all of them.
pub(super) fn setter(cx: &Context<'_>, placed: &Placed<'_>, method: &str, value: &str) -> String {
    let call = call(cx, placed);
    calling(cx, &format!("let request = {call};\nrequest.{method}({value}).await?;"))
}

/// The example of the type of an operation's optional parameters.
pub(super) fn params(cx: &Context<'_>, placed: &Placed<'_>, params: &Ident) -> String {
    let krate = &cx.krate;
    let first = placed.operation.options().next().map(|parameter| {
        let value = argument(cx, parameter);
        let value = if parameter.ty == TypeRef::String { format!("{value}.into()") } else { value };
        format!("\n    {}: Some({value}),", parameter.name)
    });
    let first = first.unwrap_or_default();
    let call = call(cx, placed);
    calling(
        cx,
        &format!(
            "use {krate}::{params};\n\nlet params = {params} {{{first}\n    ..{params}::default()\n}};\n\
             {call}.params(params).await?;"
        ),
    )
}

/// The example of the type that describes an operation.
pub(super) fn operation(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    let (krate, ty) = (&cx.krate, &placed.operation.operation_type);
    let path = literal(&placed.operation.path);
    fenced(
        "",
        &format!(
            "use {krate}::{ty};\nuse {krate}::runtime::Operation;\n\n\
             assert_eq!({ty}::METHOD, \"{}\");\nassert_eq!({ty}::PATH, {path});",
            placed.operation.http_method
        ),
    )
}

/// The example of the type of an operation's errors.
pub(super) fn error(cx: &Context<'_>, placed: &Placed<'_>) -> String {
    let krate = &cx.krate;
    let (call, error) = (call(cx, placed), &placed.operation.error_type);
    let documented = placed.operation.failures.first().map(|failure| {
        let (variant, has_body) = (&failure.variant, failure.ty.is_some());
        let (pattern, said) = match has_body {
            true => ("(body)", "eprintln!(\"{body:?}\")"),
            false => ("", "eprintln!(\"as documented\")"),
        };
        format!("        Some({error}::{variant}{pattern}) => {said},\n")
    });
    let documented = documented.unwrap_or_default();
    calling(
        cx,
        &format!(
            "use {krate}::{error};\n\nif let Err(error) = {call}.await {{\n    match error.api() {{\n{documented}        \
             Some(other) => eprintln!(\"{{other:?}}\"),\n        None => return Err(error.into()),\n    }}\n}}"
        ),
    )
}

/// The examples of the builder's method that takes a credential.
pub(super) fn credential(cx: &Context<'_>, credential: &Credential) -> String {
    let arguments = if credential.place == CredentialPlace::Basic { "\"user\", \"password\"" } else { "\"secret\"" };
    building(cx, &format!("{}({arguments})", credential.method))
}

/// The example of the builder's method that takes what provides a token.
pub(super) fn provider(cx: &Context<'_>, method: &Ident) -> String {
    let (krate, builder) = (&cx.krate, builder(cx));
    let before = format!(
        "use {krate}::{{Client, Secret}};\n\n\
         async fn fetch() -> Result<String, std::io::Error> {{\n    \
         Ok(String::from(\"a token, kept as long as it is good\"))\n}}\n\n"
    );
    let set = format!("{method}(|| async {{ Ok(Secret::from(fetch().await?)) }})");
    within(cx, &before, "fn main()", &format!("let client = {builder}.{set}.build()?;"))
}

/// The example of something that is set on the builder.
pub(super) fn building(cx: &Context<'_>, set: &str) -> String {
    let before = format!("use {}::Client;\n\n", cx.krate);
    within(cx, &before, "fn main()", &format!("let client = {}.{set}.build()?;", builder(cx)))
}

/// A builder that lacks nothing but credentials.
pub(super) fn builder(cx: &Context<'_>) -> &'static str {
    match cx.api.base_url {
        Some(_) => "Client::builder()",
        None => "Client::builder().base_url(\"http://localhost\")",
    }
}

/// An example of nothing but a client of this kind.
pub(super) fn client(cx: &Context<'_>, kind: ClientKind, lines: &str) -> String {
    within(cx, kind.condition(), "fn example()", lines)
}

/// The example of a schema's type.
pub(super) fn schema(cx: &Context<'_>, ty: &Type) -> String {
    match &ty.body {
        Body::Struct(_) => structure(cx, ty),
        Body::Alias(_) => String::new(),
        Body::Enum(enumeration) => fenced("", &enumerated(cx, &ty.path.name, enumeration)),
    }
}

/// JSON that is read and written again; for what takes too much of it, how a value is printed.
fn structure(cx: &Context<'_>, ty: &Type) -> String {
    let (krate, name) = (&cx.krate, &ty.path.name);
    let Some(json) = sample::json(cx, ty) else {
        return fenced("", &format!("fn show(value: &{krate}::{name}) {{\n    println!(\"{{value:#?}}\");\n}}"));
    };
    // What is escaped here is written as it is.
    let again = match json.contains('\\') {
        false => "assert_eq!(json::to_vec(&value)?, body);",
        true => "assert_eq!(json::from_slice(&json::to_vec(&value)?), Ok(value));",
    };
    fenced(
        "",
        &format!(
            "use {krate}::{name};\nuse {krate}::runtime::json;\n\n# fn main() -> Result<(), json::Error> {{\n\
             let body = br#\"{json}\"#;\nlet value: {name} = json::from_slice(body)?;\n{again}\n# Ok(())\n# }}"
        ),
    )
}

fn enumerated(cx: &Context<'_>, name: &Ident, enumeration: &Enumeration) -> String {
    let uses = format!("use {}::{name};\n\n", cx.krate);
    let Some(first) = enumeration.variants.first() else {
        return format!("{uses}fn show(value: {name}) {{\n    println!(\"{{value}}\");\n}}");
    };
    let (variant, value) = (&first.name, enum_value(&first.value));
    let from = match enumeration.open {
        true => format!("assert_eq!({name}::from({value}), {name}::{variant});"),
        false => format!("assert_eq!({name}::try_from({value}), Ok({name}::{variant}));"),
    };
    let get = if enumeration.repr == EnumRepr::String { "as_str" } else { "as_i64" };
    let other = enumeration.open.then(|| format!("\nassert!({name}::from({}).is_unknown());", unknown(enumeration)));
    format!("{uses}{from}\nassert_eq!({name}::{variant}.{get}(), {value});{}", other.unwrap_or_default())
}

/// A value that the enum doesn't know.
fn unknown(enumeration: &Enumeration) -> String {
    let is_known = |value: &EnumValue| enumeration.variants.iter().any(|variant| variant.value == *value);
    let found = match enumeration.repr {
        EnumRepr::String => {
            (0..).map(|more| EnumValue::String(format!("other{}", "-".repeat(more)))).find(|value| !is_known(value))
        }
        EnumRepr::Integer => (0..).map(EnumValue::Integer).find(|value| !is_known(value)),
    };
    found.map(|value| enum_value(&value)).unwrap_or_default()
}

/// An expression of a value for a parameter, where what can be made into its type is taken.
pub(super) fn argument(cx: &Context<'_>, parameter: &Parameter) -> String {
    let krate = &cx.krate;
    match &parameter.ty {
        TypeRef::Boolean => "true".to_owned(),
        TypeRef::True => format!("{krate}::runtime::json::True"),
        TypeRef::False => format!("{krate}::runtime::json::False"),
        TypeRef::Int32 | TypeRef::Int64 => "1".to_owned(),
        TypeRef::Double => "1.0".to_owned(),
        TypeRef::String | TypeRef::Any | TypeRef::Bytes | TypeRef::List(_) => {
            let example = parameter.example.as_deref().filter(|text| can_be_shown(parameter, text));
            literal(example.unwrap_or(parameter.name.as_str()))
        }
        TypeRef::Named(name) | TypeRef::Boxed(name) => {
            let variants = match cx.ty(name).map(|ty| &ty.body) {
                Some(Body::Enum(enumeration)) => enumeration.variants.as_slice(),
                // No parameter is an object.
                Some(Body::Struct(_) | Body::Alias(_)) | None => &[],
            };
            let sent = variants.iter().find(|variant| match &variant.value {
                EnumValue::String(text) => can_be_sent(parameter, text),
                EnumValue::Integer(_) => true,
            });
            let variant = sent.or(variants.first()).map(|variant| format!("{krate}::{}::{}", name.name, variant.name));
            variant.unwrap_or_else(|| literal(parameter.name.as_str()))
        }
    }
}

/// Whether the document's example of a value is one that helps.
fn can_be_shown(parameter: &Parameter, text: &str) -> bool {
    text.chars().count() <= LONGEST && can_be_sent(parameter, text)
}

/// Whether the client would send the value, and not refuse it.
fn can_be_sent(parameter: &Parameter, text: &str) -> bool {
    match parameter.place {
        ParameterPlace::Path => !matches!(text, "" | "." | ".."),
        ParameterPlace::Query | ParameterPlace::QueryString | ParameterPlace::Cookie => true,
        ParameterPlace::Header => text.trim() == text && text.chars().all(|c| matches!(c, ' '..='~')),
    }
}

fn enum_value(value: &EnumValue) -> String {
    match value {
        EnumValue::String(text) => literal(text),
        EnumValue::Integer(integer) => Literal::i64_unsuffixed(*integer).to_string(),
    }
}

/// A string literal, for a line of a code block.
fn literal(text: &str) -> String {
    let escape = |c: char| match c {
        ' '..='~' if c != '"' && c != '\\' => c.to_string(),
        _ => c.escape_default().to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// Lines that are compiled and not run, in a hidden function that may fail; `before` is what stands above it.
fn within(cx: &Context<'_>, before: &str, function: &str, lines: &str) -> String {
    let krate = &cx.krate;
    fenced("no_run", &format!("{before}# {function} -> Result<(), {krate}::Error> {{\n{lines}\n# Ok(())\n# }}"))
}

fn fenced(kind: &str, lines: &str) -> String {
    format!("```{kind}\n{lines}\n```")
}
