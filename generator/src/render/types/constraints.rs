//! What the document asks of a field's values, in sentences of a standard form.

use std::borrow::Cow;

use crate::docs;
use crate::ir::{Constraint, Field};

/// The longest default value that is shown, in characters.
const LONGEST_DEFAULT: usize = 120;

/// A sentence for each constraint, and one for the default.
pub(super) fn lines(field: &Field) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = field.constraints.as_slice();
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        // The two ends of a range are one sentence.
        if let (Constraint::AtLeast(..), Some((Constraint::AtMost(greatest, is_excluded), after))) =
            (first, others.split_first())
        {
            rest = after;
            lines.extend(range(first, greatest, *is_excluded));
        } else {
            lines.extend(sentence(first));
        }
    }
    let default = field.default.as_deref().filter(|default| default.chars().count() <= LONGEST_DEFAULT);
    lines.extend(default.map(|default| format!("Default: {}.", docs::code(default))));
    lines
}

fn sentence(constraint: &Constraint) -> Option<String> {
    Some(match constraint {
        Constraint::Length(least, most) => return count(*least, *most, ["character", "characters"]),
        Constraint::Items(least, most) => return count(*least, *most, ["item", "items"]),
        Constraint::Properties(least, most) => return count(*least, *most, ["property", "properties"]),
        Constraint::Pattern(pattern) => format!("Matches {}.", docs::code(pattern)),
        Constraint::AtLeast(least, false) => format!("At least {}.", number(least)),
        Constraint::AtLeast(least, true) => format!("Greater than {}.", number(least)),
        Constraint::AtMost(most, false) => format!("At most {}.", number(most)),
        Constraint::AtMost(most, true) => format!("Less than {}.", number(most)),
        Constraint::MultipleOf(of) => format!("A multiple of {}.", number(of)),
        Constraint::UniqueItems => "No two items are equal.".to_owned(),
    })
}

/// `From 1 to 10.`, `At least 1, less than 10.`
fn range(least: &Constraint, greatest: &str, is_excluded: bool) -> Option<String> {
    let greatest = number(greatest);
    match (least, is_excluded) {
        (Constraint::AtLeast(least, false), false) if number(least) == greatest => Some(format!("Always {greatest}.")),
        (Constraint::AtLeast(least, false), false) => Some(format!("From {} to {greatest}.", number(least))),
        _ => {
            let least = sentence(least)?;
            let most = if is_excluded { "less than" } else { "at most" };
            Some(format!("{}, {most} {greatest}.", least.trim_end_matches('.')))
        }
    }
}

/// `1 to 100 characters.`
fn count(least: Option<u64>, most: Option<u64>, [one, many]: [&str; 2]) -> Option<String> {
    let things = |count: u64| if count == 1 { one } else { many };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {least} {}.", things(least))),
        (None, Some(most)) => Some(format!("At most {most} {}.", things(most))),
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {most} {}.", things(most))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}.", things(most))),
    }
}

/// A number, whose characters mean nothing in Markdown.
fn number(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-')) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(docs::escape(text)),
    }
}
