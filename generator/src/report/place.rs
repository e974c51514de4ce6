//! Where findings are, file by file.

use std::collections::BTreeMap;

use crate::findings::Finding;
use crate::load::{Index, Span, locate_with};
use crate::report::escape;
use crate::source::{FileId, Source, Sources};

/// A finding, and where its text is.
pub(super) struct Located<'f> {
    pub(super) finding: &'f Finding,
    /// `None` for the whole file, and for a place that isn't in its text.
    pub(super) span: Option<Span>,
}

/// A file that findings are in.
pub(super) struct File<'s> {
    pub(super) source: &'s Source,
    pub(super) index: Index<'s>,
    /// Its name, safe to print.
    pub(super) name: String,
}

/// Findings with their places, each once, in the order of the files and of their texts.
pub(super) struct Places<'f, 's> {
    pub(super) located: Vec<Located<'f>>,
    files: BTreeMap<FileId, File<'s>>,
}

impl<'f, 's> Places<'f, 's> {
    /// Looks up all places. Each file is read once.
    pub(super) fn of(findings: impl IntoIterator<Item = &'f Finding>, sources: &'s Sources) -> Places<'f, 's> {
        let mut by_file: BTreeMap<FileId, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            by_file.entry(finding.location.file).or_default().push(finding);
        }
        let mut places = Places { located: Vec::new(), files: BTreeMap::new() };
        for (id, findings) in by_file {
            let source = sources.get(id);
            let file = File { source, index: Index::new(&source.text), name: file_name(source) };
            let spans = locate_with(source, &file.index, findings.iter().map(|finding| &finding.location.place));
            let mut located: Vec<_> =
                findings.into_iter().zip(spans).map(|(finding, span)| Located { finding, span }).collect();
            located.sort_by(|one, other| order(one).cmp(&order(other)));
            located.dedup_by(|one, other| one.finding == other.finding);
            places.located.append(&mut located);
            places.files.insert(id, file);
        }
        places
    }

    /// The file that a finding is in.
    pub(super) fn file(&self, finding: &Finding) -> Option<&File<'s>> {
        self.files.get(&finding.location.file)
    }
}

/// The whole file first, then by text; where two are at one place, the graver first. The rest makes the order the same
/// each time.
fn order<'a>(one: &'a Located<'_>) -> impl Ord + use<'a> {
    let Located { finding, span } = one;
    let start = span.as_ref().map(|span| span.bytes.start);
    (start, finding.severity(), finding.code, &finding.message, &finding.help, &finding.location.place)
}

/// The name of a file, safe to print, with `/` on every system: messages are compared and searched for.
pub(super) fn file_name(source: &Source) -> String {
    escape::one_line(&source.name.replace('\\', "/")).into_owned()
}
