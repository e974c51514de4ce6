//! The tree as it grows: containers, the paragraph or table that is being read, and what is inline in it.

use pulldown_cmark::BlockQuoteKind;

use super::super::marks;
use super::super::tree::{Block, List, MAX_DEPTH, Mark, Table, Token};
use super::inline::Inline;

/// A kind of container.
pub(super) enum Container {
    Quote(Option<BlockQuoteKind>, Vec<Block>),
    List(List),
    Item(Vec<Block>),
}

/// A container that is open.
struct Open {
    container: Container,
    /// Whether a tag of HTML opened it, so that only a tag, or the end of what is around it, closes it.
    html: bool,
}

/// A table that is open.
struct OpenTable {
    table: Table,
    /// Whether it's a table of HTML.
    html: bool,
    /// Whether its first row is a header.
    header: bool,
}

/// What has been read, and what is open.
#[derive(Default)]
pub(super) struct Builder {
    root: Vec<Block>,
    containers: Vec<Open>,
    table: Option<OpenTable>,
    pub(super) inline: Inline,
    /// The level of a heading of HTML that is open: it ends where the next block starts.
    heading: Option<usize>,
    /// Whether a heading of Markdown is open.
    in_heading: bool,
    /// The label of a footnote's definition whose first paragraph hasn't come yet.
    footnote: Option<String>,
}

/// Blocks.
impl Builder {
    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        match self.containers.last_mut().map(|open| &mut open.container) {
            Some(Container::Quote(_, blocks) | Container::Item(blocks)) => blocks.push(block),
            Some(Container::List(list)) => list.items.push(vec![block]),
            None => self.root.push(block),
        }
    }

    /// What inline content there is becomes a paragraph or a heading; in a table it stays in its cell.
    pub(super) fn flush(&mut self) {
        if self.table.is_some() {
            return self.inline.text(" ");
        }
        let heading = self.heading.take();
        let tokens = if heading.is_some() { self.inline.take_line() } else { self.inline.take() };
        if !tokens.is_empty() {
            self.block(match heading {
                Some(level) => Block::Heading(level, tokens),
                None => Block::Paragraph(tokens),
            });
        }
    }

    /// Whether what is read can't have more than one line.
    pub(super) fn is_in_line(&self) -> bool {
        self.in_heading || self.table.is_some()
    }

    /// The end of a paragraph by a tag: emphasis goes on in the next one. In a line it's a blank.
    pub(super) fn separate(&mut self) {
        if self.is_in_line() {
            return self.inline.text(" ");
        }
        let marks = self.inline.marks();
        self.flush();
        for mark in marks {
            self.inline.open_mark(mark);
        }
    }

    /// A heading starts: one of Markdown, which has an end, or one of HTML, with its level.
    pub(super) fn start_heading(&mut self, level: Option<usize>) {
        self.flush();
        match level {
            Some(level) => self.heading = Some(level),
            None => self.in_heading = true,
        }
    }

    /// A heading of Markdown ends.
    pub(super) fn end_heading(&mut self, level: usize) {
        self.in_heading = false;
        let tokens = self.inline.take_line();
        if !tokens.is_empty() {
            self.block(Block::Heading(level, tokens));
        }
    }

    pub(super) fn start_footnote(&mut self, label: String) {
        self.footnote = Some(label);
    }

    /// The label of a footnote, once.
    pub(super) fn footnote_label(&mut self) {
        if let Some(label) = self.footnote.take() {
            self.inline.text(&format!("[^{label}]: "));
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_table();
        self.flush();
        while !self.containers.is_empty() {
            self.leave();
        }
        self.root
    }
}

/// Containers.
impl Builder {
    /// Opens a container, unless it and what must be in it is too deep; says whether it did.
    pub(super) fn nest(&mut self, container: Container, levels: usize, html: bool) -> bool {
        let fits = self.containers.len() + levels <= MAX_DEPTH;
        if fits {
            self.containers.push(Open { container, html });
        }
        fits
    }

    pub(super) fn innermost(&mut self) -> Option<&mut Container> {
        self.containers.last_mut().map(|open| &mut open.container)
    }

    /// A paragraph of Markdown in an item, by which its list is loose.
    pub(super) fn loosen(&mut self) {
        if let [.., list, item] = self.containers.as_mut_slice()
            && let (Container::List(list), Container::Item(_)) = (&mut list.container, &item.container)
        {
            list.loose = true;
        }
    }

    /// Closes the innermost container of Markdown, and those of HTML in it.
    pub(super) fn leave_markdown(&mut self) {
        while self.containers.last().is_some_and(|open| open.html) {
            self.leave();
        }
        self.leave();
    }

    /// Closes the innermost container of HTML that is `wanted`, and those in it, if it's there. It isn't looked for
    /// outside of one that is a `limit`, or that is of Markdown.
    pub(super) fn leave_html(&mut self, wanted: fn(&Container) -> bool, limit: fn(&Container) -> bool) {
        let html = self.containers.iter().rev().take_while(|open| open.html);
        let mut inside =
            html.map(|open| &open.container).take_while(|container| wanted(container) || !limit(container));
        if let Some(depth) = inside.position(wanted) {
            self.separate();
            for _ in 0..=depth {
                self.leave();
            }
        }
    }

    /// Closes the innermost container; one that holds nothing is dropped.
    fn leave(&mut self) {
        self.flush();
        match self.containers.pop().map(|open| open.container) {
            Some(Container::Quote(kind, blocks)) => {
                let blocks = match kind {
                    Some(kind) => alert(kind, blocks),
                    None => blocks,
                };
                if !blocks.is_empty() {
                    self.block(Block::Quote(blocks));
                }
            }
            Some(Container::List(list)) if !list.items.is_empty() => self.block(Block::List(list)),
            Some(Container::Item(blocks)) if !blocks.is_empty() => {
                if let Some(Container::List(list)) = self.innermost() {
                    list.items.push(blocks);
                }
            }
            _ => {}
        }
    }
}

/// Tables.
impl Builder {
    pub(super) fn start_table(&mut self, columns: Vec<&'static str>, html: bool) {
        self.end_table();
        self.flush();
        self.table = Some(OpenTable { table: Table { columns, rows: Vec::new() }, html, header: !html });
    }

    pub(super) fn is_in_html_table(&self) -> bool {
        self.table.as_ref().is_some_and(|open| open.html)
    }

    /// A row starts. What stands before the first row of HTML is a paragraph.
    pub(super) fn start_row(&mut self) {
        if self.is_in_html_table() {
            self.end_cell();
        }
        if let Some(open) = &mut self.table {
            open.table.rows.push(Vec::new());
        }
    }

    /// A cell of HTML starts.
    pub(super) fn start_cell(&mut self, header: bool) {
        self.end_cell();
        if let Some(open) = &mut self.table {
            open.header |= header && open.table.rows.len() <= 1;
            if open.table.rows.is_empty() {
                open.table.rows.push(Vec::new());
            }
            if let Some(row) = open.table.rows.last_mut() {
                row.push(Vec::new());
            }
        }
    }

    /// The cell of HTML that is open, if one is, ends.
    pub(super) fn end_cell(&mut self) {
        let tokens = self.inline.take_line();
        let Some(open) = &mut self.table else { return };
        match open.table.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) if cell.is_empty() => *cell = tokens,
            _ if tokens.is_empty() => {}
            // Text between two cells is one as well.
            Some(_) => {
                if let Some(row) = open.table.rows.last_mut() {
                    row.push(tokens);
                }
            }
            None => {
                let table = self.table.take();
                self.block(Block::Paragraph(tokens));
                self.table = table;
            }
        }
    }

    /// A cell of Markdown, which is whole.
    pub(super) fn cell(&mut self) {
        let tokens = self.inline.take_line();
        if let Some(row) = self.table.as_mut().and_then(|open| open.table.rows.last_mut()) {
            row.push(tokens);
        }
    }

    /// The table that is open, if one is, ends.
    pub(super) fn end_table(&mut self) {
        if self.is_in_html_table() {
            self.end_cell();
        }
        let Some(OpenTable { mut table, header, html }) = self.table.take() else { return };
        for row in &mut table.rows {
            while row.last().is_some_and(Vec::is_empty) {
                row.pop();
            }
        }
        if html {
            table.rows.retain(|row| !row.is_empty());
            table.columns = vec!["---"; table.rows.iter().map(Vec::len).max().unwrap_or(0)];
        }
        if !header {
            table.rows.insert(0, Vec::new());
        }
        if table.rows.iter().any(|row| !row.is_empty()) {
            self.block(Block::Table(table));
        }
    }

    /// The table of HTML that is open, if one is, ends where a block of Markdown starts.
    pub(super) fn end_html_table(&mut self) {
        if self.is_in_html_table() {
            self.end_table();
        }
    }
}

/// GitHub's alerts (`> [!NOTE]`), which rustdoc doesn't know, as a quote whose first word says what it is.
fn alert(kind: BlockQuoteKind, mut blocks: Vec<Block>) -> Vec<Block> {
    let name = match kind {
        BlockQuoteKind::Note => "Note:",
        BlockQuoteKind::Tip => "Tip:",
        BlockQuoteKind::Important => "Important:",
        BlockQuoteKind::Warning => "Warning:",
        BlockQuoteKind::Caution => "Caution:",
    };
    let mut label = vec![Token::Open(Mark::Strong), Token::Text(name.to_owned()), Token::Close(Mark::Strong)];
    match blocks.first_mut() {
        Some(Block::Paragraph(tokens)) => {
            label.push(Token::Text(" ".to_owned()));
            label.append(tokens);
            *tokens = marks::settled(label);
        }
        _ => blocks.insert(0, Block::Paragraph(label)),
    }
    blocks
}
