//! As JSON and as Markdown.

use super::*;

#[test]
fn json_has_all_that_is_known() {
    let mut sources = sources("a.yaml", YAML);
    let config = sources.add(Role::Config, source("a.toml", "é = 1"));
    let findings: Findings = [
        Finding::new(ENUM_WITHOUT_VALUES, value("/paths/~1v2~1{id}/delete/tags/1"), "wrong `item`")
            .with_help("right it"),
        Finding::new(CONSTRAINT, Location::file(FileId::DOCUMENT), "whole"),
        Finding::new(SYNTAX, Location::text(config, 3..4), "wrong"),
        Finding::new(DUPLICATE_KEY, Location::text(FileId::DOCUMENT, 15..20), "around"),
    ]
    .into_iter()
    .collect();
    insta::assert_snapshot!(json(&findings, &sources), @r#"
    [
      {
        "code": "SW0213",
        "severity": "note",
        "title": "a constraint that the server checks",
        "message": "whole",
        "file": "a.yaml"
      },
      {
        "code": "SW0004",
        "severity": "warning",
        "title": "a key that is given twice",
        "message": "around",
        "file": "a.yaml",
        "line": 2,
        "column": 1,
        "pointer": "/paths"
      },
      {
        "code": "SW0209",
        "severity": "warning",
        "title": "an `enum` that allows no value",
        "message": "wrong `item`",
        "help": "right it",
        "file": "a.yaml",
        "line": 6,
        "column": 17,
        "pointer": "/paths/~1v2~1{id}/delete/tags/1"
      },
      {
        "code": "SW0003",
        "severity": "error",
        "title": "text that is neither JSON nor YAML",
        "message": "wrong",
        "file": "a.toml",
        "line": 1,
        "column": 3
      }
    ]
    "#);
    assert_eq!(json(&Findings::new(), &sources), "[]\n");
}

#[test]
fn the_report_is_by_code_with_pointers_and_no_lines() {
    let mut sources = sources("spec/a.yaml", YAML);
    let other = sources.add(Role::Reference("b/c.yaml".to_owned()), source("spec/b/c.yaml", "a: 1\nb: 2\n"));
    let overlay = sources.add(Role::Overlay, source("spec/overlay.yaml", "a: 1"));
    let findings: Findings = [
        Finding::new(FORMAT, value("/paths/~1v2~1{id}"), "`date` is a text"),
        Finding::new(UNKNOWN_KEY, key("/paths"), "it has no `paths`").with_help("not in the report"),
        Finding::new(FORMAT, Location::value(other, Pointer::root().push("a")), "`uuid` is a text"),
        Finding::new(FORMAT, value("/paths/~1v2~1{id}/delete"), "`date` is a text"),
        Finding::new(FORMAT, value("/paths/~1v2~1{id}/delete"), "`date` is a text"),
        Finding::new(DUPLICATE_KEY, Location::text(FileId::DOCUMENT, 15..20), "given twice"),
        Finding::new(UNKNOWN_KEY, Location::file(FileId::DOCUMENT), "whole"),
        Finding::new(UNKNOWN_KEY, Location::file(overlay), "whole"),
    ]
    .into_iter()
    .collect();
    insta::assert_snapshot!(markdown(&findings, &sources), @r#"
    # Report

    What is odd about the document, and what of it is expressed loosely or not at all: 7 findings, by code. `cargo xtask explain` says more about a code.

    ## SW0004: a key that is given twice

    A mapping has a key more than once. The last one counts, as for most readers of JSON and YAML; the others are lost.

    1 place:

    - `/paths`: given twice

    ## SW0105: a key that its object doesn't have

    An object has a key that OpenAPI doesn't define for it, and that doesn't begin with `x-`. It is ignored.

    3 places:

    - `/paths`: it has no `paths`
    - whole:
      - the document
      - `overlay.yaml`

    ## SW0214: a format that is a plain type

    A `format` says more about a value than its type. The crate uses the plain type, such as `String` for a host name, and holds the value as it came.

    3 places:

    - `date` is a text:
      - `/paths/~1v2~1{id}`
      - `/paths/~1v2~1{id}/delete`
    - `b/c.yaml#/a`: `uuid` is a text
    "#);
    insta::assert_snapshot!(markdown(&Findings::new(), &sources), @r#"
    # Report

    Nothing of the document is expressed loosely, and nothing is left out.
    "#);
}

#[test]
fn the_document_has_no_power_over_the_report() {
    let messages = [
        "a `b`c` d",
        "# x\n\n## y",
        "<script>alert(1)</script> [a](javascript:b) ![c](d) | e",
        "`</code>` *a* _b_ \u{202e}",
        "``` x",
        "- x",
    ];
    let pointers = ["/a`b", "/a|b\n# c", "/<b>", "/``"];
    let findings: Findings = messages
        .into_iter()
        .chain(["x"; 4])
        .zip(pointers.into_iter().cycle())
        .map(|(message, pointer)| Finding::new(ENUM_WITHOUT_VALUES, value(pointer), message))
        .collect();
    insta::assert_snapshot!(markdown(&findings, &sources("a.yaml", YAML)), @r#"
    # Report

    What is odd about the document, and what of it is expressed loosely or not at all: 10 findings, by code. `cargo xtask explain` says more about a code.

    ## SW0209: an `enum` that allows no value

    An `enum` has no values, so that no value at all is allowed. That can't be meant, so that any JSON is.

    10 places:

    - ``/a`b``: a `b`c\` d
    - `/a|b\u{a}# c`: \# x\u{a}\u{a}## y
    - `/<b>`: \<script>alert(1)\</script> \[a\](javascript:b) !\[c\](d) \| e
    - ``` /`` ```: `</code>` \*a\* \_b_ \u{202e}
    - ``/a`b``: `""`\` x
    - `/a|b\u{a}# c`: \- x
    - x:
      - `/<b>`
      - ``` /`` ```
      - ``/a`b``
      - `/a|b\u{a}# c`
    "#);
}
