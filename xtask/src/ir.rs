//! `cargo xtask ir`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;
use specwright::intermediate;
use specwright::ir::Resource;

use crate::output::print;
use crate::project::{Input, shown};
use crate::show::Show;

/// Of what the intermediate representation is printed.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    input: Input,
    /// Only this operation: its `operationId`, or its resources and method, such as users.contacts.delete
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    #[command(flatten)]
    show: Show,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let project = options.input.project(&options.show)?;
    let unmade = format!("there is no intermediate representation of {}", shown(&project.document));
    let made = intermediate(&project.sources, &project.config);
    project.print(made.as_ref().map_or_else(|findings| findings, |made| &made.findings), &unmade)?;
    let Ok(made) = made else { bail!(unmade) };
    let Some(id) = &options.operation else { return print(&yaml(&made.api)?) };
    let all: Vec<_> = made.api.resources.iter().flat_map(Resource::all_operations).collect();
    let found = all.iter().find(|operation| operation.operation_id.as_deref() == Some(id) || operation.dotted == *id);
    match found {
        Some(operation) => print(&yaml(operation)?),
        None => {
            let known: Vec<_> = all.iter().map(|operation| operation.dotted.as_str()).collect();
            bail!("there is no operation `{id}`; there are: {}", known.join(", "))
        }
    }
}

/// By way of JSON, which has a form for every value: YAML has none for an enum within another.
fn yaml(value: &impl Serialize) -> Result<String> {
    Ok(serde_yaml::to_string(&serde_json::to_value(value)?)?)
}
