//! `cargo xtask json-schema-suite`: the cases of the JSON Schema Test Suite, as schemas of OpenAPI documents.

mod case;
mod download;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;
use specwright::config::Config;
use specwright::ledger::Disposition;
use specwright::source::{Source, Sources};
use specwright::{Output, SchemaType, generate, normalised};

use super::cases::{Case as Sent, Cases, Origin};
use super::kinds::speaks_of;
use super::report::Report;
use super::schemas::Schemas;
use super::trial::Trial;
use crate::corpus::{cargo_target, write_workspace};
use crate::folder::Folder;
use crate::output::{Out, complain, say};
use case::Case;

/// Where the suite is.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder `tests` of the suite [default: that of a Python package that has it, downloaded with pip]
    #[arg(long, value_name = "DIR")]
    tests: Option<PathBuf>,
}

/// The drafts that OpenAPI's versions build on.
const DRAFTS: &[(&str, &str)] = &[("draft2020-12", "3.1.0"), ("draft4", "3.0.3")];

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let target = cargo_target();
    let folder = target.join("json-schema-suite");
    let tests = options.tests.clone().map_or_else(|| download::tests(&folder), Ok)?;
    let mut is_good = true;
    for (draft, openapi) in DRAFTS {
        is_good &= of_draft(&tests.join(draft), draft, openapi, &folder, &target)?;
    }
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn of_draft(tests: &Path, draft: &str, openapi: &str, folder: &Path, target: &Path) -> Result<bool> {
    let all = case::cases(tests)?;
    let count = all.len();
    let (remote, all): (Vec<_>, Vec<_>) = all.into_iter().partition(Case::is_remote);
    complain!("{draft}: each case as a document of its own");
    let (good, failing): (Vec<_>, Vec<_>) = all.into_iter().partition(|case| is_generated(openapi, case));
    say!(Out::Output, "{draft}: {count} cases, {} left out since they refer elsewhere", remote.len());
    for case in &failing {
        say!(Out::Output, "  FAILED {} ({}): the generator fails", case.name, case.description);
    }
    let krate = format!("suite-{}", draft.replace('.', "-"));
    let mut report = of_cases(openapi, &good, &krate, folder, target)?;
    report.document = draft.to_owned();
    report.print();
    let path = folder.join(format!("{krate}.json"));
    std::fs::write(&path, serde_json::to_string_pretty(&report)? + "\n")?;
    // What the suite itself calls optional is told, and no more.
    let is_optional = |schema: &str| schema.starts_with("/components/schemas/optional-");
    Ok(failing.is_empty() && report.failures.iter().all(|failure| is_optional(&failure.schema)))
}

fn sources(openapi: &str, cases: &[&Case]) -> Sources {
    let text = case::document(openapi, cases.iter().copied()).to_string();
    Sources::of(Source { name: "suite.json".to_owned(), text })
}

fn is_generated(openapi: &str, case: &Case) -> bool {
    let sources = sources(openapi, &[case]);
    let Ok(config) = Config::for_crate("suite") else { return false };
    catch_unwind(AssertUnwindSafe(|| generate(&sources, &config).is_ok())).unwrap_or_default()
}

/// Sends the values of the cases that are types through them.
fn of_cases(openapi: &str, good: &[Case], krate: &str, folder: &Path, target: &Path) -> Result<Report> {
    let sources = sources(openapi, &good.iter().collect::<Vec<_>>());
    let mut config = Config::for_crate(krate)?;
    config.package.workspace_member = true;
    let output = generate(&sources, &config).map_err(|findings| anyhow!("{findings}"))?;
    let documents = normalised(&sources).map_err(|findings| anyhow!("{findings}"))?;
    Folder::update(&folder.join(krate), &output.files)?;
    let mut report = Report::default();
    let typed = typed(good, &output, &mut report);
    let schemas = Schemas { documents: &documents };
    let mut by_silence = 0;
    let cases: Vec<Cases> = typed
        .iter()
        .map(|(case, ty)| {
            let (sent, left_out) = sent(case, ty, schemas);
            by_silence += left_out;
            sent
        })
        .collect();
    if by_silence > 0 {
        say!(Out::Output, "  {by_silence} values left out: their schemas allow them by saying nothing of their kind");
    }
    let types: Vec<&SchemaType> = typed.iter().map(|(_, ty)| *ty).collect();
    let trial = Trial { document: Path::new("suite.json"), folder, krate, target };
    write_workspace(folder, &[krate, &super::program_name(krate)])?;
    let start = std::time::Instant::now();
    trial.send(schemas, &types, &cases, &mut report)?;
    report.seconds.run = start.elapsed().as_secs_f64();
    // Nothing was made here.
    report.without_values.clear();
    Ok(report)
}

/// The cases that are types, with these.
fn typed<'c>(good: &'c [Case], output: &'c Output, report: &mut Report) -> Vec<(&'c Case, &'c SchemaType)> {
    let pointer = |ty: &'c SchemaType| Some((ty.location.place.pointer()?.as_str(), ty));
    let by_pointer: BTreeMap<&str, &SchemaType> = output.schemas.iter().filter_map(pointer).collect();
    let mut typed = Vec::new();
    for case in good {
        report.schemas += 1;
        let found = by_pointer.get(format!("/components/schemas/{}", case.name).as_str());
        match found.map(|ty| (ty, ty.disposition)) {
            Some((ty, Disposition::Typed)) => {
                report.typed += 1;
                typed.push((case, *ty));
            }
            Some((_, Disposition::Loosened(code))) => *report.loosened.entry(code.to_string()).or_default() += 1,
            _ => *report.loosened.entry("without a type".to_owned()).or_default() += 1,
        }
    }
    typed
}

/// The values of a case, and how many are left out: the schema allows them only since it says nothing of their kind.
fn sent(case: &Case, ty: &SchemaType, schemas: Schemas<'_>) -> (Cases, usize) {
    let mut cases = Cases::default();
    let mut left_out = 0;
    for test in &case.tests {
        let place = schemas.at(&ty.location);
        if test.valid && !place.is_some_and(|place| speaks_of(schemas, place, &test.data)) {
            left_out += 1;
            continue;
        }
        let what = format!("{}: {}", case.description, test.description);
        let origin = if test.valid { Origin::Given(what) } else { Origin::Invalid };
        cases.values.push(Sent { origin, json: test.data.to_string() });
    }
    (cases, left_out)
}
