//! The stages, one after another.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::findings::{Finding, Findings, codes, of_document};
use crate::ir::{Api, Resource};
use crate::ledger::Ledger;
use crate::load::Documents;
use crate::normalise::Version;
use crate::output::{Output, manifest};
use crate::overlay::{self, Changes};
use crate::render::Contents;
use crate::source::{FileId, Role, Sources};
use crate::text::{excerpt, nearest};
use crate::{format, load, lower, normalise, read, render, report, surface};

/// A stage of [`generate`]; [`generate_observed`] tells when each begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Texts to values, and overlays.
    Load,
    /// Every document made one of OpenAPI 3.2.
    Normalise,
    /// Values to numbered schemas and objects.
    Read,
    /// To the IR, names included.
    Lower,
    /// The report and the list of what is public.
    Report,
    /// The IR to tokens; this and the next take turns, file by file.
    Render,
    /// Tokens to text.
    Format,
}

/// What a document is before it is rendered.
#[derive(Debug, Clone)]
pub struct Intermediate {
    /// The intermediate representation.
    pub api: Api,
    /// What is odd about the document, and what is expressed loosely.
    pub findings: Findings,
    /// What became of everything that the document describes.
    pub ledger: Ledger,
}

/// The crate for a document.
///
/// The same input gives the same bytes, always.
///
/// # Errors
///
/// All findings, where one of them is an error; with `strict` in the configuration, where one is a warning.
pub fn generate(sources: &Sources, config: &Config) -> Result<Output, Findings> {
    generate_observed(sources, config, &mut |_| {})
}

/// The same, telling `observe` whenever a stage begins.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_observed(
    sources: &Sources,
    config: &Config,
    observe: &mut dyn FnMut(Stage),
) -> Result<Output, Findings> {
    let Intermediate { api, findings, ledger } = intermediate_observed(sources, config, observe)?;
    observe(Stage::Report);
    let report = report::markdown(&findings, sources);
    let mut files = BTreeMap::from([("surface.txt".to_owned(), surface::surface(&api, config))]);
    observe(Stage::Render);
    render::for_each_file(&api, config, &report, &mut |path, contents| {
        let text = match contents {
            Contents::Text(text) => text,
            Contents::Rust(tokens) => {
                observe(Stage::Format);
                let text = format::rust(tokens).map_err(|error| fault(&path, &error))?;
                observe(Stage::Render);
                text
            }
        };
        files.insert(path, text);
        Ok::<_, Findings>(())
    })?;
    files.insert(crate::MANIFEST.to_owned(), manifest(files.keys()));
    let schemas = render::schema_types(&api, config, &ledger);
    Ok(Output { api, files, findings, ledger, schemas })
}

/// What a document is before it is rendered.
///
/// # Errors
///
/// As [`generate`].
pub fn intermediate(sources: &Sources, config: &Config) -> Result<Intermediate, Findings> {
    intermediate_observed(sources, config, &mut |_| {})
}

fn intermediate_observed(
    sources: &Sources,
    config: &Config,
    observe: &mut dyn FnMut(Stage),
) -> Result<Intermediate, Findings> {
    let Normalised { documents, version, changes, mut findings } = normalised_observed(sources, observe)?;
    let mut ledger = Ledger::default();
    let api = read_and_lower(&documents, version, config, &mut findings, &mut ledger, observe);
    check_example(&api, config, &mut findings);
    findings.relocate(|location| changes.relocate(location));
    if findings.are_fatal(config.strict) {
        return Err(findings);
    }
    Ok(Intermediate { api, findings, ledger })
}

/// The document and the files that it refers to, as the generator reads them: overlays are applied, and every schema is
/// one of JSON Schema 2020-12.
///
/// # Errors
///
/// All findings so far, where one of them is an error.
pub fn normalised(sources: &Sources) -> Result<Documents, Findings> {
    normalised_observed(sources, &mut |_| {}).map(|normalised| normalised.documents)
}

struct Normalised {
    documents: Documents,
    version: Version,
    changes: Changes,
    findings: Findings,
}

fn normalised_observed(sources: &Sources, observe: &mut dyn FnMut(Stage)) -> Result<Normalised, Findings> {
    observe(Stage::Load);
    let mut findings = Findings::new();
    let Some(mut documents) = load::load(sources, &mut findings) else { return Err(findings) };
    let changes = apply_overlays(sources, &mut documents, &mut findings);
    observe(Stage::Normalise);
    let version = normalise::normalise(&mut documents, &mut findings);
    match version.filter(|_| !findings.has_errors()) {
        Some(version) => Ok(Normalised { documents, version, changes, findings }),
        None => Err(findings),
    }
}

/// The operation that the configuration wants as the crate's example must be there.
fn check_example(api: &Api, config: &Config, findings: &mut Findings) {
    let Some(wanted) = config.package.example.as_deref() else { return };
    let operations = api.resources.iter().flat_map(Resource::all_operations);
    let names: Vec<_> = operations.map(|operation| operation.dotted.as_str()).collect();
    if names.contains(&wanted) {
        return;
    }
    let message = format!("there is no operation `{}` to be the crate's example", excerpt(wanted));
    let help = match nearest(wanted, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the names of its resources and its method: `users.contacts.delete`".to_owned(),
    };
    let finding = Finding::new(codes::CONFIG, config.location_of(&["crate", "example"]), message);
    findings.push(finding.with_help(help));
}

fn apply_overlays(sources: &Sources, documents: &mut Documents, findings: &mut Findings) -> Changes {
    let mut changes = Changes::new();
    for (file, role, _) in sources.iter() {
        if *role != Role::Overlay {
            continue;
        }
        let Some(overlay) = documents.get(file).cloned() else { continue };
        if let Some(document) = documents.value_mut(FileId::DOCUMENT) {
            overlay::apply(document, &overlay, file, &mut changes, findings);
        }
    }
    changes
}

fn read_and_lower(
    documents: &Documents,
    version: Version,
    config: &Config,
    findings: &mut Findings,
    ledger: &mut Ledger,
    observe: &mut dyn FnMut(Stage),
) -> Api {
    observe(Stage::Read);
    let spec = read::read(documents, version, config, findings, ledger);
    observe(Stage::Lower);
    lower::lower(spec, config, findings, ledger)
}

/// A fault of the generator, told as what it is.
fn fault(path: &str, error: &syn::Error) -> Findings {
    let message = format!("the generator made something of this document that is not Rust, in `{path}`: {error}");
    let finding: Finding = of_document(codes::FAULT, message);
    finding.with_help("this is a fault of specwright: please report it, with the document").into()
}
