//! YAML (1.2, core schema).
//!
//! The text is first read as events, with places: they show what the other reader would pass over in silence (equal keys,
//! tags, numbers that don't fit) and what would take it far too long (aliases of aliases). Then `serde_yaml` makes the
//! value, and the two are compared.

use std::borrow::Cow;

use saphyr_parser::{Parser, ScanError};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::index::Index;
use crate::load::second::Outline;
use crate::load::surrogate::Patched;
use crate::load::tree::Tree;
use crate::load::walk::{Stop, Walk};
use crate::load::{Failure, settle};

/// Reads a text that holds one YAML document.
///
/// # Errors
///
/// A syntax error, or broken rules.
pub(super) fn parse(text: &str) -> Result<Value, Failure> {
    check_characters(text).map_err(|diagnostic| Failure::Rules(diagnostic.into()))?;
    let patched = Patched::new(text);
    let index = Index::new(text);
    let (tree, report) = tree(&patched, &index)?;
    report.into_result().map_err(Failure::Rules)?;
    let second = without_old_breaks(&patched.text);
    let Outline(mut value) = serde_yaml::from_str(&second).map_err(|error| second_reader(text, &index, &error))?;
    let same_text = !patched.is_changed() && matches!(second, Cow::Borrowed(_));
    settle::settle(&tree, same_text, &mut value).map_err(|diagnostic| Failure::Rules(diagnostic.into()))?;
    Ok(value)
}

/// Control characters are no part of YAML (1.2.2 section 5.1). The readers say so late, or nowhere.
fn check_characters(text: &str) -> Result<(), Diagnostic> {
    let printable = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => !other.is_control(),
    };
    let Some((at, character)) = text.char_indices().find(|(_, character)| !printable(*character)) else {
        return Ok(());
    };
    let place = Place::Text { start: at, end: at + character.len_utf8() };
    let message = format!("the character U+{:04X} is not allowed in YAML", u32::from(character));
    Err(Diagnostic::error(place, message).with_help("remove it, or write it as an escape in double quotes"))
}

/// The text for `serde_yaml`, which breaks lines at three more characters, as YAML 1.1 did; they are found in descriptions.
/// In 1.2 they are like any other (1.2.2 section 5.4), so any other stands in for them.
fn without_old_breaks(text: &str) -> Cow<'_, str> {
    let old_breaks = ['\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(old_breaks) { Cow::Owned(text.replace(old_breaks, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// The places of a document's values, and what is wrong with it beyond its syntax.
///
/// # Errors
///
/// A syntax error, or a broken rule after which the walk can't go on.
pub(super) fn tree<'t>(patched: &'t Patched<'_>, index: &Index<'_>) -> Result<(Tree<'t>, Diagnostics), Failure> {
    let mut walk = Walk::new(patched, index);
    match walk.run(Parser::new_from_str(&patched.text)) {
        Ok(()) => walk.finish().map_err(Failure::Rules),
        Err(Stop::Syntax(error)) => Err(syntax(&patched.text, index, &error)),
        Err(Stop::Rule) => match walk.finish() {
            Err(diagnostics) => Err(Failure::Rules(diagnostics)),
            Ok((_, diagnostics)) => Err(Failure::Rules(diagnostics)),
        },
    }
}

fn syntax(text: &str, index: &Index<'_>, error: &ScanError) -> Failure {
    let offset = index.byte_of_char(error.marker().index());
    let info = error.info();
    let diagnostic = Diagnostic::error(Place::offset(offset), format!("this is not YAML: {info}"));
    let help = help(text, index, offset, info);
    Failure::Syntax(offset, help.into_iter().fold(diagnostic, Diagnostic::with_help))
}

fn help(text: &str, index: &Index<'_>, offset: usize, info: &str) -> Option<&'static str> {
    let (line, _) = index.line_column(offset);
    // A text that goes on in the next line is said to be wrong where it starts.
    let tabbed = |line| {
        let line = text.get(index.line_range(line)).unwrap_or_default();
        line.trim_start().len() != line.trim_start_matches(' ').len()
    };
    let starts_with = text.get(offset..).and_then(|rest| rest.chars().next());
    match info {
        _ if tabbed(line) || (info.contains("tab") && tabbed(line + 1)) => {
            Some("indent with spaces: YAML takes no tabs there")
        }
        _ if info.contains("unexpected character") && starts_with.is_some_and(|first| "@`%".contains(first)) => {
            Some("quote a text that starts with this character")
        }
        _ if info.contains("quoted scalar") && info.contains("end of stream") => {
            Some("the quote that opens here is never closed")
        }
        _ if info.contains("quoted scalar") && info.contains("indentation") => {
            Some("close the quote that opens here, or indent the lines in which the text goes on")
        }
        _ if info.contains("escape") => Some("write `\\\\` for a backslash in double quotes, or use single quotes"),
        _ if info.contains("mapping values") => Some("quote a text that has `: ` in it"),
        _ if info.contains("unknown anchor") => Some("quote a text that starts with `*`"),
        _ if info.contains("recursion limit") => Some("nest less"),
        _ if info.contains("flow ") => Some("close the bracket, or quote a text that has one in it"),
        _ if ["indentation", "block ", "document start"].iter().any(|sign| info.contains(sign)) => {
            Some("line it up with the key or the item that it belongs to")
        }
        _ => None,
    }
}

/// What only `serde_yaml` objects to.
fn second_reader(text: &str, index: &Index<'_>, error: &serde_yaml::Error) -> Failure {
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or_default();
    let location = error.location();
    let offset = location.map(|location| index.byte_at(location.line(), location.column()));
    let diagnostic =
        Diagnostic::error(offset.map_or(Place::File, Place::offset), format!("this is not YAML: {message}"));
    let help = offset.and_then(|offset| help(text, index, offset, message));
    Failure::Syntax(offset.unwrap_or(0), help.into_iter().fold(diagnostic, Diagnostic::with_help))
}
