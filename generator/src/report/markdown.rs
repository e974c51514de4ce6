//! `REPORT.md`: what of a document is expressed loosely or not at all.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::docs;
use crate::findings::{Code, Finding, Findings};
use crate::pointer::Pointer;
use crate::report::escape;
use crate::report::place::{Located, Places};
use crate::source::{Place, Role, Sources};
use crate::text::counted;

/// The text of `REPORT.md`: all findings by their codes, with what these mean. It names places by pointers, and no lines,
/// which would change with every edit.
pub fn markdown(findings: &Findings, sources: &Sources) -> String {
    let mut by_code: BTreeMap<Code, Vec<Entry<'_>>> = BTreeMap::new();
    let pointers = pointers_around(findings, sources);
    let mut seen = HashSet::new();
    for finding in findings.iter().filter(|finding| seen.insert(*finding)) {
        let place = place(finding, &pointers, sources);
        by_code.entry(finding.code).or_default().push(Entry { place, message: &finding.message });
    }
    let mut out = introduction(&by_code);
    for (code, entries) in &by_code {
        out.push_str(&section(*code, entries));
    }
    out
}

/// A finding, as the report tells it.
struct Entry<'f> {
    /// Where it is, in Markdown.
    place: String,
    message: &'f str,
}

fn introduction(by_code: &BTreeMap<Code, Vec<Entry<'_>>>) -> String {
    let heading = "# Report\n\n";
    let count = by_code.values().map(Vec::len).sum();
    if count == 0 {
        return format!("{heading}Nothing of the document is expressed loosely, and nothing is left out.\n");
    }
    format!(
        "{heading}What is odd about the document, and what of it is expressed loosely or not at all: {}, by code. \
         `cargo xtask explain` says more about a code.\n",
        counted(count, "finding")
    )
}

fn section(code: Code, entries: &[Entry<'_>]) -> String {
    let explanation = code.entry().explanation.trim();
    let paragraph = explanation.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let mut out =
        format!("\n## {code}: {}\n\n{paragraph}\n\n{}:\n\n", code.entry().title, counted(entries.len(), "place"));
    for (message, places) in by_message(entries) {
        let message = sentence(message);
        match places.as_slice() {
            [place] => out.push_str(&format!("- {place}: {message}\n")),
            places => {
                out.push_str(&format!("- {message}:\n"));
                places.iter().for_each(|place| out.push_str(&format!("  - {place}\n")));
            }
        }
    }
    out
}

/// The places of each message, in the order in which these come first.
fn by_message<'e>(entries: &'e [Entry<'_>]) -> Vec<(&'e str, Vec<&'e str>)> {
    let mut order: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for entry in entries {
        let at = *known.entry(entry.message).or_insert_with(|| {
            order.push((entry.message, Vec::new()));
            order.len() - 1
        });
        if let Some((_, places)) = order.get_mut(at) {
            places.push(&entry.place);
        }
    }
    order
}

/// The pointers of what stands at places in a text.
fn pointers_around<'f>(findings: &'f Findings, sources: &Sources) -> HashMap<&'f Finding, Pointer> {
    let in_text = findings.iter().filter(|finding| matches!(finding.location.place, Place::Text { .. }));
    let places = Places::of(in_text, sources);
    let pointer = |located: Located<'f>| Some((located.finding, located.span?.pointer?));
    places.located.into_iter().filter_map(pointer).collect()
}

/// Where a finding is, as a code span: a pointer, after the name of its file unless that is the document.
fn place(finding: &Finding, pointers: &HashMap<&Finding, Pointer>, sources: &Sources) -> String {
    let file = match sources.role(finding.location.file) {
        Role::Document => None,
        Role::Reference(path) => Some(path.as_str()),
        // Where these are depends on where the command is run.
        Role::Overlay | Role::Config => sources.get(finding.location.file).name.rsplit(['/', '\\']).next(),
    };
    let pointer = finding.location.place.pointer().or_else(|| pointers.get(finding));
    let pointer = pointer.filter(|pointer| !pointer.is_root()).map(Pointer::as_str);
    match (file, pointer) {
        (None, None) => "the document".to_owned(),
        (None, Some(pointer)) => docs::code(&escape::one_line(pointer)),
        (Some(file), None) => docs::code(&escape::one_line(file)),
        (Some(file), Some(pointer)) => docs::code(&escape::one_line(&format!("{file}#{pointer}"))),
    }
}

/// A message in Markdown: what stands between backticks is code, and the rest is text.
fn sentence(message: &str) -> String {
    let message = escape::one_line(message);
    let mut pieces: Vec<&str> = message.split('`').collect();
    // A backtick without another is part of the text.
    let unpaired = if pieces.len().is_multiple_of(2) { pieces.pop() } else { None };
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at % 2 == 1 { out.push_str(&docs::code(piece)) } else { out.push_str(&text(piece)) }
    }
    out.push_str(&unpaired.map(|rest| text(&format!("`{rest}"))).unwrap_or_default());
    out
}

/// A piece of plain text, with the blanks around it.
fn text(piece: &str) -> String {
    let blank = |has: bool| if has { " " } else { "" };
    let trimmed = piece.trim();
    if trimmed.is_empty() {
        return blank(!piece.is_empty()).to_owned();
    }
    let (before, after) = (piece.starts_with(char::is_whitespace), piece.ends_with(char::is_whitespace));
    format!("{}{}{}", blank(before), docs::escape(trimmed), blank(after))
}
