//! Documents that are broken or ill meant: the generator never panics, always does the same, and nothing of a document
//! leaves the place where text of a document belongs.

mod chains;
mod identifiers;
mod kinds;
mod mutations;
mod names;
mod references;

use specwright::Output;

use crate::support::Project;

/// What becomes of a text: the crate, or what is said of it, which is the same every time.
fn outcome(text: &str) -> Result<Output, String> {
    let project = Project::of_text("hostile.json", text);
    let again = project.intermediate();
    match project.generate() {
        Ok(output) => {
            assert!(again.is_ok_and(|again| again.api == output.api), "two runs differ");
            Ok(output)
        }
        Err(findings) => {
            assert!(again.is_err_and(|again| again == findings), "two runs differ");
            assert!(findings.has_errors(), "a refusal without an error");
            Err(project.terminal(&findings))
        }
    }
}

/// What is true of the output for any document: where the files are, and that what is Rust is Rust.
fn check_output(output: &Output) {
    for (path, text) in &output.files {
        let parts: Vec<_> = path.split('/').collect();
        let plain = |part: &&str| {
            !part.is_empty()
                && part.len() <= 255
                && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
                && !part.starts_with("..")
        };
        assert!(parts.iter().all(plain), "{path}");
        let is_known = matches!(parts.as_slice(), [_] | ["examples", _] | ["src", ..]);
        assert!(is_known, "{path} is nowhere that files belong");
        // The runtime is the same in all.
        if path.ends_with(".rs") && !path.starts_with("src/runtime/") {
            assert!(syn::parse_file(text).is_ok(), "{path} is not Rust");
        }
    }
}
