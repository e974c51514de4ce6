//! Inline tokens put in order: emphasis that can't be written is left out, bare URLs are found, neighbouring texts joined.

use super::characters::visible;
use super::tree::{Mark, Token};
use super::url;

/// How often emphasis is looked at again after some of it was left out; then all of it goes.
const ROUNDS: usize = 4;

/// The tokens as they can be written; none when nothing of them would be seen.
pub(super) fn settled(tokens: Vec<Token>) -> Vec<Token> {
    let mut tokens = linked(merged(tokens));
    for _ in 0..ROUNDS {
        let bad = unwritable(&tokens);
        if !bad.contains(&true) {
            return trimmed(tokens);
        }
        let mut bad = bad.into_iter();
        tokens.retain(|_| !bad.next().unwrap_or(false));
        tokens = merged(tokens);
    }
    tokens.retain(|token| !matches!(token, Token::Open(_) | Token::Close(_)));
    trimmed(merged(tokens))
}

/// The tokens with the bare URLs of their texts made autolinks, except in a link's text.
///
/// A URL with placeholders (`https://{host}/`) leads nowhere and becomes code.
pub(super) fn linked(tokens: Vec<Token>) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut in_link = false;
    for token in tokens {
        match &token {
            Token::LinkOpen => in_link = true,
            Token::LinkClose(_) => in_link = false,
            _ => {}
        }
        match token {
            Token::Text(text) if !in_link => split_urls(&text, &mut out),
            other => out.push(other),
        }
    }
    out
}

fn split_urls(text: &str, out: &mut Vec<Token>) {
    let mut rest = text;
    while let Some((start, end)) = url::find(rest) {
        let (Some(before), Some(found), Some(after)) = (rest.get(..start), rest.get(start..end), rest.get(end..))
        else {
            break;
        };
        if !before.is_empty() {
            out.push(Token::Text(before.to_owned()));
        }
        out.push(match url::is_autolink(found) {
            true => Token::Auto(found.to_owned()),
            false => Token::Code(found.to_owned()),
        });
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Token::Text(rest.to_owned()));
    }
}

/// Joins neighbouring texts, and takes out of them what can't be seen.
fn merged(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match (out.last_mut(), token) {
            (Some(Token::Text(last)), Token::Text(text)) => last.push_str(&text),
            (_, token) => out.push(token),
        }
    }
    for token in &mut out {
        if let Token::Text(text) = token {
            *text = visible(text);
        }
    }
    trim_at_breaks(&mut out);
    out.retain(|token| !matches!(token, Token::Text(text) if text.is_empty()));
    out
}

fn trim_at_breaks(tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        match tokens.get_mut(at - 1..=at) {
            Some([Token::Text(text), Token::Break]) => text.truncate(text.trim_end().len()),
            Some([Token::Break, Token::Text(text)]) => *text = text.trim_start().to_owned(),
            _ => {}
        }
    }
}

/// Takes away blanks and line breaks at the ends, and everything when nothing is to be seen.
fn trimmed(mut tokens: Vec<Token>) -> Vec<Token> {
    while tokens.last().is_some_and(is_blank) {
        tokens.pop();
    }
    // Two code spans side by side would be one with other fences.
    tokens.dedup_by(|next, token| match (token, next) {
        (Token::Code(code), Token::Code(more)) => {
            code.push_str(more);
            true
        }
        _ => false,
    });
    let blank = tokens.iter().take_while(|token| is_blank(token)).count();
    tokens.drain(..blank);
    tokens
}

fn is_blank(token: &Token) -> bool {
    match token {
        Token::Break => true,
        Token::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// For each token, whether it's a delimiter that wouldn't be read as one (CommonMark 6.2, left- and right-flanking).
fn unwritable(tokens: &[Token]) -> Vec<bool> {
    let mut bad = vec![false; tokens.len()];
    // Where each open mark starts, and whether its run of delimiters is inside of another mark of the kind.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(mark) => {
                let same_run_before = at.checked_sub(1).is_some_and(|before| is_opening(tokens.get(before), *mark));
                let nested = match open.last() {
                    Some((_, nested)) if same_run_before => *nested,
                    before => before.is_some(),
                };
                open.push((at, nested));
            }
            Token::Close(mark) => {
                let Some((start, nested)) = open.pop() else { continue };
                if start + 1 == at || !opens(tokens, start, *mark, nested) || !closes(tokens, at, *mark) {
                    bad.iter_mut().skip(start).step_by(at - start).take(2).for_each(|flag| *flag = true);
                }
            }
            _ => {}
        }
    }
    bad
}

fn opens(tokens: &[Token], at: usize, mark: Mark, nested: bool) -> bool {
    let before = skip_back(tokens, at, |token| is_opening(Some(token), mark));
    let after = skip_on(tokens, at, |token| is_opening(Some(token), mark));
    let collides = matches!(before, Some(Token::Close(other)) if same_run(*other, mark));
    let (outside, inside) = (last_char(before), first_char(after));
    // Inside of another mark, a delimiter that could close as well might close that one.
    !collides && flanks(outside, inside) && !(nested && flanks(inside, outside))
}

fn is_opening(token: Option<&Token>, mark: Mark) -> bool {
    matches!(token, Some(Token::Open(other)) if same_run(*other, mark))
}

fn closes(tokens: &[Token], at: usize, mark: Mark) -> bool {
    let before = skip_back(tokens, at, |token| matches!(token, Token::Close(other) if same_run(*other, mark)));
    let after = skip_on(tokens, at, |token| matches!(token, Token::Close(other) if same_run(*other, mark)));
    flanks(first_char(after), last_char(before))
}

/// Whether two marks side by side are one run of delimiters.
fn same_run(one: Mark, other: Mark) -> bool {
    (one == Mark::Strike) == (other == Mark::Strike)
}

fn skip_back(tokens: &[Token], at: usize, skipped: impl Fn(&Token) -> bool) -> Option<&Token> {
    tokens.get(..at)?.iter().rev().find(|token| !skipped(token))
}

fn skip_on(tokens: &[Token], at: usize, skipped: impl Fn(&Token) -> bool) -> Option<&Token> {
    tokens.get(at + 1..)?.iter().find(|token| !skipped(token))
}

/// Whether a delimiter run flanks what is `inside`; symbols that some version of Unicode or CommonMark doesn't count as punctuation are
/// taken for both.
fn flanks(outside: char, inside: char) -> bool {
    let outside_is_edge = outside.is_whitespace() || outside.is_ascii_punctuation();
    !inside.is_whitespace() && (inside.is_alphanumeric() || outside_is_edge)
}

/// The first character that a token is written with; a blank for the end of the block.
pub(super) fn first_char(token: Option<&Token>) -> char {
    match token {
        Some(Token::Text(text)) => text.chars().next().unwrap_or(' '),
        Some(Token::Code(_)) => '`',
        Some(Token::Auto(_)) => '<',
        Some(Token::Open(mark) | Token::Close(mark)) => delimiter(*mark),
        Some(Token::LinkOpen) => '[',
        Some(Token::LinkClose(_)) => ']',
        Some(Token::Break) | None => ' ',
    }
}

/// The last character that a token is written with; a blank for the start of the block.
pub(super) fn last_char(token: Option<&Token>) -> char {
    match token {
        Some(Token::Text(text)) => text.chars().next_back().unwrap_or(' '),
        Some(Token::Code(_)) => '`',
        Some(Token::Auto(_)) => '>',
        Some(Token::Open(mark) | Token::Close(mark)) => delimiter(*mark),
        Some(Token::LinkOpen) => '[',
        Some(Token::LinkClose(_)) => ')',
        Some(Token::Break) | None => ' ',
    }
}

fn delimiter(mark: Mark) -> char {
    mark.delimiter().chars().next().unwrap_or('*')
}
