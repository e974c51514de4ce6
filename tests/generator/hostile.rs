//! Documents that are broken or ill meant: the generator never panics, always does the same, and nothing of a document
//! leaves the place where text of a document belongs.

mod identifiers;
mod mutations;
mod names;

use specwright::config::Config;
use specwright::diagnostic::Color;
use specwright::load::Source;
use specwright::{Output, generate, intermediate};

/// What becomes of a text: the crate, or what is said of it, which is the same every time.
fn outcome(text: &str, config: &Config) -> Result<Output, String> {
    let source = Source { name: "hostile.json".to_owned(), text: text.to_owned() };
    let again = intermediate(&source, config);
    match generate(&source, config) {
        Ok(output) => {
            assert!(again.is_ok_and(|(api, _)| api == output.api), "two runs differ");
            Ok(output)
        }
        Err(diagnostics) => {
            assert!(again.is_err_and(|again| again == diagnostics), "two runs differ");
            Err(diagnostics.render(&source, Color::Never))
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
        if path.ends_with(".rs") {
            assert!(syn::parse_file(text).is_ok(), "{path} is not Rust");
        }
    }
}
