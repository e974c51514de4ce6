//! One small document for each fault that leaves nothing to generate from, and the whole of what is said of it.

use specwright::findings::Severity;

use crate::findings::check_places;
use crate::support::{a_test_for_each_document, assert_snapshot, document};

a_test_for_each_document! { "rejected":
    a_list
    a_word
    alias_of_itself
    aliases_of_aliases
    ambiguous_yaml
    base_url_unusable
    binary
    config
    config_no_toml
    empty_file
    html
    json_cut_off
    latin_1
    limit
    not_json
    not_openapi
    not_yaml
    nul
    only_comments
    openapi_not_a_text
    overlay
    pin_keyword
    pin_no_identifier
    pin_of_a_path
    pin_of_a_scheme_unused
    pin_of_an_operation_without_resource
    pin_of_nothing
    pin_of_the_wrong_case
    pin_reserved
    pin_twice_the_same
    selection
    shared_parameters
    strict
    swagger_2
    tab_indentation
    unsupported_version
    utf_16
    yaml_key
}

fn check(name: &str) {
    let project = document("rejected", name);
    let findings = project.generate().err().unwrap_or_else(|| panic!("{name} is not refused"));
    let said = project.terminal(&findings);
    assert_snapshot("rejected", name, &said);
    assert!(findings.are_fatal(project.is_strict()), "{said}");
    for finding in findings.iter().filter(|finding| finding.severity() == Severity::Error) {
        // A syntax error may say no more than what is wrong.
        assert!(finding.help.is_some() || finding.location.place.pointer().is_none(), "no help: {finding}");
    }
    check_places(&project, &findings, &said);
}
