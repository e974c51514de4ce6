//! The guide's page of answers that are more than one JSON value: only of what the API has.

use super::context::{Context, Placed};
use super::doc_examples::{self, Call};
use crate::ir::{AnswerFormat, Operation};

/// The section; nothing where all answers are JSON of one type.
pub(super) fn section(cx: &Context<'_>) -> Option<String> {
    let parts: Vec<String> =
        [downloads(cx), events(cx), lines(cx), choices(cx), headers(cx)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("# Answers\n\n{}{}", parts.join("\n\n"), streams(cx)))
}

/// The operation to show whose success is of a format: one that isn't deprecated, if there is one.
fn shown<'c, 'a>(cx: &'c Context<'a>, fits: impl Fn(&Operation) -> bool) -> Option<&'c Placed<'a>> {
    let all = || cx.operations.iter().filter(|placed| fits(placed.operation));
    all().find(|placed| !placed.operation.deprecated && Call::of(cx, placed).has_values()).or_else(|| all().next())
}

fn is_of(operation: &Operation, formats: &[AnswerFormat]) -> bool {
    operation.success.body().is_some_and(|body| formats.contains(&body.format))
}

fn downloads(cx: &Context<'_>) -> Option<String> {
    let placed = shown(cx, |operation| is_of(operation, &[AnswerFormat::Download]))?;
    let call = Call::of(cx, placed);
    let lines = format!(
        "let mut download = {}.await?;\nlet mut length = 0;\nwhile let Some(chunk) = download.chunk().await? {{\n    \
         length += chunk.len();\n}}\nprintln!(\"{{length}} bytes\");",
        call.text
    );
    let example = doc_examples::calling(cx, &call, &lines);
    Some(format!(
        "A body of bytes is a [`Download`](crate::runtime::Download), which is there when the head of the answer is.\n\
         [`bytes`](crate::runtime::Download::bytes) reads all of it, up to the body limit;\n\
         [`chunk`](crate::runtime::Download::chunk) what has come, without a limit:\n\n{example}\n\n\
         With the feature `io` it is Tokio's `AsyncRead`, and `write_to` writes it to a file."
    ))
}

fn events(cx: &Context<'_>) -> Option<String> {
    let placed = shown(cx, |operation| is_of(operation, &[AnswerFormat::Events, AnswerFormat::TextEvents]))?;
    let example = items(cx, placed, "println!(\"{:?}\", event?.data);", "event");
    Some(format!(
        "Server-sent events are an [`EventStream`](crate::runtime::EventStream):\n\n{example}\n\n\
         An event whose data doesn't fit the type is an error of that event, and more may follow. The data `[DONE]` ends\n\
         a stream of JSON. [`last_event_id`](crate::runtime::EventStream::last_event_id) is for the header\n\
         `Last-Event-ID` of a request that asks for the events after it."
    ))
}

fn lines(cx: &Context<'_>) -> Option<String> {
    let placed = shown(cx, |operation| is_of(operation, &[AnswerFormat::JsonLines]))?;
    let example = items(cx, placed, "println!(\"{:?}\", value?);", "value");
    Some(format!("JSON values one after another are [`JsonLines`](crate::runtime::JsonLines):\n\n{example}"))
}

/// An example that reads the items of a stream.
fn items(cx: &Context<'_>, placed: &Placed<'_>, print: &str, item: &str) -> String {
    let call = Call::of(cx, placed);
    let lines = format!(
        "let mut stream = {}.await?;\nwhile let Some({item}) = stream.next().await {{\n    {print}\n}}",
        call.text
    );
    doc_examples::calling(cx, &call, &lines)
}

fn choices(cx: &Context<'_>) -> Option<String> {
    let placed = shown(cx, |operation| operation.success.enum_type.is_some())?;
    let name = placed.operation.success.enum_type.as_ref()?;
    let path = cx.item_path(placed.operation, name).replacen(&*cx.krate, "crate", 1);
    Some(format!(
        "Where successes differ by their status, they are an enum with a variant for each, such as [`{name}`]({path})."
    ))
}

fn headers(cx: &Context<'_>) -> Option<String> {
    let placed = shown(cx, |operation| !operation.headers.is_empty())?;
    let name = placed.operation.headers.first()?;
    Some(format!(
        "The headers that the API documents are constants of [`headers`](crate::headers). They are read on demand, from\n\
         the response of [`send_with_meta`](crate::Request::send_with_meta) or from an error:\n\
         `response.header(headers::{name})?`."
    ))
}

/// What all streams have in common.
fn streams(cx: &Context<'_>) -> String {
    let is_stream = |operation: &Operation| operation.success.body().is_some_and(|body| body.format.is_stream());
    if !cx.operations.iter().any(|placed| is_stream(placed.operation)) {
        return String::new();
    }
    "\n\nA body that is handed on as it comes is a `Stream` of the crate `futures-core`; with the feature `blocking` and\n\
     the blocking client it is read by `std::io::Read`, or by a `for` loop. Nothing is retried once its head has come. The\n\
     time between two chunks is limited by [`chunk_timeout`](crate::Request::chunk_timeout), all of it by the deadline.\n\
     Dropping it closes the connection."
        .to_owned()
}
