//! From Markdown, and the HTML in it, to the tree.
//!
//! ```text
//! text --plain--------------------------------> tree      nothing in it is markup
//! text --definitions--> text --pulldown_cmark--> events --Reader--> Builder --> tree
//!                                                events of HTML --elements-----^
//! ```

mod builder;
mod definitions;
mod elements;
mod inline;
mod plain;
mod tags;

#[cfg(test)]
mod tests;

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::characters::visible_lines;
use super::tree::{Block, List, Mark};
use builder::{Builder, Container};
use inline::Kind;

/// What is read beyond CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// Reads Markdown; headings are demoted below level 1 together.
pub(super) fn parse(markdown: &str) -> Vec<Block> {
    let markdown = markdown.trim_start_matches('\u{feff}');
    plain::parse(markdown).unwrap_or_else(|| parse_markup(markdown))
}

/// Reads any Markdown.
fn parse_markup(markdown: &str) -> Vec<Block> {
    let (markdown, links) = definitions::resolved(markdown);
    let mut reader = Reader::default();
    for event in Parser::new_with_broken_link_callback(&markdown, OPTIONS, Some(|link| links.find(&link))) {
        reader.event(event);
    }
    let mut blocks = reader.builder.finish();
    if has_top_heading(&blocks) {
        demote(&mut blocks);
    }
    blocks
}

/// What Markdown says to the builder.
#[derive(Default)]
struct Reader {
    builder: Builder,
    /// For each container of Markdown that is open, whether the builder holds it: those too deep aren't.
    kept: Vec<bool>,
    code: Option<String>,
    html: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        let inline = &mut self.builder.inline;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => inline.text(&text),
            },
            Event::Code(code) => inline.code_span(&code),
            Event::Html(html) => match &mut self.html {
                Some(raw) => raw.push_str(&html),
                None => elements::inline(&mut self.builder, &html),
            },
            Event::InlineHtml(html) => elements::inline(&mut self.builder, &html),
            Event::FootnoteReference(label) => inline.text(&format!("[^{label}]")),
            Event::SoftBreak => inline.text(" "),
            Event::HardBreak => inline.line_break(),
            Event::Rule => {
                self.builder.end_html_table();
                self.builder.block(Block::Rule);
            }
            // As text: clippy's `doc_lazy_continuation` mistakes the indentation of items with a box.
            Event::TaskListMarker(done) => inline.text(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(text) | Event::DisplayMath(text) => inline.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let inline = &mut self.builder.inline;
        match tag {
            Tag::Emphasis => inline.open_mark(Mark::Emphasis),
            Tag::Strong => inline.open_mark(Mark::Strong),
            Tag::Strikethrough => inline.open_mark(Mark::Strike),
            Tag::Link { link_type, dest_url, .. } => inline.open_link(&dest_url, link_type == LinkType::Email),
            Tag::Image { dest_url, .. } => inline.open_link(&dest_url, false),
            Tag::TableCell => {}
            Tag::TableHead | Tag::TableRow => self.builder.start_row(),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::Paragraph => {
                self.builder.flush();
                self.builder.loosen();
                self.builder.footnote_label();
            }
            other => {
                self.builder.end_html_table();
                self.builder.flush();
                self.start_block(other);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.builder.start_heading(None),
            Tag::BlockQuote(kind) => self.nest(Container::Quote(kind, Vec::new()), 1),
            Tag::List(start) => self.nest(Container::List(List { start, ..List::default() }), 2),
            Tag::Item => match self.builder.innermost() {
                Some(Container::List(_)) => self.nest(Container::Item(Vec::new()), 1),
                _ => self.kept.push(false),
            },
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Table(alignments) => {
                self.builder.start_table(alignments.into_iter().map(delimiter).collect(), false);
            }
            Tag::FootnoteDefinition(label) => self.builder.start_footnote(label.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let inline = &mut self.builder.inline;
        match tag {
            TagEnd::Emphasis => inline.close(Kind::Mark(Mark::Emphasis)),
            TagEnd::Strong => inline.close(Kind::Mark(Mark::Strong)),
            TagEnd::Strikethrough => inline.close(Kind::Mark(Mark::Strike)),
            TagEnd::Link | TagEnd::Image => inline.close(Kind::Link),
            TagEnd::TableCell => self.builder.cell(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Table => self.builder.end_table(),
            TagEnd::Heading(level) => self.builder.end_heading(level as usize),
            TagEnd::CodeBlock => {
                let lines = visible_lines(&self.code.take().unwrap_or_default());
                if !lines.is_empty() {
                    self.builder.block(Block::Code(lines));
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                elements::block(&mut self.builder, &html);
            }
            TagEnd::FootnoteDefinition => {
                self.builder.flush();
                self.builder.footnote_label();
                self.builder.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.builder.end_html_table();
                self.builder.flush();
                if self.kept.pop() == Some(true) {
                    self.builder.leave_markdown();
                }
            }
            _ => self.builder.flush(),
        }
    }

    fn nest(&mut self, container: Container, levels: usize) {
        let fits = self.builder.nest(container, levels, false);
        self.kept.push(fits);
    }
}

fn delimiter(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}

fn has_top_heading(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Heading(level, _) => *level == 1,
        Block::Quote(blocks) => has_top_heading(blocks),
        Block::List(list) => list.items.iter().any(|item| has_top_heading(item)),
        _ => false,
    })
}

fn demote(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(level, _) => *level = (*level + 1).min(6),
            Block::Quote(blocks) => demote(blocks),
            Block::List(list) => list.items.iter_mut().for_each(|item| demote(item)),
            _ => {}
        }
    }
}
