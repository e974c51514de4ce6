//! What is wrong with a document, and where: every stage collects these, and they are shown once, at the end.
//!
//! A diagnostic says where by a JSON pointer, which costs nothing to make. Lines and columns are looked up when it is
//! printed, by [`load`](crate::load). Knows nothing of OpenAPI.

mod render;
mod text;

use std::fmt;

pub use crate::source::Place;
pub use render::Color;

/// Whether a document can be used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Something is expressed loosely, or not at all.
    Warning,
}

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Whether the document can be used all the same.
    pub severity: Severity,
    /// What is wrong: one sentence, lower case at its start, with no full stop. It may quote the document: what could
    /// harm a terminal is escaped when it is shown.
    pub message: String,
    /// What to do about it, in the same form.
    pub help: Option<String>,
    /// Where it is.
    pub place: Place,
}

impl Diagnostic {
    /// An error: nothing can be generated.
    pub fn error(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, message: message.into(), help: None, place }
    }

    /// A warning: something is expressed loosely, or not at all.
    pub fn warning(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, message: message.into(), help: None, place }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic { help: Some(help.into()), ..self }
    }
}

impl fmt::Display for Diagnostic {
    /// One line, safe to print, with no source: `error: MESSAGE (at /pointer)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.severity, text::one_line(&self.message))?;
        match &self.place {
            Place::File => Ok(()),
            Place::Text { start, .. } => write!(formatter, " (at byte {start})"),
            Place::Value(pointer) | Place::Key(pointer) => {
                write!(formatter, " (at {})", text::one_line(text::pointer(pointer)))
            }
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// All that is wrong with a document, in the order in which it was found. Showing it sorts it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether there is none at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are, of both severities, repeated ones included.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// `Ok` with the warnings where there is no error, `Err` with all of them where there is one.
    ///
    /// # Errors
    ///
    /// Itself, if [`has_errors`](Self::has_errors).
    pub fn into_result(self) -> Result<Diagnostics, Diagnostics> {
        if self.has_errors() { Err(self) } else { Ok(self) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Diagnostics {
        Diagnostics(vec![diagnostic])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Diagnostics {
        Diagnostics(diagnostics.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    /// A line each, with no source; see [`render`](Diagnostics::render) for the form with it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::Pointer;

    fn sample() -> Diagnostics {
        let place = Place::Value(Pointer::root().push("paths").push("/a"));
        let warning = Diagnostic::warning(place, "it is loose").with_help("tighten it");
        [warning, Diagnostic::error(Place::Key(Pointer::root()), "it is wrong")].into_iter().collect()
    }

    #[test]
    fn without_a_source_each_is_a_line() {
        let mut all = sample();
        all.push(Diagnostic::error(Place::File, "the file is empty"));
        all.push(Diagnostic::error(Place::offset(7), "unexpected \u{1b}[31m\ncharacter"));
        insta::assert_snapshot!(all, @r#"
        warning: it is loose (at /paths/~1a)
        error: it is wrong (at the root)
        error: the file is empty
        error: unexpected \u{1b}[31m\u{a}character (at byte 7)
        "#);
    }

    #[test]
    fn warnings_alone_are_no_failure() {
        let all = sample();
        assert_eq!(all.clone().into_result(), Err(all.clone()));
        let warnings: Diagnostics = all.into_iter().take(1).collect();
        assert!(!warnings.has_errors() && warnings.len() == 1);
        assert_eq!(warnings.clone().into_result(), Ok(warnings));
        assert_eq!(Diagnostics::new().into_result(), Ok(Diagnostics::new()));
    }
}
