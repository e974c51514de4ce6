//! Reading a document, and printing what is wrong with it.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use specwright::diagnostic::{Color, Diagnostics};
use specwright::load::{MAX_BYTES, Source};

use crate::project::shown;

/// The document at `path`.
pub(crate) fn read(path: &Path) -> Result<Source> {
    let bytes = bytes(path).with_context(|| format!("the document {} can't be read", shown(path)))?;
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

/// A file, or as much of it as shows that it is too large: it might have no end.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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
    // That nobody reads it any more is no reason to stop halfway.
    let _ = writeln!(std::io::stderr(), "{}", diagnostics.render(source, color).trim_end());
}
