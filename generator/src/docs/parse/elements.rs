//! The elements of HTML as the Markdown that they mean.
//!
//! Tags of elements that mean nothing here are dropped, and so are comments, scripts and styles with what is in them.
//! Tags that are none of HTML's are text: in `GET /users/<id>` they are placeholders.

use super::super::characters::visible_lines;
use super::super::tree::{Block, List, Mark};
use super::builder::{Builder, Container};
use super::inline::Kind;
use super::tags::{Piece, Tag, Tags, attribute, decoded};

/// The largest number that starts a list (CommonMark 5.2).
const MAX_START: u64 = 999_999_999;

/// What an element means.
enum Meaning {
    /// It stands between two blocks.
    Block,
    Mark(Mark),
    Code,
    Link,
    Image,
    Break,
    Rule,
    Heading(usize),
    List,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell,
    Superscript,
    Quotation,
    /// Dropped with what is in it.
    Hidden,
    /// Only its tags are dropped.
    Nothing,
}

fn meaning(name: &str) -> Option<Meaning> {
    Some(match name {
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "figure"
        | "figcaption" | "center" | "details" | "summary" | "caption" | "dd" => Meaning::Block,
        "b" | "strong" => Meaning::Mark(Mark::Strong),
        "i" | "em" | "cite" | "dfn" | "var" => Meaning::Mark(Mark::Emphasis),
        "s" | "strike" | "del" => Meaning::Mark(Mark::Strike),
        "code" | "tt" | "kbd" | "samp" => Meaning::Code,
        "a" => Meaning::Link,
        "img" => Meaning::Image,
        "br" => Meaning::Break,
        "hr" => Meaning::Rule,
        "h1" => Meaning::Heading(1),
        "h2" => Meaning::Heading(2),
        "h3" => Meaning::Heading(3),
        "h4" => Meaning::Heading(4),
        "h5" => Meaning::Heading(5),
        "h6" => Meaning::Heading(6),
        "ul" | "ol" | "dl" | "menu" => Meaning::List,
        "li" | "dt" => Meaning::Item,
        "blockquote" => Meaning::Quote,
        "pre" => Meaning::Preformatted,
        "table" => Meaning::Table,
        "tr" => Meaning::Row,
        "td" | "th" => Meaning::Cell,
        "sup" => Meaning::Superscript,
        "q" => Meaning::Quotation,
        "script" | "style" => Meaning::Hidden,
        "span" | "font" | "u" | "ins" | "mark" | "small" | "big" | "abbr" | "acronym" | "nobr" | "wbr" | "sub"
        | "bdi" | "bdo" | "thead" | "tbody" | "tfoot" | "colgroup" | "col" | "html" | "body" => Meaning::Nothing,
        _ => return None,
    })
}

/// Reads a block of HTML, after which a paragraph ends. Lists and the like may go on in the next block.
pub(super) fn block(builder: &mut Builder, html: &str) {
    builder.separate();
    let mut tags = Tags::new(html);
    while let Some(piece) = tags.next() {
        match piece {
            Piece::Tag(tag) => match whole(&tag, &mut tags) {
                Some((Meaning::Preformatted, content)) => preformatted(builder, content),
                Some(_) => {}
                None => self::tag(builder, &tag),
            },
            other => piece_of(builder, other),
        }
    }
    builder.flush();
}

/// Reads HTML in a paragraph: mostly one tag.
pub(super) fn inline(builder: &mut Builder, html: &str) {
    for piece in Tags::new(html) {
        match piece {
            Piece::Tag(tag) => self::tag(builder, &tag),
            other => piece_of(builder, other),
        }
    }
}

fn piece_of(builder: &mut Builder, piece: Piece<'_>) {
    if let Piece::Text(text) = piece {
        builder.inline.text(&decoded(text));
    }
}

/// The content of an element that isn't read as HTML, with its meaning; `None` where it's another or has no end.
fn whole<'a>(tag: &Tag<'_>, tags: &mut Tags<'a>) -> Option<(Meaning, &'a str)> {
    match tag.name.as_str() {
        _ if tag.closes => None,
        "pre" => Some((Meaning::Preformatted, tags.until("</pre")?)),
        "script" => Some((Meaning::Hidden, tags.until("</script")?)),
        "style" => Some((Meaning::Hidden, tags.until("</style")?)),
        _ => None,
    }
}

/// Preformatted text is a block of code. Tags in it are dropped.
fn preformatted(builder: &mut Builder, content: &str) {
    let mut code = String::new();
    for piece in Tags::new(content) {
        match piece {
            Piece::Text(text) => code.push_str(&decoded(text)),
            Piece::Tag(tag) if tag.name == "br" => code.push('\n'),
            Piece::Tag(tag) if meaning(&tag.name).is_none() => code.push_str(tag.raw),
            Piece::Tag(_) | Piece::Hidden => {}
        }
    }
    let lines = visible_lines(&code);
    if builder.is_in_line() {
        builder.inline.text(" ");
        builder.inline.code_span(&lines.join(" "));
    } else if !lines.is_empty() {
        builder.separate();
        builder.block(Block::Code(lines));
    }
}

fn tag(builder: &mut Builder, tag: &Tag<'_>) {
    match meaning(&tag.name) {
        None => builder.inline.text(&decoded(tag.raw)),
        Some(meaning) if tag.closes => close(builder, &meaning),
        Some(meaning) => open(builder, &meaning, tag),
    }
}

fn open(builder: &mut Builder, meaning: &Meaning, tag: &Tag<'_>) {
    let inline = &mut builder.inline;
    match meaning {
        Meaning::Mark(mark) => inline.open_mark(*mark),
        Meaning::Code | Meaning::Preformatted => inline.open_code(),
        Meaning::Link => {
            if let Some(target) = attribute(tag.attributes, "href") {
                inline.open_link(target.trim(), false);
            }
        }
        Meaning::Image => {
            inline.open_link(attribute(tag.attributes, "src").unwrap_or_default().trim(), false);
            inline.text(&attribute(tag.attributes, "alt").unwrap_or_default());
            inline.close(Kind::Link);
        }
        Meaning::Break => line_break(builder),
        Meaning::Superscript => inline.text("^"),
        Meaning::Quotation => inline.text("\""),
        Meaning::Hidden => inline.open_hidden(),
        Meaning::Nothing => {}
        other => open_block(builder, other, tag),
    }
}

/// Two breaks in a row are the end of a paragraph.
fn line_break(builder: &mut Builder) {
    if !builder.is_in_line() && builder.inline.take_break() {
        builder.separate();
    } else {
        builder.inline.line_break();
    }
}

fn open_block(builder: &mut Builder, meaning: &Meaning, tag: &Tag<'_>) {
    match meaning {
        Meaning::Row if builder.is_in_html_table() => builder.start_row(),
        Meaning::Cell if builder.is_in_html_table() => builder.start_cell(tag.name == "th"),
        Meaning::Item if builder.is_in_line() => builder.inline.text(" • "),
        _ if builder.is_in_line() => builder.inline.text(" "),
        Meaning::Table => {
            builder.separate();
            builder.start_table(Vec::new(), true);
        }
        Meaning::Heading(level) => {
            builder.separate();
            builder.start_heading(Some(*level));
        }
        Meaning::Rule => {
            builder.separate();
            builder.block(Block::Rule);
        }
        Meaning::Quote => nest(builder, Container::Quote(None, Vec::new()), 1),
        Meaning::List => nest(builder, Container::List(List { start: list_start(tag), ..List::default() }), 2),
        Meaning::Item => {
            builder.leave_html(is_item, is_list);
            if !builder.innermost().is_some_and(|container| is_list(container)) {
                nest(builder, Container::List(List::default()), 2);
            }
            if builder.innermost().is_some_and(|container| is_list(container)) {
                nest(builder, Container::Item(Vec::new()), 1);
            }
        }
        _ => builder.separate(),
    }
}

fn nest(builder: &mut Builder, container: Container, levels: usize) {
    builder.separate();
    builder.nest(container, levels, true);
}

fn list_start(tag: &Tag<'_>) -> Option<u64> {
    let start = || attribute(tag.attributes, "start").and_then(|start| start.trim().parse().ok());
    (tag.name == "ol").then(|| start().unwrap_or(1).min(MAX_START))
}

fn close(builder: &mut Builder, meaning: &Meaning) {
    let inline = &mut builder.inline;
    match meaning {
        Meaning::Mark(mark) => inline.close(Kind::Mark(*mark)),
        Meaning::Code | Meaning::Preformatted => inline.close(Kind::Code),
        Meaning::Link => inline.close(Kind::Link),
        Meaning::Hidden => inline.close(Kind::Hidden),
        Meaning::Quotation => inline.text("\""),
        Meaning::Break => line_break(builder),
        Meaning::Image | Meaning::Superscript | Meaning::Nothing => {}
        Meaning::Table => builder.end_html_table(),
        Meaning::Row | Meaning::Cell if builder.is_in_html_table() => builder.end_cell(),
        _ if builder.is_in_line() => builder.inline.text(" "),
        Meaning::List => builder.leave_html(is_list, |_| false),
        Meaning::Quote => builder.leave_html(is_quote, |_| false),
        _ => builder.separate(),
    }
}

fn is_list(container: &Container) -> bool {
    matches!(container, Container::List(_))
}

fn is_item(container: &Container) -> bool {
    matches!(container, Container::Item(_))
}

fn is_quote(container: &Container) -> bool {
    matches!(container, Container::Quote(..))
}
