//! The table of all codes: what the terminal, `REPORT.md` and `cargo xtask explain` say of each.
//!
//! A number is given once and never used for anything else. `00xx` is about text, `01xx` about the document as a whole,
//! `02xx` about schemas, `03xx` about paths and parameters, `04xx` about bodies and responses, `05xx` about security and
//! servers, `06xx` about names, `07xx` about the configuration, `08xx` about overlays, `09xx` about the generator.
//! What there is to say of each stands in a file of its own, under `explanations/`.

// The zeros are a part of the code, and of the name of the file that explains it.
#![allow(clippy::zero_prefixed_literal)]

use super::{Code, Entry, Severity};

macro_rules! codes {
    ($($number:literal $name:ident $severity:ident $fixture:literal $title:literal)*) => {
        $(
            #[doc = concat!("`SW", stringify!($number), "`: ", $title, ".")]
            pub const $name: Code = Code($number);
        )*

        /// All of them, by number.
        pub static ALL: &[Entry] = &[$(Entry {
            code: $name,
            severity: Severity::$severity,
            title: $title,
            explanation: include_str!(concat!("explanations/SW", stringify!($number), ".md")),
            fixture: $fixture,
        }),*];
    };
}

codes! {
    0001 FILE Error "binary" "a file that is no text"
    0002 EMPTY_FILE Error "empty_file" "a file that holds no document"
    0003 SYNTAX Error "not_yaml" "text that is neither JSON nor YAML"
    0004 DUPLICATE_KEY Warning "duplicate_key" "a key that is given twice"
    0005 NUMBER Warning "number_not_exact" "a number that can't be held exactly"
    0006 YAML_TAG Warning "yaml_tag" "a YAML tag without a meaning"
    0007 SECOND_DOCUMENT Warning "two_documents" "a second YAML document in one file"
    0008 LIMIT Error "limit" "a limit that is exceeded"
    0009 YAML_KEY Error "yaml_key" "a YAML key that is no text"
    0010 AMBIGUOUS_YAML Error "ambiguous_yaml" "text that two readers of YAML read differently"
    0011 SURROGATE Warning "surrogate" "half of a surrogate pair"
    0012 NOT_QUITE_YAML Warning "not_quite_yaml" "text that is not quite YAML"

    0101 NOT_OPENAPI Error "not_openapi" "a file that is no OpenAPI document"
    0102 SWAGGER_2 Error "swagger_2" "a Swagger 2.0 document"
    0103 UNSUPPORTED_VERSION Error "unsupported_version" "a version of OpenAPI that is not 3.x"
    0104 LATER_VERSION Warning "later_version" "a version of OpenAPI that is newer than this generator"
    0105 UNKNOWN_KEY Warning "unknown_key_in_operation" "a key that its object doesn't have"
    0106 WRONG_KIND Warning "enum_not_a_list" "a value of the wrong kind"
    0107 MISSING_KEY Warning "info_without_version" "a required key that is missing"
    0108 OTHER_VERSION_KEY Warning "other_version_keys" "a key of another version of OpenAPI"
    0109 NO_OPERATION Warning "no_operation" "a document without operations"
    0110 REFERENCE_NOT_FOUND Warning "reference_to_nothing" "a `$ref` to nothing"
    0111 REFERENCE_CYCLE Warning "reference_cycle" "a `$ref` that leads back to itself"
    0112 REFERENCE_KIND Warning "reference_kind" "a `$ref` to an object of another kind"
    0113 EXTERNAL_REFERENCE Warning "external_reference" "a `$ref` to a file that is not read"
    0114 REFERENCE_SIBLINGS Warning "reference_siblings" "a key beside a `$ref`"

    0201 UNION Warning "union_without_branches" "a union that has no type"
    0202 ALL_OF Warning "all_of_contradictory" "schemas that can't hold together"
    0206 UNKNOWN_TYPE Warning "misspelt_type" "a type that JSON Schema doesn't have"
    0208 ENUM_VALUE_TWICE Warning "enum_value_twice" "a value that stands in its `enum` twice"
    0209 ENUM_WITHOUT_VALUES Warning "enum_empty" "an `enum` that allows no value"
    0210 REQUIRED_UNKNOWN Warning "required_unknown" "a required property that is not defined"
    0211 ARRAY_WITHOUT_ITEMS Warning "array_without_items" "an array without `items`"
    0213 CONSTRAINT Note "constraint" "a constraint that the server checks"
    0214 FORMAT Note "format" "a format that is a plain type"
    0215 DEFAULT Note "default" "a default that the server applies"
    0216 DEFAULT_KIND Warning "default_kind" "a default of another type"
    0217 FOREIGN_KEYWORD Warning "keywords_of_another_type" "a keyword for values of another type"
    0219 UNINHABITED Warning "uninhabited" "a schema that no finite value fits"
    0220 RECURSIVE_ALIAS Warning "recursive_tuple" "a tuple that holds itself"
    0222 KEYWORD Note "keyword" "a keyword that the server checks"
    0223 ACCESS Note "access" "a property that is only read or only written"
    0225 NESTED_LISTS Warning "nested_lists" "lists that are nested too deeply"
    0227 UNUSED_SCHEMA Note "unused_schema" "a schema that no operation uses"
    0228 ENUM_VALUE_KIND Warning "enum_of_another_type" "a value of an `enum` that is of another type"

    0301 PATH_WITHOUT_SLASH Warning "path_without_slash" "a path that doesn't begin with a slash"
    0302 PATH_TEMPLATE Warning "path_with_space" "a path that can't be sent as it is written"
    0303 PATHS_ALIKE Warning "paths_of_one_shape" "two paths that are one"
    0304 PATH_VARIABLE_UNDECLARED Warning "path_undefined" "a variable of a path that is not declared"
    0305 PATH_PARAMETER_UNUSED Warning "path_unused" "a path parameter that its path doesn't have"
    0306 PARAMETER_TWICE Warning "parameter_twice" "a parameter that is given twice"
    0307 PARAMETER_INCOMPLETE Warning "parameter_without_schema" "a parameter that does not say enough"
    0308 PATH_PARAMETER_OPTIONAL Warning "path_parameter_optional" "a path parameter that is not required"
    0309 HEADER_NOT_SENT Warning "header_not_sent" "a header that callers don't send"
    0310 HEADER_NAME Warning "parameter_not_a_header_name" "a name that no header can have"
    0311 PARAMETER_STYLE Warning "parameter_style" "a parameter's style that OpenAPI doesn't define"
    0313 PARAMETER_CONTENT Warning "parameter_content" "a parameter with a media type that is given as text"
    0314 QUERY_STRING Warning "query_string" "a whole query that is given as text"
    0315 OPERATION_ID_TWICE Warning "equal_operation_ids" "an `operationId` that is given twice"
    0317 CALLBACK Note "callback" "a request that the API makes"
    0318 PATH_VALUE_NEVER_SENT Warning "path_value_never_sent" "a path value that is never sent"
    0320 PAGINATION Note "pagination" "an operation that answers page by page"
    0321 PAGINATION_UNUSABLE Warning "pagination_unusable" "what is said of pages and can't be followed"

    0402 BODY_BYTES Warning "body_bytes" "a body that is given as bytes"
    0403 OTHER_MEDIA_TYPE Warning "other_media_type" "a media type beside the one that is used"
    0404 RESPONSE_BYTES Warning "not_json_success" "a success that is read as text or bytes"
    0406 NO_SUCCESS Warning "no_success" "an operation without a documented success"
    0407 ERROR_BYTES Note "error_bytes" "an error's body that is left as bytes"
    0408 OTHER_STATUS Note "other_status" "a response that is neither a success nor an error"
    0409 RESPONSE_KEY Warning "odd_response_key" "a response under a key that is no status"
    0410 RESPONSE_HEADER Note "response_header" "a response header without a type"
    0411 LINK Note "link" "a link between operations"
    0412 MEDIA_TYPE Warning "media_type" "a media type that can't be sent"
    0413 NO_SCHEMA Warning "body_without_schema" "a media type without a schema"
    0421 BODY_TEXT Warning "body_of_xml" "a body that is given as text"
    0422 FORM_ENCODING Warning "form_encoding" "a part of a form that can't be written as the document says"

    0501 UNKNOWN_SECURITY_SCHEME Warning "security_unknown_scheme" "a security scheme that is not defined"
    0502 UNSUPPORTED_SECURITY_SCHEME Warning "security_digest" "a security scheme that the client can't apply"
    0503 INVALID_SECURITY_SCHEME Warning "security_key_without_a_name" "a security scheme that is not complete"
    0511 SERVER_URL Warning "server_ftp" "a server URL that can't be used"
    0513 SERVER_RELATIVE Note "server_relative" "a server URL that is relative"

    0601 PIN Error "pin_reserved" "a name that can't be given"
    0602 PIN_UNUSED Error "pin_of_nothing" "a name that nothing takes"

    0701 CONFIG Error "config" "a configuration that can't be used"
    0702 SELECTION Error "selection" "a selection that matches nothing"

    0801 OVERLAY Error "overlay" "a file that is no overlay"
    0802 OVERLAY_TARGET Warning "overlay_target" "an overlay's target that matches nothing"
    0803 OVERLAY_ACTION Warning "overlay_action" "an overlay's action that can't be applied"

    0901 FAULT Error "fault" "a fault of the generator"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_given_once_and_in_order() {
        assert!(ALL.is_sorted_by(|one, next| one.code < next.code));
        for entry in ALL {
            assert_eq!(Code::parse(&entry.code.to_string()), Some(entry.code));
            assert_eq!(entry.code.entry(), entry);
        }
        assert_eq!(UNION.to_string(), "SW0201");
        assert_eq!(Code::parse("sw0201"), Some(UNION));
        for other in ["", "SW", "SW0000", "SW201", "0201", "SW+201", "SW9999", "é0201"] {
            assert_eq!(Code::parse(other), None, "{other}");
        }
    }

    #[test]
    fn titles_are_phrases() {
        for Entry { code, title, fixture, .. } in ALL {
            assert!(title.starts_with(|c: char| c.is_ascii_lowercase() || c == '`'), "{code}");
            assert!(!title.ends_with('.') && !title.contains('\n') && title.len() < 70, "{code}");
            assert!(
                fixture.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
                "{code}"
            );
        }
        let distinct: std::collections::HashSet<_> = ALL.iter().map(|entry| entry.title).collect();
        assert_eq!(distinct.len(), ALL.len());
    }

    #[test]
    fn explanations_say_what_it_means_and_what_to_do() {
        for Entry { code, explanation, .. } in ALL {
            let (first, rest) = explanation.split_once("\n\n").unwrap_or_default();
            assert!(first.ends_with('.') && !first.contains('\n') && !rest.trim().is_empty(), "{code}");
            assert_eq!(explanation.matches("```").count() % 2, 0, "{code}");
        }
    }
}
