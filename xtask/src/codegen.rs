//! `cargo xtask codegen`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use specwright::{Output, generate};

use crate::check;
use crate::folder::{Folder, Plan};
use crate::output::{GREEN, Out, RED, YELLOW, counted, say, visible, word};
use crate::project::{Input, Project, shown};
use crate::show::{Format, Show};

/// How many files, and how many lines of the public API, are listed unless all are wanted.
const SHOWN: usize = 40;

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
    /// Replace the crate in the folder even if it has another name
    #[arg(long)]
    force: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let start = Instant::now();
    let show = Show { format: options.format, ..options.show.clone() };
    if options.input.spec.is_some() && options.out.is_none() {
        bail!("--spec needs --out DIR beside it");
    }
    let project = options.input.project(&show)?;
    let Some(out) = options.out.clone().or(project.output.clone()) else {
        bail!("the configuration names no `output`, and there is no --out DIR");
    };
    let folder = Folder::open(&out)?;
    if !options.force {
        refuse_another_crate(&folder, &project)?;
    }
    let output = made(&project)?;
    let lines = match options.format {
        Format::Text => Out::Output,
        Format::Json => Out::Error,
    };
    if options.check {
        let plan = folder.plan(&output.files)?;
        return Ok(check::report(&folder, &plan, &command(options), lines));
    }
    let lines = if show.quiet { Out::Nowhere } else { lines };
    let before = folder.text("surface.txt");
    let done = Folder::update(&out, &output.files)?;
    let summary = Summary { project: &project, output: &output, folder: &folder, done: &done, lines };
    summary.print(start);
    summary.print_surface(before.as_deref());
    Ok(ExitCode::SUCCESS)
}

/// Another document's crate is not replaced unasked.
fn refuse_another_crate(folder: &Folder, project: &Project) -> Result<()> {
    let name = &project.config.package.name;
    match folder.crate_name() {
        Some(found) if found != *name => bail!(
            "{} holds the crate `{}`, in whose place `{name}` would be generated: choose another folder with --out, or the crate's name with --name, or use --force",
            folder.shown(),
            visible(&found),
        ),
        _ => Ok(()),
    }
}

/// The crate for the project's document; what is found is printed.
fn made(project: &Project) -> Result<Output> {
    let unmade = format!("no crate is made of {}", shown(&project.document));
    let made = generate(&project.sources, &project.config);
    project.print(made.as_ref().map_or_else(|findings| findings, |output| &output.findings), &unmade)?;
    made.or_else(|_| bail!(unmade))
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
    if options.force {
        command.push_str(" --force");
    }
    command
}

/// What was done.
struct Summary<'s> {
    project: &'s Project,
    output: &'s Output,
    /// The folder as it was before.
    folder: &'s Folder,
    done: &'s Plan,
    lines: Out,
}

impl Summary<'_> {
    fn print(&self, start: Instant) {
        let (lines, api, done) = (self.lines, &self.output.api, self.done);
        let operations: usize = api.resources.iter().map(specwright::ir::Resource::count).sum();
        say!(
            lines,
            "{} ({} {}): {}, {}",
            shown(&self.project.document),
            visible(&api.title),
            visible(&api.version),
            counted(operations, "operation"),
            counted(api.types.len(), "type"),
        );
        if self.project.is_named_by_file {
            let name = &self.project.config.package.name;
            say!(lines, "the crate is called `{name}`, as the document's file is; --name CRATE gives it another name");
        }
        if !self.folder.is_new() {
            self.list("wrote   ", GREEN, done.write.keys());
        }
        self.list("removed ", RED, done.remove.iter());
        for path in &done.foreign {
            say!(
                lines,
                "  {YELLOW}left    {YELLOW:#} {} (not generated: move it elsewhere, or delete it)",
                visible(path)
            );
        }
        say!(
            lines,
            "{}: {} written, {} unchanged, {} removed in {:.2} s",
            self.folder.shown(),
            counted(done.write.len(), "file"),
            done.unchanged,
            done.remove.len(),
            start.elapsed().as_secs_f64(),
        );
        if self.folder.is_new() {
            self.print_next();
        }
    }

    fn list<'p>(&self, what: &str, style: anstyle::Style, paths: impl ExactSizeIterator<Item = &'p String>) {
        let count = if self.project.show.verbose { usize::MAX } else { SHOWN };
        let more = paths.len().saturating_sub(count);
        for path in paths.take(count) {
            say!(self.lines, "  {style}{what}{style:#} {}", visible(path));
        }
        if more > 0 {
            say!(self.lines, "  and {more} more (--verbose lists them)");
        }
    }

    /// What can be done with a crate that wasn't there before.
    fn print_next(&self) {
        let folder = word(&self.folder.shown());
        say!(self.lines, "next:");
        say!(self.lines, "  cd {folder} && cargo doc --open");
        let example = self.output.files.keys().find_map(|path| path.strip_prefix("examples/")?.strip_suffix(".rs"));
        if let Some(example) = example {
            say!(self.lines, "  cd {folder} && cargo run --example {example}");
        }
    }

    /// What changed for those who use the crate.
    fn print_surface(&self, before: Option<&str>) {
        let (Some(before), Some(after)) = (before, self.output.files.get("surface.txt")) else { return };
        let diff = similar::TextDiff::configure().timeout(check::PATIENCE).diff_lines(before, after);
        let changes: Vec<_> =
            diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal).collect();
        if changes.is_empty() {
            return;
        }
        say!(self.lines, "public API (surface.txt):");
        let count = if self.project.show.verbose { usize::MAX } else { SHOWN };
        for change in changes.iter().take(count) {
            let style = if change.tag() == similar::ChangeTag::Insert { GREEN } else { RED };
            say!(self.lines, "  {style}{}{}{style:#}", change.tag(), visible(change.to_string().trim_end()));
        }
        if let Some(more) = changes.len().checked_sub(count).filter(|more| *more > 0) {
            say!(self.lines, "  and {} (--verbose lists them)", counted(more, "more line"));
        }
    }
}
