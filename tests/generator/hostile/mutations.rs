//! A good document, cut off or changed at random: each outcome is a crate or errors, never a panic.

use specwright::source::{Role, Source};

use super::check_output;
use crate::support::{Project, featurebase};

/// How many changed documents are tried.
const MUTATIONS: u64 = 300;

/// How many of them are changed where it is the value that changes, and the document often stays one.
const SMALL: u64 = 200;

/// The prefixes of the first part end at every character; those of the rest, which is more of the same, at every 23rd.
const PART: usize = 600;

#[test]
fn every_prefix_is_survived() {
    let project = featurebase();
    let text = &project.sources.document().text;
    let ends = (0..text.len()).filter(|end| *end < PART || end % 23 == 0);
    for end in ends.filter(|end| text.is_char_boundary(*end)) {
        if let Err(findings) = changed(&project, &text[..end]).intermediate() {
            assert!(findings.has_errors(), "a refusal without an error, at byte {end}");
        }
    }
}

/// The project with another text of its document, of which warnings are no errors.
fn changed(project: &Project, text: &str) -> Project {
    let mut project = project.clone().with_config(|config| config.strict = false);
    let name = project.sources.document().name.clone();
    project.sources.add(Role::Document, Source { name, text: text.to_owned() });
    project
}

#[test]
fn every_change_is_survived() {
    let project = featurebase();
    let mut accepted = 0;
    for seed in 0..MUTATIONS {
        let changed = changed(&project, &mutated(&project.sources.document().text, seed));
        let outcome = changed.intermediate();
        if seed % 4 == 0 {
            let (one, other) = (outcome.as_ref(), changed.intermediate());
            assert!(one.map(|made| &made.api) == other.as_ref().map(|made| &made.api), "seed {seed}: two runs differ");
        }
        match outcome {
            Ok(made) => {
                accepted += 1;
                assert_eq!(changed.terminal(&made.findings).is_empty(), made.findings.is_empty(), "seed {seed}");
                // The way from the IR to text is long; some are enough.
                if accepted % 16 == 0 {
                    check_output(&changed.made());
                }
            }
            Err(findings) => {
                assert!(findings.has_errors(), "seed {seed}: {findings}");
                assert!(!changed.terminal(&findings).is_empty(), "seed {seed}");
            }
        }
    }
    assert!(accepted > MUTATIONS / 3, "the changes are too strong: {accepted} of {MUTATIONS} were accepted");
}

/// The text with some pieces removed, doubled, moved or replaced.
fn mutated(text: &str, seed: u64) -> String {
    let mut random = Random(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    if seed < SMALL {
        return word_replaced(text, &mut random);
    }
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(3) {
        let at = random.below(lines.len());
        let other = random.below(lines.len());
        match random.below(6) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[other].clone()),
            2 => lines.swap(at, other),
            3 => lines[at] = lines[at].replacen(' ', "", 1),
            4 => lines[at].insert_str(0, "  "),
            _ => lines[at] = word_replaced(&lines[at], &mut random),
        }
    }
    lines.join("\n")
}

/// The text with one of its words replaced by something odd.
fn word_replaced(text: &str, random: &mut Random) -> String {
    const ODD: &[&str] = &[
        "",
        "null",
        "true",
        "-1",
        "1e999",
        "[]",
        "{}",
        "'",
        "\"",
        "{",
        "]",
        ": ",
        "#",
        "&a",
        "*a",
        "<<",
        "!!binary x",
        "|",
        "\t",
        "\u{202e}",
        "\u{0}",
        "é",
        "$ref",
        "x-y",
        "..",
        "object",
        "array",
        "18446744073709551616",
        "`",
        "*/",
    ];
    let words: Vec<(usize, &str)> = text
        .match_indices(|c: char| c.is_alphanumeric())
        .filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric))
        .collect();
    if words.is_empty() {
        return text.to_owned();
    }
    let (start, _) = words[random.below(words.len())];
    let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
    format!("{}{}{}", &text[..start], ODD[random.below(ODD.len())], &text[end..])
}

/// Numbers that look random and are the same every time (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    /// A number below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        usize::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) % bound).unwrap_or(0)
    }
}
