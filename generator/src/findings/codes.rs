//! The table of all codes: what the terminal, `REPORT.md` and `cargo xtask explain` say of each.
//!
//! A number is given once and never used for anything else. `00xx` is about text, `01xx` about the document as a whole,
//! `02xx` about schemas, `03xx` about paths and parameters, `04xx` about bodies and responses, `05xx` about security and
//! servers, `06xx` about names, `07xx` about the configuration, `08xx` about overlays, `09xx` about the generator.

use super::{Code, Entry, Severity};

macro_rules! codes {
    ($($number:literal $name:ident $severity:ident $fixture:literal $title:literal $explanation:literal)*) => {
        $(
            #[doc = concat!("`SW", stringify!($number), "`: ", $title, ".")]
            pub const $name: Code = Code($number);
        )*

        /// All of them, by number.
        pub static ALL: &[Entry] = &[$(Entry {
            code: $name,
            severity: Severity::$severity,
            title: $title,
            explanation: $explanation,
            fixture: $fixture,
        }),*];
    };
}

codes! {
    1 FILE Error "file"
        "a file that can't be read as text"
        "A file that can't be read as text."

    2 EMPTY_FILE Error "empty_file"
        "a file that holds no document"
        "A file that holds no document."

    3 SYNTAX Error "syntax"
        "text that is neither JSON nor YAML"
        "Text that is neither JSON nor YAML."

    4 DUPLICATE_KEY Warning "duplicate_key"
        "a key that is given twice"
        "A key that is given twice."

    5 NUMBER Warning "number"
        "a number that can't be held exactly"
        "A number that can't be held exactly."

    6 YAML_TAG Warning "yaml_tag"
        "a YAML tag that JSON has no word for"
        "A YAML tag that JSON has no word for."

    7 SECOND_DOCUMENT Warning "second_document"
        "a second YAML document in one file"
        "A second YAML document in one file."

    8 LIMIT Error "limit"
        "a limit that is exceeded"
        "A limit that is exceeded."

    9 YAML_KEY Error "yaml_key"
        "a YAML key that is no text"
        "A YAML key that is no text."

    10 AMBIGUOUS_YAML Error "ambiguous_yaml"
        "YAML that two readers read differently"
        "YAML that two readers read differently."

    11 SURROGATE Warning "surrogate"
        "half of a surrogate pair"
        "Half of a surrogate pair."

    101 NOT_OPENAPI Error "not_openapi"
        "a file that is no OpenAPI document"
        "A file that is no OpenAPI document."

    102 SWAGGER_2 Error "swagger_2"
        "a Swagger 2.0 document"
        "A Swagger 2.0 document."

    103 UNSUPPORTED_VERSION Error "unsupported_version"
        "a version of OpenAPI that is not 3.x"
        "A version of OpenAPI that is not 3.x."

    104 LATER_VERSION Warning "later_version"
        "a version of OpenAPI that is newer than this generator"
        "A version of OpenAPI that is newer than this generator."

    105 UNKNOWN_KEY Warning "unknown_key"
        "a key that its object doesn't have"
        "A key that its object doesn't have."

    106 WRONG_KIND Warning "wrong_kind"
        "a value of the wrong kind"
        "A value of the wrong kind."

    107 MISSING_KEY Warning "missing_key"
        "a required key that is missing"
        "A required key that is missing."

    108 OTHER_VERSION_KEY Warning "other_version_key"
        "a key of another version of OpenAPI"
        "A key of another version of OpenAPI."

    109 NO_OPERATION Warning "no_operation"
        "a document without operations"
        "A document without operations."

    110 REFERENCE_NOT_FOUND Warning "reference_not_found"
        "a `$ref` to nothing"
        "A `$ref` to nothing."

    111 REFERENCE_CYCLE Warning "reference_cycle"
        "a `$ref` that leads back to itself"
        "A `$ref` that leads back to itself."

    112 REFERENCE_KIND Warning "reference_kind"
        "a `$ref` to an object of another kind"
        "A `$ref` to an object of another kind."

    113 EXTERNAL_REFERENCE Warning "external_reference"
        "a `$ref` to a file that can't be followed"
        "A `$ref` to a file that can't be followed."

    114 REFERENCE_SIBLINGS Warning "reference_siblings"
        "a key beside a `$ref`"
        "A key beside a `$ref`."

    201 UNION Warning "union"
        "a union that has no type yet"
        "A union that has no type yet."

    202 ALL_OF Warning "all_of"
        "an `allOf` that has no type yet"
        "An `allOf` that has no type yet."

    203 NULLABLE Warning "nullable"
        "a nullable value that has no type yet"
        "A nullable value that has no type yet."

    204 TYPED_MAP Warning "typed_map"
        "additional properties that have no type yet"
        "Additional properties that have no type yet."

    205 UNTYPED Warning "untyped"
        "a schema without a type"
        "A schema without a type."

    206 UNKNOWN_TYPE Warning "unknown_type"
        "a type that JSON Schema doesn't have"
        "A type that JSON Schema doesn't have."

    207 ENUM Warning "enum"
        "an `enum` that has no type yet"
        "An `enum` that has no type yet."

    208 ENUM_VALUE_TWICE Warning "enum_value_twice"
        "a value that stands in its `enum` twice"
        "A value that stands in its `enum` twice."

    209 ENUM_WITHOUT_VALUES Warning "enum_without_values"
        "an `enum` that allows no value"
        "An `enum` that allows no value."

    210 REQUIRED_UNKNOWN Warning "required_unknown"
        "a required property that is not defined"
        "A required property that is not defined."

    211 ARRAY_WITHOUT_ITEMS Warning "array_without_items"
        "an array without `items`"
        "An array without `items`."

    212 TUPLE Warning "tuple"
        "a tuple that has no type yet"
        "A tuple that has no type yet."

    213 CONSTRAINT Note "constraint"
        "a constraint that the server checks"
        "A constraint that the server checks."

    214 FORMAT Note "format"
        "a format that is a plain type"
        "A format that is a plain type."

    215 DEFAULT Note "default"
        "a default that the server applies"
        "A default that the server applies."

    216 DEFAULT_KIND Warning "default_kind"
        "a default of another type"
        "A default of another type."

    217 FOREIGN_KEYWORD Warning "foreign_keyword"
        "a keyword for values of another type"
        "A keyword for values of another type."

    218 FREE_OBJECT Note "free_object"
        "an object without named properties"
        "An object without named properties."

    219 UNINHABITED Warning "uninhabited"
        "a schema of which there is no finite value"
        "A schema of which there is no finite value."

    220 RECURSIVE_ALIAS Warning "recursive_alias"
        "a list that holds nothing but itself"
        "A list that holds nothing but itself."

    221 UNNAMED_PROPERTIES Note "unnamed_properties"
        "properties that the document doesn't name"
        "Properties that the document doesn't name."

    222 KEYWORD Note "keyword"
        "a keyword that the server checks"
        "A keyword that the server checks."

    223 ACCESS Note "access"
        "properties that are read or written only"
        "Properties that are read or written only."

    224 DISCRIMINATOR Note "discriminator"
        "a discriminator that is read as a property"
        "A discriminator that is read as a property."

    225 NESTED_LISTS Warning "nested_lists"
        "lists that are nested too deeply"
        "Lists that are nested too deeply."

    226 REFERENCED_SIBLINGS Warning "referenced_siblings"
        "a schema beside a `$ref` that has no type yet"
        "A schema beside a `$ref` that has no type yet."

    227 UNUSED_SCHEMA Note "unused_schema"
        "a schema that no operation uses"
        "A schema that no operation uses."

    228 ENUM_VALUE_KIND Warning "enum_value_kind"
        "a value of an `enum` that is of another type"
        "A value of an `enum` that is of another type."

    301 PATH_WITHOUT_SLASH Warning "path_without_slash"
        "a path that doesn't begin with a slash"
        "A path that doesn't begin with a slash."

    302 PATH_TEMPLATE Warning "path_template"
        "a path that can't be sent as it is written"
        "A path that can't be sent as it is written."

    303 PATHS_ALIKE Warning "paths_alike"
        "two paths that are one"
        "Two paths that are one."

    304 PATH_VARIABLE_UNDECLARED Warning "path_variable_undeclared"
        "a variable of a path that is not declared"
        "A variable of a path that is not declared."

    305 PATH_PARAMETER_UNUSED Warning "path_parameter_unused"
        "a path parameter that its path doesn't have"
        "A path parameter that its path doesn't have."

    306 PARAMETER_TWICE Warning "parameter_twice"
        "a parameter that is given twice"
        "A parameter that is given twice."

    307 PARAMETER_INCOMPLETE Warning "parameter_incomplete"
        "a parameter that is not complete"
        "A parameter that is not complete."

    308 PATH_PARAMETER_OPTIONAL Warning "path_parameter_optional"
        "a path parameter that is not required"
        "A path parameter that is not required."

    309 HEADER_NOT_SENT Warning "header_not_sent"
        "a header that callers don't send"
        "A header that callers don't send."

    310 HEADER_NAME Warning "header_name"
        "a name that no header can have"
        "A name that no header can have."

    311 PARAMETER_STYLE Warning "parameter_style"
        "a parameter's style that is not applied yet"
        "A parameter's style that is not applied yet."

    312 PARAMETER_STRUCTURED Warning "parameter_structured"
        "a parameter of several values that is given as text"
        "A parameter of several values that is given as text."

    313 PARAMETER_CONTENT Warning "parameter_content"
        "a parameter with a media type that is given as text"
        "A parameter with a media type that is given as text."

    314 QUERY_STRING Warning "query_string"
        "a whole query that is given as text"
        "A whole query that is given as text."

    315 OPERATION_ID_TWICE Warning "operation_id_twice"
        "an `operationId` that is given twice"
        "An `operationId` that is given twice."

    316 LOCAL_SERVERS Warning "local_servers"
        "servers of a single path or operation"
        "Servers of a single path or operation."

    317 CALLBACK Note "callback"
        "a request that the API makes"
        "A request that the API makes."

    318 PATH_VALUE_NEVER_SENT Warning "path_value_never_sent"
        "a path value that is never sent"
        "A path value that is never sent."

    319 PARAMETER_ANY Warning "parameter_any"
        "a parameter without a scalar type that is given as text"
        "A parameter without a scalar type that is given as text."

    401 BODY_JSON Warning "body_json"
        "a JSON body that is given as raw JSON"
        "A JSON body that is given as raw JSON."

    402 BODY_BYTES Warning "body_bytes"
        "a body that is given as bytes"
        "A body that is given as bytes."

    403 OTHER_MEDIA_TYPE Warning "other_media_type"
        "a media type beside the one that is used"
        "A media type beside the one that is used."

    404 RESPONSE_BYTES Warning "response_bytes"
        "a success that is read as bytes"
        "A success that is read as bytes."

    405 SUCCESSES_DIFFER Warning "successes_differ"
        "successes of different types"
        "Successes of different types."

    406 NO_SUCCESS Warning "no_success"
        "an operation without a documented success"
        "An operation without a documented success."

    407 ERROR_BYTES Note "error_bytes"
        "an error's body that is left as bytes"
        "An error's body that is left as bytes."

    408 OTHER_STATUS Note "other_status"
        "a response that is neither a success nor an error"
        "A response that is neither a success nor an error."

    409 RESPONSE_KEY Warning "response_key"
        "a response under a key that is no status"
        "A response under a key that is no status."

    410 RESPONSE_HEADER Note "response_header"
        "a response header without a type"
        "A response header without a type."

    411 LINK Note "link"
        "a link"
        "A link."

    412 MEDIA_TYPE Warning "media_type"
        "a media type that can't be sent"
        "A media type that can't be sent."

    413 NO_SCHEMA Warning "no_schema"
        "a media type without a schema"
        "A media type without a schema."

    501 UNKNOWN_SECURITY_SCHEME Warning "unknown_security_scheme"
        "a security scheme that is not defined"
        "A security scheme that is not defined."

    502 UNSUPPORTED_SECURITY_SCHEME Warning "unsupported_security_scheme"
        "a security scheme that the client can't apply"
        "A security scheme that the client can't apply."

    503 INVALID_SECURITY_SCHEME Warning "invalid_security_scheme"
        "a security scheme that is not complete"
        "A security scheme that is not complete."

    511 SERVER_URL Warning "server_url"
        "a server URL that can't be used"
        "A server URL that can't be used."

    512 OTHER_SERVERS Note "other_servers"
        "servers beside the first"
        "Servers beside the first."

    513 SERVER_RELATIVE Note "server_relative"
        "a server URL that is relative"
        "A server URL that is relative."

    514 SERVER_VARIABLE Note "server_variable"
        "a variable of a server URL"
        "A variable of a server URL."

    601 PIN Error "pin"
        "a name in the configuration that can't be given"
        "A name in the configuration that can't be given."

    602 PIN_UNUSED Error "pin_unused"
        "a name in the configuration that nothing takes"
        "A name in the configuration that nothing takes."

    701 CONFIG Error "config"
        "a configuration that can't be used"
        "A configuration that can't be used."

    702 SELECTION Error "selection"
        "a selection that matches nothing"
        "A selection that matches nothing."

    801 OVERLAY Error "overlay"
        "a file that is no overlay"
        "A file that is no overlay."

    802 OVERLAY_TARGET Warning "overlay_target"
        "an overlay's target that matches nothing"
        "An overlay's target that matches nothing."

    803 OVERLAY_ACTION Warning "overlay_action"
        "an overlay's action that can't be applied"
        "An overlay's action that can't be applied."

    901 FAULT Error "fault"
        "a fault of the generator"
        "A fault of the generator."
}
