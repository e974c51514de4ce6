//! Findings for a person at a terminal.

use std::collections::HashSet;

use annotate_snippets::Renderer;

use crate::findings::{Code, Finding, Findings, Severity};
use crate::report::place::{Located, Places};
use crate::report::snippet::{Style, With};
use crate::source::Sources;
use crate::text::counted;

/// How many lines of warnings are shown, unless all are wanted: a screen.
const MAX_LINES: usize = 50;

/// How many places of one code are shown, unless all are wanted.
const MAX_PLACES: usize = 3;

/// How many places of one code, and how many errors, are shown at most. Nobody reads more, and a document can have a
/// million.
const MAX_VERBOSE: usize = 100;

/// Whether the output has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// Plain text: for a file, a pipe, or where `NO_COLOR` is set.
    #[default]
    Never,
    /// ANSI escapes: for a terminal.
    Always,
}

/// What the terminal, and its user, want.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terminal {
    /// Whether it has colours.
    pub color: Color,
    /// Whether all warnings are shown with their lines, and notes at all.
    pub verbose: bool,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// How many columns it has, where that is known.
    pub width: Option<usize>,
}

/// All errors in full; warnings by their codes, as many as a screen holds; and how many notes there are. Each finding
/// is shown once, in the order of the document. Empty where there is none; otherwise it ends in a line break.
///
/// What the document's text could do to a terminal is escaped, in messages and in lines.
pub fn terminal(findings: &Findings, sources: &Sources, options: &Terminal) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let is_shown = |finding: &&Finding| options.verbose || finding.severity() != Severity::Note;
    let places = Places::of(findings.iter().filter(is_shown), sources);
    let page = Page { places: &places, style: style(options), verbose: options.verbose };
    let (errors, others): (Vec<_>, Vec<_>) =
        places.located.iter().partition(|located| located.finding.severity() == Severity::Error);
    let (warnings, shown) = page.groups(groups(others));
    let counts = Counts::of(findings, options.strict);

    let mut out = page.errors(&errors);
    out.push_str(&warnings);
    let hidden = counts.warnings_and_notes - shown.min(counts.warnings_and_notes);
    if hidden > 0 {
        out.push_str(&counts.hint(hidden, &errors, options));
    }
    out.push_str(&format!("{} in {}\n", counts.summary(), names(findings, sources)));
    out
}

fn style(options: &Terminal) -> Style {
    let renderer = match options.color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let renderer = options.width.into_iter().fold(renderer, Renderer::term_width);
    Style { renderer, strict: options.strict }
}

/// Findings of one code.
struct Group<'p, 'f> {
    code: Code,
    places: Vec<&'p Located<'f>>,
}

/// Findings by their codes, in the order in which these come first.
fn groups<'p, 'f>(located: Vec<&'p Located<'f>>) -> Vec<Group<'p, 'f>> {
    let mut groups: Vec<Group<'p, 'f>> = Vec::new();
    for one in located {
        let code = one.finding.code;
        match groups.iter_mut().find(|group| group.code == code) {
            Some(group) => group.places.push(one),
            None => groups.push(Group { code, places: vec![one] }),
        }
    }
    groups
}

/// What all of one rendering share.
struct Page<'p, 'f, 's> {
    places: &'p Places<'f, 's>,
    style: Style,
    verbose: bool,
}

impl<'f> Page<'_, 'f, '_> {
    /// Each with its line, its place and its help.
    fn errors(&self, errors: &[&Located<'f>]) -> String {
        let mut out = String::new();
        for located in errors.iter().take(MAX_VERBOSE) {
            out.push_str(&self.style.heading(located.finding.code, &located.finding.message));
            out.push('\n');
            out.push_str(&self.place(located, With { is_heading: true, help: true }));
            out.push_str("\n\n");
        }
        if let Some(more) = errors.len().checked_sub(MAX_VERBOSE).filter(|more| *more > 0) {
            out.push_str(&format!("and {}\n\n", counted(more, "more error")));
        }
        out
    }

    fn place(&self, located: &Located<'f>, with: With) -> String {
        self.places.file(located.finding).map(|file| self.style.place(located, file, with)).unwrap_or_default()
    }

    /// All groups that fit, and how many findings are shown.
    fn groups(&self, groups: Vec<Group<'_, 'f>>) -> (String, usize) {
        // A group without a place takes a line, and one between it and the next.
        let count = if self.verbose { groups.len() } else { groups.len().min(MAX_LINES / 2) };
        let groups = groups.get(..count).unwrap_or_default();
        let shown = if self.verbose { self.all_places(groups) } else { self.first_places(groups) };
        let mut out = String::new();
        for (group, places) in groups.iter().zip(&shown) {
            out.push_str(&self.group(group, places));
        }
        (out, shown.iter().map(Vec::len).sum())
    }

    fn all_places(&self, groups: &[Group<'_, 'f>]) -> Vec<Vec<String>> {
        groups.iter().map(|group| (0..MAX_VERBOSE).map_while(|at| self.place_of(group, at)).collect()).collect()
    }

    /// The first place of each group, then the second, then the third, as long as there is room.
    fn first_places(&self, groups: &[Group<'_, 'f>]) -> Vec<Vec<String>> {
        let mut room = MAX_LINES.saturating_sub(2 * groups.len());
        let mut shown: Vec<Vec<String>> = vec![Vec::new(); groups.len()];
        for at in 0..MAX_PLACES {
            for (group, places) in groups.iter().zip(&mut shown).filter(|(_, places)| places.len() == at) {
                let Some(place) = self.place_of(group, at) else { continue };
                let lines = place.lines().count();
                if lines <= room {
                    room -= lines;
                    places.push(place);
                }
            }
        }
        shown
    }

    /// One place of a group. A help that was given at the place before isn't given again.
    fn place_of(&self, group: &Group<'_, 'f>, at: usize) -> Option<String> {
        let located = group.places.get(at)?;
        let before = at.checked_sub(1).and_then(|before| group.places.get(before));
        let help = before.is_none_or(|before| before.finding.help != located.finding.help);
        Some(self.place(located, With { is_heading: group.places.len() == 1, help }))
    }

    fn group(&self, group: &Group<'_, 'f>, shown: &[String]) -> String {
        let heading = match group.places.as_slice() {
            [only] => only.finding.message.clone(),
            places => format!("{}: {} times", group.code.entry().title, places.len()),
        };
        let mut out = self.style.heading(group.code, &heading);
        for place in shown {
            out.push('\n');
            out.push_str(place);
        }
        match group.places.len() - shown.len() {
            0 => {}
            more if shown.is_empty() => out.push_str(&self.first(group, more)),
            more => out.push_str(&format!("\n  and {more} more")),
        }
        out.push_str("\n\n");
        out
    }

    /// Where the first of a group is, for which there is no room to show its line.
    fn first(&self, group: &Group<'_, 'f>, count: usize) -> String {
        let Some(located) = group.places.first() else { return String::new() };
        let name = self.places.file(located.finding).map(|file| file.name.as_str()).unwrap_or_default();
        let first = if count > 1 { "first " } else { "" };
        let line = located.span.as_ref().map(|span| format!(":{}:{}", span.line, span.column)).unwrap_or_default();
        format!(", {first}at {name}{line}")
    }
}

/// How many there are, each counted once.
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    warnings_and_notes: usize,
}

impl Counts {
    fn of(findings: &Findings, strict: bool) -> Counts {
        let distinct: HashSet<&Finding> = findings.iter().collect();
        let count = |severity| distinct.iter().filter(|finding| finding.severity() == severity).count();
        let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
        let warnings_and_notes = warnings + notes;
        if strict {
            Counts { errors: errors + warnings, warnings: 0, notes, warnings_and_notes }
        } else {
            Counts { errors, warnings, notes, warnings_and_notes }
        }
    }

    /// `3 errors, 1 warning`
    fn summary(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let words = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word));
        words.collect::<Vec<_>>().join(", ")
    }

    /// Where to find what isn't shown. Where there are errors, no report is written.
    fn hint(&self, hidden: usize, errors: &[&Located<'_>], options: &Terminal) -> String {
        let notes = if options.verbose { 0 } else { self.notes };
        let rest = if options.strict { "error" } else { "warning" };
        let counts = [(hidden.saturating_sub(notes), rest), (notes, "note")];
        let words = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| counted(count, word));
        let has_report = errors.is_empty() && !options.strict;
        let ways = [(has_report, "see REPORT.md"), (!options.verbose, "use --verbose")];
        let ways: Vec<_> = ways.into_iter().filter(|(is_there, _)| *is_there).map(|(_, way)| way).collect();
        let colon = if ways.is_empty() { "" } else { ": " };
        format!("and {}{colon}{}\n", words.collect::<Vec<_>>().join(" and "), ways.join(", or "))
    }
}

/// The one file that all findings are in, or how many there are.
fn names(findings: &Findings, sources: &Sources) -> String {
    let files: HashSet<_> = findings.iter().map(|finding| finding.location.file).collect();
    match findings.iter().next() {
        Some(first) if files.len() == 1 => super::place::file_name(sources.get(first.location.file)),
        _ => counted(files.len(), "file"),
    }
}
