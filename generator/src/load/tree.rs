//! Where each value of a document stands in its text.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use crate::pointer::{Pointer, array_index};
use crate::source::Place;

/// The values of a document with their places, as JSON or YAML wrote them: aliases and merge keys are still there.
pub(super) struct Tree<'t> {
    /// All values, each one named by its index.
    pub(super) nodes: Vec<Node<'t>>,
    /// The document's own value.
    pub(super) root: NodeId,
}

/// The index of a value in [`Tree::nodes`].
pub(super) type NodeId = usize;

/// A value and its place.
pub(super) struct Node<'t> {
    /// The bytes of the value.
    pub(super) span: Range<usize>,
    pub(super) content: Content<'t>,
}

/// What a value is, as far as finding others in it goes.
pub(super) enum Content<'t> {
    /// YAML's core schema says here what a scalar means. JSON needs no such rule: it is `None` there.
    Scalar(Option<Value>),
    Sequence(Vec<NodeId>),
    Mapping(Vec<Member<'t>>),
    /// The value that stands elsewhere. It is never an alias itself.
    Alias(NodeId),
}

/// A member of a mapping.
pub(super) struct Member<'t> {
    /// What the key says, unescaped.
    pub(super) key: Cow<'t, str>,
    /// The bytes of the key, quotes included.
    pub(super) key_span: Range<usize>,
    pub(super) value: NodeId,
    /// Whether this is YAML's `<<`, whose value's members stand in for missing ones.
    pub(super) merge: bool,
}

impl<'t> Tree<'t> {
    /// Adds a value.
    pub(super) fn add(&mut self, span: Range<usize>, content: Content<'t>) -> NodeId {
        self.nodes.push(Node { span, content });
        self.nodes.len() - 1
    }

    /// A value, with an alias followed.
    pub(super) fn follow(&self, id: NodeId) -> Option<&Node<'t>> {
        match self.nodes.get(id)? {
            Node { content: Content::Alias(target), .. } => self.nodes.get(*target),
            node => Some(node),
        }
    }

    /// The mappings that a merge key brings in, the strongest first. `None` where its value is something else.
    pub(super) fn merged(&self, value: NodeId) -> Option<Vec<NodeId>> {
        match &self.follow(value)?.content {
            Content::Mapping(_) => Some(vec![value]),
            Content::Sequence(items) => {
                let is_mapping =
                    |item: &NodeId| self.follow(*item).is_some_and(|node| matches!(node.content, Content::Mapping(_)));
                items.iter().all(is_mapping).then(|| items.clone())
            }
            _ => None,
        }
    }

    /// The bytes of what a place names, or of the innermost value around it that is there: a stage may speak of a
    /// member that is missing, or that it has made itself.
    ///
    /// A mapping or a sequence that is a member is shown by its key, since its own text may be thousands of lines.
    pub(super) fn find(&self, place: &Place) -> Option<Range<usize>> {
        let (pointer, wants_key) = match place {
            Place::File => return None,
            Place::Text { start, end } => return Some(*start..*end),
            Place::Value(pointer) => (pointer, false),
            Place::Key(pointer) => (pointer, true),
        };
        let (key, id, exact) = self.walk(pointer);
        let node = self.nodes.get(id)?;
        let small = matches!(node.content, Content::Scalar(_) | Content::Alias(_)) && !node.span.is_empty();
        match key {
            Some(key) if !small || (wants_key && exact) => Some(key),
            // A container with no key starts with a bracket, a dash or its first key: one character says where.
            _ if !small => Some(node.span.start..node.span.end.min(node.span.start + 1)),
            _ => Some(node.span.clone()),
        }
    }

    /// The innermost member or item at a byte of the text; `None` where that is in none.
    pub(super) fn pointer_at(&self, byte: usize) -> Option<Pointer> {
        let mut pointer = Pointer::root();
        let mut at = self.root;
        loop {
            let next = match &self.nodes.get(at)?.content {
                Content::Mapping(members) => {
                    // Those of a mapping stand in the order of the text.
                    let before = members.partition_point(|member| member.key_span.start <= byte);
                    let last = before.checked_sub(1).and_then(|last| members.get(last));
                    let member = last.filter(|member| self.is_in(member, byte));
                    member.map(|member| (pointer.push(&member.key), member.value))
                }
                Content::Sequence(items) => {
                    let is_around = |id: &NodeId| self.nodes.get(*id).is_some_and(|node| node.span.contains(&byte));
                    items.iter().position(is_around).and_then(|index| Some((pointer.index(index), *items.get(index)?)))
                }
                Content::Scalar(_) | Content::Alias(_) => None,
            };
            let Some((inner, value)) = next else { return (!pointer.is_root()).then_some(pointer) };
            (pointer, at) = (inner, value);
        }
    }

    /// Whether a byte is of a member's key or value.
    fn is_in(&self, member: &Member<'_>, byte: usize) -> bool {
        let in_value = |node: &Node<'_>| node.span.contains(&byte);
        member.key_span.contains(&byte) || self.nodes.get(member.value).is_some_and(in_value)
    }

    /// The innermost value that is there on the way to `pointer`, with the place of its key, and whether it is the one
    /// that was asked for.
    fn walk(&self, pointer: &Pointer) -> (Option<Range<usize>>, NodeId, bool) {
        let mut at = (None, self.root);
        for token in pointer.tokens() {
            let next = self.follow(at.1).and_then(|node| match &node.content {
                Content::Sequence(items) => array_index(&token).and_then(|index| Some((None, *items.get(index)?))),
                Content::Mapping(members) => {
                    self.member(members, &token).map(|member| (Some(member.key_span.clone()), member.value))
                }
                Content::Scalar(_) | Content::Alias(_) => None,
            });
            let Some(next) = next else { return (at.0, at.1, false) };
            at = next;
        }
        (at.0, at.1, true)
    }

    /// A member by its key: the mapping's own, the last of several, or else one that a merge key brings in.
    fn member<'a>(&'a self, members: &'a [Member<'t>], key: &str) -> Option<&'a Member<'t>> {
        let own = members.iter().rfind(|member| !member.merge && member.key == key);
        own.or_else(|| {
            let merges = members.iter().filter(|member| member.merge);
            let sources = merges.filter_map(|member| self.merged(member.value)).flatten();
            sources.into_iter().find_map(|source| match &self.follow(source)?.content {
                Content::Mapping(members) => self.member(members, key),
                _ => None,
            })
        })
    }
}
