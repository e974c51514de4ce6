//! A crate that is generated into any folder builds there by itself.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::place::{Place, Ran};

#[test]
fn a_crate_builds_by_itself_even_among_the_sources_of_another() {
    let place = Place::new();
    place.put("app/Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n\n[workspace]\n");
    place.put("app/src/main.rs", "fn main() {}\n");
    place.run(&["codegen", "--spec", "spec/pets.yaml", "--out", "app/src/pets", "--name", "pets"]).succeeded();
    // The versions that are known to be here: nothing is to be downloaded.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is above");
    fs::copy(root.join("Cargo.lock"), place.path("app/src/pets/Cargo.lock")).expect("it is there");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder is above");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--offline", "--quiet", "--target-dir"])
        .arg(target)
        .current_dir(place.path("app/src/pets"))
        .output();
    let ran = Ran::of(output.expect("cargo can be started"));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    // What building leaves there is not the command's.
    let arguments = ["codegen", "--spec", "spec/pets.yaml", "--out", "app/src/pets", "--name", "pets", "--check"];
    place.run(&arguments).succeeded();
}
