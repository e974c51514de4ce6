//! Inline tokens to one string, in which blanks are where a line may end.

use super::escape::{self, Context};
use super::marks::{first_char, last_char};
use super::tree::{Mark, Token};

/// A blank at which no line may end. Text never holds this character.
pub(super) const GLUE: char = '\0';

/// A hard line break.
pub(super) const BREAK: char = '\n';

/// Where inline content is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph or a heading.
    Block,
    /// A cell of a table.
    Cell,
    /// Somewhere that isn't known here.
    Anywhere,
}

/// Writes tokens with text escaped, [`GLUE`] for blanks that must stay on their line, and [`BREAK`] for hard breaks.
pub(super) fn render(tokens: &[Token], place: Place) -> String {
    let context = Context {
        pipes: place != Place::Block,
        tildes: place == Place::Anywhere || tokens.contains(&Token::Open(Mark::Strike)),
        exact: place == Place::Anywhere,
    };
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text) => {
                let (before, after) = neighbours(tokens, at, place);
                escape::escape(text, before, after, context, &mut out);
            }
            Token::Code(code) => {
                let code = escape::code(code).replace(' ', "\0");
                out.push_str(&if context.pipes { code.replace('|', "\\|") } else { code });
            }
            Token::Auto(target) => out.extend(["<", target, ">"]),
            Token::Open(mark) | Token::Close(mark) => out.push_str(mark.delimiter()),
            Token::LinkOpen => out.push('['),
            Token::LinkClose(target) => out.extend(["](", target, ")"]),
            Token::Break => out.push(BREAK),
        }
    }
    out
}

fn neighbours(tokens: &[Token], at: usize, place: Place) -> (char, char) {
    let edge = if place == Place::Anywhere { '*' } else { ' ' };
    let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or(edge, |token| last_char(Some(token)));
    let after = match tokens.get(at + 1) {
        // It's written as a backslash, next to which `*` could open emphasis.
        Some(Token::Break) => '\\',
        Some(token) => first_char(Some(token)),
        None => edge,
    };
    (before, after)
}
