//! `cargo xtask explain`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use specwright::findings::{Code, Entry, Severity, codes};
use specwright::report;

use crate::output::{RED, YELLOW, print, visible};

/// Which code is explained.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The code, such as SW0209; without one, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let text = match &options.code {
        None => codes::ALL.iter().map(line).collect(),
        Some(text) => match parse(text) {
            Some(code) => report::explain(code),
            None => bail!("{}", unknown(text)),
        },
    };
    print(&text)
}

/// `SW0209`, in any case; also with less than all of it, as `209`.
fn parse(text: &str) -> Option<Code> {
    let digits = text.strip_prefix(['s', 'S']).and_then(|text| text.strip_prefix(['w', 'W'])).unwrap_or(text);
    Code::parse(&format!("SW{digits:0>4}"))
}

fn line(entry: &Entry) -> String {
    let style = match entry.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => anstyle::Style::new(),
    };
    format!("{}  {style}{:7}{style:#}  {}\n", entry.code, entry.severity.to_string(), entry.title)
}

fn unknown(text: &str) -> String {
    let wanted = text.to_uppercase();
    let mut near: Vec<_> =
        codes::ALL.iter().map(|entry| (strsim::jaro_winkler(&entry.code.to_string(), &wanted), entry)).collect();
    near.retain(|(likeness, _)| *likeness > 0.85);
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let near: String = near.iter().take(3).map(|(_, entry)| format!("\n  {}  {}", entry.code, entry.title)).collect();
    let near = if near.is_empty() { String::new() } else { format!("; near it are:{near}") };
    format!("there is no code `{}`: `cargo xtask explain` lists all{near}", visible(text))
}
