//! Text that is to be read as text.

use super::characters::is_invisible;

/// What a text is escaped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Context {
    /// Whether `|` ends a table's cell.
    pub(super) pipes: bool,
    /// Whether the block has strikethrough, so that a `~` could end it.
    pub(super) tildes: bool,
    /// Whether `...` would be made one character, and `--` a dash.
    pub(super) exact: bool,
}

/// The characters that may be markup.
const MARKUP: [char; 13] = ['`', '[', ']', '\\', '|', '<', '&', '!', '*', '_', '~', '-', '.'];

/// Escapes `text`, which stands between the characters `before` and `after`, and which holds no line break; appends it to `out`.
///
/// Only what would be read as markup is escaped, so that the comment stays readable. What is special at a line's start only is
/// `wrap`'s concern.
pub(super) fn escape(text: &str, before: char, after: char, context: Context, out: &mut String) {
    let mut before = before;
    let mut rest = text;
    loop {
        // Most of a text is none of what `is_markup` looks at.
        let (same, tail) = rest.split_at(rest.find(MARKUP).unwrap_or(rest.len()));
        out.push_str(same);
        before = same.chars().next_back().unwrap_or(before);
        rest = tail;
        let Some(c) = rest.chars().next() else { return };
        let (run, tail) = match c {
            '_' | '*' | '~' | '-' | '.' => rest.split_at(rest.len() - rest.trim_start_matches(c).len()),
            _ => rest.split_at(c.len_utf8()),
        };
        let next = tail.chars().next().unwrap_or(after);
        match is_markup(c, run, before, next, tail, context) {
            Escape::None => out.push_str(run),
            Escape::Each => run.chars().for_each(|c| out.extend(['\\', c])),
            Escape::Rest => {
                out.push(c);
                run.chars().skip(1).for_each(|c| out.extend(['\\', c]));
            }
        }
        before = c;
        rest = tail;
    }
}

/// An inline code span with the shortest fence that its text can't close.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => shown.push(c),
            c if c.is_whitespace() || is_invisible(c) => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    let fence = fence(&shown, 1);
    let blank = shown.trim().is_empty();
    let padded =
        shown.starts_with('`') || shown.ends_with('`') || (!blank && shown.starts_with(' ') && shown.ends_with(' '));
    let pad = if padded { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// A run of backticks, at least `least`, of a length that no run in `text` reaches or has.
pub(super) fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

/// Which characters of a run get a backslash.
enum Escape {
    None,
    Each,
    /// All but the first.
    Rest,
}

fn is_markup(c: char, run: &str, before: char, next: char, tail: &str, context: Context) -> Escape {
    let escaped = match c {
        '`' | '[' | ']' => true,
        '\\' => !next.is_alphanumeric(),
        '|' => context.pipes,
        '<' => !(next.is_whitespace() || next.is_ascii_digit() || next == '='),
        '&' => starts_entity(tail),
        '!' => tail.is_empty() && next == '[',
        '*' => !(before.is_whitespace() && next.is_whitespace()),
        // Ours is never written with `_`, so what can't open emphasis is harmless.
        '_' => !(next.is_whitespace() || (before.is_alphanumeric() && next.is_alphanumeric())),
        '~' => context.tildes || run.len() > 1 || !before.is_whitespace(),
        '-' if run.len() > 1 && (context.exact || next.is_alphanumeric()) => return Escape::Rest,
        '.' if run.len() > 2 && context.exact => return Escape::Rest,
        _ => false,
    };
    if escaped { Escape::Each } else { Escape::None }
}

/// Whether what follows a `&` makes it an entity (CommonMark 2.5).
fn starts_entity(tail: &str) -> bool {
    let name = tail.strip_prefix('#').unwrap_or(tail);
    let end = name.chars().take(33).take_while(char::is_ascii_alphanumeric).count();
    end > 0 && name.get(end..).is_some_and(|rest| rest.starts_with(';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, ' ', ' ', Context::default(), &mut out);
        out
    }

    #[test]
    fn only_what_is_markup_is_escaped() {
        for same in [
            "snake_case_name",
            "2 * 3 < 4 > 1 & 5",
            "a|b",
            "R&D x",
            "C:\\dir",
            "~5 minutes",
            "a - b -- c",
            "Ha! #1",
            "foo_ bar",
        ] {
            assert_eq!(escaped(same), same);
        }
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(escaped("*a* _b_ __c__"), "\\*a\\* \\_b_ \\_\\_c__");
        assert_eq!(escaped("[a](b) `c`"), "\\[a\\](b) \\`c\\`");
        assert_eq!(escaped("<b> </b> <!-- --> <?x"), "\\<b> \\</b> \\<!-- --> \\<?x");
        assert_eq!(escaped("&amp; &#38; &#x26;"), "\\&amp; \\&#38; \\&#x26;");
        assert_eq!(escaped("~~a~~ b~c~"), "\\~\\~a\\~\\~ b\\~c\\~");
        assert_eq!(escaped("a \\ b\\* c\\"), "a \\\\ b\\\\\\* c\\\\");
        assert_eq!(escaped("--verbose"), "-\\-verbose");
    }

    #[test]
    fn a_code_span_holds_anything() {
        assert_eq!(code("a|b"), "`a|b`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code(" a "), "`  a  `");
        assert_eq!(code(" "), "` `");
        assert_eq!(code(""), "`\"\"`");
        assert_eq!(code("a\r\nb\u{202e}c\0\u{a0}"), "`a\\r\\nb\\u{202e}c\\u{0}\\u{a0}`");
    }
}
