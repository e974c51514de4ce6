//! The rows, for people and for programs.

use serde_json::{Value, json};
use specwright::ledger::Construct;

use super::row::Row;
use crate::clock::{children_seconds, machine};
use crate::output::{Out, say, visible};

/// How many codes of a row are shown.
const SHOWN_CODES: usize = 3;

/// Prints the table.
pub(crate) fn print(rows: &[Row], is_checked: bool) {
    let width = rows.iter().map(|row| row.document.len()).max().unwrap_or_default().max(8);
    let checks = match (is_checked, children_seconds()) {
        (false, _) => "",
        (true, Some(_)) => "  check clippy rustdoc  CPU s",
        (true, None) => "  check clippy rustdoc wall s",
    };
    say!(
        Out::Output,
        "{:<width$} {:>11} {:>7} {:>6} {:>7} {:>7} {:>7}{checks}  most loosened schemas",
        "document",
        "operations",
        "schemas",
        "typed",
        "lines",
        "seconds",
        "MiB",
    );
    for row in rows {
        say!(Out::Output, "{}", line(row, width, is_checked));
        let said = row.error.as_deref().or(row.checked.as_ref().map(|checked| checked.said.as_str()));
        for line in said.unwrap_or_default().lines().take(8) {
            say!(Out::Output, "    {}", visible(line));
        }
    }
    let (schemas, typed) = rows.iter().map(Row::schemas).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    let (operations, methods) = rows.iter().fold((0, 0), |(a, b), row| (a + row.operations, b + row.methods));
    let good = rows.iter().filter(|row| row.is_good()).count();
    say!(
        Out::Output,
        "{good} of {} documents as they should be; {methods} of {operations} operations; {schemas} schemas, {} typed",
        rows.len(),
        share(typed, schemas),
    );
    say!(Out::Output, "{}; each document in a process of its own", machine());
}

fn line(row: &Row, width: usize, is_checked: bool) -> String {
    let (schemas, typed) = row.schemas();
    let operations = format!("{}/{}", row.methods, row.operations);
    let memory = row.peak_kib.map_or_else(|| "-".to_owned(), |kib| (kib / 1024).to_string());
    let word = |good: bool| if good { "ok" } else { "FAILED" };
    let checks = match &row.checked {
        Some(checked) => format!(
            " {:>6} {:>6} {:>7} {:>6.1}",
            word(checked.compiles),
            word(checked.clippy),
            word(checked.rustdoc),
            checked.seconds
        ),
        None if is_checked => format!(" {:>6} {:>6} {:>7} {:>6}", "-", "-", "-", "-"),
        None => String::new(),
    };
    format!(
        "{:<width$} {operations:>11} {schemas:>7} {:>6} {:>7} {:>7.2} {memory:>7}{checks}  {}",
        visible(&row.document),
        share(typed, schemas),
        row.lines,
        row.seconds.sum(),
        codes(row)
    )
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.1} %", 100.0 * part as f64 / whole as f64) }
}

/// The codes that most schemas are loosened by.
fn codes(row: &Row) -> String {
    let counts = row.ledger.get(&Construct::Schema).into_iter().flatten();
    let mut codes: Vec<_> = counts.filter(|(code, _)| code.starts_with("SW")).collect();
    codes.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), (*code).clone()));
    codes.iter().take(SHOWN_CODES).map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", ")
}

/// Everything.
pub(crate) fn json(rows: &[Row]) -> Value {
    json!({ "measured": machine(), "documents": rows })
}
