//! `cargo xtask codegen`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use specwright::{Output, generate};

use crate::folder::{Folder, Plan};
use crate::output::{say, visible, word};
use crate::project::{Input, Project, shown};
use crate::{check, source};

/// What is generated, from what, and where to.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    input: Input,
    /// The folder of the crate [default: the configuration's]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write nothing; say what is missing, stale or extra, and exit with 1 if anything is
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let start = Instant::now();
    let project = options.input.project()?;
    // The folder of the configuration is that of its own document.
    let configured = project.output.clone().filter(|_| options.input.spec.is_none());
    let Some(out) = options.out.clone().or(configured) else {
        match options.input.spec {
            Some(_) => bail!("--spec needs --out DIR beside it"),
            None => bail!("the configuration names no `output`, and there is no --out DIR"),
        }
    };
    let output = made(&project)?;
    let folder = Folder::open(&out)?;
    if options.check {
        let plan = folder.plan(&output.files)?;
        return Ok(check::report(&folder, &plan, &command(options)));
    }
    let before = folder.text("surface.txt");
    let done = Folder::update(&out, &output.files)?;
    summarize(&project, &output, &out, &done, start);
    print_surface(before.as_deref(), output.files.get("surface.txt").map(String::as_str));
    Ok(ExitCode::SUCCESS)
}

/// The crate for the project's document; what is wrong with it is printed.
fn made(project: &Project) -> Result<Output> {
    let document = source::read(&project.document)?;
    match generate(&document, &project.config) {
        Ok(output) => {
            source::print(&output.warnings, &document);
            Ok(output)
        }
        Err(diagnostics) => {
            source::print(&diagnostics, &document);
            bail!("no crate can be made of {}; nothing was written", shown(&project.document));
        }
    }
}

/// The command that generates what was checked.
fn command(options: &Options) -> String {
    let mut command = String::from("cargo xtask codegen");
    let paths = [("--spec", &options.input.spec), ("--config", &options.input.config), ("--out", &options.out)];
    for (flag, path) in paths {
        if let Some(path) = path {
            command.push_str(&format!(" {flag} {}", word(&path.display().to_string())));
        }
    }
    if let Some(name) = &options.input.name {
        command.push_str(&format!(" --name {}", word(name)));
    }
    command
}

fn summarize(project: &Project, output: &Output, out: &std::path::Path, done: &Plan, start: Instant) {
    let operations: usize = output.api.resources.iter().map(|resource| resource.all_operations().len()).sum();
    let types = output.api.types.len();
    say!(
        "{} ({} {}): {}, {}",
        shown(&project.document),
        visible(&output.api.title),
        visible(&output.api.version),
        counted(operations, "operation"),
        counted(types, "type"),
    );
    for path in done.write.keys() {
        say!("  {GREEN}wrote   {GREEN:#} {path}");
    }
    for path in &done.remove {
        say!("  {RED}removed {RED:#} {}", visible(path));
    }
    for path in &done.foreign {
        say!("  {YELLOW}left    {YELLOW:#} {} (not generated: move it elsewhere, or delete it)", visible(path));
    }
    say!(
        "{}: {} written, {} unchanged, {} removed in {:.2} s",
        shown(out),
        counted(done.write.len(), "file"),
        done.unchanged,
        done.remove.len(),
        start.elapsed().as_secs_f64(),
    );
}

/// What changed for those who use the crate.
fn print_surface(before: Option<&str>, after: Option<&str>) {
    let (Some(before), Some(after)) = (before, after) else { return };
    let diff = similar::TextDiff::configure().timeout(check::PATIENCE).diff_lines(before, after);
    let changes: Vec<_> = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal).collect();
    if changes.is_empty() {
        return;
    }
    say!("public API (surface.txt):");
    for change in changes {
        let style = if change.tag() == similar::ChangeTag::Insert { GREEN } else { RED };
        say!("  {style}{}{}{style:#}", change.tag(), visible(change.to_string().trim_end()));
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// For what is new.
pub(crate) const GREEN: anstyle::Style = anstyle::AnsiColor::Green.on_default();
/// For what is gone.
pub(crate) const RED: anstyle::Style = anstyle::AnsiColor::Red.on_default();
/// For what someone should look at.
pub(crate) const YELLOW: anstyle::Style = anstyle::AnsiColor::Yellow.on_default();
