//! Which findings are shown, and how.

use std::io::Write;

use clap::{Args, ValueEnum};
use specwright::findings::{Finding, Findings, Severity};
use specwright::report::{self, Color, Terminal};
use specwright::source::Sources;

/// How much is told.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Show {
    /// Show every place of every warning, and notes
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Print errors only
    #[arg(long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Take warnings for errors [default: as the configuration says]
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(skip)]
    pub(crate) format: Format,
}

/// For whom findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a person, on the error stream
    #[default]
    Text,
    /// For an editor or CI, as one array on the standard output; all other text is on the error stream
    Json,
}

impl Show {
    /// Prints findings.
    pub(crate) fn print(&self, findings: &Findings, sources: &Sources) {
        let is_shown = |finding: &&Finding| match finding.severity() {
            Severity::Error => true,
            Severity::Warning => self.strict || !self.quiet,
            Severity::Note => !self.quiet,
        };
        let shown: Findings = findings.iter().filter(is_shown).cloned().collect();
        // That nobody reads it any more is no reason to stop halfway.
        let _ = match self.format {
            Format::Json => std::io::stdout().write_all(report::json(&shown, sources).as_bytes()),
            Format::Text => {
                let text = report::terminal(&shown, sources, &self.terminal());
                std::io::stderr().write_all(text.as_bytes())
            }
        };
    }

    /// Whether findings keep a crate from being made.
    pub(crate) fn refuses(&self, findings: &Findings) -> bool {
        findings.are_fatal(self.strict)
    }

    fn terminal(&self) -> Terminal {
        let color = match anstream::AutoStream::choice(&std::io::stderr()) {
            anstream::ColorChoice::Never => Color::Never,
            _ => Color::Always,
        };
        let width = terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| usize::from(width.0));
        Terminal { color, verbose: self.verbose, strict: self.strict, width }
    }
}
