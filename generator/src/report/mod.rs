//! How findings are shown: on a terminal, in `REPORT.md`, as JSON for editors and CI, and what there is to say of a code.
//!
//! Whatever a document says is shown as text: nothing of it has power over a terminal, or breaks out of Markdown.
//! Knows nothing of OpenAPI.

mod escape;
mod json;
mod markdown;
mod place;
mod snippet;
mod terminal;

#[cfg(test)]
mod tests;

use crate::findings::Code;

pub use json::json;
pub use markdown::markdown;
pub use terminal::{Color, Terminal, terminal};

/// What there is to say of a code, for a person who asks.
pub fn explain(code: Code) -> String {
    let entry = code.entry();
    format!("{code}: {} ({})\n\n{}\n", entry.title, entry.severity, entry.explanation.trim())
}
