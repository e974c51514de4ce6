//! Makes a value of what `serde_yaml` read and what the events say.
//!
//! `serde_yaml` takes `0b11` and `-0x1` for numbers and `007` for a text, which YAML's core schema doesn't, and
//! knows no merge keys. The tree says what each scalar is; where the two readers don't even see the same text, neither can
//! be believed.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::load::structure::Structure;
use crate::load::tree::{Content, Member, Node, NodeId, Tree};

/// The value whose structure and scalars are known, with its merge keys applied. `same_text` says whether the two were
/// read from the very same text, so that texts and keys can be compared.
///
/// # Errors
///
/// Where the two aren't the same document: the place of a difference.
pub(super) fn reconcile(tree: &Tree<'_>, same_text: bool, structure: Structure) -> Result<Value, Range<usize>> {
    Readers { tree, same_text }.node(tree.root, structure)
}

struct Readers<'r, 't> {
    tree: &'r Tree<'t>,
    same_text: bool,
}

impl Readers<'_, '_> {
    /// As deep as the document with its aliases expanded, which is bounded.
    fn node(&self, id: NodeId, structure: Structure) -> Result<Value, Range<usize>> {
        let Some(Node { span, content }) = self.tree.follow(id) else { return Err(0..0) };
        match (content, structure) {
            (Content::Sequence(nodes), Structure::Sequence(items)) if nodes.len() == items.len() => {
                let items = nodes.iter().zip(items).map(|(node, item)| self.node(*node, item));
                items.collect::<Result<_, _>>().map(Value::Array)
            }
            (Content::Mapping(members), Structure::Mapping(entries)) if members.len() == entries.len() => {
                self.members(members, entries).map(Value::Object)
            }
            (Content::Scalar(Some(scalar)), Structure::Scalar(text)) => {
                let differs = matches!((&text, scalar), (Some(one), Value::String(other)) if one != other);
                if differs && self.same_text { Err(span.clone()) } else { Ok(scalar.clone()) }
            }
            _ => Err(span.clone()),
        }
    }

    /// A mapping's members, and after them those that its merge keys bring in. Its own ones win over those, and of those
    /// the first (the merge key's type in YAML 1.1: the core schema of 1.2 has none, but documents do use it, and all
    /// common tools apply it). Of members that are given twice, the last one counts.
    fn members(
        &self,
        members: &[Member<'_>],
        entries: Vec<(String, Structure)>,
    ) -> Result<Map<String, Value>, Range<usize>> {
        let mut own = Map::with_capacity(entries.len());
        let mut merged = Vec::new();
        for (member, (key, structure)) in members.iter().zip(entries) {
            if key != member.key && self.same_text {
                return Err(member.key_span.clone());
            }
            match self.node(member.value, structure)? {
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
