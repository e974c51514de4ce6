//! Documents that are broken or ill meant: the generator never panics, always does the same, and nothing of a document
//! leaves the place where text of a document belongs.

mod identifiers;
mod mutations;
mod names;

use specwright::config::Config;
use specwright::load::Source;
use specwright::{Output, generate};

/// What becomes of a text: the crate, or what is said of it, which is the same every time.
fn outcome(text: &str, config: &Config) -> Result<Output, String> {
    let source = Source { name: "hostile.yaml".to_owned(), text: text.to_owned() };
    let once = || {
        generate(&source, config)
            .map_err(|diagnostics| diagnostics.render(&source, specwright::diagnostic::Color::Never))
    };
    let (first, second) = (once(), once());
    match (&first, &second) {
        (Ok(first), Ok(second)) => assert!(first.files == second.files, "two outputs differ"),
        (Err(first), Err(second)) => assert_eq!(first, second),
        _ => panic!("one of two runs failed"),
    }
    first
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
