//! Targets of links: which are kept, how they are written, and where a bare one is in a text.

/// The longest target that is shown of a link that isn't kept, in characters.
const MAX_SHOWN: usize = 100;

/// Whether a link to `target` may stand in a doc comment: `http`, `https` or `mailto`.
///
/// An address whose host has no dot is refused, as rustdoc takes its `@` for the one of an intra-doc link (`struct@Name`).
pub(super) fn is_kept(target: &str) -> bool {
    let has_host = |rest: &str| rest.contains(|c: char| c.is_ascii_alphanumeric());
    let web = ["http://", "https://"].iter().any(|scheme| rest_of(target, scheme).is_some_and(has_host));
    let host = rest_of(target, "mailto:").and_then(|rest| rest.split(['#', '?']).next()?.split_once('@'));
    web || host.is_some_and(|(_, host)| host.contains('.'))
}

/// The target for `[text](target)`: nothing in it can end it or be read as Markdown.
pub(super) fn target(target: &str) -> String {
    let nested = has_unbalanced_parentheses(target);
    let mut out = String::with_capacity(target.len());
    for c in target.trim().chars() {
        let kept = match c {
            '(' | ')' => !nested,
            '<' | '>' | '"' | '`' | '\\' | '^' | '|' | '{' | '}' | '[' | ']' => false,
            c => c.is_ascii_graphic(),
        };
        match kept {
            true => out.push(c),
            false => percent(c, &mut out),
        }
    }
    // `&copy;` would be read as an entity, `&copy%3B` isn't and means the same in a URL.
    if out.contains('&') { out.replace(';', "%3B") } else { out }
}

/// Whether `<target>` is an autolink that means what it says.
pub(super) fn is_autolink(target: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| rest_of(target, scheme).is_some())
        && target.chars().all(is_url_character)
        && is_kept(target)
}

/// What is shown of a target that isn't kept.
pub(super) fn shown(target: &str) -> String {
    match target.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", target.get(..end).unwrap_or_default()),
        None => target.to_owned(),
    }
}

/// The first bare URL of a text, as its start and end in bytes.
///
/// It ends as in GitHub's autolinks (GFM 6.9): before punctuation that belongs to the sentence, and before a parenthesis that it didn't open.
pub(super) fn find(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("://") {
        let mark = from + found;
        from = mark + "://".len();
        let Some(start) = scheme_start(text, mark) else { continue };
        let rest = text.get(from..)?;
        let run = rest.find(|c| !is_url_character(c) && !matches!(c, '{' | '}')).unwrap_or(rest.len());
        let run = trimmed(rest.get(..run)?).len();
        if run > 0 {
            return Some((start, from + run));
        }
    }
    None
}

fn scheme_start(text: &str, mark: usize) -> Option<usize> {
    ["https", "http"].iter().find_map(|scheme| {
        let start = mark.checked_sub(scheme.len())?;
        text.get(start..mark)?.eq_ignore_ascii_case(scheme).then_some(start)
    })
}

fn rest_of<'a>(target: &'a str, scheme: &str) -> Option<&'a str> {
    let (head, rest) = target.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

fn is_url_character(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '\\' | '^' | '|' | '{' | '}' | '[' | ']')
}

fn trimmed(url: &str) -> &str {
    let mut surplus = count(url, ')').saturating_sub(count(url, '('));
    let mut url = url;
    loop {
        let bare = url.trim_end_matches(['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '(']);
        match bare.strip_suffix(')') {
            Some(rest) if surplus > 0 => {
                surplus -= 1;
                url = rest;
            }
            _ => return bare,
        }
    }
}

fn count(text: &str, wanted: char) -> usize {
    text.chars().filter(|c| *c == wanted).count()
}

fn has_unbalanced_parentheses(target: &str) -> bool {
    let mut depth = 0usize;
    for c in target.chars() {
        match c {
            '(' if depth == 8 => return true,
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
    }
    depth != 0
}

fn percent(c: char, out: &mut String) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        find(text).and_then(|(start, end)| text.get(start..end))
    }

    #[test]
    fn bare_urls_end_before_the_sentence_does() {
        assert_eq!(found("see https://a.example/b?c=d."), Some("https://a.example/b?c=d"));
        assert_eq!(found("(http://a.example/x_(y)), z"), Some("http://a.example/x_(y)"));
        assert_eq!(found("HTTPS://A.example!?"), Some("HTTPS://A.example"));
        assert_eq!(found("https://a.exampleを見る"), Some("https://a.example"));
        assert_eq!(found("https://{host}/v1, "), Some("https://{host}/v1"));
    }

    #[test]
    fn no_url_without_a_host() {
        assert_eq!(found("https:// and http://... and ftp://x and ://"), None);
    }

    #[test]
    fn only_three_schemes_are_kept() {
        for kept in ["https://a.example", "HTTP://a", "mailto:a@b.example"] {
            assert!(is_kept(kept), "{kept}");
        }
        for other in [
            "javascript:alert(1)",
            "data:text/html,x",
            "#a",
            "/b",
            "c",
            "",
            "https://",
            "file:///etc",
            "é://x",
            "mailto:a@b#c.d",
        ] {
            assert!(!is_kept(other), "{other}");
        }
    }

    #[test]
    fn targets_cannot_be_left() {
        assert_eq!(target("https://a/b c<d>|\u{202e}é"), "https://a/b%20c%3Cd%3E%7C%E2%80%AE%C3%A9");
        assert_eq!(target("https://a/(b)"), "https://a/(b)");
        assert_eq!(target("https://a/b)c"), "https://a/b%29c");
        assert_eq!(target("https://a/?x&copy;"), "https://a/?x&copy%3B");
    }

    #[test]
    fn long_targets_are_cut() {
        assert_eq!(shown(&"é".repeat(500)).chars().count(), 101);
        assert_eq!(shown("data:x"), "data:x");
    }
}
