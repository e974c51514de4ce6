//! The tree that a description is parsed to.

/// One block. Containers are nested at most [`MAX_DEPTH`] deep, and no block is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph, or the text of an HTML block.
    Paragraph(Vec<Token>),
    /// A heading with its level, 2 to 6.
    Heading(usize, Vec<Token>),
    /// The lines of a code block of any kind.
    Code(Vec<String>),
    /// A block quote.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A thematic break.
    Rule,
}

/// A list with at least one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct List {
    /// The first number of a numbered list.
    pub(super) start: Option<u64>,
    /// Whether blank lines stand between the items, and between the blocks of one.
    pub(super) loose: bool,
    /// The blocks of each item.
    pub(super) items: Vec<Vec<Block>>,
}

/// A table with at least one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    /// The delimiter cell of each column (`---`, `:--`).
    pub(super) columns: Vec<&'static str>,
    /// The cells of each row, the header first; cells missing at a row's end are empty.
    pub(super) rows: Vec<Vec<Vec<Token>>>,
}

/// A piece of the inline content of a block. Opening and closing tokens are well nested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text, not yet escaped; no two are neighbours.
    Text(String),
    /// The content of a code span.
    Code(String),
    /// The target of an autolink: a URL or an e-mail address.
    Auto(String),
    /// Emphasis starts.
    Open(Mark),
    /// Emphasis ends.
    Close(Mark),
    /// A link's text starts.
    LinkOpen,
    /// A link's text ends; the link's target.
    LinkClose(String),
    /// A hard line break.
    Break,
}

/// A kind of emphasis. One kind is never nested in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `*`
    Emphasis,
    /// `**`
    Strong,
    /// `~~`
    Strike,
}

/// How many containers (quotes, lists, items) may be nested.
pub(super) const MAX_DEPTH: usize = 12;

impl Mark {
    /// The delimiter, before and after.
    pub(super) fn delimiter(self) -> &'static str {
        match self {
            Mark::Emphasis => "*",
            Mark::Strong => "**",
            Mark::Strike => "~~",
        }
    }
}
