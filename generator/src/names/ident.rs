//! Identifiers, and the ways to write them.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use serde::Serialize;

use super::location_hash::HashWord;

/// A valid Rust identifier of edition 2024 that is no keyword.
///
/// Made by [`Case::ident`] and [`Ident::pinned`] alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Ident(String);

impl Ident {
    /// A name that the configuration gives; `None` where `text` is no identifier in this case's style.
    pub fn pinned(text: &str, case: Case) -> Option<Self> {
        let starts_well = text.starts_with(|c: char| match case {
            Case::Type | Case::Variant => c.is_ascii_uppercase(),
            Case::Value | Case::Module => c.is_ascii_lowercase(),
            Case::Const => c.is_ascii_uppercase(),
        });
        let goes_on_well = text.chars().all(|c| match case {
            Case::Type | Case::Variant => c.is_ascii_alphanumeric() || c == '_',
            Case::Value | Case::Module => c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_',
            Case::Const => c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_',
        });
        (starts_well && goes_on_well && !is_keyword(text)).then(|| Self(text.to_owned()))
    }

    /// The name of a type and this ending, which begins with a capital letter.
    pub fn followed_by(&self, ending: &'static str) -> Self {
        // The underscore that a keyword has got isn't needed any more.
        Self(format!("{}{ending}", self.0.trim_end_matches('_')))
    }

    /// The identifier's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an identifier is used for, which decides how its words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A type: `DeletedContact`.
    Type,
    /// A variant of an enum: `V2026_01_01Nova`.
    Variant,
    /// A field, a parameter or a method: `featurebase_version`.
    Value,
    /// A module, which is a file too: `deleted_contact`.
    Module,
    /// A constant: `BEARER_AUTH`.
    Const,
}

impl Case {
    /// A name for what has none.
    pub(crate) fn fallback(self) -> Ident {
        Ident(match self {
            Self::Type | Self::Variant => "Unnamed".to_owned(),
            Self::Value | Self::Module => "unnamed".to_owned(),
            Self::Const => "UNNAMED".to_owned(),
        })
    }

    /// The identifier of `words` in this case; `None` where there is no word.
    ///
    /// Two groups of digits stay apart (`2026`, `01` are `2026_01`), a leading digit gets a letter before it, and a
    /// keyword an underscore behind it.
    pub fn ident(self, words: &[String]) -> Option<Ident> {
        let words = || words.iter().map(String::as_str).filter(|word| has_letters(word));
        words().next().is_some().then(|| self.written(words()))
    }

    /// The identifier of `words` and a hash.
    pub(super) fn ident_with_hash(self, words: &[String], hash: &HashWord) -> Ident {
        self.written(words.iter().map(String::as_str).filter(|word| has_letters(word)).chain([hash.as_str()]))
    }

    /// The identifier of words that have letters or digits, at least one word.
    fn written<'w>(self, words: impl Iterator<Item = &'w str>) -> Ident {
        let mut text = String::new();
        for word in words {
            let digits_meet = ends_with_digit(&text) && starts_with_digit(word);
            let is_camel = matches!(self, Self::Type | Self::Variant);
            if digits_meet || !is_camel && !text.is_empty() {
                text.push('_');
            }
            text.push_str(&match self {
                Self::Type | Self::Variant => word.to_upper_camel_case(),
                Self::Value | Self::Module => word.to_snake_case(),
                Self::Const => word.to_shouty_snake_case(),
            });
        }
        if starts_with_digit(&text) {
            text.insert_str(
                0,
                match self {
                    Self::Type | Self::Variant | Self::Const => "V",
                    Self::Value | Self::Module => "v",
                },
            );
        }
        if is_keyword(&text) {
            text.push('_');
        }
        Ident(text)
    }
}

/// Crates of the language, and those that a generated crate depends on.
const TAKEN_CRATES: &[&str] = &[
    "alloc",
    "base64",
    "bytes",
    "chrono",
    "core",
    "http",
    "httpdate",
    "jiff",
    "json",
    "percent_encoding",
    "proc_macro",
    "reqwest",
    "secrecy",
    "serde",
    "serde_json",
    "std",
    "test",
    "time",
    "tokio",
    "tracing",
    "url",
    "uuid",
];

/// Whether `name` can be the name of a published crate, and of one that the compiler has nothing to say about: lower case
/// ASCII letters, digits, and single `-` and `_` between them, a letter first, no keyword, 64 characters at most.
pub fn is_crate_name(name: &str) -> bool {
    let fits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.split(['-', '_']).all(fits)
        && !is_keyword(&name.replace('-', "_"))
        && !TAKEN_CRATES.contains(&name.replace('-', "_").as_str())
}

fn has_letters(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// The strict and the reserved keywords of edition 2024 (The Rust Reference, "Keywords").
fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "_" | "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "gen"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "self"
            | "Self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    fn written(case: Case, text: &str) -> String {
        case.ident(&words(text)).map_or_else(|| "-".to_owned(), |ident| ident.to_string())
    }

    #[test]
    fn each_case_writes_its_own_way() {
        assert_eq!(written(Case::Type, "deleted-contact"), "DeletedContact");
        assert_eq!(written(Case::Value, "Featurebase-Version"), "featurebase_version");
        assert_eq!(written(Case::Const, "bearerAuth"), "BEARER_AUTH");
    }

    #[test]
    fn digits_stay_apart_and_never_lead() {
        assert_eq!(written(Case::Variant, "2026-01-01.nova"), "V2026_01_01Nova");
        assert_eq!(written(Case::Value, "2fa_code"), "v2fa_code");
    }

    #[test]
    fn keywords_are_marked() {
        for keyword in ["type", "gen", "self", "crate", "super", "async"] {
            assert_eq!(written(Case::Value, keyword), format!("{keyword}_"));
        }
        assert_eq!(written(Case::Variant, "self"), "Self_");
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        for empty in ["", "_", " ", "..."] {
            assert_eq!(written(Case::Type, empty), "-");
        }
    }

    #[test]
    fn pins_are_checked() {
        assert!(Ident::pinned("ErrorEnvelope", Case::Type).is_some());
        for bad in ["", "error envelope", "self", "a-b", "Self", "x;drop", "é", "9a"] {
            assert!(Ident::pinned(bad, Case::Type).is_none() && Ident::pinned(bad, Case::Value).is_none(), "{bad}");
        }
    }

    #[test]
    fn crate_names_are_checked() {
        assert!(is_crate_name("featurebase") && is_crate_name("my-api_2") && is_crate_name("v2_api-x"));
        for bad in [
            "",
            "1st",
            "a b",
            "crate",
            "a\"b",
            "../x",
            "std",
            "é",
            "serde",
            "proc-macro",
            "MyApi",
            "a--b",
            "a-_b",
            "a-",
            "json",
        ] {
            assert!(!is_crate_name(bad), "{bad}");
        }
    }
}
