//! YAML (1.2, core schema).
//!
//! The text is first read as events, with places: they show what the other reader would pass over in silence (equal keys,
//! numbers that don't fit) and what would take it far too long (aliases of aliases). Then `serde_yaml` reads it, and the
//! two are compared.

use std::borrow::Cow;

use saphyr_parser::{Parser, ScanError};
use serde::Deserialize;
use serde_json::Value;

use crate::findings::Finding;
use crate::findings::codes::{AMBIGUOUS_YAML, NOT_QUITE_YAML, SYNTAX};
use crate::load::index::Index;
use crate::load::problems::Problems;
use crate::load::reconcile::reconcile;
use crate::load::structure::Structure;
use crate::load::surrogate::Patched;
use crate::load::walk::{Stop, Walk, Walked};
use crate::load::{Failure, brackets, lenient};
use crate::source::{FileId, Location};

/// Reads the first document of a text that is YAML.
///
/// # Errors
///
/// A syntax error, or a broken rule.
pub(super) fn parse(text: &str, problems: &mut Problems) -> Result<Value, Failure> {
    let (at, finding) = match parse_exactly(text, problems) {
        Err(Failure::Syntax(at, finding)) => (at, finding),
        parsed => return parsed,
    };
    if let Some(joined) = brackets::joined(text, at) {
        let mut of_joined = Problems::new(problems.file());
        let parsed = parse_exactly(&joined, &mut of_joined);
        if !matches!(parsed, Err(Failure::Syntax(..))) {
            *problems = of_joined;
            return parsed;
        }
    }
    parse_leniently(text, at, finding, problems)
}

fn parse_exactly(text: &str, problems: &mut Problems) -> Result<Value, Failure> {
    let file = problems.file();
    check_characters(text, file).map_err(Failure::Rule)?;
    let patched = Patched::new(text);
    let index = Index::new(text);
    let Walked { tree, unfit_tags } = walk(&patched, &index, problems)?;
    let second = without_old_breaks(&patched.text);
    let same_text = !patched.is_changed() && matches!(second, Cow::Borrowed(_));
    let second = without_unfit_tags(second, &unfit_tags);
    let structure = first_document(&second).map_err(|error| second_reader(text, file, &index, &error))?;
    reconcile(&tree, same_text, structure).map_err(|span| {
        let message = "this can be read as YAML in more than one way";
        let finding = Finding::new(AMBIGUOUS_YAML, Location::text(file, span), message);
        Failure::Rule(finding.with_help("quote it, or write it simpler"))
    })
}

/// The text as the other reader takes it, if it does; what is wrong with it is told.
fn parse_leniently(text: &str, at: usize, finding: Finding, problems: &mut Problems) -> Result<Value, Failure> {
    let Some(value) = lenient::parse(&without_old_breaks(text)) else { return Err(Failure::Syntax(at, finding)) };
    let message = format!("{}; it is read as most tools read it, and places are not known", finding.message);
    let help = finding.help.as_deref().unwrap_or("write it as YAML 1.2 has it");
    problems.add(NOT_QUITE_YAML, &(at..at), message, help);
    Ok(value)
}

/// What `serde_yaml` reads. It gives nothing for an empty text, of which the events say that there is a null.
fn first_document(text: &str) -> Result<Structure, serde_yaml::Error> {
    let document = serde_yaml::Deserializer::from_str(text).next();
    document.map_or(Ok(Structure::Scalar(None)), Structure::deserialize)
}

/// Control characters are no part of YAML (1.2.2 section 5.1). The readers say so late, or nowhere.
fn check_characters(text: &str, file: FileId) -> Result<(), Finding> {
    let printable = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => !other.is_control(),
    };
    // Most texts have none of the bytes with which such a character starts.
    let suspicious = |byte: u8| matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xef);
    if !text.bytes().any(suspicious) {
        return Ok(());
    }
    let Some((at, character)) = text.char_indices().find(|(_, character)| !printable(*character)) else {
        return Ok(());
    };
    let location = Location::text(file, at..at + character.len_utf8());
    let message = format!("the character U+{:04X} is not allowed in YAML", u32::from(character));
    Err(Finding::new(SYNTAX, location, message).with_help("remove it, or write it as an escape in double quotes"))
}

/// The text for `serde_yaml`, which breaks lines at three more characters, as YAML 1.1 did; they are found in descriptions.
/// In 1.2 they are like any other (1.2.2 section 5.4), so any other stands in for them.
fn without_old_breaks(text: &str) -> Cow<'_, str> {
    let old_breaks = ['\u{85}', '\u{2028}', '\u{2029}'];
    // One by one, which is a quick search in debug builds too.
    let has_some = old_breaks.iter().any(|character| text.contains(*character));
    if has_some { Cow::Owned(text.replace(old_breaks, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// The text for `serde_yaml`, which refuses a scalar that isn't what its tag says: the tag becomes one of no meaning.
fn without_unfit_tags<'t>(text: Cow<'t, str>, tags: &[usize]) -> Cow<'t, str> {
    let mut text = text;
    for at in tags {
        if text.get(*at..at + 2) == Some("!!") {
            text.to_mut().replace_range(at + 1..at + 2, "x");
        }
    }
    text
}

/// The places of a document's values, and what is wrong with it beyond its syntax.
///
/// # Errors
///
/// A syntax error, or a broken rule after which the walk can't go on.
pub(super) fn walk<'t>(
    patched: &'t Patched<'_>,
    index: &Index<'_>,
    problems: &mut Problems,
) -> Result<Walked<'t>, Failure> {
    let file = problems.file();
    match Walk::new(patched, index, problems).run(Parser::new_from_str(&patched.text)) {
        Ok(Some(walked)) => Ok(walked),
        Ok(None) => Err(Failure::Rule(super::empty(file))),
        Err(Stop::Syntax(error)) => Err(syntax(&patched.text, file, index, &error)),
        Err(Stop::Rule(finding)) => Err(Failure::Rule(finding)),
    }
}

fn syntax(text: &str, file: FileId, index: &Index<'_>, error: &ScanError) -> Failure {
    let offset = index.byte_of_char(error.marker().index());
    let info = error.info();
    let finding = Finding::new(SYNTAX, Location::offset(file, offset), format!("this is not YAML: {info}"));
    let help = help(text, index, offset, info);
    Failure::Syntax(offset, help.into_iter().fold(finding, Finding::with_help))
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
fn second_reader(text: &str, file: FileId, index: &Index<'_>, error: &serde_yaml::Error) -> Failure {
    let full = error.to_string();
    let message = full.split(" at line ").next().unwrap_or_default();
    let offset = error.location().map(|location| index.byte_at(location.line(), location.column()));
    let location = offset.map_or(Location::file(file), |offset| Location::offset(file, offset));
    let finding = Finding::new(SYNTAX, location, format!("this is not YAML: {message}"));
    let help = offset.and_then(|offset| help(text, index, offset, message));
    Failure::Syntax(offset.unwrap_or(0), help.into_iter().fold(finding, Finding::with_help))
}
