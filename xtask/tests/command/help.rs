//! What the command says of itself.

use crate::place::Place;

#[test]
fn each_command_has_help() {
    let place = Place::new();
    for arguments in
        [&["--help"][..], &["codegen", "--help"], &["ir", "--help"], &["demo", "--help"], &["e2e", "--help"]]
    {
        let name = arguments.join("_").replace("--", "");
        insta::assert_snapshot!(name, place.run(arguments).succeeded());
    }
}

#[test]
fn without_a_command_there_is_help() {
    let ran = Place::new().run(&[]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("Usage: cargo xtask <COMMAND>"), "{ran:?}");
}
