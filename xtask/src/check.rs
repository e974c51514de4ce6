//! `cargo xtask codegen --check`: what differs, and how it is mended.

use std::process::ExitCode;
use std::time::Duration;

use similar::{Change, ChangeTag, TextDiff};

use crate::folder::{Folder, Plan};
use crate::output::{GREEN, Out, RED, YELLOW, say, visible, word};

/// How many lines are shown of each file that differs.
const SHOWN: usize = 6;

/// How long is sought for the shortest difference of two files; after that, a longer one will do.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);

/// Prints what `plan` would change; the exit code is 1 if that is anything.
pub(crate) fn report(folder: &Folder, plan: &Plan, command: &str, out: Out) -> ExitCode {
    if plan.is_fresh() && plan.foreign.is_empty() {
        say!(out, "{}: {} files, all up to date", folder.shown(), plan.unchanged);
        return ExitCode::SUCCESS;
    }
    for (path, text) in &plan.write {
        match folder.text(path) {
            None => say!(out, "{RED}missing{RED:#} {}", folder.shown_file(path)),
            Some(found) => {
                say!(out, "{YELLOW}stale{YELLOW:#}   {}", folder.shown_file(path));
                print_first_lines(&found, text, out);
            }
        }
    }
    for path in &plan.remove {
        say!(out, "{YELLOW}extra{YELLOW:#}   {} (no longer generated)", folder.shown_file(path));
    }
    for path in &plan.foreign {
        say!(out, "{YELLOW}extra{YELLOW:#}   {} (never generated)", folder.shown_file(path));
    }
    if !plan.is_fresh() {
        say!(out, "to mend it, run: {command}");
    }
    for path in &plan.foreign {
        say!(out, "to mend it, move the file elsewhere or delete it: rm {}", word(&folder.shown_file(path)));
    }
    ExitCode::FAILURE
}

fn print_first_lines(found: &str, wanted: &str, out: Out) {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(found, wanted);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    for change in changes.take(SHOWN) {
        let (sign, style, line) = match change.tag() {
            ChangeTag::Insert => ("+", GREEN, change.new_index()),
            _ => ("-", RED, change.old_index()),
        };
        let line = line.map_or(0, |line| line + 1);
        say!(out, "  {line:>4} {style}{sign} {}{style:#}", shown_line(&change));
    }
}

/// A line that differs, with what can't be seen of it: a carriage return, or that no line feed ends it.
fn shown_line(change: &Change<&str>) -> String {
    let line = visible(change.value().trim_end_matches('\n'));
    if change.missing_newline() { format!("{line} (with no line feed at the end)") } else { line }
}
