//! The calls of macros that are items: a line for each entry of a block in braces.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Item;

/// How long a block may be that stands in the line of what is before it.
const WIDTH: usize = 100;

/// Takes the tokens out of the calls of macros that are items, as `prettyplease` knows nothing of what they mean: what it
/// makes of each call without them, and the text to put there.
pub(super) fn take_calls(file: &mut syn::File) -> Vec<(String, String)> {
    let mut calls = Vec::new();
    for item in &mut file.items {
        if let Item::Macro(item) = item {
            let path = item.mac.path.to_token_stream().to_string().replace(' ', "");
            let number = calls.len();
            let text = format!("\n{path}!({});", call(&item.mac.tokens));
            calls.push((format!("\n{path}!({number}usize);"), text));
            item.mac.tokens = quote!(#number);
        }
    }
    calls
}

/// What stands in the parentheses. The entries of the first block have a line each, those of others if they are long.
fn call(tokens: &TokenStream) -> String {
    let mut text = String::new();
    let mut rest = TokenStream::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let is_first = text.is_empty();
                push_line(&mut text, &rest);
                rest = TokenStream::new();
                let line = line(&TokenTree::from(group.clone()).into());
                match is_first || text.lines().last().map_or(0, str::len) + line.len() > WIDTH {
                    true => text.push_str(&format!(" {}", block(&group, 0))),
                    false => text.push_str(&format!(" {line}")),
                }
            }
            token => rest.extend([token]),
        }
    }
    push_line(&mut text, &rest);
    text
}

fn push_line(text: &mut String, tokens: &TokenStream) {
    if !text.is_empty() && !tokens.is_empty() {
        text.push(' ');
    }
    text.push_str(&line(tokens));
}

/// A block with a line for each entry. An entry that is too long for a line, and ends with a block, has that as one, too.
fn block(group: &Group, depth: usize) -> String {
    let indent = " ".repeat(4 * depth);
    let mut text = String::from("{");
    for entry in entries(group.stream()) {
        let line = line(&entry);
        let last = entry.clone().into_iter().last();
        let shown = match (last, line.split_once('{')) {
            (Some(TokenTree::Group(inner)), Some((head, _)))
                if inner.delimiter() == Delimiter::Brace && line.len() > WIDTH =>
            {
                format!("{head}{}", block(&inner, depth + 1))
            }
            _ => line,
        };
        text.push_str(&format!("\n{indent}    {shown}"));
        // As in the expression of a struct, nothing stands behind the fields that have no line.
        text.push_str(if shown.starts_with("..") { "" } else { "," });
    }
    let is_empty = text.len() == 1;
    text + &if is_empty { "}".to_owned() } else { format!("\n{indent}}}") }
}

/// The parts between the commas.
fn entries(tokens: TokenStream) -> Vec<TokenStream> {
    let mut entries = vec![TokenStream::new()];
    for token in tokens {
        match (token, entries.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => entries.push(TokenStream::new()),
            (token, Some(entry)) => entry.extend([token]),
            (_, None) => {}
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// Tokens with a space between any two, but within paths and types, before a colon or a comma, behind a sign, and around
/// what is in parentheses.
fn line(tokens: &TokenStream) -> String {
    let mut text = String::new();
    for token in tokens.clone() {
        let token = match token {
            TokenTree::Group(group) => inline(&group),
            token => token.to_string(),
        };
        let is_joined_before = token.starts_with([':', '<', '>', ',', '(']) && !text.ends_with(',');
        let is_joined = is_joined_before || text.ends_with(['-', '<', '&', '.']) || text.ends_with("::");
        if !text.is_empty() && !is_joined {
            text.push(' ');
        }
        text.push_str(&token);
    }
    text
}

/// A group in one line, without a comma behind its last entry, unless it is a tuple of one.
fn inline(group: &Group) -> String {
    let inner = line(&group.stream());
    let is_tuple_of_one = group.delimiter() == Delimiter::Parenthesis && entries(group.stream()).len() == 1;
    let inner = inner.strip_suffix(',').filter(|_| !is_tuple_of_one).unwrap_or(&inner);
    match group.delimiter() {
        Delimiter::Parenthesis => format!("({inner})"),
        Delimiter::Bracket => format!("[{inner}]"),
        Delimiter::Brace if inner.is_empty() => "{}".to_owned(),
        Delimiter::Brace => format!("{{ {inner} }}"),
        Delimiter::None => inner.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::rust;
    use super::*;

    fn shown(tokens: TokenStream) -> String {
        let text = rust(tokens).expect("it is Rust");
        text.strip_prefix(super::super::HEADER).map(|text| text.trim().to_owned()).unwrap_or_default()
    }

    #[test]
    fn each_field_and_each_value_has_a_line() {
        let text = shown(quote! {
            json::object!(Pet { id: required "id", r#type: optional "a {b}", ..additional_properties });
            json::object!(Empty {});
            json::object!(Bare { ..all });
            json::open_enum!(Level: i64 { Low = -1, High = 2, });
            json::closed_enum!(Half: Value { Half = "0.5" });
            crate::runtime::envelope!(PetError: ErrorEnvelope { NotFound, BadRequest });
        });
        insta::assert_snapshot!(text, @r#"
        json::object!(Pet {
            id: required "id",
            r#type: optional "a {b}",
            ..additional_properties
        });

        json::object!(Empty {});

        json::object!(Bare {
            ..all
        });

        json::open_enum!(Level: i64 {
            Low = -1,
            High = 2,
        });

        json::closed_enum!(Half: Value {
            Half = "0.5",
        });

        crate::runtime::envelope!(PetError: ErrorEnvelope {
            NotFound,
            BadRequest,
        });
        "#);
    }

    #[test]
    fn each_branch_of_a_union_has_a_line() {
        let text = shown(quote! {
            json::union!(Shape on "kind" {
                Circle(Circle): [object] tags ["circle", "round"] requires ["radius", "x"],
                Square(Box<crate::types::Square>): [object] tags [] requires [],
                Number(f64): [integer fraction] tags [] requires [],
                Pair((i64, Option<String>)): [array] tags [] requires [],
                One((json::Map<Vec<bool>>,)): [array] tags [] requires [],
                Free(::serde_json::Map<String, ::serde_json::Value>): [object] tags [] requires [],
            } from { Circle(Circle), Text(&str), Pair((i64, String)), });
            json::union!(Id { Number(i64): [integer] tags [] requires [] });
            json::union!(Long { A(A): [object] tags [] requires [], B(B): [object] tags [] requires [] } from {
                A(AVeryLongNameOfAType), B(AnotherVeryLongNameOfAType), C(YetAnotherVeryLongNameOfATypeOfTheUnion),
            });
        });
        insta::assert_snapshot!(text, @r#"
        json::union!(Shape on "kind" {
            Circle(Circle): [object] tags ["circle", "round"] requires ["radius", "x"],
            Square(Box<crate::types::Square>): [object] tags [] requires [],
            Number(f64): [integer fraction] tags [] requires [],
            Pair((i64, Option<String>)): [array] tags [] requires [],
            One((json::Map<Vec<bool>>,)): [array] tags [] requires [],
            Free(::serde_json::Map<String, ::serde_json::Value>): [object] tags [] requires [],
        } from { Circle(Circle), Text(&str), Pair((i64, String)) });

        json::union!(Id {
            Number(i64): [integer] tags [] requires [],
        });

        json::union!(Long {
            A(A): [object] tags [] requires [],
            B(B): [object] tags [] requires [],
        } from {
            A(AVeryLongNameOfAType),
            B(AnotherVeryLongNameOfAType),
            C(YetAnotherVeryLongNameOfATypeOfTheUnion),
        });
        "#);
    }

    #[test]
    fn wrappers_and_parents_are_short() {
        let text = shown(quote! {
            json::wrapper!(Tree(Vec<Tree>));
            json::wrapper!(Folder(json::Map<Option<Folder>>));
            json::parents!(Cat { Pet { id, name }, crate::types::Animal { id }, Nothing {} });
            json::parents!(Cat { Pet {
                a_very_long_name_of_a_field, another_very_long_name_of_a_field, yet_another_very_long_name_of_a_field
            } });
        });
        insta::assert_snapshot!(text, @r"
        json::wrapper!(Tree(Vec<Tree>));

        json::wrapper!(Folder(json::Map<Option<Folder>>));

        json::parents!(Cat {
            Pet { id, name },
            crate::types::Animal { id },
            Nothing {},
        });

        json::parents!(Cat {
            Pet {
                a_very_long_name_of_a_field,
                another_very_long_name_of_a_field,
                yet_another_very_long_name_of_a_field,
            },
        });
        ");
    }
}
