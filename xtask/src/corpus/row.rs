//! What becomes of one document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use specwright::Output;
use specwright::config::Config;
use specwright::findings::Severity;
use specwright::ledger::{Construct, Disposition};
use specwright::source::{Role, Sources};

use super::check::Checked;
use super::count;
use crate::clock::{Seconds, peak_memory, timed};
use crate::folder::Folder;
use crate::source::{add, add_referenced};

/// A row of the table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) document: String,
    #[serde(rename = "crate")]
    pub(crate) krate: String,
    /// Why there is no crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
    /// The operations of the document, counted by this command.
    pub(crate) operations: usize,
    /// Those that are methods of the crate.
    pub(crate) methods: usize,
    /// What became of everything, by construct: typed, by code, excluded.
    pub(crate) ledger: BTreeMap<Construct, BTreeMap<String, usize>>,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    /// Of the crate, without the runtime.
    pub(crate) lines: usize,
    pub(crate) seconds: Seconds,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) peak_kib: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) checked: Option<Checked>,
}

impl Row {
    /// The row of a document that no crate was made of.
    pub(crate) fn failed(document: &Path, krate: &str, error: &str) -> Row {
        let document = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Row { document, krate: krate.to_owned(), error: Some(error.to_owned()), ..Row::default() }
    }

    /// Whether all is as it should be.
    pub(crate) fn is_good(&self) -> bool {
        let is_checked = self.checked.as_ref().is_none_or(Checked::is_good);
        self.error.is_none() && self.methods == self.operations && is_checked
    }

    /// How many schemas there are, and how many of them are typed; what the configuration leaves out is not counted.
    pub(crate) fn schemas(&self) -> (usize, usize) {
        let counts = self.ledger.get(&Construct::Schema);
        let all = counts.into_iter().flatten().filter(|(disposition, _)| *disposition != "excluded");
        let typed = counts.and_then(|counts| counts.get("typed")).copied().unwrap_or_default();
        (all.map(|(_, count)| count).sum(), typed)
    }
}

/// Makes the crate of a document, writes it into a folder, and counts.
pub(crate) fn of(file: &Path, out: &Path) -> Result<Row> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let mut sources = Sources::new();
    if let Err(findings) = add(&mut sources, Role::Document, file) {
        return Ok(Row::failed(file, &name, &findings.to_string()));
    }
    add_referenced(&mut sources, file);
    let mut config = Config::for_crate(&name).context("the file's name makes no crate name")?;
    config.package.workspace_member = true;
    let (output, seconds) = timed(&sources, &config);
    let output = match output {
        Ok(output) => output,
        Err(findings) => {
            let error = findings.iter().find(|finding| finding.severity() == Severity::Error);
            return Ok(Row::failed(file, &name, &error.map(ToString::to_string).unwrap_or_default()));
        }
    };
    // What was measured ends here.
    let peak_kib = peak_memory();
    Folder::update(out, &output.files)?;
    let documents = specwright::load::load(&sources, &mut specwright::findings::Findings::new());
    let operations = documents.as_ref().map_or(0, count::operations);
    Ok(Row { operations, seconds, peak_kib, ..counted(file, &name, &output) })
}

fn counted(file: &Path, krate: &str, output: &Output) -> Row {
    let mut ledger: BTreeMap<Construct, BTreeMap<String, usize>> = BTreeMap::new();
    for entry in &output.ledger {
        let disposition = match entry.disposition {
            Disposition::Typed => "typed".to_owned(),
            Disposition::Loosened(code) => code.to_string(),
            Disposition::Excluded => "excluded".to_owned(),
        };
        *ledger.entry(entry.construct).or_default().entry(disposition).or_default() += 1;
    }
    let of = |severity| output.findings.iter().filter(|finding| finding.severity() == severity).count();
    let own = output.files.iter().filter(|(path, _)| !path.starts_with("src/runtime/"));
    Row {
        document: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        krate: krate.to_owned(),
        methods: methods(output),
        ledger,
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        lines: own.filter(|(path, _)| path.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum(),
        ..Row::default()
    }
}

/// How many operations are methods. One that answers JSON or a stream is two methods.
fn methods(output: &Output) -> usize {
    let all = output.api.resources.iter().flat_map(specwright::ir::Resource::all_operations);
    all.map(|operation| (&operation.http_method, &operation.path, &operation.query)).collect::<BTreeSet<_>>().len()
}

/// A crate name that any file's name can make: some are keywords, or begin with a digit.
pub(crate) fn crate_name(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = ["api"].into_iter().chain(words).collect();
    let name: String = words.join("-").chars().take(50).collect();
    name.trim_end_matches('-').to_owned()
}
