//! A list of checks, told one line each.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::Result;

const OK: Style = AnsiColor::Green.on_default();
const FAILED: Style = AnsiColor::Red.on_default().bold();

/// Tells of each check as it ends, and counts them.
///
/// A check is a line, `ok NAME` or `FAILED NAME: WHY`; what else there is to say of a failure follows it, indented.
/// A listener who goes away is no reason to stop checking.
#[derive(Debug)]
pub struct Checks<W> {
    out: W,
    passed: usize,
    failed: usize,
}

impl<W: Write> Checks<W> {
    /// No checks yet; they will be told to `out`.
    pub fn new(out: W) -> Self {
        Self { out, passed: 0, failed: 0 }
    }

    /// Tells of a check by its result, and gives what it has found.
    pub fn tell<T>(&mut self, name: &str, result: Result<T>) -> Option<T> {
        match result {
            Ok(found) => {
                self.passed += 1;
                self.line(|out| writeln!(out, "{OK}ok{OK:#} {name}"));
                Some(found)
            }
            Err(error) => {
                self.failed += 1;
                let why = format!("{error:#}").trim_end().replace('\n', "\n    ");
                self.line(|out| writeln!(out, "{FAILED}FAILED{FAILED:#} {name}: {why}"));
                None
            }
        }
    }

    /// Tells the counts, as `N passed, N failed`. It is a success if something was checked and nothing failed.
    pub fn finish(mut self) -> ExitCode {
        let (passed, failed) = (self.passed, self.failed);
        self.line(|out| writeln!(out, "{passed} passed, {failed} failed"));
        if passed > 0 && failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn line(&mut self, write: impl FnOnce(&mut W) -> io::Result<()>) {
        let _: io::Result<()> = write(&mut self.out).and_then(|()| self.out.flush());
    }
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use anyhow::{Result, anyhow};

    use super::Checks;

    /// What is told of these results, with no colours, and how the program would exit.
    fn told(results: Vec<Result<()>>) -> (String, ExitCode) {
        let mut out = Vec::new();
        let mut checks = Checks::new(anstream::StripStream::new(&mut out));
        for result in results {
            checks.tell("a check", result);
        }
        let code = checks.finish();
        (String::from_utf8_lossy(&out).into_owned(), code)
    }

    #[test]
    fn all_that_passes_is_a_success() {
        let expected = "ok a check\nok a check\n2 passed, 0 failed\n";
        assert_eq!(told(vec![Ok(()), Ok(())]), (expected.to_owned(), ExitCode::SUCCESS));
    }

    #[test]
    fn one_failure_fails_and_says_why() {
        let error = anyhow!("the first line\nthe second").context("no answer");
        let expected = "ok a check\nFAILED a check: no answer: the first line\n    the second\n1 passed, 1 failed\n";
        assert_eq!(told(vec![Ok(()), Err(error)]), (expected.to_owned(), ExitCode::FAILURE));
    }

    #[test]
    fn nothing_checked_is_no_success() {
        assert_eq!(told(Vec::new()), ("0 passed, 0 failed\n".to_owned(), ExitCode::FAILURE));
    }

    #[test]
    fn what_a_check_has_found_is_handed_on() {
        let mut checks = Checks::new(Vec::new());
        assert_eq!(checks.tell("a", Ok(1)), Some(1));
        assert_eq!(checks.tell::<u8>("b", Err(anyhow!("no"))), None);
    }
}
