//! One small document for each feature, and the files that become of it, as one snapshot.

use std::path::Path;

use specwright::Output;
use specwright::config::Config;
use specwright::load::Source;

use crate::support::{a_test_for_each_document, assert_snapshot, documents, featurebase_output, folder, made, text};

a_test_for_each_document! { "fixtures":
    callbacks
    deprecated
    equal_schemas
    error_envelope
    error_statuses
    extensions
    header_parameters
    integer_bounds
    integer_enums
    json_document
    keywords
    lists
    literals
    local_names
    long_names
    many_arguments
    method_collisions
    methods
    nasty_descriptions
    nested_objects
    objects
    operation_type_collisions
    parameter_collisions
    parameter_types
    path_level_parameters
    path_parameters
    pins
    prelude_names
    property_collisions
    query_parameters
    recursion
    references
    resource_collisions
    resources
    security_kinds
    security_mixed
    security_none
    security_optional
    server_none
    server_relative
    server_variables
    string_enums
    successes
    type_collisions
    unicode_names
    unused_and_loose
}

/// The document, and the configuration that stands beside it or one of nothing but a name.
pub(crate) fn fixture(path: &Path) -> (Source, Config) {
    let name = path.file_name().and_then(|name| name.to_str()).expect("fixtures have plain names");
    let source = Source { name: name.to_owned(), text: text(path) };
    let stem = name.split('.').next().unwrap_or(name);
    let beside = path.with_extension("toml");
    let mut config = match beside.exists() {
        true => Config::parse(&text(&beside)),
        false => Config::for_crate(&format!("fixture_{stem}")),
    }
    .expect("the configuration can be used");
    config.package.workspace_member = true;
    (source, config)
}

fn check(name: &str) {
    let (_, path) = documents(&folder("fixtures")).into_iter().find(|(found, _)| found == name).expect("it is listed");
    let (source, config) = fixture(&path);
    let output = made(&source, &config);
    assert_snapshot("fixtures", name, &shown(&source, &output));
    check_runtime(&output);
}

/// The files that a document decides on, and the warnings.
fn shown(source: &Source, output: &Output) -> String {
    let mut text = String::new();
    if !output.warnings.is_empty() {
        let warnings = output.warnings.render(source, specwright::diagnostic::Color::Never);
        text.push_str(&format!("==> warnings <==\n{}\n\n", warnings.trim_end()));
    }
    let is_shown = |path: &str| {
        path.starts_with("src/resources/")
            || path.starts_with("src/types/")
            || ["REPORT.md", "src/client.rs", "surface.txt"].contains(&path)
    };
    for (path, file) in output.files.iter().filter(|(path, _)| is_shown(path)) {
        text.push_str(&format!("==> {path} <==\n{file}\n"));
    }
    text
}

/// The runtime is the same in every crate.
fn check_runtime(output: &Output) {
    let runtime = |output: &Output| -> Vec<_> {
        output
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("src/runtime/"))
            .map(|(p, t)| (p.clone(), t.clone()))
            .collect()
    };
    assert!(runtime(output) == runtime(featurebase_output()), "the runtime differs");
}
