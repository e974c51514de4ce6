//! From Markdown to the tree.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::characters::{visible, visible_lines};
use super::marks;
use super::tree::{Block, List, MAX_DEPTH, Mark, Table, Token};
use super::url;

/// What becomes of raw HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Html {
    /// It's text.
    Show,
    /// Its tags and comments are left out.
    Strip,
}

/// Reads Markdown; headings are demoted below level 1 together.
pub(super) fn parse(markdown: &str, html: Html) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let markdown = markdown.trim_start_matches('\u{feff}');
    let mut reader = Reader::new(html);
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    let mut blocks = reader.finish();
    if has_top_heading(&blocks) {
        demote(&mut blocks);
    }
    blocks
}

/// A container that is open.
enum Container {
    Quote(Option<BlockQuoteKind>, Vec<Block>),
    List(List),
    Item(Vec<Block>),
}

/// A link or an image that is open.
struct Link {
    /// Where in the inline tokens it starts.
    at: usize,
    target: String,
    is_email: bool,
}

/// What has been read, and what is open.
struct Reader {
    html: Html,
    root: Vec<Block>,
    containers: Vec<Container>,
    /// For each container of the text that is open, whether it's in `containers`: those too deep aren't.
    kept: Vec<bool>,
    inline: Vec<Token>,
    /// How many emphases of each kind are open: those inside of another of the kind say nothing.
    marks: [usize; 3],
    links: Vec<Link>,
    code: Option<String>,
    raw: Option<String>,
    table: Option<Table>,
    /// The label of a footnote's definition whose first paragraph hasn't come yet.
    footnote: Option<String>,
}

impl Reader {
    fn new(html: Html) -> Self {
        Reader {
            html,
            root: Vec::new(),
            containers: Vec::new(),
            kept: Vec::new(),
            inline: Vec::new(),
            marks: [0; 3],
            links: Vec::new(),
            code: None,
            raw: None,
            table: None,
            footnote: None,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => self.code_span(&code),
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.text(&html),
            },
            Event::InlineHtml(html) if is_break(&html) => self.inline.push(Token::Break),
            Event::InlineHtml(html) if self.html == Html::Show => self.text(&html),
            Event::InlineHtml(_) => {}
            Event::FootnoteReference(label) => self.text(&format!("[^{label}]")),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline.push(Token::Break),
            Event::Rule => self.block(Block::Rule),
            // As text: clippy's `doc_lazy_continuation` mistakes the indentation of items with a box.
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open(Mark::Emphasis),
            Tag::Strong => self.open(Mark::Strong),
            Tag::Strikethrough => self.open(Mark::Strike),
            Tag::Link { link_type, dest_url, .. } => self.open_link(&dest_url, link_type == LinkType::Email),
            Tag::Image { dest_url, .. } => self.open_link(&dest_url, false),
            Tag::TableCell => self.inline.clear(),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            other => {
                self.flush();
                self.start_block(other);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                if let [.., Container::List(list), Container::Item(_)] = self.containers.as_mut_slice() {
                    list.loose = true;
                }
                self.footnote_label();
            }
            Tag::BlockQuote(kind) => self.nest(Container::Quote(kind, Vec::new()), 1),
            Tag::List(start) => self.nest(Container::List(List { start, ..List::default() }), 2),
            Tag::Item => match self.containers.last() {
                Some(Container::List(_)) => self.nest(Container::Item(Vec::new()), 1),
                _ => self.kept.push(false),
            },
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::Table(alignments) => {
                let columns = alignments.into_iter().map(delimiter).collect();
                self.table = Some(Table { columns, rows: Vec::new() });
            }
            Tag::FootnoteDefinition(label) => self.footnote = Some(label.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.close(Mark::Emphasis),
            TagEnd::Strong => self.close(Mark::Strong),
            TagEnd::Strikethrough => self.close(Mark::Strike),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::TableCell => {
                let cell = self.take_line();
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Heading(level) => {
                let tokens = self.take_line();
                if !tokens.is_empty() {
                    self.block(Block::Heading(level as usize, tokens));
                }
            }
            other => {
                self.end_block(other);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => {
                let lines = visible_lines(&self.code.take().unwrap_or_default());
                if !lines.is_empty() {
                    self.block(Block::Code(lines));
                }
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Table => {
                let table = self.table.take().unwrap_or_default();
                if table.rows.iter().any(|row| !row.is_empty()) {
                    self.block(Block::Table(table));
                }
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.footnote_label();
                self.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                if self.kept.pop() == Some(true) {
                    self.leave();
                }
            }
            _ => self.flush(),
        }
    }

    /// Opens a container, unless it and what must be in it is too deep.
    fn nest(&mut self, container: Container, levels: usize) {
        let fits = self.containers.len() + levels <= MAX_DEPTH;
        self.kept.push(fits);
        if fits {
            self.containers.push(container);
        }
    }

    /// Closes the innermost container; one that holds nothing is dropped.
    fn leave(&mut self) {
        match self.containers.pop() {
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
                if let Some(Container::List(list)) = self.containers.last_mut() {
                    list.items.push(blocks);
                }
            }
            _ => {}
        }
    }

    fn block(&mut self, block: Block) {
        self.flush();
        match self.containers.last_mut() {
            Some(Container::Quote(_, blocks) | Container::Item(blocks)) => blocks.push(block),
            _ => self.root.push(block),
        }
    }

    /// What inline content there is becomes a paragraph.
    fn flush(&mut self) {
        let tokens = self.take_inline();
        if !tokens.is_empty() {
            self.block(Block::Paragraph(tokens));
        }
    }

    fn take_inline(&mut self) -> Vec<Token> {
        self.marks = [0; 3];
        self.links.clear();
        marks::settled(std::mem::take(&mut self.inline))
    }

    /// The same for what can't have more than one line.
    fn take_line(&mut self) -> Vec<Token> {
        for token in &mut self.inline {
            if *token == Token::Break {
                *token = Token::Text(" ".to_owned());
            }
        }
        self.take_inline()
    }

    fn end_row(&mut self) {
        if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
            while row.last().is_some_and(Vec::is_empty) {
                row.pop();
            }
        }
    }

    fn end_html(&mut self) {
        let raw = self.raw.take().unwrap_or_default();
        let raw = match self.html {
            Html::Show => raw,
            Html::Strip => without_tags(&raw),
        };
        for line in raw.lines() {
            match is_break(line.trim()) {
                true => self.inline.push(Token::Break),
                false => {
                    self.text(line);
                    self.text(" ");
                }
            }
        }
        self.flush();
    }

    fn footnote_label(&mut self) {
        if let Some(label) = self.footnote.take() {
            self.text(&format!("[^{label}]: "));
        }
    }

    fn text(&mut self, text: &str) {
        match self.inline.last_mut() {
            Some(Token::Text(last)) => last.push_str(text),
            _ => self.inline.push(Token::Text(text.to_owned())),
        }
    }

    fn code_span(&mut self, code: &str) {
        let code = visible(code);
        if !code.is_empty() {
            self.inline.push(Token::Code(code));
        }
    }

    fn open(&mut self, mark: Mark) {
        let depth = &mut self.marks[mark as usize];
        *depth += 1;
        if *depth == 1 {
            self.inline.push(Token::Open(mark));
        }
    }

    fn close(&mut self, mark: Mark) {
        let depth = &mut self.marks[mark as usize];
        *depth = depth.saturating_sub(1);
        if *depth == 0 {
            self.inline.push(Token::Close(mark));
        }
    }

    fn open_link(&mut self, target: &str, is_email: bool) {
        self.links.push(Link { at: self.inline.len(), target: target.to_owned(), is_email });
        self.inline.push(Token::LinkOpen);
    }

    /// Keeps a link, makes an autolink of it, or shows its target; a link in the text of another is text.
    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        let inner = self.inline.get(link.at + 1..).unwrap_or_default();
        let same = match inner {
            [] => true,
            [Token::Text(text)] => *text == link.target,
            _ => false,
        };
        if !self.links.is_empty() {
            self.replace(link.at, Token::Text(String::new()));
        } else if same && (url::is_autolink(&link.target) || link.is_email) {
            self.inline.truncate(link.at);
            self.inline.push(Token::Auto(link.target));
        } else if url::is_kept(&link.target) && !is_blank(inner) {
            self.inline.push(Token::LinkClose(url::target(&link.target)));
        } else {
            self.show_target(&link, same);
        }
    }

    fn show_target(&mut self, link: &Link, same: bool) {
        let blank = self.inline.get(link.at + 1..).is_none_or(is_blank);
        self.replace(link.at, Token::Text(String::new()));
        if same || blank {
            self.inline.truncate(link.at);
            return self.code_span(&url::shown(&link.target));
        }
        let target = visible(&url::shown(&link.target));
        if !target.is_empty() {
            self.text(" (");
            self.inline.push(Token::Code(target));
            self.text(")");
        }
    }

    fn replace(&mut self, at: usize, token: Token) {
        if let Some(place) = self.inline.get_mut(at) {
            *place = token;
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        while !self.containers.is_empty() {
            self.leave();
        }
        self.root
    }
}

fn is_blank(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token {
        Token::Text(text) => visible(text).trim().is_empty(),
        Token::Code(_) | Token::Auto(_) | Token::LinkClose(_) => false,
        Token::Open(_) | Token::Close(_) | Token::LinkOpen | Token::Break => true,
    })
}

fn is_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    html.starts_with('<') && html.ends_with('>') && name.eq_ignore_ascii_case("br")
}

fn delimiter(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
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

/// HTML without tags, comments and declarations; what looks like one but has no end is text.
fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        rest = tag;
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            out.push('<');
            continue;
        }
        let Some((_, after)) = tag.split_once('>') else {
            out.push('<');
            break;
        };
        rest = after;
    }
    out.push_str(rest);
    out
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
