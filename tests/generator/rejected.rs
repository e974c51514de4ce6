//! One small document for each mistake, and the whole of what is said of it.

use std::path::Path;

use specwright::config::Config;
use specwright::diagnostic::{Color, Diagnostics, Place, Severity};
use specwright::generate;
use specwright::load::{Source, locate_all};

use crate::support::{a_test_for_each_document, assert_snapshot, documents, folder, text};

a_test_for_each_document! { "rejected":
    a_list
    a_word
    additional_properties
    additional_properties_beside
    all_of
    all_of_beside_type
    any_of
    array_parameter
    array_without_items
    base_url_unusable
    binary
    binary_string
    body_without_schema
    boolean_schema
    cookie_parameter
    deprecated_word
    description_number
    discriminator
    duplicate_key
    duplicate_key_in_json
    empty_file
    empty_paths
    enum_empty
    enum_not_a_list
    enum_null
    enum_of_another_type
    enum_of_fractions
    enum_of_objects
    enum_too_large
    enum_without_type
    equal_operation_ids
    external_reference
    external_reference_url
    format_number
    html
    info_version_number
    info_without_version
    json_cut_off
    keywords_of_another_type
    latin_1
    many_errors
    many_unknown_keys
    methods_alike
    minimum_word
    misspelt_method
    misspelt_type
    name_too_long
    no_info
    no_paths
    no_responses
    no_success
    not
    not_json
    not_json_success
    not_openapi
    not_yaml
    nul
    null_paths
    null_schema
    nullable
    number_not_exact
    object_parameter
    object_without_properties
    odd_response_key
    one_of
    only_comments
    only_default
    openapi_3_1
    openapi_number
    operation_id_number
    parameter_allow_reserved
    parameter_content
    parameter_empty_name
    parameter_in_body
    parameter_not_a_header_name
    parameter_style
    parameter_style_unknown
    parameter_twice
    parameter_without_in
    parameter_without_name
    parameter_without_schema
    path_parameter_optional
    path_reference
    path_twice_the_same
    path_unbalanced
    path_undefined
    path_undefined_misspelt
    path_unused
    path_with_dots
    path_with_query
    path_with_space
    path_without_operation
    path_without_slash
    paths_list
    paths_of_one_shape
    pin_keyword
    pin_no_identifier
    pin_of_a_path
    pin_of_a_scheme_unused
    pin_of_an_operation_without_resource
    pin_of_nothing
    pin_of_the_wrong_case
    pin_reserved
    pin_twice_the_same
    properties_list
    property_without_a_name
    recursion_that_never_ends
    recursive_list
    recursive_list_of_lists
    reference_cycle
    reference_number
    reference_to_an_inline_schema
    reference_to_another_kind
    reference_to_itself
    reference_to_nothing
    reference_to_nothing_at_all
    reference_to_nothing_near
    reference_without_hash
    request_body
    required_boolean
    required_unknown
    response_without_description
    schema_without_type
    schemas_alike
    security_digest
    security_key_without_a_name
    security_not_a_list
    security_unknown_scheme
    security_unknown_type
    server_ftp
    server_variable_undefined
    server_variable_without_default
    server_with_query
    server_without_url
    servers_of_an_operation
    several_successes
    swagger_2
    tab_indentation
    tags_word
    trace
    two_documents
    type_list
    unknown_key_in_operation
    unknown_key_in_schema
    upper_case_method
    utf_16
    webhooks
}

fn check(name: &str) {
    let (_, path) = documents(&folder("rejected")).into_iter().find(|(found, _)| found == name).expect("it is listed");
    let (source, diagnostics) = refused(&path);
    let said = diagnostics.render(&source, Color::Never);
    assert_snapshot("rejected", name, &said);
    assert!(diagnostics.has_errors(), "{said}");
    for diagnostic in &diagnostics {
        assert!(diagnostic.help.is_some() || is_syntax(&diagnostic.place), "no help: {diagnostic}");
    }
    check_places(&source, &diagnostics, &said);
}

/// What is said of the document at `path`, with the text to show it in.
fn refused(path: &Path) -> (Source, Diagnostics) {
    let name = path.file_name().and_then(|name| name.to_str()).expect("documents have plain names").to_owned();
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let source = match Source::from_bytes(name.as_str(), bytes) {
        Ok(source) => source,
        Err(diagnostics) => return (Source { name, text: String::new() }, diagnostics),
    };
    let beside = path.with_extension("toml");
    let config = if beside.exists() { Config::parse(&text(&beside)) } else { Config::for_crate("rejected") };
    match generate(&source, &config.expect("the configuration can be read")) {
        Ok(_) => panic!("{name} is not refused"),
        Err(diagnostics) => (source, diagnostics),
    }
}

/// A syntax error may say no more than what is wrong.
fn is_syntax(place: &Place) -> bool {
    matches!(place, Place::Text { .. })
}

/// All that is found has a line and a column, which are shown, and is shown in their order, errors and warnings mixed.
fn check_places(source: &Source, diagnostics: &Diagnostics, said: &str) {
    let places: Vec<_> = diagnostics.iter().filter(|d| d.place != Place::File).map(|d| &d.place).collect();
    let mut last = 0;
    let mut spans: Vec<_> = locate_all(source, places.iter().copied()).into_iter().zip(&places).collect();
    spans.sort_by_key(|(span, _)| span.as_ref().map(|span| span.bytes.start));
    for (span, place) in spans {
        let span = span.unwrap_or_else(|| panic!("no line for {place:?}"));
        let shown = format!("{}:{}:{}", source.name, span.line, span.column);
        let at = said.get(last..).and_then(|rest| rest.find(&shown));
        last += at.unwrap_or_else(|| panic!("{shown} is not shown, or not in its order:\n{said}"));
    }
    for pointer in places.iter().filter_map(|place| place.pointer()) {
        assert!(said.contains(pointer.as_str()), "{pointer} is not shown:\n{said}");
    }
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    assert!(errors > 0);
}
