//! The guide's page of bodies of requests: only of what the API has.

use super::context::{Context, Placed};
use super::doc_examples::{self, Call};
use crate::ir::{BodyFormat, RequestBody, TypeRef};

/// The section; nothing where no operation has a body.
pub(super) fn section(cx: &Context<'_>) -> Option<String> {
    let with_body: Vec<&Placed<'_>> = cx.operations.iter().filter(|placed| placed.operation.body.is_some()).collect();
    let first = with_body.first()?;
    let bodies: Vec<&RequestBody> = with_body.iter().filter_map(|placed| placed.operation.body.as_ref()).collect();
    let has = |fits: fn(&BodyFormat) -> bool| bodies.iter().flat_map(|of| &of.contents).any(|of| fits(&of.format));
    let shown = with_body.iter().copied().find(|placed| is_shown(cx, placed)).unwrap_or(*first);
    let call = Call::of(cx, shown);
    let example = doc_examples::calling(cx, &call, &format!("{}.await?;", call.text));
    let mut text = format!(
        "# Bodies of requests\n\n\
         A body that must be given is the last argument, one that may be left out has a setter. A type's `new` takes what\n\
         is required, the rest is set by methods of the same names:\n\n{example}\n\n\
         `Content-Type` is that of the API's document, unless the request sets the header."
    );
    if bodies.iter().any(|body| body.contents.len() > 1) {
        text.push_str(
            "\n\nA body that can be of several media types is an enum with a variant for each. A type that only one of them\n\
             has converts into it, so that the type of the argument chooses.",
        );
    }
    if has(|format| matches!(format, BodyFormat::JsonLines | BodyFormat::JsonSequence)) {
        text.push_str(
            "\n\nThe values of a body of JSON lines are those of anything that iterates. They are sent as one body.",
        );
    }
    if has(|format| matches!(format, BodyFormat::Multipart)) {
        text.push_str(
            "\n\nThe parts of a form are the fields of a struct. Numbers and texts are sent as text, objects as JSON, and lists\n\
             item by item.",
        );
    }
    if bodies.iter().flat_map(|body| &body.contents).any(|content| takes_uploads(&content.ty, &content.format)) {
        text.push_str("\n\n");
        text.push_str(&uploads(cx));
    }
    Some(text)
}

/// Whether the example of an operation makes the body, and is short.
fn is_shown(cx: &Context<'_>, placed: &Placed<'_>) -> bool {
    let is_made = placed.operation.body.as_ref().is_some_and(|body| body.required && body.ty != TypeRef::Any);
    is_made && !placed.operation.deprecated && Call::of(cx, placed).has_values()
}

fn takes_uploads(ty: &TypeRef, format: &BodyFormat) -> bool {
    *ty == TypeRef::Upload || matches!(format, BodyFormat::Multipart)
}

fn uploads(cx: &Context<'_>) -> String {
    let krate = &cx.krate;
    format!(
        "Files, images and other data are an [`Upload`](crate::Upload): [`bytes`](crate::Upload::bytes) in memory, a\n\
         [`stream`](crate::Upload::stream), or, with the feature `io`, a file, which is read piece by piece:\n\n\
         ```no_run\n# #[cfg(feature = \"io\")]\n# async fn example() -> std::io::Result<()> {{\n\
         let logo = {krate}::Upload::path(\"logo.png\").await?.content_type(\"image/png\");\n# Ok(()) }}\n```\n\n\
         A request with bytes or a file is sent again where others are. One with a stream isn't once the stream was begun.\n\
         An upload counts for the timeout of an attempt: raise it for what takes longer."
    )
}
