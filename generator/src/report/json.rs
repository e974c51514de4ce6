//! Findings for editors and CI.

use serde::Serialize;

use crate::findings::Findings;
use crate::report::place::{Located, Places};
use crate::source::Sources;

/// A finding as others read it.
#[derive(Serialize)]
struct Entry<'f> {
    code: String,
    severity: String,
    title: &'static str,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'f str>,
    file: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'f str>,
}

/// One array with an object for each finding: `code`, `severity`, `title`, `message`, `file`, and where they are known
/// `help`, `line`, `column` (from 1, in characters) and `pointer`. It ends in a line break.
pub fn json(findings: &Findings, sources: &Sources) -> String {
    let places = Places::of(findings.iter(), sources);
    let entries: Vec<Entry<'_>> = places.located.iter().map(|located| entry(located, sources)).collect();
    // Only a value that has keys other than texts can't be written.
    let text = serde_json::to_string_pretty(&entries).unwrap_or_else(|_| "[]".to_owned());
    format!("{text}\n")
}

fn entry<'a>(located: &'a Located<'_>, sources: &'a Sources) -> Entry<'a> {
    let Located { finding, span } = located;
    let around = || span.as_ref()?.pointer.as_ref();
    Entry {
        code: finding.code.to_string(),
        severity: finding.severity().to_string(),
        title: finding.code.entry().title,
        message: &finding.message,
        help: finding.help.as_deref(),
        file: &sources.get(finding.location.file).name,
        line: span.as_ref().map(|span| span.line),
        column: span.as_ref().map(|span| span.column),
        pointer: finding.location.place.pointer().or_else(around).map(|pointer| pointer.as_str()),
    }
}
