//! The whole stage, from text to value or message.

use serde_json::json;

use super::*;
use crate::findings::codes::{DUPLICATE_KEY, EXTERNAL_REFERENCE, SYNTAX};
use crate::pointer::Pointer;
use crate::source::{Place, Role, Sources};

mod files;
mod hostile;

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

/// The value, or why there is none. What is odd about it is left out.
fn parse(source: &Source) -> Result<Value, Finding> {
    read(FileId::DOCUMENT, source).map(|(value, _)| value)
}

fn yaml(text: &str) -> Result<Value, Finding> {
    parse(&source("api.yaml", text))
}

fn json(text: &str) -> Result<Value, Finding> {
    parse(&source("api.json", text))
}

/// Each finding with its code, line and column, a line each; and the value, where something is odd about it.
fn messages(name: &str, text: &str) -> String {
    let source = source(name, text);
    let (value, findings) = match read(FileId::DOCUMENT, &source) {
        Ok((value, findings)) => (Some(value), findings),
        Err(finding) => (None, finding.into()),
    };
    let spans = locate_all(&source, findings.iter().map(|finding| &finding.location.place));
    let mut lines: Vec<_> = findings.iter().zip(spans).collect();
    lines.sort_by_key(|(_, span)| span.as_ref().map(|span| span.bytes.start));
    let mut lines: Vec<String> = lines
        .into_iter()
        .map(|(finding, span)| {
            let place = span.map(|span| format!("{}:{} ", span.line, span.column)).unwrap_or_default();
            let help = finding.help.as_deref().map(|help| format!(" | {help}")).unwrap_or_default();
            format!("{place}{} {}{help}", finding.code, finding.message)
        })
        .collect();
    lines.extend(value.map(|value| format!("= {value}")));
    lines.join("\n")
}

/// What the text of a place is.
fn at(name: &str, text: &str, place: &Place) -> String {
    let span = locate(&source(name, text), place);
    span.and_then(|span| text.get(span.bytes)).unwrap_or("nowhere").to_owned()
}

fn value(pointer: &str) -> Place {
    Place::Value(Pointer::parse(pointer).unwrap_or_default())
}

fn key(pointer: &str) -> Place {
    Place::Key(Pointer::parse(pointer).unwrap_or_default())
}

#[test]
fn the_order_of_members_is_kept() {
    for text in ["z: 1\na: 2\nm: 3\n", r#"{"z": 1, "a": 2, "m": 3}"#] {
        let read = parse(&source("api", text)).map(|value| value.to_string());
        assert_eq!(read.as_deref(), Ok(r#"{"z":1,"a":2,"m":3}"#));
    }
}

#[test]
fn yaml_means_what_its_core_schema_says() {
    let text = "\
yes: no
on: 0o17
200: 1_000
1.10: 1.10
~: ~
true: True
0x1F: 007
date: 2020-01-01
empty:
quoted: '1'
block: |
  a
  b
folded: >-
  a
  b
escaped: \"\\u00e9\\x41\\t\"
";
    let expected = json!({
        "yes": "no", "on": 15, "200": "1_000", "1.10": 1.1, "~": null, "true": true, "0x1F": 7, "date": "2020-01-01",
        "empty": null, "quoted": "1", "block": "a\nb\n", "folded": "a b", "escaped": "éA\t",
    });
    assert_eq!(yaml(text), Ok(expected));
}

#[test]
fn core_tags_that_fit_say_nothing_new() {
    let text =
        "a: !!str 1\nb: !!int 2\nc: !!float 1.5\nd: !!map {}\ne: !!seq []\nf: !!bool true\ng: !!null ~\n!!str h: !!str";
    let expected = json!({"a": "1", "b": 2, "c": 1.5, "d": {}, "e": [], "f": true, "g": null, "h": ""});
    assert_eq!(yaml(text), Ok(expected));
}

#[test]
fn other_tags_are_ignored() {
    let text = "a: !foo 1\nb: !!int x\nc: !!binary aGk=\nd: !!set {a}\n!k e: 1\nf: &f !!bool 'x'\ng: !l [*f]\n";
    insta::assert_snapshot!(messages("a", text), @r#"
    1:4 SW0006 the YAML tag `!foo` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    2:4 SW0006 the YAML tag `!!int` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    3:4 SW0006 the YAML tag `!!binary` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    4:4 SW0006 the YAML tag `!!set` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    5:1 SW0006 the YAML tag `!k` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    6:4 SW0006 the YAML tag `!!bool` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    7:4 SW0006 the YAML tag `!l` says nothing that JSON can say of this value, and is ignored | remove the tag, or quote the whole if a text is meant
    = {"a":1,"b":"x","c":"aGk=","d":{"a":null},"e":1,"f":"x","g":["x"]}
    "#);
}

#[test]
fn of_equal_keys_the_last_counts_in_both_formats() {
    insta::assert_snapshot!(messages("a", "a: 1\nb: {c: 1, 'c': 2}\na: 3\n\"a\": 4\n200: 1\n'200': 2\n"), @r#"
    2:11 SW0004 the key `c` is given twice, and the last one counts; the first is at line 2, column 5 | remove or rename one of them
    3:1 SW0004 the key `a` is given twice, and the last one counts; the first is at line 1, column 1 | remove or rename one of them
    4:1 SW0004 the key `a` is given twice, and the last one counts; the first is at line 1, column 1 | remove or rename one of them
    6:1 SW0004 the key `200` is given twice, and the last one counts; the first is at line 5, column 1 | remove or rename one of them
    = {"a":4,"b":{"c":2},"200":2}
    "#);
    insta::assert_snapshot!(messages("a.json", "{\"a\": 1,\n \"b\": {\"c\": 1, \"\\u0063\": 2},\n \"a\": 3}"), @r#"
    2:16 SW0004 the key `c` is given twice, and the last one counts; the first is at line 2, column 8 | remove or rename one of them
    3:2 SW0004 the key `a` is given twice, and the last one counts; the first is at line 1, column 2 | remove or rename one of them
    = {"a":3,"b":{"c":2}}
    "#);
}

#[test]
fn numbers_are_kept_or_the_nearest() {
    let text = r#"{"a": 18446744073709551615, "b": 9223372036854776000, "c": -9223372036854776000, "d": 1e2}"#;
    let expected =
        json!({"a": u64::MAX, "b": 9_223_372_036_854_776_000_u64, "c": -9_223_372_036_854_775_808.0, "d": 100.0});
    assert_eq!(json(text), Ok(expected.clone()));
    assert_eq!(yaml(&text.replace(['{', '}'], "").replace(", ", "\n")), Ok(expected));

    insta::assert_snapshot!(messages("a", "a: .inf\nb: 18446744073709551617\nc: 1e400\n"), @r#"
    1:4 SW0005 infinity and not-a-number can't be said in JSON: this is read as null | quote it if a text is meant
    2:4 SW0005 this number is too large or too small to be held exactly: it is read as 1.8446744073709552e+19 | quote it if a text is meant
    3:4 SW0005 this number is too large to be held: it is read as null | quote it if a text is meant
    = {"a":null,"b":1.8446744073709552e+19,"c":null}
    "#);
    insta::assert_snapshot!(messages("a.json", "{\"a\": [18446744073709551617,\n 1]}"), @r#"
    1:8 SW0005 this number is too large or too small to be held exactly: it is read as 1.8446744073709552e+19 | quote it if a text is meant
    = {"a":[1.8446744073709552e+19,1]}
    "#);
    insta::assert_snapshot!(messages("a.json", "[1e400]"), @r#"
    1:2 SW0005 this number is too large to be held: it is read as null | quote it if a text is meant
    = [null]
    "#);
}

#[test]
fn merge_keys_are_applied() {
    let text = "\
base: &base {a: 1, b: 2}
more: &more {b: 3, c: 4}
one: {<<: *base, b: 9, z: 0}
many:
  z: 0
  <<: [*base, *more, {d: 5}]
nested:
  <<: {<<: *more, e: 6}
text: {\"<<\": 1}
";
    let expected = json!({
        "base": {"a": 1, "b": 2}, "more": {"b": 3, "c": 4},
        "one": {"b": 9, "z": 0, "a": 1},
        "many": {"z": 0, "a": 1, "b": 2, "c": 4, "d": 5},
        "nested": {"e": 6, "b": 3, "c": 4},
        "text": {"<<": 1},
    });
    let read = yaml(text);
    assert_eq!(read.as_ref().map(Value::to_string), Ok(expected.to_string()));
    insta::assert_snapshot!(messages("a", "a: &a 1\nb: {<<: *a}\nc: {<<: [*a]}\n"), @r#"2:5 SW0009 the merge key `<<` takes a mapping, or a list of mappings | give it an alias of a mapping, or a list of them; quote `"<<"` if it is a name"#);
}

#[test]
fn places_inside_merged_and_aliased_values_are_theirs() {
    let text = "base: &b {first: 1}\none: {<<: *b, own: 2}\ntwo: *b\n";
    assert_eq!(at("a", text, &value("/one/first")), "1");
    assert_eq!(at("a", text, &key("/one/first")), "first");
    assert_eq!(at("a", text, &value("/two/first")), "1");
    assert_eq!(at("a", text, &value("/two")), "*b");
    assert_eq!(at("a", text, &value("/one/own")), "2");
}

#[test]
fn places_are_found_in_both_formats() {
    let yaml = "paths:\n  /v2/{id}:\n    get: [é, 'quoted', \"x\"]\n    'put': |\n      block\nnone:\n";
    let json = r#"{"paths": {"/v2/{id}": {"get": ["é", "quoted", "x"], "put": "block"}}, "none": null}"#;
    for (name, text) in [("a.yaml", yaml), ("a.json", json)] {
        let trimmed = |place| at(name, text, &place).trim_matches(['"', '\'']).to_owned();
        assert_eq!(trimmed(value("/paths/~1v2~1{id}/get/0")), "é");
        assert_eq!(trimmed(value("/paths/~1v2~1{id}/get/1")), "quoted");
        assert_eq!(trimmed(value("/paths/~1v2~1{id}/get")), "get");
        assert_eq!(trimmed(key("/paths/~1v2~1{id}/put")), "put");
        assert_eq!(trimmed(value("/paths/~1v2~1{id}")), "/v2/{id}");
        assert_eq!(trimmed(value("/paths/missing/deep")), "paths", "the innermost that is there");
        assert_eq!(trimmed(key("/none")), "none");
    }
    assert_eq!(at("a.yaml", yaml, &value("/none")), "none", "an empty value is shown by its key");
    assert_eq!(at("a.json", json, &value("")), "{");
    assert_eq!(at("a.json", json, &Place::File), "nowhere");
    assert_eq!(at("a.json", "{", &value("/a")), "nowhere");
}

#[test]
fn columns_count_characters() {
    let source = source("a", "é: {漢字: x}\n");
    let span = locate(&source, &value("/é/漢字"));
    assert_eq!(span, Some(Span { bytes: 13..14, line: 1, column: 9, pointer: Pointer::parse("/é/漢字") }));
}

#[test]
fn a_part_of_the_text_is_in_the_innermost_value_around_it() {
    let pointer = |name: &str, text: &str, start: usize| {
        let span = locate(&source(name, text), &Place::offset(start))?;
        span.pointer.map(|pointer| pointer.to_string())
    };
    let yaml = "a:\n  b: [x, y]\nc: 1\n";
    let found = [0, 5, 9, 12, 15, 18].map(|start| pointer("a.yaml", yaml, start).unwrap_or_default());
    assert_eq!(found, ["/a", "/a/b", "/a/b/0", "/a/b/1", "/c", "/c"]);
    assert_eq!(pointer("a.json", r#" {"a": {"b": 1}}"#, 2).as_deref(), Some("/a"));
    assert_eq!(pointer("a.toml", "{a: 1}", 1), None);
}

#[test]
fn surrogate_pairs_are_characters() {
    assert_eq!(json(r#"{"a": "\ud83d\ude00"}"#), Ok(json!({"a": "😀"})));
    let text = "\"\\ud83d\\uDE00\": \"x\\ud83d\\ude00\"\nb: '\\ud83d'\nc: \\ud83d\nd: \"\\\\ud83d\"\n";
    let expected = json!({"😀": "x😀", "b": r"\ud83d", "c": r"\ud83d", "d": r"\ud83d"});
    assert_eq!(yaml(text), Ok(expected));
    insta::assert_snapshot!(messages("a", "a: b\nc: \"\\ud83d\"\n"), @r#"
    2:4 SW0011 this text has half of a surrogate pair: it is read as U+FFFD | characters beyond U+FFFF take a pair of `\u` escapes
    = {"a":"b","c":"�"}
    "#);
    insta::assert_snapshot!(messages("a.json", r#"["\ud83d"]"#), @r#"
    1:3 SW0011 this text has half of a surrogate pair: it is read as U+FFFD | characters beyond U+FFFF take a pair of `\u` escapes
    = ["�"]
    "#);
}

#[test]
fn the_name_or_the_text_says_which_format() {
    assert_eq!(parse(&source("a.yaml", r#" {"a": 1}"#)), Ok(json!({"a": 1})));
    assert_eq!(parse(&source("a.yaml", "{a: [1, 2,], 'b': c}")), Ok(json!({"a": [1, 2], "b": "c"})));
    assert_eq!(parse(&source("a", "[]")), Ok(json!([])));
    assert_eq!(json("3"), Ok(json!(3)));
    insta::assert_snapshot!(messages("A.JSON", "a: 1"), @r#"1:1 SW0003 this is not JSON: expected value"#);
    insta::assert_snapshot!(messages("a", "{\"a\": 1, // comment\n \"b\": 2}"), @r#"1:10 SW0003 this is not JSON: key must be a string | JSON has no comments"#);
    insta::assert_snapshot!(messages("a", "{\"a\": [1, 2}"), @r#"1:12 SW0003 this is not JSON: expected `,` or `]`"#);
    insta::assert_snapshot!(messages("a", "{a: [1, 2}"), @r#"1:10 SW0003 this is not YAML: while parsing a flow sequence, expected ',' or ']' | close the bracket, or quote a text that has one in it"#);
}

#[test]
fn what_yaml_1_1_took_for_line_breaks_are_characters() {
    let text = "a: |\n  x\u{2028}y\nb: x\u{2029}y\nc: \"x\u{85}y\"\n";
    assert_eq!(yaml(text), Ok(json!({"a": "x\u{2028}y\n", "b": "x\u{2029}y", "c": "x\u{85}y"})));
}

#[test]
fn control_characters_are_no_part_of_yaml() {
    insta::assert_snapshot!(messages("a", "a: 1\nb: 'x\u{7}'\n"), @r#"2:6 SW0003 the character U+0007 is not allowed in YAML | remove it, or write it as an escape in double quotes"#);
    assert_eq!(yaml("a: \"\\x07\"\n"), Ok(json!({"a": "\u{7}"})));
}

#[test]
fn two_readers_that_differ_are_not_believed() {
    use structure::Structure::{self, Mapping, Scalar, Sequence};
    let text = "a: [1, b]\n";
    let (index, patched) = (Index::new(text), surrogate::Patched::new(text));
    let Ok(walked) = yaml::walk(&patched, &index, &mut Problems::new(FileId::DOCUMENT)) else { panic!("it is YAML") };
    let reconcile = |structure| reconcile::reconcile(&walked.tree, true, structure);
    let text = |text: &str| Scalar(Some(text.to_owned()));
    let list = |last: &str| Sequence(vec![Scalar(None), text(last)]);
    let of = |key: &str, value: Structure| Mapping(vec![(key.to_owned(), value)]);
    let others = [
        of("a", list("c")),
        of("a", Sequence(vec![Scalar(None)])),
        of("b", list("b")),
        of("a", Scalar(None)),
        Sequence(Vec::new()),
        Mapping(Vec::new()),
    ];
    for other in others {
        assert!(reconcile(other).is_err());
    }
    assert_eq!(reconcile(of("a", list("b"))), Ok(json!({"a": [1, "b"]})), "scalars are the tree's");
}

#[test]
fn syntax_errors_say_where_and_what_to_do() {
    let yaml = [
        "a: 1\n\tb: 2\n",
        "a:\n\t- b\n",
        "a: \"x\nb: 2\n",
        "a: 'x",
        "a: b: c\n",
        "a: @b",
        "a: *b",
        "  a: 1\n b: 2",
        "a: \"\\q\"",
        "a: [1, 2",
        "a: }",
        "- a\nb: c",
        "a: |\n  x\n y",
        "%YAML x\n---\na: 1",
        ": x",
        "? [a]\n: b",
        "&a k: 1\n*a : 2",
        "a: 1\n---\nb: 2",
    ];
    let shown = yaml.map(|text| format!("{text:?}\n    {}", messages("a.yaml", text)));
    insta::assert_snapshot!(shown.join("\n"), @r#"
    "a: 1\n\tb: 2\n"
        1:4 SW0003 this is not YAML: while scanning a plain scalar, found a tab | indent with spaces: YAML takes no tabs there
    "a:\n\t- b\n"
        2:2 SW0003 this is not YAML: tabs disallowed within this context (block indentation) | indent with spaces: YAML takes no tabs there
    "a: \"x\nb: 2\n"
        1:4 SW0003 this is not YAML: invalid indentation in quoted scalar | close the quote that opens here, or indent the lines in which the text goes on
    "a: 'x"
        1:4 SW0003 this is not YAML: while scanning a quoted scalar, found unexpected end of stream | the quote that opens here is never closed
    "a: b: c\n"
        1:5 SW0003 this is not YAML: mapping values are not allowed in this context | quote a text that has `: ` in it
    "a: @b"
        1:4 SW0003 this is not YAML: unexpected character: `@' | quote a text that starts with this character
    "a: *b"
        1:4 SW0003 this is not YAML: while parsing node, found unknown anchor | quote a text that starts with `*`
    "  a: 1\n b: 2"
        2:2 SW0003 this is not YAML: did not find expected <document start> | line it up with the key or the item that it belongs to
    "a: \"\\q\""
        1:4 SW0003 this is not YAML: while parsing a quoted scalar, found unknown escape character | write `\\` for a backslash in double quotes, or use single quotes
    "a: [1, 2"
        1:9 SW0003 this is not YAML: while parsing a flow sequence, expected ',' or ']' | close the bracket, or quote a text that has one in it
    "a: }"
        1:4 SW0003 this is not YAML: misplaced bracket
    "- a\nb: c"
        2:1 SW0003 this is not YAML: while parsing a block collection, did not find expected '-' indicator | line it up with the key or the item that it belongs to
    "a: |\n  x\n y"
        3:2 SW0003 this is not YAML: while parsing a block mapping, did not find expected key | line it up with the key or the item that it belongs to
    "%YAML x\n---\na: 1"
        1:1 SW0003 this is not YAML: while scanning a YAML directive, did not find expected version number
    ": x"
        1:1 SW0009 a key is missing here | write the key, or `""` for an empty one
    "? [a]\n: b"
        1:3 SW0009 a key must be a text, not a sequence or a mapping | quote it if a text is meant
    "&a k: 1\n*a : 2"
        2:1 SW0009 a key can't be an alias | write the key itself
    "a: 1\n---\nb: 2"
        2:1 SW0007 a second document starts here: it is not read | keep one document in a file, with at most one `---`
    = {"a":1}
    "#);

    let json = [
        "{\"a\": 1,}",
        "{'a': 1}",
        "{\"a\" 1}",
        "[1 2]",
        "[1",
        "[\"a",
        "[] []",
        "[\"a\nb\"]",
        "nul",
        "[01]",
        "[1] // x",
        "\"\\q\"",
    ];
    let shown = json.map(|text| format!("{text:?}\n    {}", messages("a.json", text)));
    insta::assert_snapshot!(shown.join("\n"), @r#"
    "{\"a\": 1,}"
        1:9 SW0003 this is not JSON: trailing comma | remove the comma before the closing bracket
    "{'a': 1}"
        1:2 SW0003 this is not JSON: key must be a string | texts and keys are in double quotes in JSON
    "{\"a\" 1}"
        1:6 SW0003 this is not JSON: expected `:`
    "[1 2]"
        1:4 SW0003 this is not JSON: expected `,` or `]`
    "[1"
        1:2 SW0003 this is not JSON: the text ends while parsing a list | a bracket or a quote is never closed
    "[\"a"
        1:3 SW0003 this is not JSON: the text ends while parsing a string | a bracket or a quote is never closed
    "[] []"
        1:4 SW0003 this is not JSON: trailing characters | a file holds one document
    "[\"a\nb\"]"
        2:1 SW0003 this is not JSON: control character (\u0000-\u001F) found while parsing a string | write line breaks inside texts as `\n`
    "nul"
        1:3 SW0003 this is not JSON: the text ends while parsing a value | a bracket or a quote is never closed
    "[01]"
        1:3 SW0003 this is not JSON: invalid number
    "[1] // x"
        1:5 SW0003 this is not JSON: trailing characters | JSON has no comments
    "\"\\q\""
        1:3 SW0003 this is not JSON: invalid escape
    "#);
}

#[test]
fn closing_brackets_may_be_indented_less() {
    let text = "a:\n  b: {\n    \"c\": [\n      1\n ]\n }\n  d: [\n]\ne: x\n";
    assert_eq!(yaml(text).ok(), Some(json!({ "a": { "b": { "c": [1] }, "d": [] }, "e": "x" })));
    assert_eq!(at("api.yaml", text, &key("/e")), "e");
    // The bracket would be a part of the comment, so this is left to the other reader.
    let commented = "a:\n  b: {\n    c: 1 # one\n }\n";
    assert_eq!(yaml(commented).ok(), Some(json!({ "a": { "b": { "c": 1 } } })));
    assert!(messages("a", commented).contains("SW0012"));
    assert!(yaml("a:\n  b: [\n }\n").is_err());
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for (name, text) in [("a.yaml", ""), ("a.json", " \n"), ("a.yaml", "# only a comment\n"), ("a.yaml", "...\n")] {
        assert_eq!(
            messages(name, text),
            "SW0002 the file is empty | is it the right file? It holds no document",
            "{text:?}"
        );
    }
    assert_eq!(yaml("---\n"), Ok(Value::Null), "this is a document: null");
    assert_eq!(yaml("--- a\n...\n"), Ok(json!("a")));
}

#[test]
fn line_breaks_may_be_of_both_kinds() {
    let text = "a: 1\r\nb:\r\n  c: x\r\n";
    assert_eq!(yaml(text), Ok(json!({"a": 1, "b": {"c": "x"}})));
    assert_eq!(at("a", text, &value("/b/c")), "x");
}

#[test]
fn what_most_tools_read_is_read() {
    let text = "a:\n  b:\n    {\n\t\"c\": [1, 2.5, null],\n      200: x\n    }\nd: true\n";
    assert_eq!(yaml(text), Ok(json!({"a": {"b": {"c": [1, 2.5, null], "200": "x"}}, "d": true})));
    let told = messages("a", text);
    assert!(told.contains("SW0012 this is not YAML: tabs disallowed"), "{told}");
    assert!(told.contains("it is read as most tools read it"), "{told}");
    let bomb =
        format!("a: &a [{}]\nb: [{}]\n{text}", "1,".repeat(2_000), "*a,".repeat(2_000)).replacen("\na:", "\nx:", 1);
    assert!(yaml(&bomb).is_err(), "aliases are bounded here, too");
}
