//! Descriptions of a document (CommonMark with GitHub's tables, task lists, strikethrough, footnotes and alerts) as the text of doc
//! comments.
//!
//! A description is never copied: it is parsed to a tree and written anew, so that whatever it holds, the outcome
//! is Markdown that rustdoc renders without a warning, that clippy has nothing to say about, and of which nothing is
//! ever compiled or run as a doctest.
//!
//! ```text
//! text --parse--> Block tree, its inline tokens settled (marks) --write--> lines (inline, escape, wrap)
//! ```
//!
//! What holds afterwards:
//!
//! - Nesting is bounded, so the writers may recurse.
//! - The outcome is a fixed point: written again, it stays as it is.
//! - Nothing here knows of the IR, of Rust items or of tokens of Rust.

mod characters;
mod escape;
mod inline;
mod marks;
mod parse;
mod summary;
mod tree;
mod url;
mod wrap;
mod write;

#[cfg(test)]
mod tests;

/// The columns of a doc comment's text: with `/// ` in front of it a line has 100.
const WIDTH: usize = 96;

/// The lines of a doc comment that says what `markdown` says: no leading `///`, no line breaks, no trailing blanks.
///
/// Empty when the text says nothing. The first paragraph stays first, so it's the summary that rustdoc shows in lists.
///
/// - Code blocks of every kind become fenced `text` blocks: they are never doctests.
/// - HTML becomes the Markdown that it means. Tags that mean nothing are left out, and so are comments, scripts and
///   styles; what looks like a tag but is none of HTML's (`<id>`) is text.
/// - Definitions of links that no link uses are text: `[Deprecated]: yes`.
/// - Links to `http`, `https` and `mailto` are kept and bare URLs made links; of others the target is shown as code, but for anchors (`#x`).
/// - Other brackets are escaped, so no text becomes an intra-doc link. Reference links are resolved.
/// - The boxes of task lists become ☐ and ☑.
/// - Headings are demoted when one is of level 1, which is left to the sections of the generator (`# Errors`).
/// - Invisible characters and those that change the direction of text are taken out.
///
/// Every text has an outcome, in time that grows with its length only; what is nested deeper than a dozen levels is flattened.
pub fn doc_lines(markdown: &str) -> Vec<String> {
    write::lines(&parse::parse(markdown), WIDTH)
}

/// One line of plain text of at most `max` characters, for places where Markdown isn't read: the first paragraph of `markdown`.
///
/// A longer paragraph is cut after the last sentence that fits, or else after the last word that does, with `…` to
/// show it. Empty when the text says nothing, or `max` is 0.
pub fn summary(markdown: &str, max: usize) -> String {
    summary::summary(markdown, max)
}

/// Plain text (a name, a title, a path) for the inside of a doc comment, escaped such that rustdoc shows it as it is.
///
/// The outcome is one line, safe at a line's start, within a line and in a table's cell. URLs become autolinks, white space is collapsed,
/// invisible characters are dropped. Straight quotes stay as they are, and rustdoc shows them curly.
pub fn escape(text: &str) -> String {
    let mut tokens = vec![tree::Token::Text(characters::visible(text))];
    tokens = marks::linked(tokens);
    let line = inline::render(&tokens, inline::Place::Anywhere);
    wrap::one_line(&line)
}

/// An inline code span for arbitrary text, with a fence of backticks that the text can't close.
///
/// Line breaks, control characters and invisible ones are shown as Rust's escapes (`\n`, `\u{202e}`); the empty text is shown as `""`.
/// In a table's cell the caller must put a backslash before each `|` of the outcome.
pub fn code(text: &str) -> String {
    escape::code(text)
}
