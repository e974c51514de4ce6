//! Findings: everything that is odd about a document, a configuration or an overlay, and what was made of it.
//!
//! There is one channel of them. A [`Finding`] has a stable [`Code`], whose severity, title and explanation stand in one
//! table ([`codes`]); a location; what is wrong or expressed loosely; and what to do about it. The terminal, `REPORT.md`
//! and JSON are views of the same findings.
//!
//! What can't be expressed exactly is expressed loosely, and the fallback can be had only with its finding:
//! [`Findings::loosen`] gives the [`Loosened`] that a fallback is made of, so that nothing is lost in silence.
//!
//! Knows nothing of OpenAPI, and nothing of how findings are shown.

mod code;
pub mod codes;

use std::fmt;

pub use code::{Code, Entry, Severity};

use crate::source::{FileId, Location, Place};

/// Something odd, and where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// What kind of finding it is.
    pub code: Code,
    /// Where it is.
    pub location: Location,
    /// What is wrong, or what is expressed loosely and how: one sentence, lower case at its start, with no full stop. It
    /// may quote the document: what could harm a terminal is escaped when it is shown.
    pub message: String,
    /// What to do about it, in the same form.
    pub help: Option<String>,
}

impl Finding {
    /// A finding without a help.
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Finding {
        Finding { code, location, message: message.into(), help: None }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Finding {
        Finding { help: Some(help.into()), ..self }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Proof that there is a finding that tells of a fallback. Only [`Findings::loosen`] makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Loosened(Code);

impl Loosened {
    /// The code of the finding.
    pub fn code(self) -> Code {
        self.0
    }
}

/// All findings, in the order in which they were made. Showing them sorts them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// None yet.
    pub fn new() -> Findings {
        Findings::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds one that tells of a fallback, and gives what the fallback is made of.
    pub fn loosen(&mut self, finding: Finding) -> Loosened {
        let code = finding.code;
        self.0.push(finding);
        Loosened(code)
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are, repeated ones included.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// Whether nothing may be generated: there is an error, or where one is `strict`, a warning.
    pub fn are_fatal(&self, strict: bool) -> bool {
        let least = if strict { Severity::Warning } else { Severity::Error };
        self.0.iter().any(|finding| finding.severity() <= least)
    }

    /// Forgets all but the first `len`: those of what the configuration leaves out.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Moves findings to where what they are about is written.
    pub(crate) fn relocate(&mut self, to: impl Fn(&Location) -> Option<Location>) {
        for finding in &mut self.0 {
            if let Some(location) = to(&finding.location) {
                finding.location = location;
            }
        }
    }

    /// All of them, in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// `Ok` where there is no error, `Err` with all of them where there is one.
    ///
    /// # Errors
    ///
    /// Itself, if [`has_errors`](Self::has_errors).
    pub fn into_result(self) -> Result<Findings, Findings> {
        if self.has_errors() { Err(self) } else { Ok(self) }
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Findings {
        Findings(vec![finding])
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Findings {
        Findings(findings.into_iter().collect())
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings);
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = std::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Finding {
    /// One line with no source: `error[SW0101]: MESSAGE (at /pointer)`. It quotes the document as it is.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}[{}]: {}", self.severity(), self.code, self.message)?;
        match &self.location.place {
            Place::File => Ok(()),
            Place::Text { start, .. } => write!(formatter, " (at byte {start})"),
            Place::Value(pointer) | Place::Key(pointer) => write!(formatter, " (at {pointer})"),
        }
    }
}

impl fmt::Display for Findings {
    /// A line each.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{finding}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Findings {}

/// A finding about the whole document.
pub fn of_document(code: Code, message: impl Into<String>) -> Finding {
    Finding::new(code, Location::file(FileId::DOCUMENT), message)
}
