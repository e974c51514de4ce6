//! From TOML to a configuration.

use toml::de::DeTable;

use crate::config::table::{Problems, Table, places};
use crate::config::{Client, Config, Package, Schemas, Selection, check, first_version, pagination, selection};
use crate::findings::Findings;
use crate::source::{FileId, Source};

impl Config {
    /// Reads a configuration, which is the file `file` of the sources.
    ///
    /// # Errors
    ///
    /// All that keeps it from being used, with its place: it is no TOML, has a key that isn't known, or a value that
    /// can't be used.
    pub fn parse(source: &Source, file: FileId) -> Result<Config, Findings> {
        let mut problems = Problems::new(file);
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        for error in &errors {
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            problems.add(error.span(), format!("this is not TOML: {message}"), "see https://toml.io");
        }
        // What is read of a text with a mistake in it may be something else than what is meant.
        problems.findings.into_result().and_then(|_| read(root.get_ref(), file))
    }
}

fn read(root: &DeTable<'_>, file: FileId) -> Result<Config, Findings> {
    let mut problems = Problems::new(file);
    let mut table = Table::root(root, &mut problems);
    let mut idempotent = Selection::default();
    let config = Config {
        document: table.path("document"),
        output: table.path("output"),
        overlays: table.texts("overlays").into_iter().map(Into::into).collect(),
        strict: table.flag("strict"),
        package: table.table("crate", package),
        client: table.table("client", client),
        operations: table.table("operations", |table| {
            let operations = selection::read(table, file);
            idempotent = selection::named(table, "idempotent", file);
            operations
        }),
        idempotent,
        pagination: table.table("pagination", |table| pagination::read(table, file)),
        schemas: table.table("schemas", |table| Schemas { prune: table.flag("prune") }),
        names: table.map("names"),
        license_texts: Vec::new(),
        file,
        places: places(root),
    };
    table.finish();
    check::check(&config, &mut problems);
    problems.findings.into_result().map(|_| config)
}

fn package(table: &mut Table<'_, '_>) -> Package {
    Package {
        name: table.text("name").unwrap_or_default(),
        version: table.text("version").unwrap_or_else(first_version),
        description: table.text("description"),
        license: table.text("license"),
        repository: table.text("repository"),
        keywords: table.texts("keywords"),
        categories: table.texts("categories"),
        workspace_member: table.flag("workspace-member"),
        short_paths: table.flag("short-paths"),
        example: table.text("example"),
        license_files: table.texts("license-files").into_iter().map(Into::into).collect(),
    }
}

fn client(table: &mut Table<'_, '_>) -> Client {
    Client {
        env_prefix: table.text("env-prefix"),
        user_agent: table.text("user-agent"),
        base_url: table.text("base-url"),
        attempt_header: table.text("attempt-header"),
        idempotency_keys: table.flag("idempotency-keys"),
        shared_parameters: table.texts_if_any("shared-parameters"),
        credentials: table.map("credentials"),
    }
}
