//! Splitting the text of a document into the words of a name.

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
/// `-1`, or `>` and `>=`, are different words. What isn't ASCII is transliterated.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in chunks(&ascii(text)) {
        split_capitals(&chunk, &mut words);
    }
    words
}

/// `text` in ASCII, brands written as one word, capital plurals (`IDs`) too.
fn ascii(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match deunicode_char(c) {
            _ if c.is_ascii() => out.push(c),
            Some(spelled) if spelled.chars().any(|c| c.is_ascii_alphanumeric()) => {
                out.push_str(spelled);
                if !c.is_alphabetic() {
                    out.push(' ');
                }
            }
            _ if c.is_whitespace() || c.is_control() => out.push(' '),
            _ => out.push_str(&format!(" u{:x} ", u32::from(c))),
        }
    }
    for (brand, word) in BRANDS {
        out = out.replace(brand, word);
    }
    out
}

/// Pieces between separators, with the signs spelled as pieces of their own.
fn chunks(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut chunks = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let digit_follows = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let leads = at == 0 || chars.get(at - 1).is_some_and(|c| c.is_whitespace());
        match sign(c) {
            _ if c.is_ascii_alphanumeric() => {
                if let Some(last) = chunks.last_mut() {
                    last.push(c);
                }
            }
            Some(word) => chunks.extend([word.to_owned(), String::new()]),
            None if c == '-' && leads && digit_follows => chunks.extend(["minus".to_owned(), String::new()]),
            None => chunks.push(String::new()),
        }
    }
    // A name of nothing but separators is spelled, but for the ones that say nothing at all.
    if chunks.iter().all(String::is_empty) {
        chunks = chars.iter().filter_map(|&c| separator(c)).map(str::to_owned).collect();
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
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
    let chars: Vec<char> = chunk.chars().collect();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let plural = after == Some(&'s') && chars.get(at + 2).is_none_or(char::is_ascii_uppercase);
        let starts = c.is_ascii_uppercase()
            && match before {
                None => false,
                Some(before) if before.is_ascii_uppercase() => after.is_some_and(char::is_ascii_lowercase) && !plural,
                Some(_) => true,
            };
        if starts {
            words.push(std::mem::take(&mut word).to_ascii_lowercase());
        }
        word.push(c);
    }
    words.push(word.to_ascii_lowercase());
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
            ("-", "minus"),
            ("2026-01-01.nova", "2026 01 01 nova"),
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
