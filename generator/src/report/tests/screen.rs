//! On a terminal.

use super::*;

#[test]
fn an_error_shows_its_line_its_pointer_and_its_help() {
    let place = "/paths/~1v2~1{id}/delete";
    let findings = [
        Finding::new(UNKNOWN_KEY, value(&format!("{place}/operationId")), "the id is vague")
            .with_help("say what it removes"),
        Finding::new(SYNTAX, value(place), "there are no responses").with_help("add some"),
        Finding::new(SYNTAX, key("/openapi"), "wrong key"),
        Finding::new(ENUM_WITHOUT_VALUES, value(&format!("{place}/tags/1")), "wrong item"),
        Finding::new(CONSTRAINT, value(place), "not shown"),
    ];
    insta::assert_snapshot!(show(&sources("spec\\featurebase.yaml", YAML), findings), @r#"
    error[SW0003]: wrong key
     --> spec/featurebase.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^
      = note: at /openapi

    error[SW0003]: there are no responses
     --> spec/featurebase.yaml:4:5
      |
    4 |     delete:
      |     ^^^^^^
      = note: at /paths/~1v2~1{id}/delete
      = help: add some

    warning[SW0105]: the id is vague
     --> spec/featurebase.yaml:5:20
      |
    5 |       operationId: remove
      |                    ^^^^^^
      = note: at /paths/~1v2~1{id}/delete/operationId
      = help: say what it removes

    warning[SW0209]: wrong item
     --> spec/featurebase.yaml:6:17
      |
    6 |       tags: [a, b]
      |                 ^
      = note: at /paths/~1v2~1{id}/delete/tags/1

    and 1 note: use --verbose
    2 errors, 2 warnings, 1 note in spec/featurebase.yaml
    "#);
}

#[test]
fn what_has_no_line_says_so_plainly() {
    let findings = [
        Finding::new(SYNTAX, Location::file(FileId::DOCUMENT), "the file is empty").with_help("fill it"),
        Finding::new(ENUM_WITHOUT_VALUES, value("/a"), "it is not there"),
        Finding::new(UNKNOWN_KEY, Location::offset(FileId::DOCUMENT, 99), "it is past the end"),
        Finding::new(DUPLICATE_KEY, value("/a"), "one of two"),
        Finding::new(DUPLICATE_KEY, value("/b"), "another"),
    ];
    insta::assert_snapshot!(show(&sources("a.yaml", ""), findings), @r#"
    error[SW0003]: the file is empty
    --> a.yaml
     |
     = help: fill it

    warning[SW0004]: a key that is given twice: 2 times
    --> a.yaml
     |
     = note: another
     = note: at /b
    --> a.yaml
     |
     = note: one of two
     = note: at /a

    warning[SW0209]: it is not there
    --> a.yaml
     |
     = note: at /a

    warning[SW0105]: it is past the end
     --> a.yaml:1:1
      |
    1 |
      | ^

    1 error, 4 warnings in a.yaml
    "#);
}

/// `count` properties, and a finding of a code at each.
fn many(codes: &[Code], count: usize) -> (Sources, Vec<Finding>) {
    let text: String = (0..count).map(|number| format!("p{number}: [1, 2]\n")).collect();
    let finding = |code: Code, number: usize| {
        let message = format!("this is number {number}");
        Finding::new(code, value(&format!("/p{number}")), message).with_help("right them")
    };
    let all = (0..count).flat_map(|number| codes.iter().map(move |code| finding(*code, number)));
    (sources("a.yaml", &text), all.collect())
}

#[test]
fn warnings_are_grouped_with_the_first_places() {
    let (sources, findings) = many(&[ENUM_WITHOUT_VALUES, UNKNOWN_KEY, CONSTRAINT], 20);
    insta::assert_snapshot!(show(&sources, findings), @r#"
    warning[SW0105]: a key that its object doesn't have: 20 times
     --> a.yaml:1:1
      |
    1 | p0: [1, 2]
      | ^^ this is number 0
      = note: at /p0
      = help: right them
     --> a.yaml:2:1
      |
    2 | p1: [1, 2]
      | ^^ this is number 1
      = note: at /p1
     --> a.yaml:3:1
      |
    3 | p2: [1, 2]
      | ^^ this is number 2
      = note: at /p2
      and 17 more

    warning[SW0209]: an `enum` that allows no value: 20 times
     --> a.yaml:1:1
      |
    1 | p0: [1, 2]
      | ^^ this is number 0
      = note: at /p0
      = help: right them
     --> a.yaml:2:1
      |
    2 | p1: [1, 2]
      | ^^ this is number 1
      = note: at /p1
     --> a.yaml:3:1
      |
    3 | p2: [1, 2]
      | ^^ this is number 2
      = note: at /p2
      and 17 more

    and 34 warnings and 20 notes: see REPORT.md, or use --verbose
    40 warnings, 20 notes in a.yaml
    "#);
}

#[test]
fn a_screen_holds_them_unless_all_are_wanted() {
    let codes: Vec<Code> = crate::findings::codes::ALL.iter().map(|entry| entry.code).collect();
    let codes: Vec<Code> =
        codes.into_iter().filter(|code| code.severity() == crate::findings::Severity::Warning).collect();
    let (sources, findings) = many(&codes, 130);
    let findings: Findings = findings.into_iter().collect();
    let quiet = terminal(&findings, &sources, &Terminal::default());
    assert!(quiet.lines().count() <= 53, "{quiet}");
    assert!(quiet.contains(": 130 times, first at a.yaml:1:1\n"), "{quiet}");
    let total = codes.len() * 130;
    assert!(
        quiet.ends_with(&format!(
            "\nand {total} warnings: see REPORT.md, or use --verbose\n{total} warnings in a.yaml\n"
        ))
    );

    let verbose = terminal(&findings, &sources, &Terminal { verbose: true, ..Terminal::default() });
    assert_eq!(verbose.matches("--> a.yaml").count(), codes.len() * 100);
    assert_eq!(verbose.matches("\n  and 30 more\n").count(), codes.len());
}

#[test]
fn notes_are_counted_or_shown() {
    let (sources, findings) = many(&[CONSTRAINT], 2);
    let findings: Findings = findings.into_iter().collect();
    let quiet = terminal(&findings, &sources, &Terminal::default());
    assert_eq!(quiet, "and 2 notes: see REPORT.md, or use --verbose\n2 notes in a.yaml\n");
    let verbose = terminal(&findings, &sources, &Terminal { verbose: true, ..Terminal::default() });
    insta::assert_snapshot!(verbose, @r#"
    note[SW0213]: a constraint that the server checks: 2 times
     --> a.yaml:1:1
      |
    1 | p0: [1, 2]
      | ^^ this is number 0
      = note: at /p0
      = help: right them
     --> a.yaml:2:1
      |
    2 | p1: [1, 2]
      | ^^ this is number 1
      = note: at /p1

    2 notes in a.yaml
    "#);
}

#[test]
fn strict_makes_errors_of_warnings() {
    let (sources, findings) = many(&[ENUM_WITHOUT_VALUES, CONSTRAINT], 1);
    let findings: Findings = findings.into_iter().collect();
    let shown = terminal(&findings, &sources, &Terminal { strict: true, ..Terminal::default() });
    assert!(shown.starts_with("error[SW0209]: this is number 0\n"), "{shown}");
    assert!(shown.ends_with("\n1 error, 1 note in a.yaml\n"), "{shown}");
    assert!(findings.are_fatal(true) && !findings.are_fatal(false));
}

#[test]
fn the_order_is_that_of_the_document_and_equal_ones_are_one() {
    let all = [
        Finding::new(SYNTAX, value("/paths"), "second"),
        Finding::new(SYNTAX, value("/openapi"), "first"),
        Finding::new(SYNTAX, value("/paths"), "second"),
        Finding::new(ENUM_WITHOUT_VALUES, value("/openapi"), "a warning comes after an error"),
    ];
    let sources = sources("a.yaml", YAML);
    let shown = show(&sources, all.clone());
    let titles: Vec<_> = shown.lines().filter(|line| line.contains("]: ")).collect();
    let expected = ["error[SW0003]: first", "error[SW0003]: second", "warning[SW0209]: a warning comes after an error"];
    assert_eq!(titles, expected);
    assert!(shown.ends_with("\n2 errors, 1 warning in a.yaml\n"), "{shown}");
    assert_eq!(show(&sources, all.into_iter().rev()), shown);
}

#[test]
fn only_the_first_hundred_errors_are_shown() {
    let many = (0..250).map(|number| Finding::new(SYNTAX, value("/openapi"), format!("error {number:03}")));
    let shown = show(&sources("a.yaml", YAML), many);
    assert_eq!(shown.matches("--> a.yaml:1:10").count(), 100);
    assert!(shown.ends_with("\nand 150 more errors\n\n250 errors in a.yaml\n"), "{shown}");
}

#[test]
fn nothing_is_shown_for_nothing() {
    assert_eq!(show(&sources("a.yaml", YAML), []), "");
}

#[test]
fn each_place_names_its_file() {
    let mut sources = sources("spec/a.yaml", YAML);
    let config = sources.add(Role::Config, source("spec/specwright.toml", "[crate]\nname = 'x'\n"));
    let other = sources.add(Role::Reference("b.json".to_owned()), source("spec/b.json", "{\"a\": 1}"));
    let in_other = Location::value(other, Pointer::root().push("a"));
    let findings = [
        Finding::new(SYNTAX, Location::text(config, 8..12), "wrong"),
        Finding::new(ENUM_WITHOUT_VALUES, in_other, "odd"),
        Finding::new(ENUM_WITHOUT_VALUES, value("/openapi"), "odd too"),
    ];
    insta::assert_snapshot!(show(&sources, findings), @r#"
    error[SW0003]: wrong
     --> spec/specwright.toml:2:1
      |
    2 | name = 'x'
      | ^^^^

    warning[SW0209]: an `enum` that allows no value: 2 times
     --> spec/a.yaml:1:10
      |
    1 | openapi: 3.0.3
      |          ^^^^^ odd too
      = note: at /openapi
     --> spec/b.json:1:7
      |
    1 | {"a": 1}
      |       ^ odd
      = note: at /a

    1 error, 2 warnings in 3 files
    "#);
}

#[test]
fn a_minified_document_is_not_printed_whole() {
    let text = format!("{{\"a\":\"{}\",\"b\":12,\"c\":\"{}\"}}", "x".repeat(100_000), "y".repeat(100_000));
    let findings = [Finding::new(SYNTAX, value("/b"), "wrong"), Finding::new(SYNTAX, value("/a"), "long")];
    insta::assert_snapshot!(show(&sources("a.json", &text), findings), @r#"
    error[SW0003]: long
     --> a.json:1:6
      |
    1 | {"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = note: at /a

    error[SW0003]: wrong
     --> a.json:1:100013
      |
    1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","b":12,"c":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
      |                                          ^^
      = note: at /b

    2 errors in a.json
    "#);
}

#[test]
fn the_document_has_no_power_over_the_terminal() {
    let text = "evil\u{202e}: \"\u{1b}]0;title\u{7}x\" # \u{200f}\u{2028}\n";
    let message = "the value `\u{1b}[2J\r\nerror: fake` is wrong";
    let findings = [
        Finding::new(SYNTAX, key("/evil\u{202e}"), message).with_help("do\u{2069} not"),
        Finding::new(ENUM_WITHOUT_VALUES, key("/evil\u{202e}"), message),
        Finding::new(ENUM_WITHOUT_VALUES, value("/evil\u{202e}"), message),
    ];
    let shown = show(&sources("a\u{1b}.yaml", text), findings);
    assert!(shown.chars().all(|character| character == '\n' || !character.is_control()), "{shown:?}");
    assert!(!shown.contains(['\u{202e}', '\u{2069}', '\u{200f}', '\u{2028}']), "{shown:?}");
    insta::assert_snapshot!(shown, @r#"
    error[SW0003]: the value `\u{1b}[2J\u{d}\u{a}error: fake` is wrong
     --> a\u{1b}.yaml:1:1
      |
    1 | evil\u{202e}: "\u{1b}]0;title\u{7}x" # \u{200f}\u{2028}
      | ^^^^^^^^^^^^
      = note: at /evil\u{202e}
      = help: do\u{2069} not

    warning[SW0209]: an `enum` that allows no value: 2 times
     --> a\u{1b}.yaml:1:1
      |
    1 | evil\u{202e}: "\u{1b}]0;title\u{7}x" # \u{200f}\u{2028}
      | ^^^^^^^^^^^^ the value `\u{1b}[2J\u{d}\u{a}error: fake` is wrong
      = note: at /evil\u{202e}
     --> a\u{1b}.yaml:1:8
      |
    1 | evil\u{202e}: "\u{1b}]0;title\u{7}x" # \u{200f}\u{2028}
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the value `\u{1b}[2J\u{d}\u{a}error: fake` is wrong
      = note: at /evil\u{202e}

    1 error, 2 warnings in a\u{1b}.yaml
    "#);
}

#[test]
fn colour_changes_nothing_but_colour() {
    let (sources, findings) = many(&[ENUM_WITHOUT_VALUES, SYNTAX, UNKNOWN_KEY], 3);
    let findings: Findings = findings.into_iter().collect();
    let coloured = terminal(&findings, &sources, &Terminal { color: Color::Always, ..Terminal::default() });
    let mut plain = String::new();
    let mut pieces = coloured.split('\u{1b}');
    plain.push_str(pieces.next().unwrap_or_default());
    pieces.for_each(|piece| plain.push_str(piece.split_once('m').map_or("", |(_, rest)| rest)));
    assert_ne!(coloured, plain);
    assert_eq!(plain, terminal(&findings, &sources, &Terminal::default()));
}
