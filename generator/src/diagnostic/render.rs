//! How diagnostics are shown: with the lines of the document that they are about.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, text};
use crate::load::{Index, Span, locate_with};
use crate::source::Source;

/// How many are shown with their lines. Nobody reads more, and a document can have a million.
const MOST: usize = 100;

/// Whether the output has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// Plain text: for a file, a pipe, or where `NO_COLOR` is set.
    #[default]
    Never,
    /// ANSI escapes: for a terminal.
    Always,
}

impl Diagnostics {
    /// All of them with the lines that they are about, for a person to read: in the order of the document, each one once,
    /// the first hundred in full, and their number at the end. Empty where there is none; otherwise it ends in a line
    /// break.
    ///
    /// What the document's text could do to a terminal is escaped, in messages and in lines. `source` is what they
    /// were found in: with another one, lines are wrong, and nothing worse.
    pub fn render(&self, source: &Source, color: Color) -> String {
        if self.is_empty() {
            return String::new();
        }
        let index = Index::new(&source.text);
        let spans = locate_with(source, &index, self.iter().map(|diagnostic| &diagnostic.place));
        let mut located: Vec<Located<'_>> = self.iter().zip(spans).collect();
        located.sort_by(|one, other| order(one).cmp(&order(other)));
        located.dedup_by(|one, other| one.0 == other.0);

        let page = Page { source, index, name: name(source), renderer: renderer(color) };
        let mut out = String::new();
        for one in located.iter().take(MOST) {
            out.push_str(&page.one(one));
            out.push_str("\n\n");
        }
        if let Some(more) = located.len().checked_sub(MOST).filter(|more| *more > 0) {
            out.push_str(&format!("and {more} more\n"));
        }
        out.push_str(&summary(&located, &page.name));
        out
    }
}

type Located<'d> = (&'d Diagnostic, Option<Span>);

/// By place, the whole file first, then by text, so that the order is that of the document, and always the same.
fn order<'a>((diagnostic, span): &'a Located<'_>) -> impl Ord + use<'a> {
    let start = span.as_ref().map(|span| span.bytes.start);
    (start, diagnostic.severity, &diagnostic.message, &diagnostic.help, &diagnostic.place)
}

/// What all of one rendering share.
struct Page<'s> {
    source: &'s Source,
    index: Index<'s>,
    name: String,
    renderer: Renderer,
}

impl Page<'_> {
    fn one(&self, (diagnostic, span): &Located<'_>) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.clone().primary_title(text::one_line(&diagnostic.message));
        let (head, mut body) = match span {
            // In two groups, since the renderer takes an origin and a snippet in one for two places.
            Some(span) => (title.element(self.origin(span)), Group::with_level(level).element(self.snippet(span))),
            None => (title.element(Origin::path(self.name.as_str())), Group::with_level(level)),
        };
        let around = || span.as_ref()?.pointer.as_ref();
        if let Some(pointer) = diagnostic.place.pointer().or_else(around) {
            let pointer = text::one_line(text::pointer(pointer));
            body = body.element(Level::NOTE.message(format!("at {pointer}")));
        }
        if let Some(help) = &diagnostic.help {
            body = body.element(Level::HELP.message(text::one_line(help)));
        }
        let empty = body.is_empty();
        let groups = [head, body];
        let shown = self.renderer.render(if empty { groups.get(..1).unwrap_or(&groups) } else { &groups });
        if span.is_some() { without_gap(&shown) } else { shown }
    }

    /// The place by its numbers. They are given, and not counted by the renderer: it sees a piece of the line only, with
    /// escapes in it.
    fn origin(&self, span: &Span) -> Origin<'_> {
        Origin::path(self.name.as_str()).line(span.line).char_column(span.column)
    }

    /// The first line of the place; the rest of it may be thousands.
    fn snippet(&self, span: &Span) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let bytes = self.index.line_range(span.line);
        let line = self.source.text.get(bytes.clone()).unwrap_or_default();
        let start = span.bytes.start.saturating_sub(bytes.start);
        let end = span.bytes.end.saturating_sub(bytes.start);
        let excerpt = text::excerpt(line, start..end);
        let annotation = AnnotationKind::Primary.span(excerpt.span);
        Snippet::source(excerpt.text).line_start(span.line).annotation(annotation)
    }
}

/// Takes out the second of two equal rules: each of the two groups draws one, below the title and the origin.
fn without_gap(shown: &str) -> String {
    let lines: Vec<&str> = shown.lines().collect();
    let repeated = lines.get(2) == lines.get(3);
    let kept = lines.iter().enumerate().filter(|(at, _)| !(repeated && *at == 2)).map(|(_, line)| *line);
    kept.collect::<Vec<_>>().join("\n")
}

fn renderer(color: Color) -> Renderer {
    match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    }
}

/// The file's name, with `/` on every system: messages are compared and searched for.
fn name(source: &Source) -> String {
    text::one_line(&source.name.replace('\\', "/")).into_owned()
}

/// `3 errors, 1 warning in spec/featurebase.yaml`
fn summary(located: &[Located<'_>], name: &str) -> String {
    let count = |severity| located.iter().filter(|(diagnostic, _)| diagnostic.severity == severity).count();
    let counts = [(count(Severity::Error), "error"), (count(Severity::Warning), "warning")];
    let words = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| {
        let plural = if *count == 1 { "" } else { "s" };
        format!("{count} {word}{plural}")
    });
    format!("{} in {name}\n", words.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::pointer::Pointer;

    fn value(pointer: &str) -> Place {
        Place::Value(Pointer::parse(pointer).unwrap_or_default())
    }

    fn key(pointer: &str) -> Place {
        Place::Key(Pointer::parse(pointer).unwrap_or_default())
    }

    fn show(name: &str, text: &str, diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
        let source = Source { name: name.to_owned(), text: text.to_owned() };
        diagnostics.into_iter().collect::<Diagnostics>().render(&source, Color::Never)
    }

    const YAML: &str =
        "openapi: 3.0.3\npaths:\n  /v2/{id}:\n    delete:\n      operationId: remove\n      tags: [a, b]\n";

    #[test]
    fn a_diagnostic_shows_its_line_its_pointer_and_its_help() {
        let shown = show(
            "spec\\featurebase.yaml",
            YAML,
            [
                Diagnostic::warning(value("/paths/~1v2~1{id}/delete/operationId"), "the id is vague")
                    .with_help("say what it removes"),
                Diagnostic::error(value("/paths/~1v2~1{id}/delete"), "there are no responses"),
                Diagnostic::error(key("/openapi"), "wrong key"),
                Diagnostic::error(value("/paths/~1v2~1{id}/delete/tags/1"), "wrong item"),
            ],
        );
        insta::assert_snapshot!(shown, @r#"
        error: wrong key
         --> spec/featurebase.yaml:1:1
          |
        1 | openapi: 3.0.3
          | ^^^^^^^
          = note: at /openapi

        error: there are no responses
         --> spec/featurebase.yaml:4:5
          |
        4 |     delete:
          |     ^^^^^^
          = note: at /paths/~1v2~1{id}/delete

        warning: the id is vague
         --> spec/featurebase.yaml:5:20
          |
        5 |       operationId: remove
          |                    ^^^^^^
          = note: at /paths/~1v2~1{id}/delete/operationId
          = help: say what it removes

        error: wrong item
         --> spec/featurebase.yaml:6:17
          |
        6 |       tags: [a, b]
          |                 ^
          = note: at /paths/~1v2~1{id}/delete/tags/1

        3 errors, 1 warning in spec/featurebase.yaml
        "#);
    }

    #[test]
    fn what_has_no_line_says_so_plainly() {
        let shown = show(
            "a.yaml",
            "",
            [
                Diagnostic::error(Place::File, "the file is empty").with_help("fill it"),
                Diagnostic::warning(value("/a"), "it is not there"),
                Diagnostic::warning(Place::offset(99), "it is past the end"),
            ],
        );
        insta::assert_snapshot!(shown, @r#"
        error: the file is empty
        --> a.yaml
         |
         = help: fill it

        warning: it is not there
        --> a.yaml
         |
         = note: at /a

        warning: it is past the end
         --> a.yaml:1:1
          |
        1 |
          | ^

        1 error, 2 warnings in a.yaml
        "#);
    }

    #[test]
    fn the_order_is_that_of_the_document_and_equal_ones_are_one() {
        let all = [
            Diagnostic::error(value("/paths"), "second"),
            Diagnostic::error(value("/openapi"), "first"),
            Diagnostic::error(value("/paths"), "second"),
            Diagnostic::warning(value("/paths"), "a warning comes after an error"),
        ];
        let shown = show("a.yaml", YAML, all.clone());
        let titles: Vec<_> = shown.lines().filter(|line| line.starts_with(['e', 'w'])).collect();
        assert_eq!(titles, ["error: first", "error: second", "warning: a warning comes after an error"]);
        assert!(shown.ends_with("\n2 errors, 1 warning in a.yaml\n"), "{shown}");
        assert_eq!(show("a.yaml", YAML, all.into_iter().rev()), shown);
    }

    #[test]
    fn only_the_first_hundred_are_shown_in_full() {
        let many = (0..250).map(|number| Diagnostic::warning(value("/openapi"), format!("warning {number:03}")));
        let shown = show("a.yaml", YAML, many);
        assert_eq!(shown.matches("--> a.yaml:1:10").count(), MOST);
        assert!(shown.ends_with("\nand 150 more\n250 warnings in a.yaml\n"));
    }

    #[test]
    fn nothing_is_shown_for_nothing() {
        assert_eq!(show("a.yaml", YAML, []), "");
    }

    #[test]
    fn a_minified_document_is_not_printed_whole() {
        let text = format!("{{\"a\":\"{}\",\"b\":12,\"c\":\"{}\"}}", "x".repeat(100_000), "y".repeat(100_000));
        let shown =
            show("a.json", &text, [Diagnostic::error(value("/b"), "wrong"), Diagnostic::error(value("/a"), "long")]);
        insta::assert_snapshot!(shown, @r#"
        error: long
         --> a.json:1:6
          |
        1 | {"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          = note: at /a

        error: wrong
         --> a.json:1:100013
          |
        1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","b":12,"c":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
          |                                          ^^
          = note: at /b

        2 errors in a.json
        "#);
    }

    #[test]
    fn the_document_has_no_power_over_the_terminal() {
        let text = "evil\u{202e}: \"\u{1b}]0;title\u{7}x\" # \u{200f}\u{2028}\n";
        let message = "the value `\u{1b}[2J\r\nerror: fake` is wrong";
        let shown =
            show("a\u{1b}.yaml", text, [Diagnostic::error(key("/evil\u{202e}"), message).with_help("do\u{2069} not")]);
        assert!(shown.chars().all(|character| character == '\n' || !character.is_control()), "{shown:?}");
        insta::assert_snapshot!(shown, @r#"
        error: the value `\u{1b}[2J\u{d}\u{a}error: fake` is wrong
         --> a\u{1b}.yaml:1:1
          |
        1 | evil\u{202e}: "\u{1b}]0;title\u{7}x" # \u{200f}\u{2028}
          | ^^^^^^^^^^^^
          = note: at /evil\u{202e}
          = help: do\u{2069} not

        1 error in a\u{1b}.yaml
        "#);
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let diagnostics = Diagnostics::from(Diagnostic::error(value("/paths"), "wrong").with_help("right it"));
        let source = Source { name: "a.yaml".to_owned(), text: YAML.to_owned() };
        let coloured = diagnostics.render(&source, Color::Always);
        let mut plain = String::new();
        let mut pieces = coloured.split('\u{1b}');
        plain.push_str(pieces.next().unwrap_or_default());
        pieces.for_each(|piece| plain.push_str(piece.split_once('m').map_or("", |(_, rest)| rest)));
        assert_ne!(coloured, plain);
        assert_eq!(plain, diagnostics.render(&source, Color::Never));
    }
}
