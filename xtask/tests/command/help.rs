//! What the command says of itself.

use crate::place::Place;

#[test]
fn each_command_has_help() {
    let place = Place::new();
    insta::assert_snapshot!("help", place.run(&["--help"]).succeeded());
    for command in ["codegen", "explain", "ir", "corpus", "bench", "demo", "e2e"] {
        insta::assert_snapshot!(format!("{command}_help"), place.run(&[command, "--help"]).succeeded());
    }
}

#[test]
fn without_a_command_there_is_help() {
    let ran = Place::new().run(&[]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("Usage: cargo xtask <COMMAND>"), "{ran:?}");
}
