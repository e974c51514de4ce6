//! `cargo xtask corpus`: what becomes of many documents, as a table.

mod check;
mod count;
mod row;
mod table;
mod values;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::output::{complain, visible};
use crate::project::shown;
use crate::source::is_document;
pub(crate) use check::{target as cargo_target, write_workspace};
use row::Row;

/// Which documents are tried, and how.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the documents
    dir: PathBuf,
    /// Only the documents whose file names begin so; may be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Have cargo check the crates, clippy and rustdoc with warnings denied
    #[arg(long)]
    check: bool,
    /// Send the document's examples, and values made from its schemas, through the types
    #[arg(long)]
    values: bool,
    /// Write all that was counted and measured into this file, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// One document, for a process of its own.
#[derive(Debug, Args)]
pub(crate) struct RowOptions {
    file: PathBuf,
    /// The folder of the crate, which is called as the crate is
    out: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let documents = documents(&options.dir, &options.only)?;
    let folder = check::folder();
    let mut rows: Vec<Row> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        complain!("[{}/{}] {}", index + 1, documents.len(), visible(&shown(document)));
        let mut name = row::crate_name(document);
        if rows.iter().any(|row| row.krate == name) {
            name = format!("{name}-{}", index + 1);
        }
        rows.push(made(document, &folder, &name)?);
    }
    if options.check {
        check::all(&folder, &mut rows)?;
    }
    table::print(&rows, options.check);
    let came_through = !options.values || values::all(&folder, &options.dir, &rows)?;
    if let Some(path) = &options.json {
        let json = serde_json::to_string_pretty(&table::json(&rows))?;
        std::fs::write(path, json + "\n").with_context(|| format!("{} can't be written", shown(path)))?;
    }
    Ok(if came_through && rows.iter().all(Row::is_good) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Makes the row of one document, and prints it as JSON.
pub(crate) fn run_row(options: &RowOptions) -> Result<ExitCode> {
    let row = row::of(&options.file, &options.out)?;
    crate::output::print(&serde_json::to_string(&row)?)
}

/// The row of a document, made in a process of its own, so that its memory is its own, and a fault is only its own.
fn made(document: &Path, folder: &Path, name: &str) -> Result<Row> {
    let program = std::env::current_exe().context("this program can't be found")?;
    let output = Command::new(program).arg("corpus-row").arg(document).arg(folder.join(name)).output()?;
    match serde_json::from_slice(&output.stdout) {
        Ok(row) if output.status.success() => Ok(row),
        _ => {
            let said = String::from_utf8_lossy(&output.stderr);
            // The last line of a panic tells how to see more of it.
            let says = |line: &&str| !line.trim().is_empty() && !line.starts_with("note:");
            let error = said.lines().rev().find(says).unwrap_or("it ended early");
            Ok(Row::failed(document, name, error))
        }
    }
}

fn documents(dir: &Path, only: &[String]) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("{} can't be read", shown(dir)))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_wanted = |path: &PathBuf| only.is_empty() || only.iter().any(|only| name(path).starts_with(only.as_str()));
    let mut documents: Vec<_> = paths.into_iter().filter(|path| is_document(path)).filter(is_wanted).collect();
    documents.sort();
    if documents.is_empty() {
        bail!("there is no such YAML or JSON file in {}", shown(dir));
    }
    Ok(documents)
}
