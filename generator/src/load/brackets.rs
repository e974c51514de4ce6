//! Closing brackets that are indented less than YAML asks for (1.2.2 section 8.1):
//!
//! ```yaml
//! value: {
//!   a: 1
//! }
//! ```
//!
//! Where `value` is indented, its `}` has to be indented more. Common readers don't insist, and documents rely on it. So
//! the line break before such a bracket is made a blank, which leaves every other character where it is.

use saphyr_parser::Parser;

/// How many bytes are read again, in all, to find one bracket after the other.
const MAX_READ: usize = 200_000_000;

/// The text with such brackets moved up to the line before, if there is one at `at`, where a reader stopped.
pub(super) fn joined(text: &str, at: usize) -> Option<String> {
    let mut joined = text.to_owned();
    join(&mut joined, at)?;
    let mut last = at;
    for _ in 0..MAX_READ / text.len().max(1) {
        match stop(&joined).filter(|stop| *stop > last) {
            Some(stop) if join(&mut joined, stop).is_some() => last = stop,
            _ => break,
        }
    }
    Some(joined)
}

/// Makes blanks of the line breaks before the bracket at `at`.
fn join(text: &mut String, at: usize) -> Option<()> {
    let (before, rest) = text.split_at_checked(at)?;
    let kept = before.trim_end().len();
    let between = before.get(kept..)?;
    let line = before.get(..kept)?.rsplit('\n').next()?;
    // A comment would take the bracket in.
    if !rest.starts_with(['}', ']']) || !between.contains('\n') || line.contains('#') {
        return None;
    }
    let blanks = " ".repeat(between.len());
    text.replace_range(kept..at, &blanks);
    Some(())
}

/// Where a reader stops that can't go on, in bytes.
fn stop(text: &str) -> Option<usize> {
    let error = Parser::new_from_str(text).find_map(Result::err)?;
    text.char_indices().nth(error.marker().index()).map(|(at, _)| at)
}
