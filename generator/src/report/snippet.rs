//! One finding with the line that it is about.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::findings::{Code, Severity};
use crate::load::Span;
use crate::report::escape;
use crate::report::place::{File, Located};

/// How findings look: in colours or not, how wide, and whether warnings count as errors.
pub(super) struct Style {
    pub(super) renderer: Renderer,
    pub(super) strict: bool,
}

impl Style {
    fn level(&self, code: Code) -> Level<'static> {
        match code.severity() {
            Severity::Warning if self.strict => Level::ERROR,
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        }
    }

    /// `warning[SW0209]: TITLE`
    pub(super) fn heading(&self, code: Code, title: &str) -> String {
        let title = self.level(code).primary_title(escape::one_line(title)).id(code.to_string());
        self.renderer.render(&[Group::with_title(title)])
    }

    /// The line that a finding is about, with where it is, and with its help if that is wanted. Its message is beside the
    /// line unless it is the heading.
    pub(super) fn place(&self, located: &Located<'_>, file: &File<'_>, with: With) -> String {
        let Located { finding, span } = located;
        let message = (!with.is_heading).then(|| escape::one_line(&finding.message));
        let level = self.level(finding.code);
        // In two groups, since the renderer takes an origin and a snippet in one for two places.
        let (head, mut body) = match span {
            Some(span) => {
                let origin = Origin::path(file.name.as_str()).line(span.line).char_column(span.column);
                let snippet = snippet(file, span, message.as_deref());
                (Group::with_level(level.clone()).element(origin), Group::with_level(level).element(snippet))
            }
            None => {
                let head = Group::with_level(level.clone()).element(Origin::path(file.name.as_str()));
                let body = Group::with_level(level);
                (
                    head,
                    match &message {
                        Some(message) => body.element(Level::NOTE.message(message.as_ref())),
                        None => body,
                    },
                )
            }
        };
        let around = || span.as_ref()?.pointer.as_ref();
        if let Some(pointer) = finding.location.place.pointer().or_else(around) {
            body = body.element(Level::NOTE.message(format!("at {}", escape::one_line(escape::pointer(pointer)))));
        }
        if let Some(help) = finding.help.as_ref().filter(|_| with.help) {
            body = body.element(Level::HELP.message(escape::one_line(help)));
        }
        let empty = body.is_empty();
        let groups = [head, body];
        let shown = self.renderer.render(if empty { groups.get(..1).unwrap_or(&groups) } else { &groups });
        if span.is_some() { without_gap(&shown) } else { shown }
    }
}

/// What is shown with a line.
#[derive(Clone, Copy)]
pub(super) struct With {
    /// Whether the message stands above already.
    pub(super) is_heading: bool,
    /// Whether to show the help.
    pub(super) help: bool,
}

/// The first line of a place; the rest of it may be thousands.
fn snippet<'a>(file: &File<'_>, span: &Span, label: Option<&'a str>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let bytes = file.index.line_range(span.line);
    let line = file.source.text.get(bytes.clone()).unwrap_or_default();
    let start = span.bytes.start.saturating_sub(bytes.start);
    let end = span.bytes.end.saturating_sub(bytes.start);
    let excerpt = escape::excerpt(line, start..end);
    let annotation = AnnotationKind::Primary.span(excerpt.span).label(label);
    Snippet::source(excerpt.text).line_start(span.line).annotation(annotation)
}

/// Takes out the second of two equal rules: each of the two groups draws one, below the origin.
fn without_gap(shown: &str) -> String {
    let lines: Vec<&str> = shown.lines().collect();
    let repeated = (1..lines.len()).find(|at| lines.get(*at) == lines.get(at + 1));
    let kept = lines.iter().enumerate().filter(|(at, _)| repeated != Some(*at)).map(|(_, line)| *line);
    kept.collect::<Vec<_>>().join("\n")
}
