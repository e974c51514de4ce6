//! One minimal document for each finding: what is said of it, and what becomes of it.

use specwright::findings::{Findings, codes};
use specwright::load::locate_all;
use specwright::source::Place;
use specwright::surface::surface;

use crate::support::{Project, a_test_for_each_document, assert_snapshot, document, documents, folder};

a_test_for_each_document! { "findings":
    access
    all_of_contradictory
    array_without_items
    binary_string

    body_bytes
    body_of_xml
    body_without_schema
    boolean_schema
    callback
    constraint
    constraint_of_3_1
    cookie_parameters
    default
    default_kind
    deprecated_word
    description_number
    duplicate_key
    duplicate_key_in_json
    empty_paths
    encoding
    enum_empty
    enum_not_a_list
    enum_of_another_type
    enum_value_twice
    equal_operation_ids
    error_bytes
    external_reference
    external_reference_url
    external_references_broken
    form_encoding
    format
    format_number
    header_not_sent
    info_version_number
    info_without_version
    keyword
    keywords_of_2020_12
    keywords_of_another_type
    later_version
    link
    many_errors
    many_unknown_keys
    media_type
    minimum_word
    misspelt_method
    misspelt_type
    mutual_tls
    nested_lists
    no_info
    no_operation
    no_paths
    no_responses
    no_success
    not
    not_json_success
    not_quite_yaml
    null_paths
    null_schema
    nullable_of_3_0
    number_not_exact
    odd_response_key
    openapi_number
    operation_id_number
    other_media_type
    other_status
    other_version_keys
    overlay_action
    overlay_target
    pagination
    pagination_unusable
    parameter_content
    parameter_default_kind
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
    path_unbalanced
    path_undefined
    path_undefined_misspelt
    path_unused
    path_value_never_sent
    path_with_dots
    path_with_query
    path_with_space
    path_without_operation
    path_without_slash
    paths_list
    paths_of_one_shape
    properties_list
    query_method_of_3_2
    query_string
    recursion_that_never_ends
    recursive_tuple
    reference_and_description
    reference_cycle
    reference_kind
    reference_number
    reference_siblings
    reference_to_another_kind
    reference_to_itself
    reference_to_itself_of_each_kind
    reference_to_nothing
    reference_to_nothing_at_all
    reference_to_nothing_near
    reference_without_hash
    required_boolean
    required_unknown
    response_header
    response_without_description
    security_digest
    security_key_without_a_name
    security_not_a_list
    security_unknown_scheme
    security_unknown_type
    server_ftp
    server_relative
    server_variable_undefined
    server_variable_without_default
    server_with_query
    server_without_url
    surrogate
    tags_word
    two_documents
    undeclared_and_misspelt
    uninhabited
    union_without_branches
    unknown_key_in_operation
    unknown_key_in_schema
    unknown_keyword_of_3_1
    unused_schema
    upper_case_method
    webhooks
    yaml_tag
}

fn check(name: &str) {
    let project = document("findings", name);
    let made = project.intermediate().unwrap_or_else(|findings| panic!("{name} is refused: {findings}"));
    assert!(!made.findings.is_empty(), "nothing is found");
    let said = project.terminal(&made.findings);
    let surface = surface(&made.api, project.config());
    assert_snapshot("findings", name, &format!("{said}\n==> surface.txt <==\n{surface}"));
    check_places(&project, &made.findings, &said);
}

/// All that is found says what to do, and has a line and a column, which are shown.
pub(crate) fn check_places(project: &Project, findings: &Findings, said: &str) {
    for finding in findings {
        // A syntax error may say no more than what is wrong.
        assert!(finding.help.is_some() || finding.code == codes::SYNTAX, "no help: {finding}");
        if finding.location.place == Place::File {
            continue;
        }
        let place = &finding.location.place;
        let source = project.sources.get(finding.location.file);
        let span = locate_all(source, [place]).pop().flatten().unwrap_or_else(|| panic!("no line for {place:?}"));
        let shown = format!("{}:{}:{}", source.name, span.line, span.column);
        assert!(said.contains(&shown), "{shown} is not shown:\n{said}");
        if let Some(pointer) = place.pointer() {
            assert!(said.contains(pointer.as_str()), "{pointer} is not shown:\n{said}");
        }
    }
}

#[test]
fn every_code_is_shown_by_the_document_that_it_names() {
    let mut wrong = Vec::new();
    for entry in codes::ALL.iter().filter(|entry| entry.code != codes::FAULT) {
        let of = ["findings", "rejected", "fixtures"].into_iter().find(|of| has(of, entry.fixture));
        let found = of.map(|of| match document(of, entry.fixture).intermediate() {
            Ok(made) => made.findings,
            Err(findings) => findings,
        });
        let is_shown = found.is_some_and(|found| found.iter().any(|finding| finding.code == entry.code));
        if !is_shown {
            wrong.push(format!("{} {}: {}", entry.code, entry.fixture, if of.is_some() { "another" } else { "none" }));
        }
    }
    assert!(wrong.is_empty(), "codes without a document that shows them:\n{}", wrong.join("\n"));
}

fn has(of: &str, name: &str) -> bool {
    documents(&folder(of)).iter().any(|(found, _)| found == name)
}
