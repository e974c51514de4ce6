//! The inline content of the block that is being read, and what is open in it.

use super::super::characters::visible;
use super::super::marks;
use super::super::tree::{Mark, Token};
use super::super::url;

/// Something open whose end changes what came since its start.
///
/// `at` is where in the tokens it starts. What is open is closed from the inside out, so the tokens are well nested
/// even where the tags of HTML are not.
enum Span {
    /// One inside another of its kind says nothing, and is silent.
    Mark {
        mark: Mark,
        silent: bool,
    },
    Link(Link),
    Code {
        at: usize,
    },
    /// What is inside is dropped, if it has an end.
    Hidden {
        at: usize,
    },
}

/// A link or an image that is open.
struct Link {
    at: usize,
    target: String,
    is_email: bool,
}

/// What spans are of, for counting them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Mark(Mark),
    Link,
    Code,
    Hidden,
}

impl Kind {
    fn index(self) -> usize {
        match self {
            Kind::Mark(mark) => mark as usize,
            Kind::Link => 3,
            Kind::Code => 4,
            Kind::Hidden => 5,
        }
    }
}

impl Span {
    fn kind(&self) -> Kind {
        match self {
            Span::Mark { mark, .. } => Kind::Mark(*mark),
            Span::Link(_) => Kind::Link,
            Span::Code { .. } => Kind::Code,
            Span::Hidden { .. } => Kind::Hidden,
        }
    }
}

#[derive(Default)]
pub(super) struct Inline {
    tokens: Vec<Token>,
    open: Vec<Span>,
    /// How many spans of each kind are open, so that an end without a start is found to be one at once.
    counts: [usize; 6],
}

impl Inline {
    pub(super) fn text(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token::Text(last)) => last.push_str(text),
            Some(Token::Open(_)) => self.first_text(text),
            _ => self.tokens.push(Token::Text(text.to_owned())),
        }
    }

    /// Text after the start of emphasis, which can't be read as one before a blank: `<b> bold</b>`.
    fn first_text(&mut self, text: &str) {
        let trimmed = text.trim_start_matches([' ', '\n', '\t', '\r']);
        if trimmed.len() < text.len() {
            let opening = self.tokens.iter().rev().take_while(|token| matches!(token, Token::Open(_))).count();
            self.tokens.insert(self.tokens.len() - opening, Token::Text(" ".to_owned()));
        }
        if !trimmed.is_empty() {
            self.tokens.push(Token::Text(trimmed.to_owned()));
        }
    }

    pub(super) fn code_span(&mut self, code: &str) {
        let code = visible(code);
        if !code.is_empty() {
            self.tokens.push(Token::Code(code));
        }
    }

    pub(super) fn line_break(&mut self) {
        self.tokens.push(Token::Break);
    }

    /// Takes away a line break that is the last that is to be seen; says whether there was one.
    pub(super) fn take_break(&mut self) -> bool {
        let blank = |token: &&Token| matches!(token, Token::Text(text) if text.trim().is_empty());
        let end = self.tokens.len() - self.tokens.iter().rev().take_while(blank).count();
        let found = end.checked_sub(1).filter(|at| self.tokens.get(*at) == Some(&Token::Break));
        self.tokens.truncate(found.unwrap_or(self.tokens.len()));
        found.is_some()
    }

    pub(super) fn open_mark(&mut self, mark: Mark) {
        let silent = self.count(Kind::Mark(mark)) > 0;
        self.push(Span::Mark { mark, silent });
        if !silent {
            self.tokens.push(Token::Open(mark));
        }
    }

    pub(super) fn open_link(&mut self, target: &str, is_email: bool) {
        self.push(Span::Link(Link { at: self.tokens.len(), target: target.to_owned(), is_email }));
        self.tokens.push(Token::LinkOpen);
    }

    pub(super) fn open_code(&mut self) {
        if self.count(Kind::Code) == 0 {
            self.push(Span::Code { at: self.tokens.len() });
            // What comes is not joined with the text before it.
            self.tokens.push(Token::Text(String::new()));
        }
    }

    pub(super) fn open_hidden(&mut self) {
        if self.count(Kind::Hidden) == 0 {
            self.push(Span::Hidden { at: self.tokens.len() });
            self.tokens.push(Token::Text(String::new()));
        }
    }

    /// Closes the innermost span of a kind, and those in it, if there is one.
    pub(super) fn close(&mut self, kind: Kind) {
        while self.count(kind) > 0 {
            let Some(span) = self.pop() else { return };
            let found = span.kind() == kind;
            self.end(span, found);
            if found {
                return;
            }
        }
    }

    /// The emphases that are open.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let marks = [Mark::Emphasis, Mark::Strong, Mark::Strike];
        marks.into_iter().filter(|mark| self.count(Kind::Mark(*mark)) > 0).collect()
    }

    /// The tokens of a paragraph, with all spans closed.
    pub(super) fn take(&mut self) -> Vec<Token> {
        while let Some(span) = self.pop() {
            self.end(span, false);
        }
        marks::settled(std::mem::take(&mut self.tokens))
    }

    /// The same for what can't have more than one line.
    pub(super) fn take_line(&mut self) -> Vec<Token> {
        for token in &mut self.tokens {
            if *token == Token::Break {
                *token = Token::Text(" ".to_owned());
            }
        }
        self.take()
    }

    fn count(&self, kind: Kind) -> usize {
        self.counts[kind.index()]
    }

    fn push(&mut self, span: Span) {
        self.counts[span.kind().index()] += 1;
        self.open.push(span);
    }

    fn pop(&mut self) -> Option<Span> {
        let span = self.open.pop()?;
        self.counts[span.kind().index()] -= 1;
        Some(span)
    }

    /// Ends a span that is no longer in `open`; `explicit` where its own end was read. Code and what is hidden is
    /// neither without an end.
    fn end(&mut self, span: Span, explicit: bool) {
        match span {
            Span::Mark { silent: true, .. } => {}
            Span::Mark { mark, .. } => self.end_mark(mark),
            Span::Link(link) => self.end_link(&link),
            Span::Code { at } if explicit => {
                let code = plain(self.tokens.get(at..).unwrap_or_default());
                self.tokens.truncate(at);
                self.code_span(&code.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            Span::Hidden { at } if explicit => self.tokens.truncate(at),
            Span::Code { .. } | Span::Hidden { .. } => {}
        }
    }

    /// A blank before the end of emphasis is put behind it, where the end can be read as one.
    fn end_mark(&mut self, mark: Mark) {
        let blank = match self.tokens.last_mut() {
            Some(Token::Text(text)) => {
                let length = text.trim_end_matches([' ', '\n', '\t', '\r']).len();
                let blank = length < text.len();
                text.truncate(length);
                blank
            }
            _ => false,
        };
        self.tokens.push(Token::Close(mark));
        if blank {
            self.tokens.push(Token::Text(" ".to_owned()));
        }
    }

    /// Keeps a link, makes an autolink of it, or shows its target; a link in the text of another is text.
    fn end_link(&mut self, link: &Link) {
        let inner = self.tokens.get(link.at + 1..).unwrap_or_default();
        let same = match inner {
            [] => true,
            [Token::Text(text)] => *text == link.target,
            _ => false,
        };
        if self.count(Kind::Link) > 0 {
            self.replace(link.at, Token::Text(String::new()));
        } else if same && (url::is_autolink(&link.target) || link.is_email) {
            self.tokens.truncate(link.at);
            self.tokens.push(Token::Auto(link.target.clone()));
        } else if url::is_kept(&link.target) && !is_blank(inner) {
            self.tokens.push(Token::LinkClose(url::target(&link.target)));
        } else {
            self.show_target(link, same);
        }
    }

    fn show_target(&mut self, link: &Link, same: bool) {
        let blank = self.tokens.get(link.at + 1..).is_none_or(is_blank);
        self.replace(link.at, Token::Text(String::new()));
        if same || blank {
            self.tokens.truncate(link.at);
            return self.code_span(&url::shown(&link.target));
        }
        // An anchor of a page that isn't known leads nowhere.
        let anchor = link.target.starts_with('#');
        let target = if anchor { String::new() } else { visible(&url::shown(&link.target)) };
        if !target.is_empty() {
            self.text(" (");
            self.tokens.push(Token::Code(target));
            self.text(")");
        }
    }

    fn replace(&mut self, at: usize, token: Token) {
        if let Some(place) = self.tokens.get_mut(at) {
            *place = token;
        }
    }
}

fn is_blank(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token {
        Token::Text(text) => visible(text).trim().is_empty(),
        Token::Code(_) | Token::Auto(_) | Token::LinkClose(_) => false,
        Token::Open(_) | Token::Close(_) | Token::LinkOpen | Token::Break => true,
    })
}

/// The text of tokens.
fn plain(tokens: &[Token]) -> String {
    let pieces = tokens.iter().map(|token| match token {
        Token::Text(text) | Token::Code(text) | Token::Auto(text) => text.as_str(),
        Token::Break => " ",
        Token::Open(_) | Token::Close(_) | Token::LinkOpen | Token::LinkClose(_) => "",
    });
    pieces.collect()
}
