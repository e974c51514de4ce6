//! Reading a document, and printing what is wrong with it.

use std::path::Path;

use anyhow::{Context, Result, bail};
use specwright::diagnostic::{Color, Diagnostics};
use specwright::load::Source;

use crate::project::shown;

/// The document at `path`.
pub(crate) fn read(path: &Path) -> Result<Source> {
    let bytes = std::fs::read(path).with_context(|| format!("the document {} can't be read", shown(path)))?;
    let name = shown(path);
    match Source::from_bytes(name.as_str(), bytes) {
        Ok(source) => Ok(source),
        Err(diagnostics) => {
            let nothing = Source { name, text: String::new() };
            print(&diagnostics, &nothing);
            bail!("the document can't be read; nothing was written");
        }
    }
}

/// Prints findings on the standard error stream, in colours where that is a terminal.
pub(crate) fn print(diagnostics: &Diagnostics, source: &Source) {
    if diagnostics.is_empty() {
        return;
    }
    let color = match anstream::AutoStream::choice(&std::io::stderr()) {
        anstream::ColorChoice::Never => Color::Never,
        _ => Color::Always,
    };
    eprintln!("{}", diagnostics.render(source, color).trim_end());
}
