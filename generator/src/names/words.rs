//! Splitting the text of a document into the words of a name.

use std::borrow::Cow;

use deunicode::deunicode_char;

/// Spellings whose capitals are no word boundaries, and how they are split instead.
const BRANDS: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("OpenID", "Openid"),
    ("OpenAPI", "Openapi"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
    ("GraphQL", "Graphql"),
    ("PostgreSQL", "Postgresql"),
    ("MySQL", "Mysql"),
    ("LinkedIn", "Linkedin"),
    ("YouTube", "Youtube"),
    ("PayPal", "Paypal"),
    ("WhatsApp", "Whatsapp"),
    ("JavaScript", "Javascript"),
    ("TypeScript", "Typescript"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
];

/// The words of `text`, each ASCII letters and digits only; none where the text has nothing to say.
///
/// Separators (`-`, `_`, `.`, `/`, brackets, blanks, ..) only separate; every other sign is spelled, so that `+1` and
/// `-1`, or `>` and `>=`, are different words. An apostrophe within a word is left out. What isn't ASCII is
/// transliterated.
pub fn words(text: &str) -> Vec<String> {
    let text = without_brands(without_apostrophes(ascii(text)));
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        if at > start {
            split_capitals(text.get(start..at).unwrap_or_default(), &mut words);
            continue;
        }
        let leads = at == 0 || bytes[at - 1].is_ascii_whitespace();
        let digit_follows = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let is_minus = bytes[at] == b'-' && leads && digit_follows;
        words.extend(if is_minus { Some("minus") } else { sign(char::from(bytes[at])) }.map(str::to_owned));
        at += 1;
    }
    // A name of nothing but separators is spelled, but for the ones that say nothing at all.
    if words.is_empty() {
        words.extend(text.chars().filter_map(separator).flat_map(str::split_whitespace).map(str::to_owned));
    }
    words
}

/// `text` in ASCII.
fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match deunicode_char(c) {
            _ if c.is_ascii() => out.push(c),
            Some(spelled) if spelled.chars().any(|c| c.is_ascii_alphanumeric()) => {
                out.push_str(spelled);
                if !c.is_alphabetic() {
                    out.push(' ');
                }
            }
            // Dashes and quotes that a word processor has made of `-` and `'`.
            Some(spelled) if ('\u{2010}'..='\u{203a}').contains(&c) => out.push_str(spelled),
            // Beside something to read, these only separate: `Pets » Cats`.
            _ if "\u{ab}\u{bb}\u{b7}\u{a6}".contains(c) && text.chars().any(char::is_alphanumeric) => out.push(' '),
            _ if c.is_whitespace() || c.is_control() => out.push(' '),
            _ => out.push_str(&format!(" u{:x} ", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

/// `text`, which is ASCII, with `I'm` written as `Im`.
fn without_apostrophes(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\'') {
        return text;
    }
    let is_letter =
        |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(|byte| byte.is_ascii_alphabetic());
    let stays = |&(at, c): &(usize, char)| c != '\'' || !is_letter(at.checked_sub(1)) || !is_letter(Some(at + 1));
    Cow::Owned(text.char_indices().filter(stays).map(|(_, c)| c).collect())
}

/// `text`, which is ASCII, with each brand written as one word.
fn without_brands(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        // Most bytes start no brand, which is quick to see.
        if !matches!(byte, b'G'..=b'Y' | b'i' | b'm') {
            continue;
        }
        let Some((before, rest)) = text.split_at_checked(at) else { continue };
        if let Some((brand, word)) = BRANDS.iter().find(|(brand, _)| at >= copied && rest.starts_with(brand)) {
            out.push_str(before.get(copied..).unwrap_or_default());
            out.push_str(word);
            copied = at + brand.len();
        }
    }
    if copied == 0 {
        return text;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The word for a sign that tells two values apart.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '*' => "star",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '^' => "caret",
        '~' => "tilde",
        '?' => "question",
        '`' => "backtick",
        _ => return None,
    })
}

/// The word for a separator where it stands alone.
fn separator(c: char) -> Option<&'static str> {
    Some(match c {
        '-' => "minus",
        '/' => "slash",
        ':' => "colon",
        ',' => "comma",
        ';' => "semicolon",
        '\\' => "backslash",
        '\'' => "quote",
        '"' => "double quote",
        _ => return None,
    })
}

/// Splits `fooBar`, `HTTPServer` and `IDs` as a reader would; digits stay with what they follow.
fn split_capitals(chunk: &str, words: &mut Vec<String>) {
    let bytes = chunk.as_bytes();
    let mut start = 0;
    for at in 1..bytes.len() {
        if !bytes[at].is_ascii_uppercase() {
            continue;
        }
        let after = bytes.get(at + 1);
        let plural = after == Some(&b's') && bytes.get(at + 2).is_none_or(u8::is_ascii_uppercase);
        let ends_capitals = after.is_some_and(u8::is_ascii_lowercase) && !plural;
        if !bytes[at - 1].is_ascii_uppercase() || ends_capitals {
            words.push(chunk.get(start..at).unwrap_or_default().to_ascii_lowercase());
            start = at;
        }
    }
    words.push(chunk.get(start..).unwrap_or_default().to_ascii_lowercase());
}

#[cfg(test)]
mod tests {
    use super::words;

    fn joined(text: &str) -> String {
        words(text).join(" ")
    }

    #[test]
    fn capitals_split_as_a_reader_would() {
        for (text, expected) in [
            ("deleteContact", "delete contact"),
            ("HTTPServer", "http server"),
            ("OAuth2Token", "oauth2 token"),
            ("userIDs", "user ids"),
            ("IDsOfUsers", "ids of users"),
            ("ABTest2Go", "ab test2 go"),
            ("githubURL", "github url"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }

    #[test]
    fn signs_are_spelled_and_separators_are_not() {
        for (text, expected) in [
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            (">=", "greater equal"),
            ("a-b_c.d/e f", "a b c d e f"),
            ("filter[name]", "filter name"),
            ("@type", "at type"),
            ("I'm a customer's 'x'", "im a customers x"),
            ("\u{2019}", "quote"),
            ("a customer\u{2019}s order\u{2013}item", "a customers order item"),
            ("-", "minus"),
            ("2026-01-01.nova", "2026 01 01 nova"),
            ("Pets » Cats · Tabby", "pets cats tabby"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(joined("Größe"), "grosse");
        assert!(words("👍").iter().all(|word| word.is_ascii() && !word.is_empty()));
        assert!(!words("\u{e000}").is_empty());
    }

    #[test]
    fn nothing_remains_of_nothing() {
        for text in ["", " ", "_", "...", "[]", "\u{0}"] {
            assert!(words(text).is_empty(), "{text:?}");
        }
    }
}
