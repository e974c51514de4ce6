//! What the types of the crates do with values.

use std::path::Path;

use anyhow::{Context, Result};

use super::check::{target, write_workspace};
use super::row::Row;
use crate::output::{Out, complain, say, visible};
use crate::project::shown;
use crate::values::{Report, Trial, program_name};

/// Tries the crates of the rows. `false` if a value failed.
pub(crate) fn all(folder: &Path, documents: &Path, rows: &[Row]) -> Result<bool> {
    let made: Vec<&Row> = rows.iter().filter(|row| row.error.is_none()).collect();
    let target = target();
    let mut is_good = true;
    for (index, row) in made.iter().enumerate() {
        complain!("[{}/{}] values of {}", index + 1, made.len(), row.krate);
        let program = program_name(&row.krate);
        write_workspace(folder, &[&row.krate, &program])?;
        let document = documents.join(&row.document);
        let trial = Trial { document: &document, folder, krate: &row.krate, target: &target };
        match trial.run() {
            Ok(report) => {
                report.print();
                is_good &= report.is_good();
                let path = folder.join(&program).join("report.json");
                write(&path, &report)?;
                say!(Out::Output, "  all of it is in {}", shown(&path));
            }
            Err(error) => {
                is_good = false;
                say!(
                    Out::Output,
                    "{}: {}",
                    visible(&row.document),
                    crate::output::visible_lines(&format!("{error:#}"))
                );
            }
        }
    }
    Ok(is_good)
}

fn write(path: &Path, report: &Report) -> Result<()> {
    let json = serde_json::to_string_pretty(report)?;
    std::fs::write(path, json + "\n").with_context(|| format!("{} can't be written", shown(path)))
}
