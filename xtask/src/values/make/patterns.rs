//! Strings that match a regular expression.

use rand::distr::Distribution;

use crate::values::random::Random;

/// How often `*` and `+` repeat at most.
const MAX_REPEATS: u32 = 6;

/// A string that matches, if one can be made. It may be wrong, where the pattern says more than `rand_regex` knows.
pub(super) fn text(pattern: &str, random: &mut Random) -> Option<String> {
    let regex = rand_regex::Regex::compile(&plain(pattern), MAX_REPEATS).ok()?;
    let text: String = regex.sample(random);
    Some(text)
}

/// Whether a name matches a pattern; in doubt it does.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    regex::Regex::new(&plain_with_anchors(pattern)).map_or(true, |regex| regex.is_match(name))
}

/// The pattern without anchors, and with its classes of characters written out, as ECMA-262 means them.
fn plain(pattern: &str) -> String {
    rewritten(pattern, false)
}

fn plain_with_anchors(pattern: &str) -> String {
    rewritten(pattern, true)
}

fn rewritten(pattern: &str, keeps_anchors: bool) -> String {
    let mut text = String::new();
    // What ends the class that is open.
    let mut class: Option<&str> = None;
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, class) {
            ('\\', _) => {
                text.push_str(&characters.next().map_or(String::new(), |letter| escape(letter, class.is_some())))
            }
            ('[', None) if !keeps_anchors && characters.next_if_eq(&'^').is_some() => {
                // What is not in the class is one of the characters that people type.
                text.push_str("[ -~&&[^");
                class = Some("]]");
            }
            ('[', None) => {
                text.push('[');
                text.extend(characters.next_if_eq(&'^'));
                class = Some("]");
            }
            (']', Some(end)) => {
                text.push_str(end);
                class = None;
            }
            ('^' | '$', None) if !keeps_anchors => {}
            ('.', None) if !keeps_anchors => text.push_str("[ -~]"),
            ('[' | '&' | '~', Some(_)) => text.extend(['\\', character]),
            (other, _) => text.push(other),
        }
    }
    text
}

fn escape(letter: char, in_class: bool) -> String {
    let members = match letter {
        'd' => "0-9",
        'w' => "A-Za-z0-9_",
        's' => " ",
        '/' | '-' | '_' | '@' | '#' | '"' | '\'' | ':' | ',' | '=' | '!' | '%' | '&' | '~' | '<' | '>' | ';' | '`' => {
            return if letter == '-' || in_class { format!("\\{letter}") } else { regex::escape(&letter.to_string()) };
        }
        other => return format!("\\{other}"),
    };
    if in_class { members.to_owned() } else { format!("[{members}]") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_match_their_patterns() {
        for pattern in [
            "^[a-z]+$",
            r"^\d{3}-\d{2}$",
            r"^[\w.-]+@[\w-]+\.\w{2,4}$",
            "^(a|b)$",
            r"^sk_[A-Za-z0-9]{8,}$",
            r"^[^/\]]+$",
            r"^\/v1\/.*$",
            "^#[0-9a-fA-F]{6}$",
            r"^[^@\s]+@[^@\s]+$",
        ] {
            let text = text(pattern, &mut Random::new(pattern, 0)).expect("it can be made");
            assert!(matches(pattern, &text), "{pattern}: {text:?}");
        }
    }
}
