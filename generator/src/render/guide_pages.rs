//! The guide's page on operations that answer page by page.

use super::context::{Context, Placed};
use super::doc_examples::{self, Call};

/// The page, if there are such operations.
pub(super) fn pages(cx: &Context<'_>) -> Option<String> {
    let placed = example(cx)?;
    let call = Call::of(cx, placed);
    let text = &call.text;
    let lines = format!(
        "let mut items = {text}.items();\nwhile let Some(item) = items.next().await {{\n    \
         println!(\"{{:?}}\", item?);\n}}"
    );
    let example = doc_examples::calling(cx, &call, &lines);
    Some(format!(
        "# Pages\n\n\
         Where an answer is one page of many, the request's [`items`](crate::Request::items) are those of all pages. A\n\
         page is asked for when its first item is needed, with the settings of the request.\n\n{example}\n\n\
         [`pages`](crate::Request::pages) gives the pages themselves. Both are a `Stream` of the crate `futures-core`;\n\
         with the blocking client they are an `Iterator`.\n\n\
         They end with the last page, with a cursor that was there before, and with the first error. A page may\n\
         have the URL of the next one: that must be of the origin of the base URL, or it is an error.\n\n\
         Each page is a request of its own: what is added or removed in between may be missed, or come twice, as the API\n\
         has it."
    ))
}

/// The operation to show: one that can be called with literals alone, if there is one.
fn example<'c, 'a>(cx: &'c Context<'a>) -> Option<&'c Placed<'a>> {
    let all = || cx.operations.iter().filter(|placed| placed.operation.pagination.is_some());
    let is_simple =
        |placed: &&Placed<'a>| placed.operation.arguments().next().is_none() && !placed.operation.deprecated;
    all().find(is_simple).or_else(|| all().next())
}
