//! What is printed, and how text that is not ours is kept from steering the terminal.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result};

/// Prints a line on an [`Out`].
macro_rules! say {
    ($out:expr, $($part:tt)*) => {
        $out.line(format_args!($($part)*))
    };
}

/// Prints a line on the standard error stream.
macro_rules! complain {
    ($($part:tt)*) => {
        $crate::output::Out::Error.line(format_args!($($part)*))
    };
}

pub(crate) use {complain, say};

/// Where lines for a person go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Out {
    /// The standard output stream.
    Output,
    /// The standard error stream, where the other one has something else to carry.
    Error,
    /// Nowhere.
    Nowhere,
}

impl Out {
    /// Prints a line.
    pub(crate) fn line(self, line: Arguments<'_>) {
        match self {
            Out::Output => write_line(&mut anstream::stdout(), line),
            Out::Error => write_line(&mut anstream::stderr(), line),
            Out::Nowhere => {}
        }
    }
}

/// Prints a line. That nobody reads it any more, as with `| head`, is no reason to stop halfway.
fn write_line(stream: &mut dyn Write, line: Arguments<'_>) {
    let _ = writeln!(stream, "{line}");
}

/// Prints what was asked for on the standard output stream, all of it or with an error.
pub(crate) fn print(text: &str) -> Result<ExitCode> {
    match anstream::stdout().write_all(text.as_bytes()) {
        // As with `| head`: who reads it has enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => written.map(|()| ExitCode::SUCCESS).context("it can't be printed"),
    }
}

/// For what is new, or well.
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
/// For what is gone, or wrong.
pub(crate) const RED: Style = AnsiColor::Red.on_default();
/// For what someone should look at.
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// `3 files`
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The text on one line, with every character escaped that a terminal would obey, or that would show it in another order.
pub(crate) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => visible.push(c),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                visible.extend(c.escape_default());
            }
            c if c.is_control() => visible.extend(c.escape_default()),
            c => visible.push(c),
        }
    }
    visible
}

/// The same for a text of several lines.
pub(crate) fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// A word of a command, as a shell takes it.
pub(crate) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./+:@%,=".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_as_an_escape() {
        assert_eq!(visible("a\u{1b}[31mb\r\u{7}"), r"a\u{1b}[31mb\r\u{7}");
        assert_eq!(visible("\u{202e}cba\u{9b}"), r"\u{202e}cba\u{9b}");
        assert_eq!(visible("größe\n\tß"), "größe\\n\tß");
    }

    #[test]
    fn a_word_is_one_word_to_a_shell() {
        assert_eq!(word("src/lib.rs"), "src/lib.rs");
        assert_eq!(word("a b"), "'a b'");
        assert_eq!(word("$(rm -rf ~)'"), r"'$(rm -rf ~)'\'''");
        assert_eq!(word(""), "''");
    }

    #[test]
    fn a_reader_that_went_away_is_no_panic() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        write_line(&mut Gone, format_args!("x"));
    }
}
