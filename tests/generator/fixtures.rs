//! One small document for each feature, and what it changes, as one snapshot.
//!
//! A snapshot shows what is found, the public API, and the code that reads and writes; not what is the same in all
//! crates, so that a change of the generator changes the snapshots of what it is about. Docs are shown of few.

use specwright::Output;

use crate::support::{Project, a_test_for_each_document, assert_snapshot, document, featurebase_output};

/// The fixtures whose files are shown whole: they are about docs.
const WHOLE: &[&str] = &["deprecated", "nasty_descriptions", "sentences"];

a_test_for_each_document! { "fixtures":
    additional_properties
    additional_properties_beside
    additional_properties_typed
    aliases
    all_of
    all_of_beside_type
    any_of
    arrays_of_all_kinds
    bodies_of_other_formats
    body_alternatives
    building
    callbacks
    closing_brackets
    combined_parents
    component_kinds
    conditional_properties
    const_value
    cookies
    deprecated
    discriminator
    enum_names
    enum_null
    enum_of_fractions
    enum_of_objects
    enum_too_large
    enum_without_type
    equal_schemas
    error_envelope
    error_statuses
    examples_of_3_1
    extensions
    formats
    forms
    free_object
    header_parameters
    idempotency
    integer_bounds
    integer_enums
    json_bodies
    json_document
    json_or_stream
    keywords
    lists
    literals
    local_names
    long_names
    many_arguments
    method_collisions
    methods
    methods_alike
    methods_of_3_2
    multipart
    name_too_long
    nasty_descriptions
    nested_objects
    nullable
    numbers
    object_without_properties
    objects
    one_of
    operation_type_collisions
    overlays
    pagination
    parameter_collisions
    parameter_types
    path_level_parameters
    path_parameters
    path_reference
    path_twice_the_same
    pins
    prelude_names
    property_collisions
    property_without_a_name
    pruned
    query_parameters
    read_only_and_write_only
    recursion
    recursive_list
    recursive_list_of_lists
    recursive_types
    redirects
    reference_to_an_inline_schema
    referenced_siblings
    references
    request_bodies
    resource_collisions
    resources
    response_headers
    schema_without_type
    schemas_alike
    schemas_of_3_1
    security_flows
    security_kinds
    security_mixed
    security_none
    security_optional
    selection
    sentences
    server_http
    server_none
    server_relative
    server_variables
    servers
    servers_everywhere
    several_files
    shared_parameters
    shared_parameters_named
    short_paths
    streams
    streams_of_3_2
    string_enums
    structured_parameters
    styled_parameters
    successes
    successes_as_text
    successes_by_default
    successes_of_several_media_types
    successes_that_differ
    tags
    three_states
    trace
    tuple
    type_array
    type_collisions
    type_list
    type_of_3_1
    unicode_names
    unions_by_kind
    unions_by_tag
    unions_by_trial
    unions_idioms
    unnamed_properties
    untyped
    unused_and_loose
    webhook_types
    xml_beside_json
}

fn check(name: &str) {
    let project = document("fixtures", name);
    let output = project.made();
    assert_snapshot("fixtures", name, &shown(name, &project, &output));
    check_runtime(&output);
}

/// What the document decides on.
fn shown(name: &str, project: &Project, output: &Output) -> String {
    let mut text = String::new();
    if !output.findings.is_empty() {
        text.push_str(&format!("==> findings <==\n{}\n", project.terminal(&output.findings)));
    }
    text.push_str(&format!("==> surface.txt <==\n{}\n", output.files["surface.txt"]));
    for (path, file) in &output.files {
        let is_of_items =
            ["src/resources/", "src/types/", "src/servers.rs"].iter().any(|start| path.starts_with(start));
        if WHOLE.contains(&name) && (is_of_items || path == "src/client.rs" || path == "REPORT.md") {
            text.push_str(&format!("==> {path} <==\n{file}\n"));
            continue;
        }
        let code = match path.as_str() {
            "src/client.rs" => client_code(file),
            _ if is_of_items => code(file),
            _ => continue,
        };
        if !code.is_empty() {
            text.push_str(&format!("==> {path} <==\n{code}\n"));
        }
    }
    text
}

/// The code that reads and writes, and what is derived.
fn code(file: &str) -> String {
    let mut text = String::new();
    for item in items(file) {
        let head = item.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        let is_implementation =
            ["impl Operation for", "impl json::", "impl pages::"].iter().any(|start| head.starts_with(start));
        if is_implementation {
            text.push_str(&item);
        } else if head.starts_with("pub struct ") || head.starts_with("pub enum ") {
            item.lines().take_while(|line| line.starts_with('#')).for_each(|line| text.push_str(&format!("{line}\n")));
            text.push_str(&format!("{}\n", head.trim_end_matches([' ', '{'])));
        }
    }
    text
}

/// What the client is set up with, but for what nearly all are.
fn client_code(file: &str) -> String {
    const USUAL: &[&str] = &[
        "    servers: &[ServerObject::at(\"https://api.example.com\")],",
        "    base_url_env: \"FIXTURE_",
        "    user_agent: concat!(\"fixture_",
        "    credentials: &[],",
        "    credential_required: false,",
        "    attempt_header: None,",
        "    idempotency_keys: false,",
        "    title: ",
    ];
    let statics = items(file).into_iter().filter(|item| item.contains("static "));
    let lines: Vec<String> = statics
        .flat_map(|item| item.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !USUAL.iter().any(|usual| line.starts_with(usual)))
        .collect();
    let usual = if lines.len() == 2 { &[][..] } else { &lines };
    // The setters of parameters that all operations have, and of servers.
    let set = ["_parameter(", "self.server"];
    let shared = file.lines().filter(|line| set.iter().any(|set| line.contains(set)));
    usual.iter().map(String::as_str).chain(shared).map(|line| format!("{line}\n")).collect()
}

/// The items of a file, without docs.
fn items(file: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    for line in file.lines().filter(|line| !line.trim_start().starts_with("//")) {
        if line.is_empty() {
            items.push(String::new());
        } else if let Some(item) = items.last_mut() {
            item.push_str(&format!("{line}\n"));
        }
    }
    // A blank line within an item is followed by an indented one.
    let mut whole: Vec<String> = Vec::new();
    for item in items.into_iter().filter(|item| !item.is_empty()) {
        match whole.last_mut() {
            Some(last) if item.starts_with([' ', '}']) => last.push_str(&item),
            _ => whole.push(item),
        }
    }
    whole
}

/// The runtime is the same in every crate.
fn check_runtime(output: &Output) {
    let runtime = |output: &'static Output| output.files.iter().filter(|(path, _)| path.starts_with("src/runtime/"));
    for (path, text) in runtime(featurebase_output()) {
        assert!(output.files.get(path) == Some(text), "the runtime differs: {path}");
    }
}
