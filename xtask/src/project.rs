//! Where the project is, and what a command works on.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use specwright::config::Config;
use specwright::findings::{Finding, Findings, codes};
use specwright::source::{Role, Sources};

use crate::output::visible;
use crate::show::Show;
use crate::source::{add, add_referenced, text};

/// The configuration that is read unless another is named.
const DEFAULT_CONFIG: &str = "spec/specwright.toml";

/// Which document is read, and how.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Input {
    /// The OpenAPI document, YAML or JSON [default: the configuration's]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    /// The configuration, TOML [default: spec/specwright.toml; none with --spec]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The crate's name [default: the configuration's; without one, made of the document's file name]
    #[arg(long, value_name = "CRATE")]
    pub(crate) name: Option<String>,
}

/// A document, a configuration, and where they come from.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) config: Config,
    pub(crate) sources: Sources,
    /// What was found when the sources were read.
    pub(crate) findings: Findings,
    /// The document's path.
    pub(crate) document: PathBuf,
    /// The folder that the configuration names for the crate.
    pub(crate) output: Option<PathBuf>,
    /// Whether the crate's name is made of the document's file name.
    pub(crate) is_named_by_file: bool,
    /// How findings are shown.
    pub(crate) show: Show,
}

impl Input {
    /// Reads the configuration, the document, and all files that they name; what is wrong with them is printed.
    pub(crate) fn project(&self, show: &Show) -> Result<Project> {
        let mut sources = Sources::new();
        let path = self.config_path();
        let read = path.as_ref().map_or_else(|| Ok(Config::default()), |path| read_config(path, &mut sources));
        let config = read.map_err(|findings| refusal(&findings, &sources, show, "the configuration can't be used"))?;
        let folder = path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        let document = match (&self.spec, &config.document) {
            (Some(spec), _) => spec.clone(),
            (None, Some(document)) => tidy(&folder.join(document)),
            (None, None) => {
                let path = path.as_deref().map(shown).unwrap_or_default();
                bail!("{path} names no `document`, and there is no --spec");
            }
        };
        let mut config = match (&self.name, &path) {
            (Some(name), _) => config.rename(name)?,
            (None, None) => config.rename(&crate_name(&document)?)?,
            (None, Some(_)) => config,
        };
        config.strict |= show.strict;
        let show = Show { strict: config.strict, ..show.clone() };
        let findings = read_others(&folder, &mut config, &document, &mut sources)
            .map_err(|findings| refusal(&findings, &sources, &show, "not all files can be used"))?;
        let output = config.output.as_ref().map(|output| tidy(&folder.join(output)));
        let is_named_by_file = self.name.is_none() && path.is_none();
        Ok(Project { config, sources, findings, document, output, is_named_by_file, show })
    }

    fn config_path(&self) -> Option<PathBuf> {
        let default = || self.spec.is_none().then(|| root().join(DEFAULT_CONFIG));
        self.config.clone().or_else(default)
    }
}

impl Project {
    /// Prints findings, after those of reading the files; the error says what they keep from being made.
    pub(crate) fn print(&self, findings: &Findings, unmade: &str) -> Result<()> {
        let mut all = self.findings.clone();
        // A file that couldn't be read was told already.
        all.extend(findings.iter().filter(|finding| !is_told(&self.findings, finding)).cloned());
        if self.show.refuses(&all) {
            return Err(refusal(&all, &self.sources, &self.show, unmade));
        }
        self.show.print(&all, &self.sources);
        Ok(())
    }
}

fn is_told(findings: &Findings, finding: &Finding) -> bool {
    let same = |told: &Finding| told.code == finding.code && told.location == finding.location;
    findings.iter().any(same)
}

/// Prints findings, and makes the error that ends the command.
fn refusal(findings: &Findings, sources: &Sources, show: &Show, unmade: &str) -> anyhow::Error {
    show.print(findings, sources);
    let strict = if findings.has_errors() { "" } else { " (warnings are errors: `strict`)" };
    anyhow::anyhow!("{unmade}; nothing was written{strict}")
}

fn read_config(path: &Path, sources: &mut Sources) -> Result<Config, Findings> {
    let file = add(sources, Role::Config, path)?;
    Config::parse(sources.get(file), file)
}

/// Reads the document, what it refers to, overlays and license files.
fn read_others(
    folder: &Path,
    config: &mut Config,
    document: &Path,
    sources: &mut Sources,
) -> Result<Findings, Findings> {
    let mut wrong = Findings::new();
    let overlays = config.overlays.iter().map(|overlay| (Role::Overlay, tidy(&folder.join(overlay))));
    for (role, path) in [(Role::Document, document.to_owned())].into_iter().chain(overlays) {
        wrong.extend(add(sources, role, &path).err().into_iter().flatten());
    }
    for file in config.package.license_files.clone() {
        match text(&tidy(&folder.join(&file))) {
            Ok(text) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                config.license_texts.push((name, text));
            }
            Err(message) => {
                let location = config.location_of(&["crate", "license-files"]);
                wrong.push(Finding::new(codes::CONFIG, location, format!("{}: {message}", file.display())));
            }
        }
    }
    if wrong.is_empty() { Ok(add_referenced(sources, document)) } else { Err(wrong) }
}

/// The name of a crate whose document is in this file.
fn crate_name(document: &Path) -> Result<String> {
    let file = document.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = file.trim_start_matches('.').split('.').next().unwrap_or_default();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    let names = [name.clone(), format!("api-{name}")];
    let usable = names.into_iter().find(|name| Config::for_crate(name).is_ok());
    usable.with_context(|| format!("no crate name can be made of {}: give --name CRATE", shown(document)))
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map_or(package.clone(), Path::to_owned)
}

/// A path as a person would write it here: below the current folder where it is, with `/`.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).or_else(|_| path.strip_prefix(".")).unwrap_or(path);
    match visible(&path.display().to_string()) {
        path if path.is_empty() => ".".to_owned(),
        path if cfg!(windows) => path.replace('\\', "/"),
        path => path,
    }
}

/// The path without `folder/..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        let is_normal = matches!(tidy.components().next_back(), Some(std::path::Component::Normal(_)));
        if component == std::path::Component::ParentDir && is_normal {
            tidy.pop();
        } else {
            tidy.push(component);
        }
    }
    tidy
}
