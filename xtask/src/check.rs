//! `cargo xtask codegen --check`: what differs, and how it is mended.

use std::process::ExitCode;

use similar::{ChangeTag, TextDiff};

use crate::codegen::{GREEN, RED, YELLOW};
use crate::folder::{Folder, Plan};

/// How many lines are shown of each file that differs.
const SHOWN: usize = 6;

/// Prints what `plan` would change; the exit code is 1 if that is anything.
pub(crate) fn report(folder: &Folder, plan: &Plan, command: &str) -> ExitCode {
    if plan.is_fresh() && plan.foreign.is_empty() {
        anstream::println!("{}: {} files, all up to date", folder.shown(), plan.unchanged);
        return ExitCode::SUCCESS;
    }
    for (path, text) in &plan.write {
        match folder.text(path) {
            None => anstream::println!("{RED}missing{RED:#} {}", folder.shown_file(path)),
            Some(found) => {
                anstream::println!("{YELLOW}stale{YELLOW:#}   {}", folder.shown_file(path));
                print_first_lines(&found, text);
            }
        }
    }
    for path in &plan.remove {
        anstream::println!("{YELLOW}extra{YELLOW:#}   {} (no longer generated)", folder.shown_file(path));
    }
    for path in &plan.foreign {
        anstream::println!("{YELLOW}extra{YELLOW:#}   {} (never generated)", folder.shown_file(path));
    }
    if !plan.is_fresh() {
        anstream::println!("to mend it, run: {command}");
    }
    for path in &plan.foreign {
        anstream::println!("to mend it, move the file elsewhere or delete it: rm {}", folder.shown_file(path));
    }
    ExitCode::FAILURE
}

fn print_first_lines(found: &str, wanted: &str) {
    let diff = TextDiff::from_lines(found, wanted);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    for change in changes.take(SHOWN) {
        let (sign, style, line) = match change.tag() {
            ChangeTag::Insert => ("+", GREEN, change.new_index()),
            _ => ("-", RED, change.old_index()),
        };
        let line = line.map_or(0, |line| line + 1);
        anstream::println!("  {line:>4} {style}{sign} {}{style:#}", change.to_string().trim_end());
    }
}
