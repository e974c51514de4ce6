//! `cargo xtask ir`.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use specwright::intermediate;
use specwright::ir::Resource;

use crate::project::{Input, shown};
use crate::source;

/// Of what the intermediate representation is printed.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    input: Input,
    /// Only this operation: its `operationId`, or its resources and method, such as users.contacts.delete
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let project = options.input.project()?;
    let document = source::read(&project.document)?;
    let (api, warnings) = match intermediate(&document, &project.config) {
        Ok(made) => made,
        Err(diagnostics) => {
            source::print(&diagnostics, &document);
            bail!("there is no intermediate representation of {}", shown(&project.document));
        }
    };
    source::print(&warnings, &document);
    let text = match &options.operation {
        None => serde_yaml::to_string(&api)?,
        Some(id) => {
            let all: Vec<_> = api.resources.iter().flat_map(Resource::all_operations).collect();
            let found =
                all.iter().find(|operation| operation.operation_id.as_deref() == Some(id) || operation.dotted == *id);
            let Some(operation) = found else {
                let known: Vec<_> = all.iter().map(|operation| operation.dotted.as_str()).collect();
                bail!("there is no operation `{id}`; there are: {}", known.join(", "));
            };
            serde_yaml::to_string(operation)?
        }
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // As with `| head`: who reads it has enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => written.map(|()| ExitCode::SUCCESS).context("it can't be printed"),
    }
}
