//! That requests are right on the wire: programs that call the crates of fixtures on a fake server, and look at what it
//! received. Each is written for the crate of the fixture of its name; together they are the tests of one crate.

use std::path::PathBuf;

use crate::compiled::merged::Merged;
use crate::compiled::{cargo, write_crate, write_workspace};
use crate::support::{document, documents, folder, text};

/// What the programs depend on beside the crate.
const DEPENDENCIES: &str = "serde_json = \"1\"\n";

#[test]
fn requests_are_right_on_the_wire() {
    let root = &PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("wire");
    let mut merged = Merged::new("wire");
    for (name, program) in documents(&folder("wire")) {
        let output = document("fixtures", &name).made();
        let module = format!("fixture_{name}");
        merged.add(&module, &output);
        merged.add_tests(&module, &output, &text(&program));
    }
    merged.add_to_manifest(DEPENDENCIES);
    std::fs::create_dir_all(root).expect("the folder can be made");
    write_crate(&root.join("wire"), &merged.files());
    write_workspace(root, vec!["wire".to_owned()]);
    cargo(root, &["test", "--quiet", "--tests", "--features", "blocking,test-util"]);
}
