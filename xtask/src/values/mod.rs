//! `cargo xtask corpus --values`: whether what a schema calls valid comes through the type that was made of it.
//!
//! The document's own examples, and values that are [made](make) from its schemas and [judged] by the crate
//! `jsonschema`, are sent through the types by a [program] that is written for that, and come back [equal](judge) or
//! not. Wrong values must not make the types panic.

mod cases;
mod examples;
mod invalid;
mod judge;
mod judged;
mod make;
mod program;
mod random;
mod report;
mod schemas;
mod unnamed;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use specwright::config::Config;
use specwright::findings::Severity;
use specwright::ledger::{Construct, Disposition};
use specwright::source::{Role, Sources};
use specwright::{Output, SchemaType, generate, normalised};

use crate::folder::Folder;
use crate::source::{add, add_referenced};
use cases::{Case, Cases, Origin, cases};
use judge::{Difference, differences};
use judged::Judged;
use program::{Answer, Program};
pub(crate) use report::Report;
use report::{Counts, Failure};
use schemas::Schemas;

/// The name of a document's program, which is a crate beside that of the document.
pub(crate) fn program_name(krate: &str) -> String {
    format!("{krate}-values")
}

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
        let program = Program::write(self.folder, self.krate, typed.iter().map(|ty| ty.rust.as_str()))?;
        report.types = program.count();
        let sent = typed.iter().zip(&cases).flat_map(|(ty, cases)| {
            let json = cases.values.iter().map(|case| case.json.as_str());
            json.map(move |json| (ty.rust.as_str(), json))
        });
        let answers = program.run(self.target, sent)?;
        report.seconds.run = start.elapsed().as_secs_f64();

        let mut answers = answers.into_iter();
        for (ty, cases) in typed.iter().zip(&cases) {
            note(&mut report, ty, cases);
            for case in &cases.values {
                let answer = answers.next().unwrap_or(Answer::Panicked);
                told(&mut report, schemas, ty, case, answer);
            }
        }
        Ok(report)
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

fn pointer(ty: &SchemaType) -> String {
    let pointer = ty.location.place.pointer().map(ToString::to_string).unwrap_or_default();
    match ty.location.file.index() {
        0 => pointer,
        file => format!("{pointer} of file {file}"),
    }
}

/// What the values of a schema tell of it.
fn note(report: &mut Report, ty: &SchemaType, cases: &Cases) {
    if let Some(error) = &cases.not_judged {
        report.not_judged.insert(pointer(ty), error.clone());
        return;
    }
    for (keyword, value) in &cases.rejected {
        let became = "its own schema rejects it".to_owned();
        let (schema, ty, origin, value) = (pointer(ty), ty.rust.clone(), (*keyword).to_owned(), value.clone());
        report.rejected_examples.push(Failure { schema, ty, origin, value, became });
    }
    match cases.values.iter().filter(|case| matches!(case.origin, Origin::Made(_))).count() {
        0 => report.without_values.push(pointer(ty)),
        count if count < cases::WANTED => drop(report.with_few_values.insert(pointer(ty), count)),
        _ => {}
    }
}

/// What became of one value.
fn told(report: &mut Report, schemas: Schemas<'_>, ty: &SchemaType, case: &Case, answer: Answer) {
    let became = match case.origin {
        Origin::Invalid => of_invalid(report, answer),
        Origin::Made(_) => of_valid(&mut report.made, schemas, ty, case, answer),
        Origin::Example(_) => of_valid(&mut report.examples, schemas, ty, case, answer),
    };
    let Err(became) = became else { return };
    let origin = match case.origin {
        Origin::Invalid => "a wrong value".to_owned(),
        Origin::Made(number) => format!("made by try {number}"),
        Origin::Example(keyword) => format!("`{keyword}` of the document"),
    };
    report.failures.push(Failure {
        schema: pointer(ty),
        ty: ty.rust.clone(),
        origin,
        value: case.json.clone(),
        became,
    });
}

/// A wrong value may be read in the lenient way, or be refused with its place.
fn of_invalid(report: &mut Report, answer: Answer) -> Result<(), String> {
    let what = match &answer {
        Answer::Written(_) => "read",
        Answer::Refused(error) if error.starts_with("at $") => "refused",
        Answer::Refused(error) => return Err(format!("an error without a place: {error}")),
        Answer::Panicked => return Err("a panic".to_owned()),
    };
    *report.invalid.entry(what).or_default() += 1;
    Ok(())
}

/// A valid value comes back equal, but for members that no schema names.
fn of_valid(
    counts: &mut Counts,
    schemas: Schemas<'_>,
    ty: &SchemaType,
    case: &Case,
    answer: Answer,
) -> Result<(), String> {
    counts.valid += 1;
    let text = match answer {
        Answer::Written(text) => text,
        Answer::Refused(error) => return Err(format!("an error: {error}")),
        Answer::Panicked => return Err("a panic".to_owned()),
    };
    let found = differences(&case.json, &text)?;
    if found.is_empty() {
        counts.equal += 1;
        return Ok(());
    }
    let is_unnamed = |difference: &Difference| match (difference, schemas.at(&ty.location)) {
        (Difference::Missing(path), Some(place)) => unnamed::is_unnamed(schemas, place, path),
        _ => false,
    };
    if found.iter().all(is_unnamed) {
        counts.without_unnamed += 1;
        return Ok(());
    }
    let told: Vec<_> = found.iter().filter(|found| !is_unnamed(found)).take(3).map(ToString::to_string).collect();
    Err(told.join("; "))
}
