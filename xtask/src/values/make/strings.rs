//! Strings: of a format, of a pattern, and odd ones.

use serde_json::Value;

use super::merged::Merged;
use super::{Maker, Mode, patterns};

/// Strings without a format: those that an encoder or a decoder may get wrong.
const ODD: &[&str] = &[
    "text",
    "",
    " ",
    "Zoë \u{1f600} \u{2028} \u{7f}",
    "\"quoted\" \\ / \t \n \r \u{8} \u{c} \u{0} \u{1f}",
    "null",
    "0",
    "true",
    "a somewhat longer sentence, with punctuation: <html> & {json}.",
    "\u{65}\u{301}",
];

/// What other strings consist of.
const CHARACTERS: &[char] =
    &['a', 'B', '7', '_', '-', ' ', '.', '/', '"', '\\', '\u{e9}', '\u{4e2d}', '\u{1f600}', '\n'];

/// The most characters that are made, unless the schema asks for more.
const LONG: usize = 2_000;

impl<'d> Maker<'d> {
    pub(super) fn string(&mut self, merged: &Merged<'d>) -> Option<Value> {
        let of_format = merged.format.map_or(&[][..], typical);
        if !of_format.is_empty() && (merged.patterns.is_empty() || self.random.chance(50)) {
            let index = if self.is_small() { 0 } else { self.random.below(of_format.len()) };
            let text = of_format.get(index)?;
            // The digits of a date or an identifier may be others, too.
            return Some(Value::String(match merged.format {
                Some("date-time" | "uuid" | "ipv6") if self.mode == Mode::Chance => self.with_other_digit(text),
                _ => (*text).to_owned(),
            }));
        }
        if let Some(pattern) = merged.patterns.first() {
            return patterns::text(pattern, &mut self.random).map(Value::String);
        }
        let at_least = merged.count("minLength").unwrap_or(0);
        let at_most = merged.count("maxLength").unwrap_or(usize::MAX);
        if at_least > 100_000 {
            return None;
        }
        let text = match self.mode {
            Mode::Least => "a".repeat(at_least),
            Mode::Long => "long \u{e9} ".chars().cycle().take(at_most.min(LONG.max(at_least))).collect(),
            _ if self.random.chance(60) => (*self.random.choose(ODD)?).to_owned(),
            _ => (0..1 + self.random.below(12)).filter_map(|_| self.random.choose(CHARACTERS)).collect(),
        };
        let length = text.chars().count();
        let text = match length {
            _ if length < at_least => text.chars().chain("\u{1f600}b-".chars().cycle()).take(at_least).collect(),
            _ if length > at_most => text.chars().take(at_most).collect(),
            _ => text,
        };
        Some(Value::String(text))
    }
}

impl Maker<'_> {
    /// The text with another digit for one of its last three.
    fn with_other_digit(&mut self, text: &str) -> String {
        let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let place = digits.iter().rev().nth(self.random.below(3)).copied();
        let other = self.random.below(5);
        let digit = |(at, c): (usize, char)| if Some(at) == place { other.to_string() } else { c.to_string() };
        text.char_indices().map(digit).collect()
    }
}

/// What texts of a format look like; nothing for one that is not known.
fn typical(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2024-02-29T23:59:59Z",
            "1985-04-12T23:20:50.52Z",
            "1996-12-19T16:39:57-08:00",
            "1937-01-01T12:00:27.870000000+00:20",
            "9999-12-31T23:59:59.999999999Z",
            "2016-12-31T23:59:60Z",
        ],
        "date" => &["2024-02-29", "0001-01-01", "9999-12-31"],
        "time" => &["23:59:59Z", "08:30:06.283185Z", "10:05:08+01:00"],
        "duration" => &["P3Y6M4DT12H30M5S", "PT0S", "P4W", "PT36H"],
        "uuid" | "guid" => &["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
        "byte" | "base64" => &["SGVsbG8=", "", "AA==", "/+8="],
        "base64url" => &["SGVsbG8", "", "_-8"],
        "uri" | "iri" | "url" => &[
            "https://example.com/a?b=c#d",
            "urn:isbn:0451450523",
            "http://[2001:db8::1]:8080/",
            "HTTPS://EXAMPLE.COM/%7Euser",
        ],
        "uri-reference" | "iri-reference" => &["/a/b?c", "https://example.com", "#d", "../a"],
        "uri-template" => &["/users/{id}", "https://example.com/{?q}"],
        "email" | "idn-email" => &["a@example.com", "first.last+tag@sub.example.org"],
        "hostname" | "idn-hostname" => &["example.com", "a-b.example.org", "localhost"],
        "ipv4" => &["192.0.2.1", "0.0.0.0", "255.255.255.255"],
        "ipv6" => &["2001:db8::1", "::1", "::ffff:192.0.2.1", "2001:DB8:0:0:0:0:0:1"],
        "decimal" => &["1.50", "0", "-12345678901234567890.123456789", "100"],
        "json-pointer" => &["", "/a/b~1c"],
        "regex" => &["^a+$"],
        "int64" | "uint64" | "int32" => &["1234567890", "0"],
        _ => &[],
    }
}
