//! One line of plain text.

use super::parse::parse;
use super::tree::{Block, Token};

/// The first paragraph, or what else comes first if there is none, in at most `max` characters.
pub(super) fn summary(markdown: &str, max: usize) -> String {
    let blocks = parse(markdown);
    let text = first_text(&blocks, true).or_else(|| first_text(&blocks, false)).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(max) {
        Some((end, _)) => cut(&text, end),
        None => text,
    }
}

fn first_text(blocks: &[Block], paragraphs_only: bool) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(tokens) => Some(plain(tokens)),
        Block::Quote(blocks) => first_text(blocks, paragraphs_only),
        _ if paragraphs_only => None,
        Block::Heading(_, tokens) => Some(plain(tokens)),
        Block::Code(lines) => Some(lines.join(" ")),
        Block::List(list) => list.items.iter().find_map(|item| first_text(item, false)),
        Block::Table(table) => table.rows.iter().flatten().find(|cell| !cell.is_empty()).map(|cell| plain(cell)),
        Block::Rule => None,
    })
}

fn plain(tokens: &[Token]) -> String {
    let pieces = tokens.iter().map(|token| match token {
        Token::Text(text) | Token::Code(text) | Token::Auto(text) => text,
        Token::Break => " ",
        Token::Open(_) | Token::Close(_) | Token::LinkOpen | Token::LinkClose(_) => "",
    });
    pieces.collect()
}

/// Cuts a text that is longer than `end` bytes before its `end`.
fn cut(text: &str, end: usize) -> String {
    let sentence =
        text.char_indices().take_while(|(at, _)| *at < end).filter(|(at, c)| ends_sentence(text, *at, *c)).last();
    if let Some((at, c)) = sentence {
        return text.get(..at + c.len_utf8()).unwrap_or_default().to_owned();
    }
    let head = text.get(..end).unwrap_or_default();
    // One character less, for the ellipsis.
    let Some((last, _)) = head.char_indices().next_back() else { return String::new() };
    let head = match text.get(last..).is_some_and(|rest| rest.starts_with(' ')) {
        true => head.get(..last),
        false => head.get(..last).map(|head| head.rfind(' ').map_or(head, |space| head.get(..space).unwrap_or(head))),
    };
    format!("{}…", head.unwrap_or_default().trim_end_matches([' ', ',', ';', ':']))
}

/// A sentence ends where a new one starts, which no small letter does: not after `e.g.`.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
    match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => rest.strip_prefix(' ').is_some_and(|rest| !rest.starts_with(char::is_lowercase)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn the_first_paragraph_without_markup() {
        assert_eq!(
            summary("# Title\n\nThe *first* `code`,\n[link](x) & <b>bold</b>.\n\nNext.", 80),
            "The first code, link (x) & bold."
        );
    }

    #[test]
    fn html_gives_its_text() {
        assert_eq!(summary("<p>Creates a <a href=\"#x\">thing</a>.</p>\n\n", 80), "Creates a thing.");
        assert_eq!(summary("<p>One.</p><p>Two.</p>", 80), "One.");
        assert_eq!(summary("<p unclosed", 80), "<p unclosed");
    }

    #[test]
    fn whole_sentences_are_kept_if_one_fits() {
        let text = "One, e.g. this. Two is here. Three is too long to fit.";
        assert_eq!(summary(text, 40), "One, e.g. this. Two is here.");
        assert_eq!(summary(text, 15), "One, e.g. this.");
    }

    #[test]
    fn otherwise_whole_words_are() {
        assert_eq!(summary("alpha beta gamma", 16), "alpha beta gamma");
        assert_eq!(summary("alpha beta gamma", 15), "alpha beta…");
        assert_eq!(summary("alpha beta gamma", 11), "alpha beta…");
        assert_eq!(summary("alpha beta gamma", 10), "alpha…");
        assert_eq!(summary("éééééééé", 4), "ééé…");
        assert_eq!(summary("abc", 1), "…");
        assert_eq!(summary("abc", 0), "");
    }

    #[test]
    fn without_a_paragraph_the_first_text_serves() {
        assert_eq!(summary("# Title", 80), "Title");
        assert_eq!(summary("***\n- an item", 80), "an item");
        assert_eq!(summary("```\ncode\n```", 80), "code");
        assert_eq!(summary("| a | b |\n|---|---|", 80), "a");
        assert_eq!(summary(" \n\u{200b}\n", 80), "");
    }
}
