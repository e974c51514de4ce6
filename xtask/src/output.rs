//! What is printed, and how text that is not ours is kept from steering the terminal.

use std::fmt::Arguments;
use std::io::Write;

/// Prints a line on the standard output stream.
macro_rules! say {
    ($($part:tt)*) => {
        $crate::output::line(&mut anstream::stdout(), format_args!($($part)*))
    };
}

/// Prints a line on the standard error stream.
macro_rules! complain {
    ($($part:tt)*) => {
        $crate::output::line(&mut anstream::stderr(), format_args!($($part)*))
    };
}

pub(crate) use {complain, say};

/// Prints a line. That nobody reads it any more, as with `| head`, is no reason to stop halfway.
pub(crate) fn line(stream: &mut dyn Write, line: Arguments<'_>) {
    let _ = writeln!(stream, "{line}");
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
        line(&mut Gone, format_args!("x"));
    }
}
