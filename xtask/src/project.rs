//! Where the project is, and what a command works on.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use specwright::config::Config;

use crate::output::visible;

/// The configuration that is read unless another is named.
const DEFAULT_CONFIG: &str = "spec/specwright.toml";

/// Which document is read, and how.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// The OpenAPI document, YAML or JSON [default: the configuration's]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    /// The configuration, TOML [default: spec/specwright.toml; none with --spec]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The crate's name [default: the configuration's]
    #[arg(long, value_name = "CRATE")]
    pub(crate) name: Option<String>,
}

/// A document, a configuration, and where they come from.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) config: Config,
    /// The document's path.
    pub(crate) document: PathBuf,
    /// The folder that the configuration names for the crate.
    pub(crate) output: Option<PathBuf>,
}

impl Input {
    /// Reads the configuration, and finds the document.
    pub(crate) fn project(&self) -> Result<Project> {
        let path = match (&self.config, &self.spec) {
            (Some(config), _) => Some(config.clone()),
            (None, None) => Some(root().join(DEFAULT_CONFIG)),
            (None, Some(_)) => None,
        };
        let Some(path) = path else { return self.without_config() };
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("the configuration {} can't be read", shown(&path)))?;
        let mut config = Config::parse(&text).with_context(|| shown(&path))?;
        if let Some(name) = &self.name {
            config = config.rename(name)?;
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let document = match (&self.spec, &config.document) {
            (Some(spec), _) => spec.clone(),
            (None, Some(document)) => tidy(&folder.join(document)),
            (None, None) => bail!("{} names no `document`, and there is no --spec", shown(&path)),
        };
        let output = config.output.as_ref().map(|output| tidy(&folder.join(output)));
        Ok(Project { config, document, output })
    }

    fn without_config(&self) -> Result<Project> {
        let (Some(spec), Some(name)) = (&self.spec, &self.name) else {
            bail!("--spec needs --name CRATE (or --config FILE) beside it");
        };
        Ok(Project { config: Config::for_crate(name)?, document: spec.clone(), output: None })
    }
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
