//! Makes what `serde_yaml` read into what the document says.
//!
//! `serde_yaml` takes `0b11` and `-0x1` for numbers and `007` for a text, which YAML's core schema doesn't, and
//! knows no merge keys. The tree says what each scalar is; where the two readers don't even see the same text, neither can
//! be believed.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Place};
use crate::load::tree::{Content, Member, Node, NodeId, Tree};

/// Gives `value` the scalars of the tree, and applies its merge keys. `same_text` says whether the two were read from the
/// very same text, so that texts and keys can be compared.
///
/// # Errors
///
/// Where the two aren't the same document.
pub(super) fn settle(tree: &Tree<'_>, same_text: bool, value: &mut Value) -> Result<(), Diagnostic> {
    let settler = Settler { tree, same_text };
    settler.node(tree.root, value).map_err(|span| {
        let place = Place::Text { start: span.start, end: span.end };
        Diagnostic::error(place, "this can be read as YAML in more than one way")
            .with_help("quote it, or write it simpler")
    })
}

struct Settler<'s, 't> {
    tree: &'s Tree<'t>,
    same_text: bool,
}

impl Settler<'_, '_> {
    /// As deep as the document with its aliases expanded, which is bounded. Fails with the place of a difference.
    fn node(&self, id: NodeId, value: &mut Value) -> Result<(), Range<usize>> {
        let Some(Node { span, content }) = self.tree.follow(id) else { return Err(0..0) };
        match (content, value) {
            (Content::Sequence(nodes), Value::Array(items)) if nodes.len() == items.len() => {
                nodes.iter().zip(items).try_for_each(|(node, item)| self.node(*node, item))
            }
            (Content::Mapping(members), Value::Object(object)) if members.len() == object.len() => {
                *object = self.members(members, std::mem::take(object))?;
                Ok(())
            }
            (Content::Scalar(Some(scalar)), value) if !value.is_array() && !value.is_object() => {
                let same = match (&*value, scalar) {
                    (Value::String(one), Value::String(other)) => one == other || !self.same_text,
                    _ => true,
                };
                value.clone_from(scalar);
                if same { Ok(()) } else { Err(span.clone()) }
            }
            _ => Err(span.clone()),
        }
    }

    /// A mapping's members, and after them those that its merge keys bring in. Its own ones win over those, and of those
    /// the first (the merge key's type in YAML 1.1: the core schema of 1.2 has none, but documents do use it, and all
    /// common tools apply it).
    fn members(&self, members: &[Member<'_>], object: Map<String, Value>) -> Result<Map<String, Value>, Range<usize>> {
        let mut own = Map::with_capacity(object.len());
        let mut merged = Vec::new();
        for (member, (key, mut value)) in members.iter().zip(object) {
            if key != member.key && self.same_text {
                return Err(member.key_span.clone());
            }
            self.node(member.value, &mut value)?;
            match value {
                Value::Array(sources) if member.merge => merged.extend(sources),
                value if member.merge => merged.push(value),
                value => {
                    own.insert(member.key.clone().into_owned(), value);
                }
            }
        }
        for source in merged {
            let Value::Object(source) = source else { continue };
            for (key, value) in source {
                own.entry(key).or_insert(value);
            }
        }
        Ok(own)
    }
}
