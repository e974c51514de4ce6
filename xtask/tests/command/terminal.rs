//! What reaches the terminal, or whatever is there in its place.

use std::fs::File;
use std::process::Stdio;

use crate::place::{DOCUMENT, Place, Ran};

#[test]
fn there_are_no_colours_where_there_is_no_terminal() {
    let place = Place::generated();
    place.put("generated/src/lib.rs", "// mine\n");
    place.put("generated/src/mine.rs", "");
    let ran = place.run(&["codegen", "--check"]);
    assert!(!ran.stdout.contains('\u{1b}'), "{ran:?}");
    let ran = place.run(&["codegen"]);
    assert!(!ran.stdout.contains('\u{1b}'), "{ran:?}");
    place.put("spec/pets.yaml", DOCUMENT.replace("type: string", "type: strin"));
    for arguments in [&["codegen"][..], &["codegen", "--chek"], &["ir"], &["codegen", "--strict"]] {
        let ran = place.run(arguments);
        assert!(!ran.stderr.is_empty() && !ran.stderr.contains('\u{1b}') && !ran.stdout.contains('\u{1b}'), "{ran:?}");
    }
}

#[test]
fn a_document_does_not_steer_the_terminal() {
    let place = Place::new();
    place.put("spec/pets.yaml", DOCUMENT.replace("Pet shop", "\"Pet\\e]0;shop\\a\\nok: \\u202e\""));
    let mut command = place.command("", &["codegen"]);
    // As on a terminal, where colours, and whatever else, are passed on.
    let ran = Ran::of(command.env("CLICOLOR_FORCE", "1").output().expect("the command can be started"));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let first = ran.stdout.lines().next().expect("a line");
    assert!(first.contains(r"(Pet\u{1b}]0;shop\u{7}\nok: \u{202e} 1)"), "{first:?}");
    place.put("generated/src/lib.rs", "");
    let mut command = place.command("", &["codegen"]);
    let ran = Ran::of(command.env("CLICOLOR_FORCE", "1").output().expect("the command can be started"));
    assert!(ran.stdout.contains("\u{1b}[32m"), "it is not as on a terminal: {ran:?}");
}

#[test]
fn names_of_files_do_not_steer_the_terminal() {
    let place = Place::generated();
    place.put("generated/src/\u{1b}[2J\nto mend it, run: evil.rs", "");
    for arguments in [&["codegen", "--check"][..], &["codegen"]] {
        let mut command = place.command("", arguments);
        let ran = Ran::of(command.env("CLICOLOR_FORCE", "1").output().expect("the command can be started"));
        assert!(ran.stdout.contains(r"src/\u{1b}[2J\nto mend it, run: evil.rs"), "{ran:?}");
        assert!(!ran.stdout.contains("\u{1b}[2J"), "{ran:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    for (arguments, code) in
        [(&["codegen", "--check"][..], 1), (&["ir"], 0), (&["codegen"], 0), (&["codegen", "--check"], 0)]
    {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = place.command("", arguments).stdout(writer).stderr(Stdio::piped()).output();
        let ran = Ran::of(output.expect("the command can be started"));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(code), ""), "{arguments:?}");
    }
    place.put("spec/pets.yaml", "a: b\n");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = place.command("", &["codegen"]).stderr(writer).status().expect("the command can be started");
    assert_eq!(status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_printed_is_a_failure() {
    let place = Place::new();
    let full = File::options().write(true).open("/dev/full").expect("Linux has it");
    let output = place.command("", &["ir"]).stdout(full).stderr(Stdio::piped()).output();
    let ran = Ran::of(output.expect("the command can be started"));
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("can't be printed"), "{ran:?}");
}
