//! From the tree to lines.

use super::escape::fence;
use super::inline::{self, Place};
use super::tree::{Block, List, Table, Token};
use super::wrap::{one_line, wrap};

/// Text in containers isn't made narrower than this.
const MIN_WIDTH: usize = 40;

/// The largest number that starts an item (CommonMark 5.2).
const MAX_NUMBER: u64 = 999_999_999;

/// Writes blocks with paragraphs wrapped at `width` columns; a blank line stands between two blocks.
pub(super) fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    sequence(blocks, false, width)
}

fn sequence(blocks: &[Block], tight: bool, width: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // Two lists side by side would be one if they had the same markers.
    let mut alternate = false;
    let mut previous: Option<&Block> = None;
    for block in blocks {
        alternate = match (previous, block) {
            (Some(Block::List(one)), Block::List(other)) => !alternate && one.start.is_some() == other.start.is_some(),
            _ => false,
        };
        if previous.is_some() && !tight {
            out.push(String::new());
        }
        write(block, alternate, width, &mut out);
        previous = Some(block);
    }
    out
}

fn write(block: &Block, alternate: bool, width: usize, out: &mut Vec<String>) {
    match block {
        Block::Paragraph(tokens) => out.extend(wrap(&inline::render(tokens, Place::Block), width)),
        Block::Heading(level, tokens) => out.push(heading(*level, tokens)),
        Block::Code(code) => out.extend(code_block(code)),
        Block::Quote(blocks) => {
            let inner = sequence(blocks, false, narrowed(width, 2));
            out.extend(inner.iter().map(|line| format!("> {line}").trim_end().to_owned()));
        }
        Block::List(list) => out.extend(self::list(list, alternate, width)),
        Block::Table(table) => out.extend(self::table(table)),
        Block::Rule => out.push("***".to_owned()),
    }
}

fn heading(level: usize, tokens: &[Token]) -> String {
    let text = one_line(&inline::render(tokens, Place::Block));
    let (head, last) = match text.rsplit_once(' ') {
        Some((head, last)) => (format!("{head} "), last),
        None => (String::new(), text.as_str()),
    };
    // A last word of `#` would be taken for the closing sequence (CommonMark 4.2).
    let escape = if last.chars().all(|c| c == '#') { "\\" } else { "" };
    format!("{} {head}{escape}{last}", "#".repeat(level))
}

fn code_block(code: &[String]) -> Vec<String> {
    let longest = code.iter().map(|line| fence(line, 3)).max().unwrap_or_else(|| "```".to_owned());
    let mut out = vec![format!("{longest}text")];
    out.extend(code.iter().cloned());
    out.push(longest);
    out
}

fn list(list: &List, alternate: bool, width: usize) -> Vec<String> {
    let tight = !list.loose && list.items.iter().all(|item| item.windows(2).all(joins_tightly));
    let mut out = Vec::new();
    for (number, item) in (list.start.unwrap_or(0)..).zip(&list.items) {
        if !tight && !out.is_empty() {
            out.push(String::new());
        }
        let marker = match (list.start, alternate) {
            (None, false) => "- ".to_owned(),
            (None, true) => "+ ".to_owned(),
            (Some(_), false) => format!("{}. ", number.min(MAX_NUMBER)),
            (Some(_), true) => format!("{}) ", number.min(MAX_NUMBER)),
        };
        let indent = " ".repeat(marker.len());
        for (at, line) in sequence(item, tight, narrowed(width, marker.len())).into_iter().enumerate() {
            let prefix = if at == 0 { &marker } else { &indent };
            out.push(format!("{prefix}{line}").trim_end().to_owned());
        }
    }
    out
}

/// Whether the second of two blocks needs no blank line before it to be read as what it is.
fn joins_tightly(pair: &[Block]) -> bool {
    match pair {
        [Block::Paragraph(_), Block::List(list)] => list.start.is_none_or(|start| start == 1),
        [Block::Paragraph(_), Block::Code(_) | Block::Heading(..) | Block::Quote(_) | Block::Rule] => true,
        [Block::Heading(..) | Block::Code(_) | Block::Rule, next] => !matches!(next, Block::Table(_)),
        _ => false,
    }
}

fn table(table: &Table) -> Vec<String> {
    let mut rows = table.rows.iter();
    let mut header = rows.next().cloned().unwrap_or_default();
    header.resize(table.columns.len(), Vec::new());
    let mut out = vec![row(&header), format!("| {} |", table.columns.join(" | "))];
    out.extend(rows.map(|cells| row(cells)));
    out
}

fn row(cells: &[Vec<Token>]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
    format!("| {} |", cells.join(" | "))
}

fn cell_text(cell: &[Token]) -> String {
    let text = inline::render(cell, Place::Cell);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").replace(inline::GLUE, " ")
}

fn narrowed(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(MIN_WIDTH)
}
