//! What a code is.

use std::fmt;

use super::codes;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// A mistake of the document, or something that is expressed so loosely that callers notice it.
    Warning,
    /// Something that the crate leaves to the server, as is usual: it stands in `REPORT.md`.
    Note,
}

/// The kind of a finding, as a number that stays the same in all versions: `SW0101`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub(super) u16);

/// What there is to say of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// How grave its findings are.
    pub severity: Severity,
    /// What all of its findings have in common, as a phrase: `a key that is not known`.
    pub title: &'static str,
    /// What it means, what the generator makes of it, and what to do: CommonMark.
    pub explanation: &'static str,
    /// The test document that shows it, without its ending.
    pub fixture: &'static str,
}

impl Code {
    /// Reads `SW0101`, in any case.
    pub fn parse(text: &str) -> Option<Code> {
        let (prefix, digits) = text.split_at_checked(2)?;
        let known =
            prefix.eq_ignore_ascii_case("sw") && digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse::<u16>().ok().filter(|_| known)?;
        codes::ALL.iter().map(|entry| entry.code).find(|code| code.0 == number)
    }

    /// What there is to say of it.
    pub fn entry(self) -> &'static Entry {
        let found = codes::ALL.binary_search_by_key(&self, |entry| entry.code);
        &codes::ALL[found.unwrap_or_default()]
    }

    /// How grave its findings are.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SW{:04}", self.0)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}
