//! Lines of words, none of which starts a block.

use super::inline::{BREAK, GLUE};

/// Breaks what `inline` wrote into lines of at most `width` characters where words allow it; a hard break ends a line with a backslash.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split(BREAK) {
        let first = lines.len();
        fill(part, width, &mut lines);
        let has_more = lines.len() > first;
        if has_more && let Some(last) = first.checked_sub(1).and_then(|at| lines.get_mut(at)) {
            last.push('\\');
        }
    }
    for line in &mut lines {
        *line = line.replace(GLUE, " ").trim_end().to_owned();
    }
    lines
}

/// The same on one line.
pub(super) fn one_line(text: &str) -> String {
    wrap(&text.replace(BREAK, " "), usize::MAX).concat()
}

fn fill(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let more = word.chars().count();
        if !line.is_empty() && length + 1 + more > width {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            line = guarded(word);
            length = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            length += 1 + more;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// A line's first word, with a backslash if it would start a heading, a list, a quote, a table, a rule or the underline of a heading.
fn guarded(word: &str) -> String {
    let all = |set: &[char]| word.chars().all(|c| set.contains(&c));
    if all(&['*']) || all(&['_']) {
        return word.chars().flat_map(|c| ['\\', c]).collect();
    }
    let starts_block = word.starts_with(['>', '=', '|']) || matches!(word, "+") || all(&['#']) || all(&['-', ':', '|']);
    if starts_block {
        return format!("\\{word}");
    }
    let digits = word.trim_end_matches(['.', ')']);
    let is_number = digits.len() + 1 == word.len() && digits.len() <= 9 && !digits.is_empty();
    match is_number && digits.bytes().all(|b| b.is_ascii_digit()) {
        true => format!("{digits}\\{}", word.trim_start_matches(|c: char| c.is_ascii_digit())),
        false => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fill_lines() {
        assert_eq!(wrap("aa bb  cc dddddddd e", 5), ["aa bb", "cc", "dddddddd", "e"]);
        assert!(wrap("  ", 5).is_empty());
    }

    #[test]
    fn hard_breaks_are_kept_between_words_only() {
        assert_eq!(wrap("\na\n\nb \n c\n", 9), ["a\\", "b\\", "c"]);
    }

    #[test]
    fn glued_words_stay_together() {
        assert_eq!(wrap("a `b\0c`", 4), ["a", "`b c`"]);
    }

    #[test]
    fn no_line_starts_a_block() {
        let starts = "- + * > # ###### --- === 1. 23) ___ | :-: |---| *** -- >a =";
        for line in wrap(starts, 1) {
            assert!(line.contains('\\'), "{line}");
        }
        for same in ["-a", "+1", "#a", "1.5", "1..", "1234567890.", "a", ".", "~", "`a`"] {
            assert_eq!(wrap(same, 9), [same]);
        }
    }
}
