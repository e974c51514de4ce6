//! One document: its crate, the values of its schemas, and what the types make of them.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use specwright::config::Config;
use specwright::findings::Severity;
use specwright::ledger::{Construct, Disposition};
use specwright::source::{Role, Sources};
use specwright::{Output, SchemaType, generate, normalised};

use super::cases::{Cases, cases};
use super::judged::Judged;
use super::program::{Answer, Program};
use super::report::Report;
use super::schemas::Schemas;
use super::verdict::{note, told};
use crate::folder::Folder;
use crate::source::{add, add_referenced};

/// What is tried of one document.
pub(crate) struct Trial<'t> {
    /// The document.
    pub(crate) document: &'t Path,
    /// The workspace that its crate is a member of, and its program.
    pub(crate) folder: &'t Path,
    /// The crate's name.
    pub(crate) krate: &'t str,
    /// The folder of what cargo builds.
    pub(crate) target: &'t Path,
}

impl Trial<'_> {
    /// Makes the crate, sends the values of all schemas through its types, and says what became of them.
    pub(crate) fn run(&self) -> Result<Report> {
        let start = Instant::now();
        let mut sources = Sources::new();
        add(&mut sources, Role::Document, self.document).map_err(|findings| anyhow!("{findings}"))?;
        add_referenced(&mut sources, self.document);
        let mut config = Config::for_crate(self.krate).context("the file's name makes no crate name")?;
        config.package.workspace_member = true;
        let output = generate(&sources, &config).map_err(|findings| {
            let error = findings.iter().find(|finding| finding.severity() == Severity::Error);
            anyhow!("no crate is made: {}", error.map(ToString::to_string).unwrap_or_default())
        })?;
        Folder::update(&self.folder.join(self.krate), &output.files)?;
        let mut report = counted(self.document, &output);
        report.seconds.generate = start.elapsed().as_secs_f64();

        let start = Instant::now();
        let documents = normalised(&sources).map_err(|findings| anyhow!("{findings}"))?;
        let schemas = Schemas { documents: &documents };
        let all = output.ledger.iter().filter(|entry| entry.construct == Construct::Schema);
        let judged = Judged::new(&documents, all.map(|entry| &entry.location))?;
        let typed: Vec<_> = output.schemas.iter().filter(|schema| schema.disposition == Disposition::Typed).collect();
        let cases = cases(schemas, &judged, &typed);
        report.seconds.make = start.elapsed().as_secs_f64();

        let start = Instant::now();
        self.send(schemas, &typed, &cases, &mut report)?;
        report.seconds.run = start.elapsed().as_secs_f64();
        Ok(report)
    }

    /// Sends the values of schemas through their types, and reports what became of them.
    pub(super) fn send(
        &self,
        schemas: Schemas<'_>,
        types: &[&SchemaType],
        cases: &[Cases],
        report: &mut Report,
    ) -> Result<()> {
        let program = Program::write(self.folder, self.krate, types.iter().map(|ty| ty.rust.as_str()))?;
        report.types = program.count();
        let sent = types.iter().zip(cases).flat_map(|(ty, cases)| {
            let json = cases.values.iter().map(|case| case.json.as_str());
            json.map(move |json| (ty.rust.as_str(), json))
        });
        let mut answers = program.run(self.target, sent)?.into_iter();
        for (ty, cases) in types.iter().zip(cases) {
            note(report, ty, cases);
            for case in &cases.values {
                told(report, schemas, ty, case, answers.next().unwrap_or(Answer::Panicked));
            }
        }
        Ok(())
    }
}

/// What the generator made of the schemas.
fn counted(document: &Path, output: &Output) -> Report {
    let mut report = Report {
        document: document.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        ..Report::default()
    };
    for entry in output.ledger.iter().filter(|entry| entry.construct == Construct::Schema) {
        report.schemas += usize::from(entry.disposition != Disposition::Excluded);
        match entry.disposition {
            Disposition::Typed => report.typed += 1,
            Disposition::Loosened(code) => *report.loosened.entry(code.to_string()).or_default() += 1,
            Disposition::Excluded => {}
        }
    }
    report
}
