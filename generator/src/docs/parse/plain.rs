//! Text without markup, which most descriptions are: it needs no parser.

use super::super::marks;
use super::super::tree::{Block, Token};

/// The paragraphs of a text, unless something of it might be markup.
pub(super) fn parse(text: &str) -> Option<Vec<Block>> {
    let text = text.trim_end_matches([' ', '\n']);
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in text.split('\n') {
        if line.is_empty() {
            end(&mut paragraph, &mut blocks);
            continue;
        }
        if !is_plain(line) {
            return None;
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }
    end(&mut paragraph, &mut blocks);
    Some(blocks)
}

fn end(paragraph: &mut String, blocks: &mut Vec<Block>) {
    let tokens = marks::settled(vec![Token::Text(std::mem::take(paragraph))]);
    if !tokens.is_empty() {
        blocks.push(Block::Paragraph(tokens));
    }
}

/// Whether a line is plain wherever it stands: it starts no block, it has no blanks at its ends, and nothing in it is
/// markup. `-`, `+`, `#`, `=`, `>` and numbers are markup only at the start of a line, `!` only before a bracket, `_` not
/// within a word.
fn is_plain(line: &str) -> bool {
    let starts = line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '"' | '\'' | '/' | '.'));
    starts
        && !line.ends_with(' ')
        && !line.bytes().any(is_markup)
        && line.match_indices('_').all(|(at, _)| is_in_word(line, at))
}

fn is_markup(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | b'*' | b'`' | b'[' | b']' | b'<' | b'&' | b'\\' | b'|' | b'~' | 0x7f)
}

/// Whether a byte stands between two letters or digits.
fn is_in_word(line: &str, at: usize) -> bool {
    let around = [at.checked_sub(1), at.checked_add(1)];
    around.into_iter().all(|at| at.and_then(|at| line.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::super::parse_markup;
    use super::*;

    /// Pieces of which texts are made at random.
    const PIECES: &[&str] = &[
        "a",
        "word",
        "é",
        "日本",
        "1",
        "1.",
        "2)",
        "-",
        "--",
        "---",
        "+",
        "#",
        "=",
        "===",
        ">",
        ":",
        "://",
        "https://a.example",
        "www.a.example",
        "a@b.example",
        "!",
        "?",
        "(",
        ")",
        "{",
        "}",
        "\"",
        "'",
        "/",
        ".",
        "...",
        "$",
        "^",
        "%",
        "@",
        ",",
        ";",
        " ",
        "  ",
        "   ",
        "\n",
        "\n\n",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\u{2028}",
        "\u{1f600}",
        "*",
        "_",
        "a_b",
        "`",
        "[",
        "]",
        "<",
        "&amp;",
        "\\",
        "|",
        "~",
        "\t",
        "\r",
    ];

    #[test]
    fn what_is_plain_is_what_the_parser_makes_of_it() {
        let mut state = 7_u64;
        let mut plain = 0;
        for round in 0..30_000_u32 {
            let mut text = String::new();
            for _ in 0..1 + round % 7 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PIECES[usize::try_from(state >> 33).unwrap_or(0) % PIECES.len()]);
            }
            if let Some(blocks) = parse(&text) {
                plain += 1;
                assert_eq!(blocks, parse_markup(&text), "{text:?}");
            }
        }
        assert!(plain > 1000, "{plain}");
    }

    #[test]
    fn ordinary_sentences_are_plain() {
        for text in [
            "The user_id of the user.",
            "Either on (the default), or off: 50% - 60%.\n\nSee https://a.example/b-c.",
            "",
            "\n",
        ] {
            assert!(parse(text).is_some(), "{text:?}");
        }
        for text in ["- a", "a *b*", "1. a", "    a", "a  \nb", "a\n---", "# a", "_b", "a__b"] {
            assert!(parse(text).is_none(), "{text:?}");
        }
    }
}
