//! The tags of HTML, found in its text.
//!
//! Reads in time that grows with the length: a tag is short, and what has no end is looked for once.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest tag, in bytes; what is longer is text.
const MAX_TAG: usize = 2000;

/// The longest entity, in bytes: `&CounterClockwiseContourIntegral;`.
const MAX_ENTITY: usize = 33;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, with its entities.
    Text(&'a str),
    /// A comment, a declaration, or an instruction.
    Hidden,
    Tag(Tag<'a>),
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Whether it's the end of an element.
    pub(super) closes: bool,
    pub(super) attributes: &'a str,
    /// All of it.
    pub(super) raw: &'a str,
}

/// Reads HTML piece by piece.
pub(super) struct Tags<'a> {
    rest: &'a str,
    /// The ends that the rest doesn't have.
    missing: Vec<&'static str>,
}

impl<'a> Tags<'a> {
    pub(super) fn new(html: &'a str) -> Tags<'a> {
        Tags { rest: html, missing: Vec::new() }
    }

    /// What stands before `end`, which is the start of a tag in lower case; reading goes on after that tag. `None`,
    /// with nothing read, where there is none.
    pub(super) fn until(&mut self, end: &'static str) -> Option<&'a str> {
        if self.missing.contains(&end) {
            return None;
        }
        let starts = |at: &usize| self.rest.get(*at..at + end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end));
        let Some(at) = self.rest.match_indices('<').map(|(at, _)| at).find(starts) else {
            self.missing.push(end);
            return None;
        };
        let (before, tag) = self.rest.split_at(at);
        self.rest = tag.split_once('>').map_or("", |(_, rest)| rest);
        Some(before)
    }

    /// A comment and the like at the start of the rest, of which the end is known.
    fn hidden(&mut self) -> Option<Piece<'a>> {
        let kinds = [("<!--", "-->"), ("<?", "?>"), ("<!", ">")];
        let (start, end) = kinds.into_iter().find(|(start, _)| self.rest.starts_with(start))?;
        if self.missing.contains(&end) {
            return None;
        }
        let Some(at) = self.rest.get(start.len()..)?.find(end) else {
            self.missing.push(end);
            return None;
        };
        self.rest = self.rest.get(start.len() + at + end.len()..)?;
        Some(Piece::Hidden)
    }

    fn tag(&mut self) -> Option<Piece<'a>> {
        let length = tag_length(self.rest)?;
        let (raw, rest) = self.rest.split_at(length);
        let inner = raw.strip_prefix('<')?.strip_suffix('>')?;
        let closes = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let end = inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(end);
        self.rest = rest;
        Some(Piece::Tag(Tag { name: name.to_ascii_lowercase(), closes, attributes, raw }))
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('<')
            && let Some(piece) = self.hidden().or_else(|| self.tag())
        {
            return Some(piece);
        }
        // A `<` that starts nothing is text.
        let skip = usize::from(self.rest.starts_with('<'));
        let end = self.rest.get(skip..)?.find('<').map_or(self.rest.len(), |at| at + skip);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Piece::Text(text))
    }
}

/// The length of the tag that a text starts with.
fn tag_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate().skip(1).take(MAX_TAG) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            // Only a value is quoted: `<O'Neill>`.
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// The value of an attribute, with its entities read.
pub(super) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_ascii_start();
        let (value, after) = match after.strip_prefix('=').map(str::trim_ascii_start) {
            Some(value) => split_value(value),
            None if name.is_empty() => return None,
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decoded(value).into_owned());
        }
        rest = after;
    }
}

fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// Text with its entities read.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let name =
            tail.bytes().skip(1).take(MAX_ENTITY).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let length = if tail.as_bytes().get(1 + name) == Some(&b';') { name + 2 } else { 1 };
        let (entity, after) = tail.split_at(length);
        // The parser of Markdown knows them all. What is no entity it gives back as it is.
        for event in Parser::new(entity) {
            if let Event::Text(text) = event {
                out.push_str(&text);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> Vec<String> {
        Tags::new(html)
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Hidden => "-".to_owned(),
                Piece::Tag(tag) => format!("{}{}|{}", if tag.closes { "/" } else { "" }, tag.name, tag.attributes),
            })
            .collect()
    }

    #[test]
    fn tags_and_texts() {
        assert_eq!(pieces("a<B class=x>b</b >c<br/>"), ["a", "b| class=x", "b", "/b| ", "c", "br|/"]);
        assert_eq!(pieces("<!-- <b> --><!doctype html><?x?>y"), ["-", "-", "-", "y"]);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in ["<", "<>", "< b>", "<1>", "a < b", "<b", "</", "</ b>", "<!-- x", "<b <"] {
            assert_eq!(pieces(text).concat(), text);
        }
        assert_eq!(pieces("<a <b>"), ["<a ", "b|"]);
    }

    #[test]
    fn quotes_hide_the_end_of_a_tag() {
        assert_eq!(pieces("<a title=\"a>b\" x='>'>c"), ["a| title=\"a>b\" x='>'", "c"]);
        assert_eq!(pieces("<O'Neill>x"), ["o'neill|", "x"]);
    }

    #[test]
    fn attributes() {
        let all = " href=a  HREF2 = \"b &amp; c\" checked x='y' /";
        assert_eq!(attribute(all, "href").as_deref(), Some("a"));
        assert_eq!(attribute(all, "href2").as_deref(), Some("b & c"));
        assert_eq!(attribute(all, "checked").as_deref(), Some(""));
        assert_eq!(attribute(all, "x").as_deref(), Some("y"));
        assert_eq!(attribute(all, "y"), None);
        assert_eq!(attribute("= =x ==", "y"), None);
    }

    #[test]
    fn entities() {
        assert_eq!(
            decoded("a &lt;b&gt; &amp;amp; &#38; &#x1F600; &nosuch; & &; R&D &copy"),
            "a <b> &amp; & 😀 &nosuch; & &; R&D &copy"
        );
    }
}
