//! The targets of actions: JSONPath (RFC 9535), read by `serde_json_path`, with its cost bounded.
//!
//! The library reads filters within filters in exponential time, recurses without a limit, and gives a node as often as
//! a query selects it. So what is nested, repeated or multiplied is limited here, before it is read. The limits are far
//! above what selects parts of an OpenAPI document.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use crate::pointer::Pointer;

/// The longest query, in bytes.
const MAX_LENGTH: usize = 2000;

/// How deep brackets and parentheses may be nested.
const MAX_NESTING: usize = 8;

/// How many `..` a query may have: each multiplies the nodes by up to the depth of the document.
const MAX_DESCENDANTS: usize = 2;

/// How many `,` a query may have: a list of selectors in brackets may select a node twice, and so multiplies them too.
const MAX_COMMAS: usize = 16;

/// How many nodes a query may select.
const MAX_NODES: usize = 1_000_000;

/// What is wrong with a query.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It is no JSONPath.
    Syntax { message: String, help: String },
    /// It costs too much.
    Limit(String),
}

/// The nodes that a JSONPath selects, each once, in the order of their pointers: what holds others comes before them.
pub(super) fn select(query: &str, document: &Value) -> Result<Vec<Pointer>, Wrong> {
    bounded(query).map_err(Wrong::Limit)?;
    let path = JsonPath::parse(query)
        .map_err(|error| Wrong::Syntax { message: format!("`{query}` is no JSONPath: {error}"), help: help(query) })?;
    // Without locations first, which take far more memory.
    let count = path.query(document).len();
    if count > MAX_NODES {
        return Err(Wrong::Limit(format!("`{query}` selects {count} nodes, more than {MAX_NODES}")));
    }
    let located = path.query_located(document);
    let mut pointers: Vec<_> = located.locations().map(|location| pointer(location.iter())).collect();
    pointers.sort_unstable();
    pointers.dedup();
    Ok(pointers)
}

fn pointer<'p>(elements: impl Iterator<Item = &'p PathElement<'p>>) -> Pointer {
    elements.fold(Pointer::root(), |pointer, element| match element {
        PathElement::Name(name) => pointer.push(name),
        PathElement::Index(index) => pointer.index(*index),
    })
}

/// What to write instead of what is no JSONPath.
fn help(query: &str) -> String {
    let written = query.strip_prefix('#').unwrap_or(query);
    match Pointer::parse(written).filter(|pointer| !pointer.is_root() && pointer.as_str().len() < 200) {
        Some(pointer) => {
            let names: String = pointer.tokens().map(|token| format!("['{}']", quoted(&token))).collect();
            format!("a target is a JSONPath, not a JSON pointer: write `${names}`")
        }
        None if !query.starts_with('$') => "a JSONPath begins with `$`, the whole document: `$.info`".to_owned(),
        None => "put names that are no plain words in brackets and quotes: `$.paths['/users/{id}'].get['x-name']`; a \
                 filter is written `[?@.name == 'value']`"
            .to_owned(),
    }
}

/// The inside of a name in single quotes (RFC 9535, 2.3.1.1).
fn quoted(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\'', "\\'")
}

/// Refuses what would cost too much.
fn bounded(query: &str) -> Result<(), String> {
    if query.len() > MAX_LENGTH {
        return Err(format!("the JSONPath is longer than {MAX_LENGTH} bytes"));
    }
    let bare = without_strings(query);
    let (mut depth, mut root_query) = (0_usize, None);
    for (index, byte) in bare.iter().enumerate() {
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth = depth.saturating_sub(1),
            // A query from the root within a filter is run for each node that is filtered.
            b'$' if index > 0 => root_query = Some(depth),
            b'*' | b'?' | b':' if root_query.is_some() => return Err(nested_root(query)),
            b'.' if root_query.is_some() && bare.get(index + 1) == Some(&b'.') => return Err(nested_root(query)),
            _ => {}
        }
        root_query = root_query.filter(|start| depth >= *start);
        if depth > MAX_NESTING {
            return Err(format!("brackets are nested more than {MAX_NESTING} deep in `{query}`"));
        }
    }
    let descendants = bare.windows(2).filter(|pair| pair == b"..").count();
    if descendants > MAX_DESCENDANTS {
        return Err(format!("`{query}` has more than {MAX_DESCENDANTS} times `..`"));
    }
    if bare.iter().filter(|byte| **byte == b',').count() > MAX_COMMAS {
        return Err(format!("`{query}` has more than {MAX_COMMAS} commas"));
    }
    Ok(())
}

fn nested_root(query: &str) -> String {
    format!("a filter of `{query}` selects many nodes from the root, for each node that it filters")
}

/// The bytes of a query, with its string literals left out.
fn without_strings(query: &str) -> Vec<u8> {
    let mut bare = Vec::with_capacity(query.len());
    let (mut quote, mut escaped) = (None, false);
    for byte in query.bytes() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if byte == b'\\' => escaped = true,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if matches!(byte, b'\'' | b'"') => quote = Some(byte),
            None => bare.push(byte),
        }
    }
    bare
}
